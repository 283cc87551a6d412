package truekeel.kinds.group;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.Reads;
import truekeel.kinds.RoleHolders;
import truekeel.kinds.RoleNames;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/** When a group may not be changed or deleted: it is not ours, it is in use, or it is how somebody is an admin. */
final class GroupGuard {
    private static final String ROLES = "/assignedRoles";

    private GroupGuard() {}

    static Optional<Refusal> objection(Change change, List<Change> plan, QlikTenant qlik) {
        if (change.live().isEmpty()) {
            return Optional.empty();
        }
        Live live = change.live().orElseThrow();
        if (change.action().destroys() && live.facts().flag("neverDeleted").orElse(false)) {
            return Optional.of(stays(change));
        }
        return admins(change, plan, qlik)
                .or(() -> change.action().destroys() ? members(change, live, qlik) : Optional.empty());
    }

    private static Refusal stays(Change change) {
        return Refusal.of(
                RefusalCode.NEVER_DELETED,
                change.ref(),
                change.ref() + " belongs to Qlik or to the identity provider, which would bring it back.",
                "Remove the group at the identity provider, and its manifest here.",
                false);
    }

    /** All groups of the plan together must leave somebody with TenantAdmin. */
    private static Optional<Refusal> admins(Change change, List<Change> plan, QlikTenant qlik) {
        if (!takesAdmin(change)) {
            return Optional.empty();
        }
        RoleHolders now = RoleHolders.of(qlik, RoleNames.TENANT_ADMIN);
        RoleHolders after = now;
        for (Change other : plan) {
            if (other.kind().equals(GroupKind.NAME) && takesAdmin(other)) {
                after = after.withoutGroup(other.live().orElseThrow().id());
            }
        }
        return now.objectionTo(change.ref(), after, qlik.identity().userId());
    }

    private static boolean takesAdmin(Change change) {
        boolean gone = change.action().destroys()
                && change.live().stream()
                        .flatMap(live -> live.spec().items("assignedRoles").stream())
                        .anyMatch(Value.text(RoleNames.TENANT_ADMIN)::equals);
        return gone || RoleNames.takesAdmin(change, ROLES);
    }

    private static Optional<Refusal> members(Change change, Live live, QlikTenant qlik) {
        JsonNode page = qlik.get(QlikRequest.of(AccessOperations.GET_USERS)
                .query("filter", Reads.clause("assignedGroups.id", "eq", live.id()))
                .query("limit", "1"));
        if (page.path("data").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(
                RefusalCode.GROUP_IN_USE,
                change.ref(),
                change.ref() + " still has members, such as "
                        + page.path("data").path(0).path("name").asText() + ".",
                "Take the members out, or approve the plan if the plan itself does so.",
                true));
    }
}
