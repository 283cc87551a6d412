package truekeel.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import truekeel.model.Value;

/** Value trees as JSON and back. A secret's name becomes {@code {"secretRef": name}}, which reads back as a map. */
public final class JsonValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonValues() {}

    public static JsonNode toJson(Value value) {
        if (value instanceof Value.Fields fields) {
            return object(fields);
        }
        if (value instanceof Value.Items items) {
            ArrayNode array = JSON.arrayNode();
            items.values().forEach(item -> array.add(toJson(item)));
            return array;
        }
        if (value instanceof Value.Num number) {
            return number(number);
        }
        if (value instanceof Value.Flag flag) {
            return JSON.booleanNode(flag.value());
        }
        if (value instanceof Value.SecretRef secret) {
            return JSON.objectNode().put("secretRef", secret.name());
        }
        return value.isNull() ? JSON.nullNode() : JSON.textNode(((Value.Text) value).value());
    }

    /** The map as a JSON object, fields in the same order. */
    public static ObjectNode object(Value.Fields fields) {
        ObjectNode object = JSON.objectNode();
        fields.values().forEach((name, value) -> object.set(name, toJson(value)));
        return object;
    }

    /** A missing node reads as null. */
    public static Value fromJson(JsonNode json) {
        if (json.isObject()) {
            return fields(json);
        }
        if (json.isArray()) {
            List<Value> items = new ArrayList<>();
            json.forEach(item -> items.add(fromJson(item)));
            return new Value.Items(items);
        }
        if (json.isNumber()) {
            return new Value.Num(json.decimalValue());
        }
        if (json.isBoolean()) {
            return Value.flag(json.booleanValue());
        }
        return json.isTextual() ? Value.text(json.textValue()) : Value.nothing();
    }

    /** The JSON object as a map; empty when the node is no object. */
    public static Value.Fields fields(JsonNode json) {
        Map<String, Value> fields = new LinkedHashMap<>();
        json.properties().forEach(entry -> fields.put(entry.getKey(), fromJson(entry.getValue())));
        return new Value.Fields(fields);
    }

    private static JsonNode number(Value.Num number) {
        boolean whole = number.value().scale() <= 0
                && number.value().precision() - number.value().scale() <= 18;
        return whole ? JSON.numberNode(number.value().longValueExact()) : JSON.numberNode(number.value());
    }
}
