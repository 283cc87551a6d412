package truekeel.kinds;

import static java.util.Objects.requireNonNull;

/** What Qlik took on and could not do, such as a reload that ended in an error; the change fails, with this message. */
public final class StepFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;

    public StepFailed(Code code, String message) {
        super(message);
        this.code = requireNonNull(code);
    }

    public Code code() {
        return code;
    }

    /** The stable name of each way to fail. */
    public enum Code {
        RELOAD_FAILED,
        RELOAD_TIMEOUT
    }
}
