package truekeel.kinds.glossary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.model.KindName;
import truekeel.model.Value;

/**
 * Bodies of a glossary's calls. Qlik replaces categories and terms as a whole, so what is not declared of one is sent
 * as it was observed; names become this tenant's ids.
 */
final class GlossaryBody {
    private static final KindName APP = KindName.of("App");
    private static final KindName USER = KindName.of("User");
    private static final List<String> LINK =
            List.of("resourceId", "resourceType", "type", "subResourceType", "subResourceId", "subResourceName");

    private GlossaryBody() {}

    /** The whole of a new glossary; ids within only tie its parts together. */
    static ObjectNode document(Value.Fields spec, Binding binding) {
        ObjectNode body = JsonValues.present(spec, "name", "description", "overview", "tags");
        ArrayNode categories = body.putArray("categories");
        for (Value.Fields category : parts(spec, "categories")) {
            String path = category.text("path").orElse("");
            ObjectNode one =
                    JsonValues.present(category, "description").put("id", path).put("name", name(path));
            parent(path).ifPresent(parent -> one.put("parentId", parent));
            one.set("stewards", stewards(category, Value.Fields.EMPTY, binding));
            categories.add(one);
        }
        ArrayNode terms = body.putArray("terms");
        for (Value.Fields term : parts(spec, "terms")) {
            ObjectNode one = JsonValues.present(
                            term, "name", "description", "abbreviation", "relatedInformation", "tags")
                    .put("id", term.text("name").orElse(""));
            one.set("categories", JsonValues.listOrEmpty(term.get("categories").orElseGet(Value::nothing)));
            ArrayNode details = one.putArray("stewards");
            stewards(term, Value.Fields.EMPTY, binding)
                    .forEach(id -> details.addObject().put("userId", id.asText()));
            ArrayNode relations = one.putArray("relatesTo");
            parts(term, "relatesTo").forEach(relation -> relations
                    .addObject()
                    .put("termId", relation.text("term").orElse(""))
                    .put("type", relation.text("type").orElse("")));
            one.set("linksTo", links(term, Value.Fields.EMPTY, binding));
            terms.add(one);
        }
        return body;
    }

    static List<Value.Fields> parts(Value.Fields of, String list) {
        return of.items(list).stream()
                .filter(Value.Fields.class::isInstance)
                .map(Value.Fields.class::cast)
                .toList();
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static Optional<String> parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(path.substring(0, slash));
    }

    static ObjectNode category(Value.Fields wanted, Value.Fields live, Parts parts, Binding binding) {
        String path = wanted.text("path").orElse("");
        ObjectNode body = JsonValues.object().put("name", name(path));
        parent(path).ifPresent(parent -> body.put("parentId", parts.categoryId(parent, binding)));
        body.set("description", text("description", wanted, live));
        body.set("stewards", stewards(wanted, live, binding));
        return body;
    }

    static ObjectNode term(Value.Fields wanted, Value.Fields live, Parts parts, Binding binding, boolean related) {
        ObjectNode body = JsonValues.object().put("name", wanted.text("name").orElse(""));
        for (String field : List.of("description", "abbreviation", "relatedInformation")) {
            body.set(field, text(field, wanted, live));
        }
        body.set(
                "tags",
                JsonValues.listOrEmpty(
                        wanted.get("tags").or(() -> live.get("tags")).orElseGet(Value::nothing)));
        body.set("stewards", stewards(wanted, live, binding));
        ArrayNode categories = body.putArray("categories");
        if (wanted.has("categories")) {
            wanted.items("categories").forEach(path -> categories.add(parts.categoryId(path.toString(), binding)));
        } else {
            live.items("categories").forEach(id -> categories.add(id.toString()));
        }
        ArrayNode relations = body.putArray("relatesTo");
        if (wanted.has("relatesTo") && related) {
            parts(wanted, "relatesTo").forEach(relation -> relations
                    .addObject()
                    .put("termId", parts.termId(relation.text("term").orElse(""), binding))
                    .put("type", relation.text("type").orElse("")));
        } else if (related) {
            parts(live, "relatesTo").forEach(relation -> relations
                    .addObject()
                    .put("termId", relation.text("termId").orElse(""))
                    .put("type", relation.text("type").orElse("")));
        }
        body.set("linksTo", links(wanted, live, binding));
        return body;
    }

    private static JsonNode text(String field, Value.Fields wanted, Value.Fields live) {
        return JsonValues.textOrEmpty(
                wanted.get(field).or(() -> live.get(field)).orElseGet(Value::nothing));
    }

    private static ArrayNode stewards(Value.Fields wanted, Value.Fields live, Binding binding) {
        ArrayNode ids = JsonValues.array();
        if (wanted.has("stewards")) {
            wanted.items("stewards").forEach(user -> ids.add(binding.idOf(USER, user)));
        } else {
            live.items("stewards").forEach(id -> ids.add(id.toString()));
        }
        return ids;
    }

    /** The declared links to apps, and those to data sets as they were. */
    private static ArrayNode links(Value.Fields wanted, Value.Fields live, Binding binding) {
        ArrayNode links = JsonValues.array();
        for (Value.Fields link : parts(live, "linksTo")) {
            boolean app = link.text("resourceType").equals(Optional.of("app"));
            if (!app || !wanted.has("links")) {
                links.add(JsonValues.present(link, LINK.toArray(String[]::new)));
            }
        }
        for (Value.Fields link : parts(wanted, "links")) {
            links.add(JsonValues.present(link, "type", "subResourceType", "subResourceId", "subResourceName")
                    .put("resourceType", "app")
                    .put("resourceId", binding.idOf(APP, link.get("app").orElseThrow())));
        }
        return links;
    }
}
