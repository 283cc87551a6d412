package truekeel.qlik;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call to Qlik that did not succeed. The type says what may be done next, never the message. Codes are stable: they
 * label metrics and are explained in the reference of errors.
 */
public abstract sealed class QlikException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;
    private final String operation;
    private final transient Problem problem;

    private QlikException(Code code, String operation, Problem problem, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = requireNonNull(code);
        this.operation = requireNonNull(operation);
        this.problem = requireNonNull(problem);
    }

    public Code code() {
        return code;
    }

    /** The id of the operation that failed, as in the contract. */
    public String operation() {
        return operation;
    }

    /** What Qlik said; its status is 0 when there was no answer. */
    public Problem problem() {
        return problem;
    }

    public int status() {
        return problem.status();
    }

    public Optional<String> traceId() {
        return problem.traceId();
    }

    /** The stable name of each way to fail. */
    public enum Code {
        QLIK_TRANSIENT,
        QLIK_DENIED,
        QLIK_TENANT_DEACTIVATED,
        QLIK_CONFLICT,
        QLIK_NO_SEAT_LEFT,
        QLIK_MISSING,
        QLIK_REJECTED,
        QLIK_UNCERTAIN,
        QLIK_MALFORMED
    }

    /** It passes by itself and nothing was changed: try again in a later run, after {@link #retryAfter} if given. */
    public static final class Transient extends QlikException {
        private static final long serialVersionUID = 1L;

        private final @Nullable Duration retryAfter;

        public Transient(
                String operation,
                Problem problem,
                String message,
                Optional<Duration> retryAfter,
                @Nullable Throwable cause) {
            super(Code.QLIK_TRANSIENT, operation, problem, message, cause);
            this.retryAfter = retryAfter.orElse(null);
        }

        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }

    /** 401 or 403: the client's credentials, roles or scopes do not allow it, or the tenant is deactivated. */
    public static final class Denied extends QlikException {
        private static final long serialVersionUID = 1L;

        public Denied(String operation, Problem problem, String message) {
            super(
                    isDeactivated(problem) ? Code.QLIK_TENANT_DEACTIVATED : Code.QLIK_DENIED,
                    operation,
                    problem,
                    message,
                    null);
        }

        /** The whole tenant is switched off, not only this call refused. */
        public boolean isTenantDeactivated() {
            return code() == Code.QLIK_TENANT_DEACTIVATED;
        }

        /** Two pages of Qlik's documentation name two codes for the same state. */
        static boolean isDeactivated(Problem problem) {
            return problem.code()
                    .filter(code -> code.equals("TENANT_DEACTIVATED") || code.equals("TENANT_DISABLED"))
                    .isPresent();
        }
    }

    /**
     * 409, 412 or 423: the live state does not allow it (name taken, space not empty, reload pending); or the licence
     * has no seat left, which Qlik says with a 403.
     */
    public static final class Conflict extends QlikException {
        private static final long serialVersionUID = 1L;

        public Conflict(String operation, Problem problem, String message) {
            super(
                    isNoSeatLeft(problem) ? Code.QLIK_NO_SEAT_LEFT : Code.QLIK_CONFLICT,
                    operation,
                    problem,
                    message,
                    null);
        }

        /** Whether all seats of the type are taken (qlik.dev, "Licenses"). */
        public static boolean isNoSeatLeft(Problem problem) {
            return problem.code().filter("LICENSES-011"::equals).isPresent();
        }
    }

    /** 404 or 410: it is gone, was never there, or we may not see it. */
    public static final class Missing extends QlikException {
        private static final long serialVersionUID = 1L;

        public Missing(String operation, Problem problem, String message) {
            super(Code.QLIK_MISSING, operation, problem, message, null);
        }
    }

    /** Any other 4xx: the request itself is not acceptable; repeating it does not help. */
    public static final class Rejected extends QlikException {
        private static final long serialVersionUID = 1L;

        public Rejected(String operation, Problem problem, String message) {
            super(Code.QLIK_REJECTED, operation, problem, message, null);
        }
    }

    /** A write whose answer was lost or is a 5xx: the effect may have happened. Look before sending it again. */
    public static final class Uncertain extends QlikException {
        private static final long serialVersionUID = 1L;

        private final boolean underWay;

        /** Of a call that has arrived: its effect is there already, or never will be. */
        public Uncertain(String operation, Problem problem, String message, @Nullable Throwable cause) {
            this(operation, problem, message, cause, false);
        }

        private Uncertain(
                String operation, Problem problem, String message, @Nullable Throwable cause, boolean underWay) {
            super(Code.QLIK_UNCERTAIN, operation, problem, message, cause);
            this.underWay = underWay;
        }

        /** Of a call that nobody answered, or only something in between, such as a gateway. */
        public static Uncertain underWay(String operation, Problem problem, String message, @Nullable Throwable cause) {
            return new Uncertain(operation, problem, message, cause, true);
        }

        /** Whether the call may be carried out later, so that not finding its effect proves nothing yet. */
        public boolean mayStillArrive() {
            return underWay;
        }
    }

    /** An answer to a read that does not keep to the contract; a write with such an answer is {@link Uncertain}. */
    public static final class Malformed extends QlikException {
        private static final long serialVersionUID = 1L;

        public Malformed(String operation, Problem problem, String message, @Nullable Throwable cause) {
            super(Code.QLIK_MALFORMED, operation, problem, message, cause);
        }
    }
}
