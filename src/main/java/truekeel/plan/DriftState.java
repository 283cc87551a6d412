package truekeel.plan;

import java.util.Locale;

/** How a resource's live state stands to its desired state. */
public enum DriftState {
    IN_SYNC,
    MISSING,
    MODIFIED,
    ORPHANED,
    UNMANAGED,
    UNKNOWN,
    IGNORED,
    BLOCKED;

    /** Whether the state is a difference that has an onset: what is in sync or ignored has none. */
    public boolean isDrift() {
        return this != IN_SYNC && this != IGNORED;
    }

    /** The word in reports, metrics and the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
