package truekeel.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a run came out as a whole. */
public enum RunOutcome {
    /** Changes were made, all of them as planned. */
    APPLIED,
    /** Nothing was to be done. */
    UNCHANGED,
    /** Changes are due, and the tenant's mode or window says to report them only. */
    OBSERVED,
    /** A guard or policy refused the plan; nothing was written. */
    REFUSED,
    /** Some changes were made, others failed, were skipped or could not be judged. */
    PARTIAL,
    /** The run came to no useful end. */
    FAILED,
    /** The process died before the run did. */
    INTERRUPTED;

    /** Whether the run did all it was meant to do. */
    public boolean isSuccess() {
        return this == APPLIED || this == UNCHANGED || this == OBSERVED;
    }

    /** Whether the whole desired state at the run's revision held in the tenant when the run ended. */
    public boolean putsRevisionIntoForce() {
        return this == APPLIED || this == UNCHANGED;
    }

    /** The word in reports, metrics and the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunOutcome parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    static List<String> wordsOfSuccess() {
        return Arrays.stream(values())
                .filter(RunOutcome::isSuccess)
                .map(RunOutcome::word)
                .toList();
    }

    static List<String> wordsOfForce() {
        return Arrays.stream(values())
                .filter(RunOutcome::putsRevisionIntoForce)
                .map(RunOutcome::word)
                .toList();
    }
}
