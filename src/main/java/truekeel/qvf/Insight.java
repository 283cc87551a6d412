package truekeel.qvf;

/** What can be told of the change of an app's file. */
public sealed interface Insight {

    /** Both files are known. */
    record Compared(Difference difference) implements Insight {}

    /**
     * Only the new file is known.
     *
     * @param why the old one is not, a full sentence
     */
    record Alone(Outline outline, String why) implements Insight {}

    /**
     * Nothing can be told; the app deploys all the same.
     *
     * @param why a full sentence
     */
    record Unknown(String why) implements Insight {}
}
