package truekeel.secret;

/** A secret could not be had, or not be handed over. The message names where it was looked for, and never a value. */
public final class SecretException extends RuntimeException {
    private final SecretCode code;

    public SecretException(SecretCode code, String message) {
        super(message);
        this.code = code;
    }

    SecretException(SecretCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public SecretCode code() {
        return code;
    }
}
