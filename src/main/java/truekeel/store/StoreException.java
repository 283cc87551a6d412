package truekeel.store;

/** The store could not serve. The message says what to do about it, and never holds a secret. */
public final class StoreException extends RuntimeException {
    private final StoreCode code;

    StoreException(StoreCode code, String message) {
        super(message);
        this.code = code;
    }

    StoreException(StoreCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public StoreCode code() {
        return code;
    }
}
