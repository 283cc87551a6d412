package truekeel.qvf;

/** What came of reading an app file. */
public sealed interface Reading {

    /** The file told what it holds. */
    record Told(Outline outline) implements Reading {}

    /**
     * The file cannot be read offline; it deploys all the same.
     *
     * @param why a full sentence
     */
    record Unreadable(String why) implements Reading {}
}
