package truekeel.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import truekeel.model.FieldPath;

/** Lists the fields that a schema of an object declares, at any depth. */
final class FieldWalk {
    private FieldWalk() {}

    static SortedMap<FieldPath, FieldSchema> of(JsonNode spec) {
        SortedMap<FieldPath, FieldSchema> fields = new TreeMap<>();
        walk(FieldPath.ROOT, spec, fields);
        return fields;
    }

    private static void walk(FieldPath path, JsonNode node, SortedMap<FieldPath, FieldSchema> fields) {
        for (Map.Entry<String, JsonNode> property : node.path("properties").properties()) {
            add(path.child(property.getKey()), requires(node, property.getKey()), property.getValue(), fields);
        }
        if (node.path("items").isObject()) {
            add(path.child("*"), false, node.path("items"), fields);
        }
        if (node.path("additionalProperties").isObject()) {
            add(path.child("*"), false, node.path("additionalProperties"), fields);
        }
    }

    private static void add(FieldPath path, boolean required, JsonNode node, SortedMap<FieldPath, FieldSchema> fields) {
        fields.put(path, new FieldSchema(path, required, node));
        walk(path, node, fields);
    }

    private static boolean requires(JsonNode node, String property) {
        for (JsonNode name : node.path("required")) {
            if (name.asText().equals(property)) {
                return true;
            }
        }
        return false;
    }
}
