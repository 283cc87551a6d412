package truekeel.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of the log: one constant sentence of what happened, then keys of {@link LogKeys} with identifiers, in the
 * order given; never bodies, manifests or secrets. Made a text only when it is written: durations in seconds, a text
 * that would not be told from its neighbours in quotes, one line whatever the values hold, and no key without a value.
 */
public final class LogLine {
    private static final Pattern PLAIN = Pattern.compile("[^\\s\\p{C}\"=\\\\]*");

    private record Fact(String key, @Nullable Object value) {}

    private final String sentence;
    private final List<Fact> facts = new ArrayList<>();

    private LogLine(String sentence) {
        this.sentence = sentence;
    }

    public static LogLine of(String sentence) {
        return new LogLine(sentence);
    }

    /** Adds a fact to this line, and gives it back. */
    public LogLine with(String key, @Nullable Object value) {
        facts.add(new Fact(key, value));
        return this;
    }

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(sentence);
        for (Fact fact : facts) {
            String value = text(fact.value());
            if (!value.isEmpty()) {
                line.append(' ').append(fact.key()).append('=').append(value);
            }
        }
        return line.toString();
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Duration took) {
            return BigDecimal.valueOf(took.toMillis(), 3).stripTrailingZeros().toPlainString() + "s";
        }
        String text = value == null ? "" : value.toString();
        return PLAIN.matcher(text).matches() ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            switch (point) {
                case '"', '\\' -> quoted.append('\\').appendCodePoint(point);
                case '\n' -> quoted.append("\\n");
                default -> quoted.appendCodePoint(isUnfit(point) ? '\uFFFD' : point);
            }
        });
        return quoted.append('"').toString();
    }

    /** What a terminal or a reader of lines could take for more than a character. */
    private static boolean isUnfit(int point) {
        return Character.isISOControl(point)
                || point == '\u2028'
                || point == '\u2029'
                || Character.getType(point) == Character.FORMAT;
    }
}
