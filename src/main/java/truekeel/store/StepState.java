package truekeel.store;

import java.util.Locale;

/** What is known about a mutation that was journalled. */
public enum StepState {
    /** On its way, or lost with the process that sent it. */
    SENT,
    /** Sent, and its answer did not come or did not tell. */
    UNCERTAIN,
    /** Took effect. */
    CONFIRMED,
    /** Had no effect. */
    FAILED,
    /** Its fate was found out by a later observation. */
    SETTLED;

    /** Whether a verdict is still owed. */
    public boolean isOpen() {
        return this == SENT || this == UNCERTAIN;
    }

    /** The word in reports and the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static StepState parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
