package truekeel.qlik;

import static java.util.Objects.requireNonNull;

/** No whole answer came: where the exchange stopped tells whether the request may have been carried out. */
public final class TransportFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Stage stage;

    public TransportFailure(Stage stage, String message, Throwable cause) {
        super(message, cause);
        this.stage = requireNonNull(stage);
    }

    public TransportFailure(Stage stage, String message) {
        super(message);
        this.stage = requireNonNull(stage);
    }

    public Stage stage() {
        return stage;
    }

    /** How far the exchange came. */
    public enum Stage {
        /** The request cannot have been carried out: no connection was made, or none may be made. */
        NOT_SENT,
        /** The request may have been carried out: reset or timeout before an answer. */
        NO_ANSWER,
        /** The answer broke off: the request was most likely carried out. */
        TRUNCATED,
        /** The answer is larger than we take; asking again does not help. */
        TOO_LARGE
    }
}
