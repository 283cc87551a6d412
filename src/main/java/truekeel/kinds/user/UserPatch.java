package truekeel.kinds.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.RoleNames;
import truekeel.kinds.Step;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.Problem;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;

/**
 * The one patch of a user. Adding a membership that exists is refused, so the user is read right before, and only what
 * is still to be done is sent.
 */
final class UserPatch {
    private static final KindName GROUP = KindName.of("Group");
    private static final String GROUPS = "assignedGroups";
    private static final String ROLES = "assignedRoles";

    private UserPatch() {}

    static List<String> customGroupIds(JsonNode user) {
        List<String> ids = new ArrayList<>();
        for (JsonNode group : user.path(GROUPS)) {
            if (group.path("providerType").asText().equals("custom")) {
                ids.add(group.path("id").asText());
            }
        }
        return ids;
    }

    /** Carries out the differences of a plan and nothing else. */
    static Step planned(Change change) {
        return step("update user", change.fields());
    }

    /** Brings a new user to what is declared, whatever the call that made it has set already. */
    static Step completing(Value.Fields spec) {
        List<FieldDiff> fields = new ArrayList<>();
        for (Map.Entry<String, Value> field : spec.values().entrySet()) {
            if (List.of("status", ROLES, GROUPS).contains(field.getKey())) {
                fields.add(new FieldDiff(FieldPath.ROOT.child(field.getKey()), field.getValue(), Value.nothing()));
            }
        }
        return step("complete user", fields);
    }

    private static Step step(String name, List<FieldDiff> fields) {
        return Step.updatesIf(name, binding -> request(binding, fields)).then((reply, binding) -> requireWhole(reply));
    }

    private static Optional<QlikRequest> request(Binding binding, List<FieldDiff> fields) {
        JsonNode now =
                binding.qlik().get(QlikRequest.of(AccessOperations.GET_USER).path("userId", binding.ownId()));
        ArrayNode operations = JsonValues.array();
        fields.forEach(field -> add(operations, field, now, binding));
        return operations.isEmpty()
                ? Optional.empty()
                : Optional.of(QlikRequest.of(AccessOperations.PATCH_USER)
                        .path("userId", binding.ownId())
                        .json(operations)
                        .once());
    }

    private static void add(ArrayNode operations, FieldDiff field, JsonNode now, Binding binding) {
        String name = field.path().last();
        switch (name) {
            case GROUPS -> groups(operations, field, now, binding);
            case ROLES -> {
                List<String> held = RoleNames.names(now.path(ROLES));
                List<String> wanted = RoleNames.items(field.desired()).stream()
                        .map(Value::toString)
                        .toList();
                if (!new HashSet<>(held).equals(new HashSet<>(wanted))) {
                    operations.add(JsonValues.replace("/" + ROLES, RoleNames.json(field.desired())));
                }
            }
            default -> {
                JsonNode wanted = JsonValues.textOrEmpty(field.desired());
                if (name.equals("status")
                        && Invitations.isExpired(now, binding.qlik().clock().instant())
                        && wanted.asText().equals(Invitations.INVITED)) {
                    // Qlik's contract wants a value of every operation
                    operations.add(JsonValues.operation("renew", "/inviteExpiry", TextNode.valueOf("")));
                } else if (!now.path(name).equals(wanted)) {
                    operations.add(JsonValues.replace("/" + name, wanted));
                }
            }
        }
    }

    private static void groups(ArrayNode operations, FieldDiff field, JsonNode now, Binding binding) {
        List<String> held = customGroupIds(now);
        List<String> before = ids(field.live(), binding);
        List<String> after = ids(field.desired(), binding);
        after.stream()
                .filter(id -> !before.contains(id) && !held.contains(id))
                .forEach(id -> operations.add(JsonValues.operation("add", "/" + GROUPS + "/-", TextNode.valueOf(id))));
        before.stream()
                .filter(id -> !after.contains(id) && held.contains(id))
                .forEach(
                        id -> operations.add(JsonValues.operation("remove-value", "/" + GROUPS, TextNode.valueOf(id))));
    }

    private static List<String> ids(Value groups, Binding binding) {
        return RoleNames.items(groups).stream().map(group -> id(group, binding)).toList();
    }

    /** A group that nobody could name is still given by its id. */
    private static String id(Value group, Binding binding) {
        return Optional.of(group)
                .filter(Value.Fields.class::isInstance)
                .flatMap(fields -> ((Value.Fields) fields).text("id"))
                .orElseGet(() -> binding.idOf(GROUP, group));
    }

    /** A 207 says that some of the operations were refused. */
    private static void requireWhole(QlikReply reply) {
        if (reply.status() == 207) {
            Problem problem = Problem.from(reply.status(), reply.body());
            throw new QlikException.Rejected(
                    AccessOperations.PATCH_USER.id(), problem, "Qlik changed the user in part only: " + problem.said());
        }
    }
}
