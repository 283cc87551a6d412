package truekeel.kinds.user;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.RoleHolders;
import truekeel.kinds.RoleNames;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.Operation;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/** When a user may not be changed or deleted: it is Truekeel's own, it owns content, or it is the last admin. */
final class UserGuard {
    /** The fact that marks users who had TenantAdmin when they were observed; others need no closer look. */
    static final String ADMIN = "admin";

    private static final String ROLES = "/assignedRoles";
    private static final String GROUPS = "/assignedGroups";
    private static final String STATUS = "/status";

    private UserGuard() {}

    static Optional<Refusal> objection(Change change, List<Change> plan, QlikTenant qlik) {
        if (change.live().isEmpty()) {
            return Optional.empty();
        }
        Live live = change.live().orElseThrow();
        boolean own = live.id().equals(qlik.identity().userId());
        if (own && (change.action().destroys() || losesStanding(change))) {
            return Optional.of(Refusal.of(
                    RefusalCode.SELF_PRESERVATION,
                    change.ref(),
                    change.ref() + " is the user that Truekeel acts as.",
                    "Leave its status and its roles as they are.",
                    false));
        }
        return admins(change, plan, qlik)
                .or(() -> change.action().destroys() ? owner(change, live, qlik) : Optional.empty());
    }

    private static boolean losesStanding(Change change) {
        return field(change, STATUS).isPresent()
                || field(change, ROLES).filter(roles -> roles.removals() > 0).isPresent();
    }

    private static Optional<FieldDiff> field(Change change, String path) {
        return change.fields().stream()
                .filter(field -> field.path().toString().equals(path))
                .findFirst();
    }

    private static boolean isSwitchedOff(Change change) {
        return change.action().destroys()
                || field(change, STATUS)
                        .filter(status -> status.live().equals(Value.text("active")))
                        .isPresent();
    }

    /** All users of the plan together must leave somebody with TenantAdmin. */
    private static Optional<Refusal> admins(Change change, List<Change> plan, QlikTenant qlik) {
        boolean leaves =
                field(change, GROUPS).filter(groups -> groups.removals() > 0).isPresent();
        boolean loses = isSwitchedOff(change) || RoleNames.takesAdmin(change, ROLES) || leaves;
        if (!loses || !change.live().orElseThrow().facts().flag(ADMIN).orElse(false)) {
            return Optional.empty();
        }
        RoleHolders now = RoleHolders.of(qlik, RoleNames.TENANT_ADMIN);
        RoleHolders after = now;
        for (Change other : plan) {
            if (other.kind().equals(UserKind.NAME) && other.live().isPresent()) {
                after = after(other, after);
            }
        }
        return now.objectionTo(change.ref(), after, qlik.identity().userId());
    }

    private static RoleHolders after(Change change, RoleHolders before) {
        String id = change.live().orElseThrow().id();
        if (isSwitchedOff(change)) {
            return before.withoutUser(id);
        }
        RoleHolders after = RoleNames.takesAdmin(change, ROLES) ? before.withoutOwnRole(id) : before;
        Optional<FieldDiff> groups = field(change, GROUPS);
        if (groups.isPresent()) {
            for (String group : before.groups().keySet()) {
                if (isLeft(groups.get(), group, before.groups().getOrDefault(group, ""))) {
                    after = after.withoutMembership(id, group);
                }
            }
        }
        return after;
    }

    /**
     * Groups are written by name, with the provider type where the name is ambiguous, or by id when nobody knew them.
     */
    private static boolean isLeft(FieldDiff groups, String id, String name) {
        return RoleNames.items(groups.live()).stream()
                .filter(group -> !RoleNames.items(groups.desired()).contains(group))
                .anyMatch(group -> group instanceof Value.Fields fields
                        ? fields.text("id").filter(id::equals).isPresent()
                                || fields.text("name").filter(name::equals).isPresent()
                        : group.toString().equals(name));
    }

    private static Optional<Refusal> owner(Change change, Live live, QlikTenant qlik) {
        return owned(live, Operations.GET_SPACES, qlik)
                .or(() -> owned(live, Operations.GET_ITEMS, qlik))
                .map(what -> Refusal.of(
                        RefusalCode.NEVER_DELETED,
                        change.ref(),
                        change.ref() + " owns " + what + "; what a deleted user owned is left without an owner.",
                        "Give everything this user owns to somebody else first.",
                        false));
    }

    private static Optional<String> owned(Live live, Operation list, QlikTenant qlik) {
        JsonNode found = qlik.get(
                        QlikRequest.of(list).query("ownerId", live.id()).query("limit", "1"))
                .path("data");
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.path(0).path("resourceType").asText("space") + " "
                        + found.path(0).path("name").asText());
    }
}
