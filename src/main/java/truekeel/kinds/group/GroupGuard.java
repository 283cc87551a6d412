package truekeel.kinds.group;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.Keyholders;
import truekeel.kinds.OwnAccess;
import truekeel.kinds.Reads;
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
        if (change.action().destroys() && live.isNeverDeleted()) {
            return Optional.of(stays(change));
        }
        return ours(change, live, qlik)
                .or(() -> Keyholders.objection(change, plan, qlik))
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

    /** Roles that our own user has by this group alone. */
    private static Optional<Refusal> ours(Change change, Live live, QlikTenant qlik) {
        List<Value> lost = lost(change, live);
        if (lost.isEmpty()) {
            return Optional.empty();
        }
        OwnAccess own = OwnAccess.of(qlik);
        boolean needed = own.groups().contains(live.id())
                && lost.stream().anyMatch(role -> !own.direct().contains(role.toString()));
        return needed
                ? Optional.of(Refusal.of(
                        RefusalCode.SELF_PRESERVATION,
                        change.ref(),
                        change.ref() + " gives roles to the user that Truekeel acts as.",
                        "Give that user the roles directly first, or change the group in Qlik.",
                        false))
                : Optional.empty();
    }

    private static List<Value> lost(Change change, Live live) {
        if (change.action().destroys()) {
            return live.spec().items("assignedRoles");
        }
        return change.fields().stream()
                .filter(field -> field.path().toString().equals(ROLES))
                .flatMap(field -> RoleNames.items(field.live()).stream()
                        .filter(role -> !RoleNames.items(field.desired()).contains(role)))
                .toList();
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
