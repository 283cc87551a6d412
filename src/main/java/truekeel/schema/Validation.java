package truekeel.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.model.FieldPath;

/** Runs the JSON Schema validator and says its findings in plain words. Nothing is ever fetched. */
final class Validation {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);

    private final JsonNode document;
    private final JsonSchema schema;

    Validation(JsonNode document) {
        this.document = document;
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ENGLISH)
                .build();
        this.schema = FACTORY.getSchema(withoutMarks(document), config);
    }

    private static JsonNode withoutMarks(JsonNode node) {
        JsonNode copy = node.deepCopy();
        strip(copy);
        return copy;
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> marks = new ArrayList<>();
            object.fieldNames().forEachRemaining(name -> {
                if (name.startsWith("x-truekeel-")) {
                    marks.add(name);
                }
            });
            object.remove(marks);
        }
        node.forEach(Validation::strip);
    }

    List<Violation> check(JsonNode instance) {
        Set<Violation> found = new LinkedHashSet<>();
        for (ValidationMessage message : schema.validate(instance)) {
            boolean nullWord = message.getType().equals("enum")
                    && message.getInstanceNode().isNull();
            // a null word is told by its type already
            if (!nullWord) {
                found.add(alternative(message).orElseGet(() -> violation(message)));
            }
        }
        return List.copyOf(found);
    }

    /** What fails within an alternative is told once, for all alternatives together. */
    private Optional<Violation> alternative(ValidationMessage message) {
        FieldPath evaluated = path(message.getEvaluationPath());
        FieldPath holder = FieldPath.ROOT;
        for (String step : evaluated.segments()) {
            if (step.equals("oneOf") || step.equals("anyOf")) {
                FieldPath at = path(message.getInstanceLocation());
                return Optional.of(alternatives(at, step, document.at(holder.toString())));
            }
            holder = holder.child(step);
        }
        return Optional.empty();
    }

    private Violation violation(ValidationMessage message) {
        FieldPath path = path(message.getInstanceLocation());
        JsonNode field =
                document.at(path(message.getEvaluationPath().getParent()).toString());
        String keyword = message.getType();
        return switch (keyword) {
            case Violation.UNKNOWN_FIELD -> unknownField(path, message.getProperty(), field);
            case Violation.MISSING_FIELD -> missingField(path, message.getProperty());
            case Violation.TYPE -> wrongType(path, message.getInstanceNode(), field);
            case "enum", "const" -> wrongWord(path, keyword, message.getInstanceNode(), field);
            case "pattern" -> wrongShape(path, message.getInstanceNode(), field);
            case "dependencies" -> alone(path, message.getInstanceNode(), field);
            default -> new Violation(path, keyword, "The value of " + name(path) + " " + message.getError() + ".", "");
        };
    }

    private static Violation unknownField(FieldPath parent, String property, JsonNode field) {
        if (property.equals("secretRef")) {
            return secretNotAllowed(parent);
        }
        List<String> known = new ArrayList<>();
        field.path("properties").fieldNames().forEachRemaining(known::add);
        String guess = Spelling.didYouMean(property, known);
        String hint = guess.isEmpty() && !known.isEmpty() ? "Known here: " + String.join(", ", known) + "." : guess;
        String message = "The field '" + property + "' is unknown" + within(parent) + ".";
        return new Violation(parent.child(property), Violation.UNKNOWN_FIELD, message, hint);
    }

    private static Violation missingField(FieldPath parent, String property) {
        String message = "The field '" + property + "' is missing" + within(parent) + ".";
        return new Violation(parent, Violation.MISSING_FIELD, message, "");
    }

    /** The first field that lacks another one beside it. */
    private static Violation alone(FieldPath parent, JsonNode written, JsonNode field) {
        for (Map.Entry<String, JsonNode> entry : field.path("dependencies").properties()) {
            for (JsonNode needed : entry.getValue()) {
                if (written.has(entry.getKey()) && !written.has(needed.asText())) {
                    String message = "The field '" + entry.getKey() + "' needs '" + needed.asText() + "' beside it"
                            + within(parent) + ".";
                    return new Violation(parent, Violation.MISSING_FIELD, message, "");
                }
            }
        }
        throw new IllegalStateException("Nothing is missing beside a field. This is a bug in Truekeel.");
    }

    private static Violation wrongType(FieldPath path, JsonNode written, JsonNode field) {
        if (written.isNull()) {
            String message = "The field " + name(path) + " cannot be cleared.";
            return new Violation(path, Violation.NOT_CLEARABLE, message, "Leave it out where it shall not be managed.");
        }
        if (field.path("x-truekeel-write-only").asBoolean()) {
            String message = "The field " + name(path) + " holds a secret and is never written in clear.";
            String hint = "Write {secretRef: NAME}, and if this was the secret itself, change it: it is in Git now.";
            return new Violation(path, Violation.SECRET_IN_CLEAR, message, hint);
        }
        if (written.isObject() && written.has("secretRef")) {
            return secretNotAllowed(path);
        }
        String message = "The field " + name(path) + " takes " + types(field) + ", not " + type(written) + ".";
        boolean quote = written.isValueNode() && takes(field, "string");
        return new Violation(path, Violation.TYPE, message, quote ? "Put the value in quotes." : "");
    }

    private static Violation secretNotAllowed(FieldPath path) {
        String message = "The field " + name(path) + " does not take a secret: its value would be readable in Qlik.";
        return new Violation(path, Violation.SECRET_NOT_ALLOWED, message, "Write the value itself.");
    }

    private static Violation wrongWord(FieldPath path, String keyword, JsonNode written, JsonNode field) {
        List<String> words = new ArrayList<>();
        field.path("enum").forEach(word -> words.add(word.asText()));
        if (field.has("const")) {
            words.add(field.path("const").asText());
        }
        List<String> spellings = new ArrayList<>(words);
        field.path("x-truekeel-alias").fieldNames().forEachRemaining(spellings::add);
        String guess = Spelling.didYouMean(written.asText(), spellings);
        String message = "'" + shortened(written.asText()) + "' is not a value of " + name(path) + ".";
        String possible = "Possible: " + String.join(", ", words) + ".";
        return new Violation(path, keyword, message, guess.isEmpty() ? possible : guess + " " + possible);
    }

    private static Violation wrongShape(FieldPath path, JsonNode written, JsonNode field) {
        String message = "'" + shortened(written.asText()) + "' is not a value of " + name(path) + ".";
        String example = field.path("examples").path(0).asText();
        return new Violation(path, "pattern", message, example.isEmpty() ? "" : "An example: " + example);
    }

    private static Violation alternatives(FieldPath path, String keyword, JsonNode field) {
        List<String> names = new ArrayList<>();
        field.path(keyword)
                .forEach(choice ->
                        names.add("'" + choice.path("required").path(0).asText() + "'"));
        String amount = keyword.equals("oneOf") ? "Exactly one" : "At least one";
        String message = amount + " of " + String.join(" and ", names) + " is needed" + within(path) + ".";
        return new Violation(path, Violation.MISSING_FIELD, message, "");
    }

    private static FieldPath path(JsonNodePath path) {
        FieldPath result = FieldPath.ROOT;
        for (int i = 0; i < path.getNameCount(); i++) {
            result = result.child(path.getElement(i).toString());
        }
        return result;
    }

    private static String name(FieldPath path) {
        return path.segments().isEmpty() ? "the document" : "'" + String.join(".", path.segments()) + "'";
    }

    private static String within(FieldPath path) {
        return path.segments().isEmpty() ? "" : " in " + name(path);
    }

    /** Without a password that somebody wrote into an address. */
    private static String shortened(String written) {
        String text = written.replaceAll("//[^/\\s]*@", "//***@");
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }

    private static boolean takes(JsonNode field, String type) {
        boolean takes = field.path("type").asText().equals(type);
        for (JsonNode one : field.path("type")) {
            takes |= one.asText().equals(type);
        }
        return takes;
    }

    private static String types(JsonNode field) {
        List<String> words = new ArrayList<>();
        JsonNode type = field.path("type");
        if (type.isTextual()) {
            words.add(word(type.asText()));
        }
        for (JsonNode one : type) {
            if (!one.asText().equals("null")) {
                words.add(word(one.asText()));
            }
        }
        return String.join(" or ", words);
    }

    private static String word(String type) {
        return switch (type) {
            case "object" -> "a map";
            case "array" -> "a list";
            case "string" -> "a text";
            case "boolean" -> "true or false";
            case "integer" -> "a whole number";
            case "null" -> "null";
            default -> "a number";
        };
    }

    private static String type(JsonNode written) {
        if (written.isObject()) {
            return "a map";
        }
        if (written.isArray()) {
            return "a list";
        }
        return written.isTextual() ? "a text" : written.isBoolean() ? "true or false" : "a number";
    }
}
