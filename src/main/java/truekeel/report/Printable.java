package truekeel.report;

import java.util.stream.Collectors;
import truekeel.model.Value;

/** Makes what others wrote fit for one line of a terminal, a log or a page. */
public final class Printable {
    private static final int LONGEST = 160;

    private Printable() {}

    /** Without control characters, so that a name in Qlik can neither break a line nor steer a terminal. */
    public static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == '\n') {
                line.append("\\n");
            } else if (Character.isISOControl(point) || isInvisible(point)) {
                line.append(String.format("\\u%04x", point));
            } else {
                line.appendCodePoint(point);
            }
        });
        return line.toString();
    }

    /** Format characters such as those that turn the direction of writing. */
    private static boolean isInvisible(int point) {
        return Character.getType(point) == Character.FORMAT;
    }

    /** A field's value on one line, cut where it is very long. */
    public static String value(Value value) {
        if (value.isNull()) {
            return "(none)";
        }
        String text = line(flow(value));
        if (text.isEmpty()) {
            return "\"\"";
        }
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** As YAML writes it on one line. */
    private static String flow(Value value) {
        if (value instanceof Value.Fields fields) {
            return fields.values().entrySet().stream()
                    .map(field -> field.getKey() + ": " + flow(field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Value.Items items) {
            return items.values().stream().map(Printable::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return value.toString();
    }
}
