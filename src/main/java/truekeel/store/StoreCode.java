package truekeel.store;

/** Why the store could not serve; the stable codes of {@link StoreException}. */
public enum StoreCode {
    /** Another process holds the database file. */
    LOCKED,
    /** The database file is not one of ours, or is damaged. */
    CORRUPT,
    /** The database server does not answer. */
    UNREACHABLE,
    /** The tables could not be brought to the form this version needs. */
    MIGRATION_FAILED,
    /** The database or its folder cannot be written. */
    READ_ONLY,
    /** There is no room left where the database lives. */
    FULL,
    /** The settings cannot work as they are. */
    CONFIGURATION,
    /** The store was closed. */
    CLOSED,
    /** Anything else the database refused. */
    FAILED
}
