package truekeel.model;

/** Why content could not be brought from where its manifest says it lies; an anchor in the reference of errors. */
public enum SourceCode {
    /** The place could not be reached, or broke off again and again. */
    SOURCE_UNREACHABLE,
    /** There is nothing at that place. */
    SOURCE_MISSING,
    /** The place does not let us in. */
    SOURCE_DENIED,
    /** It sends us on to where we do not go. */
    SOURCE_REDIRECTED,
    /** What lies there is not what the manifest names. */
    SOURCE_MISMATCH,
    /** It is larger than the folder for such files may become. */
    SOURCE_TOO_LARGE,
    /** It became another version while it was fetched. */
    SOURCE_CHANGED
}
