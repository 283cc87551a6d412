package truekeel.report;

import java.time.Instant;
import java.util.Locale;

/**
 * One statement on a tenant in the shape of Kubernetes' kstatus.
 *
 * @param reason one word in upper camel case
 * @param since when the status last changed
 */
public record Condition(Type type, Status status, String reason, String message, Instant since) {

    /** What the statement is about. */
    public enum Type {
        /** Live state was seen in full and agrees with the desired state. */
        READY("Ready"),
        /** There is a difference that Truekeel is about to remove. */
        RECONCILING("Reconciling"),
        /** A person must act before Truekeel can go on. */
        STALLED("Stalled"),
        /** The tenant could be read in full. */
        OBSERVED("Observed"),
        /** The tenant exists; told of one that Truekeel made while Git does not say where it is. */
        PROVISIONED("Provisioned"),
        /** What the load scripts of declared apps load from is there; told where something is not. */
        CONNECTIONS_FOUND("ConnectionsFound"),
        /** The manifests of the tenant are sound. */
        MANIFESTS_SOUND("ManifestsSound");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** Whether the statement holds. */
    public enum Status {
        TRUE,
        FALSE,
        UNKNOWN;

        /** {@code True}, {@code False} or {@code Unknown}. */
        public String word() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }

        public static Status of(boolean holds) {
            return holds ? TRUE : FALSE;
        }
    }

    /** The same statement, keeping the earlier time when its status did not change. */
    Condition continuing(Condition earlier) {
        return earlier.status == status ? new Condition(type, status, reason, message, earlier.since) : this;
    }
}
