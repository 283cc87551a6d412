package truekeel.git;

/** How a revision relates to the last good one before it. */
public enum History {
    /** There was none before. */
    FIRST,
    UNCHANGED,
    FAST_FORWARD,
    /** The old revision is not among the new one's ancestors: somebody pushed by force, or the tag was moved. */
    REWRITTEN,
    /** Not enough history was fetched to tell. */
    UNKNOWN_SHALLOW
}
