package truekeel.web.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import truekeel.kinds.JsonValues;
import truekeel.model.Value;

/** Values as the API shows them: JSON of the same shape, a secret by the name it has in Git. */
final class ValueJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ValueJson() {}

    static JsonNode of(Value value) {
        if (value instanceof Value.SecretRef secret) {
            return JSON.objectNode().put("secretRef", secret.name());
        }
        if (value instanceof Value.Fields fields) {
            ObjectNode object = JSON.objectNode();
            fields.values().forEach((name, field) -> object.set(name, of(field)));
            return object;
        }
        if (value instanceof Value.Items items) {
            ArrayNode array = JSON.arrayNode();
            items.values().forEach(item -> array.add(of(item)));
            return array;
        }
        return JsonValues.json(value);
    }
}
