package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import truekeel.simulator.Json;
import truekeel.simulator.Problem;
import truekeel.simulator.Table;

/**
 * The {@code assignedRoles} of users and groups: given by id or by name, kept by id, shown with name, type and level.
 */
final class RoleReferences {
    static final int MOST = 100;

    private RoleReferences() {}

    /** {@code [{id}]} from {@code [{id}]} or {@code [{name}]}; names mind case. A 400 that names an unknown role. */
    static ArrayNode resolve(Table roles, JsonNode references, String pointer) {
        if (!references.isArray()) {
            throw Problem.badField(pointer, "An array of roles is expected.");
        }
        if (references.size() > MOST) {
            throw Problem.badField(pointer, "At most " + MOST + " roles can be assigned.");
        }
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 0; i < references.size(); i++) {
            JsonNode reference = references.get(i);
            int place = i;
            Optional<ObjectNode> role = reference.path("id").isTextual()
                    ? roles.get(reference.path("id").textValue())
                    : roles.by("name", reference.path("name").asText(""));
            ids.add(role.filter(found -> !found.path("name").asText().equals("UserDefault"))
                    .orElseThrow(() -> Problem.badField(pointer + "/" + place, "There is no such role to assign."))
                    .path("id")
                    .asText());
        }
        ArrayNode resolved = Json.array();
        ids.forEach(id -> resolved.addObject().put("id", id));
        return resolved;
    }

    /** The roles as replies show them; a deleted role is left out. */
    static ArrayNode view(Table roles, JsonNode references) {
        ArrayNode view = Json.array();
        for (JsonNode reference : references) {
            roles.get(reference.path("id").asText()).ifPresent(role -> view.addObject()
                    .put("id", role.path("id").asText())
                    .put("name", role.path("name").asText())
                    .put("type", role.path("type").asText())
                    .put("level", role.path("level").asText()));
        }
        return view;
    }

    static boolean isAssigned(Table owners, String roleId) {
        return owners.first(owner -> holds(owner, roleId)).isPresent();
    }

    private static boolean holds(ObjectNode owner, String roleId) {
        for (JsonNode reference : owner.path("assignedRoles")) {
            if (reference.path("id").asText().equals(roleId)) {
                return true;
            }
        }
        return false;
    }
}
