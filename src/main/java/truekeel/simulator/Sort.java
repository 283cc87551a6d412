package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * A list order: by one field, insertion order within equal values. Text compares without regard to case.
 *
 * @param field a dotted path into the row; empty for insertion order
 */
public record Sort(String field, boolean ascending) {

    /** Oldest first. */
    public static Sort inserted() {
        return new Sort("", true);
    }

    /** The {@code sort} parameter, {@code +name}, {@code -name} or {@code name}; a 400 for a field outside the list. */
    public static Sort from(Exchange exchange, Sort fallback, List<String> allowed) {
        return exchange.query("sort")
                .filter(text -> !text.isEmpty())
                .map(text -> parse(text, allowed))
                .orElse(fallback);
    }

    private static Sort parse(String text, List<String> allowed) {
        char sign = text.charAt(0);
        String field = sign == '+' || sign == '-' || sign == ' ' ? text.substring(1) : text;
        if (!allowed.contains(field)) {
            throw Problem.badParameter("sort", "Sorting by " + text + " is not possible.");
        }
        return new Sort(field.equals("_id") ? "id" : field, sign != '-');
    }

    /** What the row is compared by. Numbers are padded so that text order is number order. */
    String key(ObjectNode row) {
        if (field.isEmpty()) {
            return "";
        }
        JsonNode value = Json.at(row, field);
        if (value.isNumber()) {
            return String.format(Locale.ROOT, "%025d", value.asLong());
        }
        return value.asText("").toLowerCase(Locale.ROOT);
    }
}
