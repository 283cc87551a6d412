package truekeel.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The schema as an author's editor needs it: documents may be partial, since they are merged over those of templates,
 * every field may hold a variable, and other spellings of words are as good.
 */
final class AuthoringForm {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> PARTIAL = List.of("required", "anyOf", "oneOf");
    private static final Set<String> FIXED = Set.of("Fleet", "Tenant", "Policy");
    private static final List<String> SECRETS = List.of("x-truekeel-write-only", "x-truekeel-may-be-secret");
    /** Keywords that a text with a variable in it may break. */
    private static final Set<String> NARROW = Set.of("enum", "pattern", "maxLength", "format");

    private AuthoringForm() {}

    static ObjectNode of(JsonNode strict) {
        ObjectNode document = strict.deepCopy();
        if (FIXED.contains(strict.path("title").asText())) {
            return document;
        }
        ObjectNode properties = (ObjectNode) document.path("properties");
        ObjectNode spec = (ObjectNode) properties.path("spec");
        inside(spec);
        PARTIAL.forEach(spec::remove);
        return document;
    }

    private static JsonNode field(JsonNode strict) {
        ObjectNode field = strict.deepCopy();
        inside(field);
        addAliases(field);
        return takesVariables(field) ? field : orVariable(field);
    }

    private static void inside(ObjectNode node) {
        if (node.path("properties") instanceof ObjectNode properties
                && SECRETS.stream().noneMatch(node::has)) {
            for (Map.Entry<String, JsonNode> entry :
                    List.copyOf(properties.deepCopy().properties())) {
                properties.set(entry.getKey(), field(entry.getValue()));
            }
        }
        for (String child : List.of("items", "additionalProperties")) {
            if (node.path(child).isObject()) {
                node.set(child, field(node.path(child)));
            }
        }
    }

    private static void addAliases(ObjectNode field) {
        if (field.path("enum") instanceof ArrayNode words) {
            field.path("x-truekeel-alias").properties().forEach(alias -> words.add(alias.getKey()));
        }
    }

    private static boolean takesVariables(ObjectNode field) {
        JsonNode type = field.path("type");
        boolean text = type.asText().equals("string");
        for (JsonNode one : type) {
            text |= one.asText().equals("string");
        }
        return text && NARROW.stream().noneMatch(field::has);
    }

    private static JsonNode orVariable(ObjectNode field) {
        ObjectNode either = JSON.objectNode();
        either.set("description", field.path("description"));
        ArrayNode choices = either.putArray("anyOf");
        choices.add(field);
        choices.addObject().put("type", "string").put("pattern", "\\$\\{");
        return either;
    }
}
