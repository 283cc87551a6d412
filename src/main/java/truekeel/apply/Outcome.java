package truekeel.apply;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import truekeel.plan.Change;

/**
 * What became of one change.
 *
 * @param code the stable code of the problem; empty when there was none
 * @param message a full sentence about the problem; empty when there was none
 * @param notes full sentences on what else came of it, such as how the reload of an app ended
 */
public record Outcome(
        Change change, Verdict verdict, String code, String message, Duration duration, List<String> notes) {
    public Outcome {
        notes = List.copyOf(notes);
    }

    /** One of which there is nothing else to say. */
    public Outcome(Change change, Verdict verdict, String code, String message, Duration duration) {
        this(change, verdict, code, message, duration, List.of());
    }

    Outcome with(List<String> others) {
        return new Outcome(change, verdict, code, message, duration, others);
    }

    /** The ways a change can end. */
    public enum Verdict {
        /** Qlik confirmed every step. */
        APPLIED,
        /** Its turn came and there was nothing to send. */
        UNCHANGED,
        /** Qlik or the world refused a step; later steps were not sent. */
        FAILED,
        /** Something it depends on did not come about, or the daemon is stopping. */
        SKIPPED,
        /** A step was sent and nobody knows whether it took effect. */
        UNCERTAIN;

        /** The word in reports, metrics and the API. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether what depends on the change may go on. */
        public boolean isGood() {
            return this == APPLIED || this == UNCHANGED;
        }
    }
}
