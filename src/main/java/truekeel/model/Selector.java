package truekeel.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A choice of tenants by their labels, such as {@code tier=gold,ring!=canary}; all terms must hold, none means
 * everything. A label that a tenant lacks is unlike every value.
 */
public record Selector(List<Term> terms) {
    public static final Selector EVERYTHING = new Selector(List.of());

    private static final Pattern TERM = Pattern.compile(
            "\\s*(?:(?<absent>!)\\s*)?(?<label>[A-Za-z0-9._/-]+)\\s*(?:(?<op>==?|!=)\\s*(?<value>[^\\s,=!]*))?\\s*");

    public Selector {
        terms = List.copyOf(terms);
    }

    /** How a term looks at a label. */
    public enum Test {
        EQUALS,
        DIFFERS,
        PRESENT,
        ABSENT
    }

    /** One condition; the value is empty where the test needs none. */
    public record Term(String label, Test test, String value) {
        boolean holds(Map<String, String> labels) {
            return switch (test) {
                case EQUALS -> value.equals(labels.get(label));
                case DIFFERS -> !value.equals(labels.get(label));
                case PRESENT -> labels.containsKey(label);
                case ABSENT -> !labels.containsKey(label);
            };
        }
    }

    /** Reads {@code a=b}, {@code a==b}, {@code a!=b}, {@code a}, {@code !a}, joined by commas. */
    public static Selector parse(String text) {
        if (text.isBlank()) {
            return EVERYTHING;
        }
        return new Selector(
                Arrays.stream(text.split(",", -1)).map(Selector::term).toList());
    }

    private static Term term(String text) {
        Matcher matcher = TERM.matcher(text);
        boolean both = matcher.matches() && matcher.group("absent") != null && matcher.group("op") != null;
        if (!matcher.matches() || both) {
            throw new IllegalArgumentException("'" + text.strip()
                    + "' is not a condition on a label; write tier=gold, ring!=canary, tier or !tier");
        }
        String label = matcher.group("label");
        String op = matcher.group("op");
        if (op == null) {
            return new Term(label, matcher.group("absent") == null ? Test.PRESENT : Test.ABSENT, "");
        }
        return new Term(label, op.equals("!=") ? Test.DIFFERS : Test.EQUALS, matcher.group("value"));
    }

    public boolean matches(Map<String, String> labels) {
        return terms.stream().allMatch(term -> term.holds(labels));
    }
}
