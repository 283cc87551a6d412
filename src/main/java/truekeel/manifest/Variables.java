package truekeel.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.Position;
import truekeel.model.Value;
import truekeel.schema.Spelling;

/**
 * Fills {@code ${…}} of a template's documents for one tenant. A text that is nothing but one variable takes the
 * variable's type; a doubled dollar sign before a brace stands for a single one.
 */
final class Variables {
    private static final Pattern USE = Pattern.compile("\\$\\$\\{|\\$\\{(?<rest>[^}]*)(?<end>})?");
    private static final Pattern EXPRESSION =
            Pattern.compile("\\s*(?<name>[A-Za-z][A-Za-z0-9._/-]*?)\\s*(?::-(?<default>.*))?", Pattern.DOTALL);

    private final String tenant;
    private final Map<String, Node> known;
    private final List<Finding> findings = new ArrayList<>();

    private Variables(String tenant, Map<String, Node> known) {
        this.tenant = tenant;
        this.known = known;
    }

    /** The variables of one tenant; every level of the values can be named. */
    static Variables of(String tenant, Map<String, String> texts, Node.Entries values) {
        Map<String, Node> known = new LinkedHashMap<>();
        texts.forEach((name, text) -> known.put(name, Node.Scalar.of(Value.text(text), values.position())));
        collect("values", values, known);
        return new Variables(tenant, known);
    }

    private static void collect(String prefix, Node.Entries values, Map<String, Node> known) {
        values.entries().forEach((key, entry) -> {
            String name = prefix + "." + key;
            known.put(name, entry.node());
            if (entry.node() instanceof Node.Entries nested) {
                collect(name, nested, known);
            }
        });
    }

    /** Whether filling in would change anything of the tree. */
    static boolean areIn(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return scalar.value() instanceof Value.Text text && text.value().contains("${");
        }
        if (node instanceof Node.Many many) {
            return many.items().stream().anyMatch(Variables::areIn);
        }
        return ((Node.Entries) node).entries().values().stream().anyMatch(entry -> areIn(entry.node()));
    }

    /** Where a text looks as if somebody hoped for a variable to be filled in. */
    static Optional<Position> firstUse(Node node) {
        if (node instanceof Node.Scalar) {
            String text = node.value().toString();
            boolean hoped = text.contains("${values.") || text.contains("${tenant.");
            return hoped ? Optional.of(node.position()) : Optional.empty();
        }
        if (node instanceof Node.Many many) {
            return many.items().stream()
                    .flatMap(item -> firstUse(item).stream())
                    .findFirst();
        }
        return ((Node.Entries) node)
                .entries().values().stream()
                        .flatMap(entry -> firstUse(entry.node()).stream())
                        .findFirst();
    }

    /** What went wrong so far, in no particular order. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    Node fill(Node node) {
        if (node instanceof Node.Many many) {
            return new Node.Many(many.items().stream().map(this::fill).toList(), many.position());
        }
        if (node instanceof Node.Entries map) {
            Map<String, Node.Entry> filled = new LinkedHashMap<>();
            map.entries().forEach((key, entry) -> filled.put(key, new Node.Entry(entry.key(), fill(entry.node()))));
            return new Node.Entries(filled, map.position());
        }
        return areIn(node) ? fill((Node.Scalar) node) : node;
    }

    private Node fill(Node.Scalar scalar) {
        String text = scalar.value().toString();
        Matcher use = USE.matcher(text);
        if (use.matches() && use.group("end") != null) {
            return whole(use.group("rest"), scalar);
        }
        use.reset();
        StringBuilder filled = new StringBuilder();
        while (use.find()) {
            use.appendReplacement(filled, Matcher.quoteReplacement(part(use, scalar.position())));
        }
        use.appendTail(filled);
        return Node.Scalar.of(Value.text(filled.toString()), scalar.position());
    }

    private Node whole(String expression, Node.Scalar scalar) {
        Optional<Lookup> lookup = look(expression, scalar.position());
        if (lookup.isEmpty()) {
            return scalar;
        }
        Optional<Node> found = lookup.get().found();
        if (found.isEmpty()) {
            return new Node.Scalar(Value.text(lookup.get().fallback()), scalar.position(), true);
        }
        return found.get() instanceof Node.Scalar value
                ? new Node.Scalar(value.value(), scalar.position(), value.loose())
                : found.get();
    }

    private String part(Matcher use, Position at) {
        if (use.group("rest") == null) {
            return "${";
        }
        if (use.group("end") == null) {
            syntax(at, "A '${' has no '}' behind it.");
            return use.group();
        }
        Optional<Lookup> lookup = look(use.group("rest"), at);
        if (lookup.isEmpty()) {
            return use.group();
        }
        Node found = lookup.get().found().orElse(null);
        if (found == null) {
            return lookup.get().fallback();
        }
        if (!(found instanceof Node.Scalar scalar)) {
            syntax(at, "The variable in '" + use.group() + "' is a list or a map and cannot be a part of a text.");
            return use.group();
        }
        return scalar.value().isNull() ? "" : scalar.value().toString();
    }

    /** Either what was found, or the default to take instead. */
    private record Lookup(Optional<Node> found, String fallback) {}

    private Optional<Lookup> look(String expression, Position at) {
        Matcher matcher = EXPRESSION.matcher(expression);
        if (!matcher.matches()) {
            syntax(at, "'${" + expression + "}' is not a variable.");
            return Optional.empty();
        }
        String name = matcher.group("name");
        String fallback = matcher.group("default");
        Optional<Node> found = Optional.ofNullable(known.get(name));
        if (fallback != null && found.map(node -> node.value().isNull()).orElse(true)) {
            return Optional.of(new Lookup(Optional.empty(), fallback));
        }
        if (found.isEmpty()) {
            String message = "The variable '" + name + "' has no value for tenant '" + tenant + "'.";
            String guess = Spelling.didYouMean(name, known.keySet());
            String hint =
                    guess.isEmpty() ? "Set it in the tenant's spec.values, or write ${" + name + ":-default}." : guess;
            findings.add(Finding.error(FindingCode.VARIABLE_UNKNOWN, at, message, hint));
            return Optional.empty();
        }
        return Optional.of(new Lookup(found, ""));
    }

    private void syntax(Position at, String message) {
        String hint =
                "Write ${values.x}, ${values.x:-default}, ${tenant.name} or ${tenant.labels.x}; $${ for a literal ${.";
        findings.add(Finding.error(FindingCode.VARIABLE_SYNTAX, at, message, hint));
    }
}
