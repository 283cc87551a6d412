package truekeel.fleet;

import java.util.ArrayList;
import java.util.List;
import truekeel.apply.Outcome;

/** What a run has to tell of its changes beside their numbers, such as how reloads ended; short enough for a line. */
final class Told {
    private static final int LONGEST = 1000;

    private Told() {}

    /** The changes' own words, each behind the name of its resource; empty where there are none. */
    static String of(List<Outcome> outcomes) {
        List<String> sentences = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            outcome.notes().forEach(note -> sentences.add(outcome.change().ref() + ": " + note));
        }
        String text = String.join(" ", sentences);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
