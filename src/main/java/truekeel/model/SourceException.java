package truekeel.model;

/** Content could not be brought here; nothing was sent on, and nothing but the resource that needs it is concerned. */
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SourceCode code;

    public SourceException(SourceCode code, String message) {
        super(message);
        this.code = code;
    }

    public SourceException(SourceCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public SourceCode code() {
        return code;
    }
}
