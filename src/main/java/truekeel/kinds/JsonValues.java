package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import truekeel.model.Value;

/** Qlik's JSON as values, and values as Qlik's JSON. */
public final class JsonValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonValues() {}

    /** The same tree as a value; a missing node becomes {@link Value.Null}. */
    public static Value value(JsonNode node) {
        if (node.isTextual()) {
            return Value.text(node.asText());
        }
        if (node.isBoolean()) {
            return Value.flag(node.asBoolean());
        }
        if (node.isNumber()) {
            return new Value.Num(node.decimalValue());
        }
        if (node.isArray()) {
            List<Value> items = new ArrayList<>();
            node.forEach(item -> items.add(value(item)));
            return new Value.Items(items);
        }
        if (node.isObject()) {
            Map<String, Value> fields = new LinkedHashMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), value(field.getValue())));
            return new Value.Fields(fields);
        }
        return Value.nothing();
    }

    /** The named fields of an object, those that are there, in the order asked for. */
    public static Value.Fields fields(JsonNode object, String... names) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (String name : names) {
            JsonNode field = object.get(name);
            if (field != null) {
                fields.put(name, value(field));
            }
        }
        return new Value.Fields(fields);
    }

    /** The texts of a list, such as the scopes of a role; none of a missing node. */
    public static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** The same tree as JSON. Throws for a {@link Value.SecretRef}, which never becomes part of a tree that is sent. */
    public static JsonNode json(Value value) {
        if (value instanceof Value.Fields fields) {
            ObjectNode object = JSON.objectNode();
            fields.values().forEach((name, field) -> object.set(name, json(field)));
            return object;
        }
        if (value instanceof Value.Items items) {
            ArrayNode array = JSON.arrayNode();
            items.values().forEach(item -> array.add(json(item)));
            return array;
        }
        if (value instanceof Value.Text text) {
            return JSON.textNode(text.value());
        }
        if (value instanceof Value.Flag flag) {
            return JSON.booleanNode(flag.value());
        }
        if (value instanceof Value.Num number) {
            BigDecimal exact = number.value();
            return exact.scale() <= 0 ? JSON.numberNode(exact.toBigInteger()) : JSON.numberNode(exact);
        }
        if (value instanceof Value.Null) {
            return JSON.nullNode();
        }
        throw new IllegalStateException("A secret cannot be put into a JSON tree. This is a bug in Truekeel.");
    }

    /** The named fields of a spec as JSON, those that are neither absent nor null: the body of a create. */
    public static ObjectNode present(Value.Fields spec, String... names) {
        ObjectNode object = JSON.objectNode();
        for (String name : names) {
            spec.get(name).filter(value -> !value.isNull()).ifPresent(value -> object.set(name, json(value)));
        }
        return object;
    }

    /** A text field's value as JSON; the empty text clears it where the manifest says null. */
    public static JsonNode textOrEmpty(Value value) {
        return value.isNull() ? JSON.textNode("") : json(value);
    }

    /** A list field's value as JSON; the empty list clears it where the manifest says null. */
    public static JsonNode listOrEmpty(Value value) {
        return value.isNull() ? JSON.arrayNode() : json(value);
    }

    public static ObjectNode object() {
        return JSON.objectNode();
    }

    public static ArrayNode array() {
        return JSON.arrayNode();
    }

    /** A JSON Patch {@code replace} of one path. */
    public static ObjectNode replace(String path, JsonNode value) {
        return operation("replace", path, value);
    }

    /** A JSON Patch {@code remove} of one path, which takes no value. */
    public static ObjectNode removal(String path) {
        return JSON.objectNode().put("op", "remove").put("path", path);
    }

    /** One operation of a JSON Patch. */
    public static ObjectNode operation(String op, String path, JsonNode value) {
        ObjectNode operation = JSON.objectNode();
        operation.put("op", op);
        operation.put("path", path);
        operation.set("value", value);
        return operation;
    }
}
