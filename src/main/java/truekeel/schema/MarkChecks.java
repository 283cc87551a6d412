package truekeel.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import truekeel.model.FieldPath;
import truekeel.model.Value;

/** What the marks of a schema's fields demand of a spec beyond JSON Schema; paths are within the spec. */
final class MarkChecks {
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(password|passwd|pwd|passphrase|secret|token|credentials?|auth[-_ ]?code"
                    + "|(api|access|account|private|secret|shared)[-_ ]?key)");

    private final SortedMap<FieldPath, FieldSchema> fields;
    private final List<FieldSchema> marked;

    MarkChecks(SortedMap<FieldPath, FieldSchema> fields) {
        this.fields = fields;
        this.marked = fields.values().stream()
                .filter(field -> !field.wordsBy().isEmpty()
                        || field.where().isPresent()
                        || field.requiredWhere().isPresent()
                        || field.isPublicKey()
                        || field.form().isPresent()
                        || field.mayBeSecret())
                .toList();
    }

    List<Violation> of(Value.Fields spec) {
        List<Violation> found = new ArrayList<>();
        for (FieldSchema field : marked) {
            field.wordsBy().forEach((other, allowed) -> other.in(spec)
                    .ifPresent(value -> words(
                            spec, field, other.last() + " is '" + value + "'", allowed.get(value.toString()), found)));
            field.where().filter(where -> !where.hold(spec)).ifPresent(where -> misplaced(spec, field, where, found));
            field.requiredWhere().filter(where -> where.hold(spec)).ifPresent(where -> missing(spec, field, found));
            if (field.isPublicKey()) {
                keys(spec, field, found);
            }
            field.form().ifPresent(form -> forms(spec, field, form, found));
            if (field.mayBeSecret()) {
                secretsInClear(spec, field, found);
            }
        }
        return found;
    }

    private static void words(
            Value.Fields spec, FieldSchema field, String by, @Nullable List<String> words, List<Violation> found) {
        if (words == null) {
            return;
        }
        Places.of(spec, field.path()).forEach((path, value) -> {
            if (!words.contains(value.toString()) && field.words().contains(value.toString())) {
                String message = "'" + value + "' is not possible where the " + by + ".";
                found.add(new Violation(path, "enum", message, "Possible: " + String.join(", ", words) + "."));
            }
        });
    }

    private static void misplaced(Value.Fields spec, FieldSchema field, Conditions where, List<Violation> found) {
        Places.of(spec, field.path())
                .forEach((path, value) -> found.add(new Violation(
                        path, "where", "The field '" + name(path) + "' is only possible where " + where + ".", "")));
    }

    /** Where what should hold it is missing, and is itself told to be, that is enough. */
    private void missing(Value.Fields spec, FieldSchema field, List<Violation> found) {
        List<String> segments = field.path().segments();
        FieldPath parent = new FieldPath(segments.subList(0, segments.size() - 1));
        boolean told = parent.in(spec).isEmpty()
                && Optional.ofNullable(fields.get(parent))
                        .flatMap(FieldSchema::requiredWhere)
                        .filter(where -> where.hold(spec))
                        .isPresent();
        if (!told && field.path().in(spec).isEmpty()) {
            FieldPath at = parent.in(spec).isPresent() ? parent : FieldPath.ROOT;
            found.add(new Violation(
                    at, Violation.MISSING_FIELD, "The field '" + name(field.path()) + "' is missing.", ""));
        }
    }

    private static void forms(Value.Fields spec, FieldSchema field, TextForm form, List<Violation> found) {
        Places.of(spec, field.path()).forEach((path, value) -> {
            if (value instanceof Value.Text text) {
                form.problem(text.value()).ifPresent(problem -> {
                    String message = "'" + text.value() + "' is not a value of '" + name(path) + "': " + problem + ".";
                    found.add(new Violation(path, "form", message, "An example: " + form.example()));
                });
            }
        });
    }

    private static void keys(Value.Fields spec, FieldSchema field, List<Violation> found) {
        Places.of(spec, field.path()).forEach((path, value) -> {
            if (!Pem.isPublicKey(value.toString())) {
                found.add(new Violation(
                        path,
                        "form",
                        "The field '" + name(path) + "' holds no public key that can be read.",
                        "Write a public key (RSA or elliptic curve) or a certificate in PEM form, and never a private"
                                + " key."));
            }
        });
    }

    /** Where anything may stand, only its name tells that it is a secret. */
    private static void secretsInClear(Value.Fields spec, FieldSchema field, List<Violation> found) {
        Places.of(spec, field.path()).forEach((path, value) -> {
            if (value instanceof Value.Text text
                    && !text.value().isEmpty()
                    && SECRET_NAME.matcher(path.last()).matches()) {
                found.add(new Violation(
                        path,
                        Violation.SECRET_IN_CLEAR,
                        "The field '" + name(path) + "' holds a secret and is never written in clear.",
                        "Write {secretRef: NAME}, and if this was the secret itself, change it: it is in Git now."));
            }
        });
    }

    private static String name(FieldPath path) {
        return String.join(".", path.segments());
    }
}
