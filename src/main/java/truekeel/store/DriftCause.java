package truekeel.store;

import java.util.Locale;

/** Which of the two sides moved when a resource began to differ. */
public enum DriftCause {
    /** What is wanted is new, or was never seen to be there; nobody did anything in the tenant. */
    REVISION,
    /** The desired state was as before and live state was not. */
    LIVE;

    /** The word in the store. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DriftCause parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
