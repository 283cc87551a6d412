package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;

/** Assigned roles, which Qlik takes by name and shows with id and name. Names mind case. */
public final class RoleNames {
    /** The role that may do everything in a tenant. */
    public static final String TENANT_ADMIN = "TenantAdmin";

    private RoleNames() {}

    /** The names in an {@code assignedRoles} array, as a manifest lists them. */
    public static Value.Items value(JsonNode assignedRoles) {
        return Value.texts(names(assignedRoles));
    }

    public static List<String> names(JsonNode assignedRoles) {
        List<String> names = new ArrayList<>();
        assignedRoles.forEach(role -> names.add(role.path("name").asText()));
        return names;
    }

    /** What Qlik takes for a manifest's list; {@link Value.Null} becomes the empty list. */
    public static ArrayNode json(Value names) {
        ArrayNode roles = JsonValues.array();
        items(names).forEach(name -> roles.addObject().put("name", name.toString()));
        return roles;
    }

    /** Whether a change takes TenantAdmin away from an object that has it, by the field of that path. */
    public static boolean takesAdmin(Change change, String path) {
        Optional<FieldDiff> field = change.fields().stream()
                .filter(diff -> diff.path().toString().equals(path))
                .findFirst();
        return change.live().isPresent()
                && field.filter(diff -> hasAdmin(diff.live()) && !hasAdmin(diff.desired()))
                        .isPresent();
    }

    private static boolean hasAdmin(Value names) {
        return items(names).contains(Value.text(TENANT_ADMIN));
    }

    /** The elements of a list; none for a field that is cleared or absent. */
    public static List<Value> items(Value list) {
        return list instanceof Value.Items items ? items.values() : List.of();
    }
}
