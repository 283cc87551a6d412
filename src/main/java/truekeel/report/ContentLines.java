package truekeel.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import truekeel.qvf.Difference;
import truekeel.qvf.Insight;
import truekeel.qvf.ItemChange;
import truekeel.qvf.ScriptChange;

/** What changed in an app, line by line, as every renderer shows it. */
public final class ContentLines {
    private ContentLines() {}

    /** What a line tells. */
    public enum Sign {
        NOTE(' '),
        HEAD(' '),
        BOTH(' '),
        ADDED('+'),
        REMOVED('-'),
        CHANGED('~');

        private final char letter;

        Sign(char letter) {
            this.letter = letter;
        }

        public char letter() {
            return letter;
        }

        /** For a style sheet. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One line, fit for a terminal or a page. */
    public record Line(Sign sign, String text) {
        static Line of(Sign sign, String text) {
            return new Line(sign, Printable.line(text.replace("\t", "    ")));
        }

        @Override
        public String toString() {
            return sign.letter() + " " + text;
        }
    }

    /** At most that many lines; where there are more, the last one tells how many. */
    public static List<Line> of(Insight insight, int most) {
        List<Line> lines = lines(insight);
        if (lines.size() <= most) {
            return lines;
        }
        List<Line> first = new ArrayList<>(lines.subList(0, most));
        first.add(Line.of(Sign.NOTE, "… " + (lines.size() - most) + " more lines"));
        return first;
    }

    private static List<Line> lines(Insight insight) {
        if (insight instanceof Insight.Compared compared) {
            return compared(compared.difference());
        }
        if (insight instanceof Insight.Alone alone) {
            String holds = "This file holds " + words(alone) + ".";
            return List.of(Line.of(Sign.NOTE, alone.why().isEmpty() ? holds : alone.why() + " " + holds));
        }
        return List.of(Line.of(Sign.NOTE, ((Insight.Unknown) insight).why()));
    }

    private static String words(Insight.Alone alone) {
        String items = alone.holds().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getKey().count(entry.getValue()))
                .collect(Collectors.joining(", "));
        String script = alone.scriptLines() == 0 ? "" : "a load script of " + alone.scriptLines() + " lines";
        return items.isEmpty() && script.isEmpty()
                ? "nothing that is shown"
                : items + (items.isEmpty() || script.isEmpty() ? "" : ", ") + script;
    }

    private static List<Line> compared(Difference difference) {
        List<Line> lines = new ArrayList<>();
        if (difference.isEmpty()) {
            lines.add(Line.of(
                    Sign.NOTE, "Nothing that is read from the two files differs; their data may, and what is masked."));
        }
        difference.items().forEach(item -> lines.add(item(item)));
        if (difference.left() > 0) {
            lines.add(Line.of(Sign.NOTE, "… and " + difference.left() + " more objects"));
        }
        difference.remarks().forEach(remark -> lines.add(Line.of(Sign.NOTE, remark)));
        if (difference.script().isEmpty()) {
            lines.add(Line.of(Sign.NOTE, "The load script is not shown, as truekeel/content-diff asks."));
        }
        difference.script().filter(script -> !script.isEmpty()).ifPresent(script -> script(script, lines));
        return lines;
    }

    private static Line item(ItemChange item) {
        String what = item.what().isEmpty() ? "" : ": " + String.join("; ", item.what());
        return switch (item.fate()) {
            case ADDED -> Line.of(Sign.ADDED, item.subject() + " added");
            case REMOVED -> Line.of(Sign.REMOVED, item.subject() + " removed");
            case CHANGED -> Line.of(Sign.CHANGED, item.subject() + what);
        };
    }

    private static void script(ScriptChange script, List<Line> lines) {
        lines.add(Line.of(
                Sign.HEAD,
                "Load script: " + script.added() + (script.added() == 1 ? " line added, " : " lines added, ")
                        + script.removed() + " removed"));
        Map<ScriptChange.Sign, Sign> signs = new EnumMap<>(Map.of(
                ScriptChange.Sign.BOTH, Sign.BOTH,
                ScriptChange.Sign.ADDED, Sign.ADDED,
                ScriptChange.Sign.REMOVED, Sign.REMOVED));
        for (ScriptChange.Hunk hunk : script.hunks()) {
            lines.add(Line.of(Sign.HEAD, hunk.head()));
            hunk.lines().forEach(line -> lines.add(Line.of(signs.getOrDefault(line.sign(), Sign.BOTH), line.text())));
        }
        if (script.left() > 0) {
            lines.add(Line.of(Sign.NOTE, "… and " + script.left() + " more lines of the script"));
        }
    }
}
