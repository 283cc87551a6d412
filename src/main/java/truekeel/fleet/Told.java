package truekeel.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import truekeel.apply.Outcome;
import truekeel.kinds.StepFailed;

/** What a run has to tell of its changes beside their numbers, such as how reloads ended; short enough for a line. */
final class Told {
    private static final int LONGEST = 1000;

    private Told() {}

    /** The changes' own words, each behind the name of its resource; empty where there are none. */
    static String of(List<Outcome> outcomes) {
        List<String> sentences = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            outcome.notes().forEach(note -> sentences.add(outcome.change().ref() + ": " + note));
            if (isQliksOwnFailure(outcome)) {
                sentences.add(outcome.change().ref() + ": " + outcome.message());
            }
        }
        String text = String.join(" ", sentences);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** What Qlik took on and could not do; other failures have their place in the log and in the drift. */
    private static boolean isQliksOwnFailure(Outcome outcome) {
        return Stream.of(StepFailed.Code.values()).anyMatch(code -> code.name().equals(outcome.code()));
    }
}
