package truekeel.kinds.user;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.Keyholders;
import truekeel.model.Live;
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
                    "Leave its status, its roles and its groups as they are.",
                    false));
        }
        return Keyholders.objection(change, plan, qlik)
                .or(() -> change.action().destroys() ? owner(change, live, qlik) : Optional.empty());
    }

    private static boolean losesStanding(Change change) {
        return field(change, STATUS).isPresent() || isReduced(change, ROLES) || isReduced(change, GROUPS);
    }

    private static boolean isReduced(Change change, String list) {
        return field(change, list).filter(diff -> diff.removals() > 0).isPresent();
    }

    private static Optional<FieldDiff> field(Change change, String path) {
        return change.fields().stream()
                .filter(field -> field.path().toString().equals(path))
                .findFirst();
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
