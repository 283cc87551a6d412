package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import truekeel.simulator.Answer;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.JsonPatch;
import truekeel.simulator.PatchOp;
import truekeel.simulator.Problem;
import truekeel.simulator.Stamp;
import truekeel.simulator.Table;

/**
 * Patches of users. Membership can be changed for custom groups only, and adding one that exists is a 400. The
 * deprecated operations set and unset and the path {@code /roles} are refused, and so is an e-mail address, whose patch
 * is shown in one example only.
 */
final class UserPatch {
    private static final int MOST_GROUPS = 1000;
    private static final Set<String> OWN = Set.of("/preferredZoneinfo", "/preferredLocale");
    private static final JsonPatch PATCH = JsonPatch.closed()
            .replace("/name", "/assignedRoles", "/assignedGroups", "/preferredZoneinfo", "/preferredLocale", "/status")
            .allow("add", "/assignedGroups", "/assignedGroups/-")
            .allow("remove-value", "/assignedGroups")
            .allow("renew", "/inviteExpiry");

    private UserPatch() {}

    static Answer apply(Exchange exchange) {
        ObjectNode user = Users.user(exchange).deepCopy();
        boolean self = user.path("id").asText().equals(exchange.caller().userId());
        for (PatchOp op : PATCH.read(exchange)) {
            if (!self || !OWN.contains(op.rule())) {
                exchange.caller().require("admin.users");
            }
            one(exchange, user, op);
        }
        user.put("lastUpdatedAt", Stamp.millis(exchange.now()));
        exchange.table("users").add(user);
        exchange.audit("users", "user", "updated", user.path("id").asText(), user);
        return Answer.noContent();
    }

    private static void one(Exchange exchange, ObjectNode user, PatchOp op) {
        switch (op.rule()) {
            case "/assignedRoles" ->
                user.set(
                        "assignedRoles",
                        RoleReferences.resolve(exchange.table("roles"), op.value(), "/" + op.index() + "/value"));
            case "/assignedGroups", "/assignedGroups/-" -> groups(exchange, user, op);
            case "/status" -> status(user, op);
            case "/inviteExpiry" -> renew(exchange, user, op);
            default -> user.put(op.rule().substring(1), op.text(256));
        }
    }

    private static void status(ObjectNode user, PatchOp op) {
        if (!Set.of("active", "disabled").contains(op.text())) {
            throw op.bad("Allowed are active and disabled.");
        }
        user.put("status", op.text());
    }

    private static void renew(Exchange exchange, ObjectNode user, PatchOp op) {
        if (!user.path("status").asText().equals("invited")) {
            throw Problem.badField("/" + op.index() + "/path", "Only an invited user has an invitation to renew.");
        }
        user.put("inviteExpiry", exchange.now().plus(Invitations.VALID).getEpochSecond());
    }

    private static void groups(Exchange exchange, ObjectNode user, PatchOp op) {
        Table groups = exchange.table("groups");
        if (op.is("remove-value")) {
            for (JsonNode value :
                    op.value().isArray() ? op.items() : Json.array().add(op.value())) {
                String id = custom(groups, value, op).path("id").asText();
                if (!Users.isIn(user, id)) {
                    throw op.bad("The user is not in this group.");
                }
                Users.leave(user, id);
            }
        } else if (op.is("add")) {
            for (JsonNode value :
                    op.value().isArray() ? op.items() : Json.array().add(op.value())) {
                join(user, custom(groups, value, op).path("id").asText(), op);
            }
        } else {
            replace(groups, user, op);
        }
    }

    private static void replace(Table groups, ObjectNode user, PatchOp op) {
        boolean idp = Users.groupIds(user).stream()
                .map(groups::get)
                .flatMap(Optional::stream)
                .anyMatch(group -> group.path("providerType").asText().equals("idp"));
        if (idp) {
            throw op.bad("The groups of the identity provider cannot be replaced.");
        }
        ArrayNode wanted = op.items();
        user.putArray("assignedGroups");
        wanted.forEach(value -> join(user, custom(groups, value, op).path("id").asText(), op));
    }

    private static void join(ObjectNode user, String groupId, PatchOp op) {
        if (Users.isIn(user, groupId)) {
            throw op.bad("The user is in this group already.");
        }
        if (user.path("assignedGroups").size() >= MOST_GROUPS) {
            throw op.bad("A user is in at most " + MOST_GROUPS + " groups.");
        }
        user.withArray("assignedGroups").addObject().put("id", groupId);
    }

    /** A custom group by id, {@code {id}} or {@code {name, providerType: custom}}. */
    private static ObjectNode custom(Table groups, JsonNode value, PatchOp op) {
        String id = value.isTextual() ? value.textValue() : value.path("id").asText("");
        Optional<ObjectNode> group = id.isEmpty() ? named(groups, value) : groups.get(id);
        return group.filter(found -> found.path("providerType").asText().equals("custom"))
                .orElseThrow(() -> op.bad("There is no such custom group."));
    }

    private static Optional<ObjectNode> named(Table groups, JsonNode value) {
        return groups.first(
                row -> row.path("name").asText().equals(value.path("name").asText(""))
                        && row.path("providerType")
                                .asText()
                                .equals(value.path("providerType").asText("")));
    }
}
