package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SCIM filters Qlik's list operations take: comparisons on the attributes and operators a resource names, joined by
 * and, or, not and parentheses. Values compare with regard to case; attribute names and operators do not. A filter
 * outside this is a 400.
 */
public final class ScimFilter {
    private static final Pattern TOKEN = Pattern.compile("\\s*(\\(|\\)|\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s()\"]+)");
    private final Map<String, Set<String>> attributes = new LinkedHashMap<>();

    private ScimFilter() {}

    public static ScimFilter none() {
        return new ScimFilter();
    }

    /** Allows operators ({@code eq ne co sw gt ge lt le}) on attributes, which are dotted paths into the row. */
    public ScimFilter allow(Set<String> operators, String... names) {
        for (String name : names) {
            attributes.put(name, Set.copyOf(operators));
        }
        return this;
    }

    /** The condition of a filter text; throws a 400 {@link Problem} with a code of the filter service. */
    public Predicate<ObjectNode> parse(String filter) {
        return new Parser(tokens(filter)).whole();
    }

    private static List<String> tokens(String filter) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(filter);
        int end = 0;
        while (end < filter.length() && matcher.find(end) && matcher.start() == end) {
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        if (!filter.substring(end).isBlank()) {
            throw bad("The filter cannot be read from: " + filter.substring(end).strip());
        }
        return tokens;
    }

    private static Problem bad(String detail) {
        return Problem.badParameter("filter", detail).code("REP-400003");
    }

    /** Recursive descent over the tokens; or binds weaker than and, and weaker than not. */
    private final class Parser {
        private final List<String> tokens;
        private int at;

        Parser(List<String> tokens) {
            this.tokens = tokens;
        }

        Predicate<ObjectNode> whole() {
            Predicate<ObjectNode> condition = either();
            if (at < tokens.size()) {
                throw bad("Unexpected in the filter: " + tokens.get(at));
            }
            return condition;
        }

        private Predicate<ObjectNode> either() {
            Predicate<ObjectNode> condition = both();
            while (accept("or")) {
                condition = condition.or(both());
            }
            return condition;
        }

        private Predicate<ObjectNode> both() {
            Predicate<ObjectNode> condition = single();
            while (accept("and")) {
                condition = condition.and(single());
            }
            return condition;
        }

        private Predicate<ObjectNode> single() {
            if (accept("not")) {
                return single().negate();
            }
            if (accept("(")) {
                Predicate<ObjectNode> inner = either();
                if (!accept(")")) {
                    throw bad("A closing parenthesis is missing in the filter.");
                }
                return inner;
            }
            return comparison(next(), next().toLowerCase(Locale.ROOT), next());
        }

        private Predicate<ObjectNode> comparison(String name, String operator, String raw) {
            String attribute = attributes.keySet().stream()
                    .filter(known -> known.equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> bad("Filtering by " + name + " is not possible."));
            if (!attributes.getOrDefault(attribute, Set.of()).contains(operator)) {
                throw bad("The operator " + operator + " is not possible on " + name + ".");
            }
            String value = value(raw);
            return row -> values(row, attribute.split("\\.", -1), 0).stream()
                            .anyMatch(held -> holds(held, operator.equals("ne") ? "eq" : operator, value))
                    != operator.equals("ne");
        }

        private String value(String raw) {
            if (raw.startsWith("\"")) {
                return unquoted(raw);
            }
            if (Set.of("true", "false", "null").contains(raw) || raw.matches("-?\\d+(\\.\\d+)?")) {
                return raw;
            }
            throw bad("A value in quotes is expected instead of " + raw + ".");
        }

        private String unquoted(String raw) {
            try {
                return Json.parse(raw).asText();
            } catch (java.io.UncheckedIOException e) {
                throw bad("This value cannot be read: " + raw);
            }
        }

        private boolean accept(String token) {
            if (at < tokens.size() && tokens.get(at).equalsIgnoreCase(token)) {
                at++;
                return true;
            }
            return false;
        }

        private String next() {
            if (at >= tokens.size()) {
                throw bad("The filter ends too early.");
            }
            return tokens.get(at++);
        }
    }

    /** All values behind a dotted path; arrays on the way fan out. */
    private static List<String> values(JsonNode node, String[] path, int depth) {
        List<String> found = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(item -> found.addAll(values(item, path, depth)));
        } else if (depth == path.length) {
            if (!node.isMissingNode()) {
                found.add(node.asText());
            }
        } else {
            found.addAll(values(node.path(path[depth]), path, depth + 1));
        }
        return found;
    }

    private static boolean holds(String held, String operator, String value) {
        return switch (operator) {
            case "eq" -> held.equalsIgnoreCase(value);
            case "co" -> held.toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT));
            case "sw" -> held.toLowerCase(Locale.ROOT).startsWith(value.toLowerCase(Locale.ROOT));
            case "gt" -> held.compareTo(value) > 0;
            case "ge" -> held.compareTo(value) >= 0;
            case "lt" -> held.compareTo(value) < 0;
            case "le" -> held.compareTo(value) <= 0;
            default -> false;
        };
    }
}
