package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * An object of a request body whose fields are read with checks; each refusal is a 400 {@link Problem} that names the
 * field. An explicit null is a wrong type. Unknown fields are ignored, as Qlik ignores them.
 */
public final class Body {
    private final ObjectNode node;
    private final String pointer;

    Body(ObjectNode node, String pointer) {
        this.node = node;
        this.pointer = pointer;
    }

    /** Checks an element of a larger body that must be an object. */
    public static Body of(JsonNode node, String pointer) {
        if (node instanceof ObjectNode object) {
            return new Body(object, pointer);
        }
        throw Problem.badField(pointer.isEmpty() ? "/" : pointer, "An object is expected.");
    }

    public ObjectNode node() {
        return node;
    }

    public boolean has(String field) {
        return node.has(field);
    }

    public Optional<String> text(String field) {
        if (!node.has(field)) {
            return Optional.empty();
        }
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw bad(field, "A string is expected.");
        }
        return Optional.of(value.textValue());
    }

    /** Text of at most {@code max} characters. */
    public Optional<String> text(String field, int max) {
        Optional<String> text = text(field);
        if (text.isPresent() && text.get().length() > max) {
            throw bad(field, "At most " + max + " characters are allowed.");
        }
        return text;
    }

    /** Text that must be there and not be blank. */
    public String required(String field) {
        String text = text(field).orElseThrow(() -> bad(field, "This field is required."));
        if (text.isBlank()) {
            throw bad(field, "This field must not be empty.");
        }
        return text;
    }

    public String required(String field, int max) {
        text(field, max);
        return required(field);
    }

    /** Text out of a closed list. */
    public Optional<String> oneOf(String field, String... words) {
        Optional<String> text = text(field);
        if (text.isPresent() && !List.of(words).contains(text.get())) {
            throw bad(field, "Allowed are " + String.join(", ", words) + ".");
        }
        return text;
    }

    public Optional<Boolean> flag(String field) {
        if (!node.has(field)) {
            return Optional.empty();
        }
        if (!node.path(field).isBoolean()) {
            throw bad(field, "A boolean is expected.");
        }
        return Optional.of(node.path(field).booleanValue());
    }

    /** A whole number within both bounds. */
    public Optional<Integer> number(String field, int min, int max) {
        if (!node.has(field)) {
            return Optional.empty();
        }
        JsonNode value = node.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            throw bad(field, "A whole number from " + min + " to " + max + " is expected.");
        }
        return Optional.of(value.intValue());
    }

    public Optional<ArrayNode> items(String field) {
        if (!node.has(field)) {
            return Optional.empty();
        }
        if (node.path(field) instanceof ArrayNode array) {
            return Optional.of(array);
        }
        throw bad(field, "An array is expected.");
    }

    public ArrayNode requiredItems(String field) {
        return items(field).orElseThrow(() -> bad(field, "This field is required."));
    }

    /** An array of strings. */
    public Optional<List<String>> texts(String field) {
        return items(field).map(array -> {
            for (int i = 0; i < array.size(); i++) {
                if (!array.path(i).isTextual()) {
                    throw Problem.badField(pointer + "/" + field + "/" + i, "A string is expected.");
                }
            }
            return Json.texts(array);
        });
    }

    /** A 400 that names the field. */
    public Problem bad(String field, String detail) {
        return Problem.badField(pointer + "/" + field, field + ": " + detail);
    }
}
