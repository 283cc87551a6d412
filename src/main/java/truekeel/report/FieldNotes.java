package truekeel.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import truekeel.model.FieldPath;
import truekeel.schema.Conditions;
import truekeel.schema.FieldSchema;
import truekeel.schema.JsonValues;
import truekeel.schema.KindSchema;

/** What the schemas say of kinds and fields, for people. */
public final class FieldNotes {
    private FieldNotes() {}

    /** A kind with all its fields, one line each, and an example. Ends with a line break. */
    public static String ofKind(KindSchema schema, Palette palette) {
        List<String> lines = new ArrayList<>();
        lines.add(palette.strong(schema.name().value()) + "  " + schema.description());
        lines.add("");
        lines.add("Fields of spec:");
        for (FieldSchema field : schema.fields().values()) {
            if (!field.path().last().equals("*")) {
                lines.add("  " + "  ".repeat(depth(field.path()))
                        + palette.strong(field.path().last()) + " <" + type(schema, field) + ">" + marks(field));
            }
        }
        JsonNode example = schema.document().path("examples").path(0);
        if (!example.isMissingNode()) {
            lines.add("");
            lines.add("Example:");
            lines.addAll(indented(YamlText.of(example)));
        }
        return String.join("\n", lines) + "\n";
    }

    private static int depth(FieldPath path) {
        return (int) path.segments().stream().filter(step -> !step.equals("*")).count() - 1;
    }

    /** One field: its meaning, what it takes, its marks, examples, and the fields below it. Ends with a line break. */
    public static String ofField(KindSchema schema, FieldSchema field, Palette palette) {
        List<String> lines = new ArrayList<>();
        lines.add(palette.strong(schema.name() + ".spec." + dotted(field.path())) + " <" + type(schema, field) + ">"
                + marks(field));
        lines.add("");
        lines.add("  " + field.description());
        lines.addAll(rules(schema, field));
        if (!field.examples().isEmpty()) {
            lines.add("");
            lines.add(field.examples().size() == 1 ? "Example:" : "Examples:");
            field.examples().forEach(example -> {
                JsonNode json = JsonValues.toJson(example);
                lines.addAll(indented(YamlText.of(YamlText.named(lastName(field.path()), json))));
            });
        }
        List<FieldSchema> children = children(schema, field);
        if (!children.isEmpty()) {
            lines.add("");
            lines.add("Fields:");
            children.forEach(
                    child -> lines.add("  " + palette.strong(child.path().last()) + " <" + type(schema, child) + ">"
                            + marks(child) + "  " + child.description()));
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<FieldSchema> children(KindSchema schema, FieldSchema field) {
        int size = field.path().segments().size();
        boolean list = schema.fields().containsKey(field.path().child("*"));
        FieldPath holder = list ? field.path().child("*") : field.path();
        int depth = list ? size + 2 : size + 1;
        return schema.fields().values().stream()
                .filter(other -> other.path().startsWith(holder)
                        && other.path().segments().size() == depth)
                .toList();
    }

    static String dotted(FieldPath path) {
        return path.segments().stream().filter(step -> !step.equals("*")).collect(Collectors.joining("."));
    }

    private static String lastName(FieldPath path) {
        return path.segments().stream()
                .filter(step -> !step.equals("*"))
                .reduce((first, second) -> second)
                .orElse("spec");
    }

    static String type(KindSchema schema, FieldSchema field) {
        String types = field.types().stream()
                .map(type -> type.equals("array") ? "list" : type.equals("object") ? "map" : type)
                .collect(Collectors.joining(" or "));
        FieldSchema element = schema.fields().get(field.path().child("*"));
        return field.types().contains("array") && element != null ? types + " of " + type(schema, element) : types;
    }

    static String marks(FieldSchema field) {
        List<String> marks = new ArrayList<>();
        if (field.isRequired()) {
            marks.add("required");
        }
        field.reference().ifPresent(kind -> marks.add("names a " + kind));
        if (field.isWriteOnly()) {
            marks.add("secret");
        }
        if (field.mayBeSecret()) {
            marks.add("may be secret");
        }
        if (field.needsRecreate()) {
            marks.add(field.recreateWhere().words().isEmpty() ? "recreate only" : "in part recreate only");
        }
        return marks.isEmpty() ? "" : " (" + String.join(", ", marks) + ")";
    }

    private static List<String> rules(KindSchema schema, FieldSchema field) {
        List<String> sentences = sentences(schema, field);
        List<String> lines = new ArrayList<>();
        if (!sentences.isEmpty()) {
            lines.add("");
            sentences.forEach(sentence -> lines.add("  " + sentence));
        }
        return lines;
    }

    private static Optional<String> secrecy(FieldSchema field) {
        if (field.isWriteOnly()) {
            return Optional.of("Written as {secretRef: NAME}; the value is never in Git.");
        }
        return field.mayBeSecret()
                ? Optional.of("What is secret is written as {secretRef: NAME}; its value is never in Git.")
                : Optional.empty();
    }

    /** What the marks of a field mean, a sentence each. */
    static List<String> sentences(KindSchema schema, FieldSchema field) {
        List<String> rules = new ArrayList<>();
        if (!field.words().isEmpty()) {
            rules.add("Takes " + String.join(", ", field.words()) + ".");
        }
        if (!field.aliases().isEmpty()) {
            rules.add("Also written "
                    + field.aliases().entrySet().stream()
                            .map(alias -> alias.getKey() + " (" + alias.getValue() + ")")
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        if (schema.keys().stream().anyMatch(key -> key.contains(field.path()))) {
            rules.add("Part of the key by which the object is found in Qlik.");
        }
        field.set()
                .ifPresent(set -> rules.add(
                        field.types().contains("object") ? "Other names than these are taken away." : whole(set)));
        if (field.isClearable()) {
            rules.add("null clears it.");
        }
        secrecy(field).ifPresent(rules::add);
        if (!field.note().isEmpty()) {
            rules.add(field.note());
        }
        if (field.needsRecreate()) {
            Conditions where = field.recreateWhere();
            rules.add("Qlik cannot change it in place" + (where.words().isEmpty() ? "" : " where " + where)
                    + ": allowRecreate: true has the object deleted and made anew.");
        }
        field.where().ifPresent(where -> rules.add("Possible only where " + where + "."));
        field.requiredWhere().ifPresent(where -> rules.add("Required where " + where + "."));
        if (field.isLocal()) {
            rules.add("Steers Truekeel and is not compared with Qlik.");
        }
        if (field.isCaseInsensitive()) {
            rules.add("Compared without regard to case.");
        }
        return rules;
    }

    private static String whole(FieldSchema.SetMark set) {
        String members = set.identity().isEmpty()
                ? ""
                : "; members are told apart by "
                        + String.join(" or ", set.identity()).toLowerCase(Locale.ROOT);
        String mode = set.modeField()
                .map(field -> "; " + field + ": atLeast keeps others")
                .orElse("");
        return "The whole list, compared without order" + members + mode + ".";
    }

    private static List<String> indented(String text) {
        return text.lines().map(line -> "  " + line).toList();
    }
}
