package truekeel.plan;

import java.util.Locale;

/** The verb of a change. */
public enum Action {
    CREATE,
    UPDATE,
    RECREATE,
    DELETE,
    ADOPT,
    RELEASE;

    /** Whether carrying it out sends anything to Qlik; the others touch the inventory only. */
    public boolean writes() {
        return this != ADOPT && this != RELEASE;
    }

    /** Whether the object, or its former self, is gone afterwards. */
    public boolean destroys() {
        return this == DELETE || this == RECREATE;
    }

    /** The word in reports, metrics and the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
