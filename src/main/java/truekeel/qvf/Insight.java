package truekeel.qvf;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import truekeel.qvf.Outline.Category;
import truekeel.qvf.Outline.Script;

/** What can be told of the change of an app's file. */
public sealed interface Insight {

    /** Both files are known. */
    record Compared(Difference difference) implements Insight {}

    /**
     * Only the new file is known.
     *
     * @param holds how many there are of each category
     * @param scriptLines of the load script; zero where nobody may see it
     * @param why the old one is not known, a full sentence; empty where there is none
     */
    record Alone(Map<Category, Integer> holds, int scriptLines, String why) implements Insight {
        public Alone {
            holds = Collections.unmodifiableMap(new EnumMap<>(holds));
        }

        public static Alone of(Outline outline, String why) {
            int lines = outline.script().map(Script::lines).map(List::size).orElse(0);
            return new Alone(outline.counts(), lines, why);
        }
    }

    /**
     * Nothing can be told; the app deploys all the same.
     *
     * @param why a full sentence
     */
    record Unknown(String why) implements Insight {}
}
