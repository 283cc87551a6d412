package truekeel.fleet;

import java.util.Locale;

/** Why a tenant is looked at. It never says what changed: every run looks at everything. */
public enum Trigger {
    INTERVAL,
    REVISION,
    MANUAL,
    RETRY,
    COMMAND;

    /** Whether a person wants it now, and not the daemon by itself. */
    public boolean isByHand() {
        return this == MANUAL || this == COMMAND;
    }

    /** The word in reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
