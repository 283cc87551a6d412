package truekeel.kinds;

import java.util.List;
import java.util.Optional;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/**
 * Who can still come in and administer a tenant after a plan: users who lose the role, groups that no longer give it or
 * are left, and identity providers that no longer fill the groups count together, whatever their kinds. What a plan
 * adds does not count, since it may fail.
 */
public final class Keyholders {
    /** The fact that marks users who had TenantAdmin when they were observed; others need no closer look. */
    public static final String ADMIN = "admin";

    private static final String USER = "User";
    private static final String GROUP = "Group";
    private static final String GROUP_SETTINGS = "GroupSettings";
    private static final String ROLES = "/assignedRoles";
    private static final String EVERYONES_ROLES = "/everyone/assignedRoles";
    /** The group of all users has the same id in every tenant. */
    private static final String EVERYONE = "000000000000000000000001";

    private final Change change;
    private final List<Change> plan;
    private final QlikTenant qlik;

    private Keyholders(Change change, List<Change> plan, QlikTenant qlik) {
        this.change = change;
        this.plan = plan;
        this.qlik = qlik;
    }

    /**
     * Asked for changes of users, groups, group settings and identity providers; looks only where one takes something.
     */
    public static Optional<Refusal> objection(Change change, List<Change> plan, QlikTenant qlik) {
        Keyholders keyholders = new Keyholders(change, plan, qlik);
        if (change.kind().equals(Logins.KIND)) {
            return Logins.letsIn(change) ? keyholders.logins() : Optional.empty();
        }
        return takes(change) ? keyholders.admins() : Optional.empty();
    }

    private static boolean takes(Change change) {
        return switch (change.kind().value()) {
            case USER ->
                change.live().flatMap(live -> live.facts().flag(ADMIN)).orElse(false)
                        && (isSwitchedOff(change) || RoleNames.takesAdmin(change, ROLES) || leavesGroups(change));
            case GROUP -> groupLosesAdmin(change);
            case GROUP_SETTINGS -> RoleNames.takesAdmin(change, EVERYONES_ROLES);
            default -> false;
        };
    }

    private Optional<Refusal> admins() {
        RoleHolders now = RoleHolders.of(qlik, RoleNames.TENANT_ADMIN);
        RoleHolders after = after(now);
        boolean endsLogins = plan.stream()
                        .anyMatch(other -> other.kind().equals(Logins.KIND)
                                && other.action().writes())
                && Logins.of(qlik, plan).losesAll();
        return now.objectionTo(
                change.ref(),
                endsLogins ? after.withoutLogins() : after,
                qlik.identity().userId());
    }

    private RoleHolders after(RoleHolders now) {
        RoleHolders after = now;
        for (Change other : plan) {
            if (other.action().writes()) {
                after = after(other, after);
            }
        }
        return after;
    }

    private static RoleHolders after(Change other, RoleHolders before) {
        return switch (other.kind().value()) {
            case USER -> other.live().isPresent() ? user(other, before) : before;
            case GROUP -> groupLosesAdmin(other) ? before.withoutGroup(id(other)) : before;
            case GROUP_SETTINGS ->
                RoleNames.takesAdmin(other, EVERYONES_ROLES) ? before.withoutGroup(EVERYONE) : before;
            default -> before;
        };
    }

    private static String id(Change change) {
        return change.live().orElseThrow().id();
    }

    private static RoleHolders user(Change change, RoleHolders before) {
        String id = id(change);
        if (isSwitchedOff(change)) {
            return before.withoutUser(id);
        }
        RoleHolders after = RoleNames.takesAdmin(change, ROLES) ? before.withoutOwnRole(id) : before;
        Optional<FieldDiff> groups = field(change, "/assignedGroups");
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

    private static boolean isSwitchedOff(Change change) {
        return change.action().destroys()
                || field(change, "/status")
                        .filter(status -> status.live().equals(Value.text("active")))
                        .isPresent();
    }

    private static boolean leavesGroups(Change change) {
        return field(change, "/assignedGroups")
                .filter(groups -> groups.removals() > 0)
                .isPresent();
    }

    private static boolean groupLosesAdmin(Change change) {
        boolean gone = change.action().destroys()
                && change.live().stream()
                        .flatMap(live -> live.spec().items("assignedRoles").stream())
                        .anyMatch(Value.text(RoleNames.TENANT_ADMIN)::equals);
        return gone || RoleNames.takesAdmin(change, ROLES);
    }

    private static Optional<FieldDiff> field(Change change, String path) {
        return change.fields().stream()
                .filter(field -> field.path().toString().equals(path))
                .findFirst();
    }

    /** A provider that goes may take the way in, one that comes may take the way in with a Qlik Account. */
    private Optional<Refusal> logins() {
        boolean active = change.live()
                .flatMap(live -> live.spec().flag("active"))
                .orElse(change.live().isPresent());
        boolean after = Logins.isActiveAfter(change, active);
        if (active == after) {
            return Optional.empty();
        }
        Logins logins = Logins.of(qlik, plan);
        if (after) {
            return logins.displacesQlikAccount() && Logins.isInteractive(change) ? displacement() : Optional.empty();
        }
        if (!logins.losesAll() && !logins.losesInteractive()) {
            return Optional.empty();
        }
        return people().map(person -> noWayIn(person, logins))
                .or(() -> logins.losesAll() ? admins() : Optional.empty());
    }

    private Optional<Refusal> displacement() {
        RoleHolders now = RoleHolders.of(qlik, RoleNames.TENANT_ADMIN);
        if (after(now).hasDirectPeople()) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(
                RefusalCode.LOCKS_PEOPLE_OUT,
                change.ref(),
                "With " + change.ref()
                        + " in use nobody logs in with a Qlik Account, and there would be no active person"
                        + " with TenantAdmin of their own, who alone could come back in by /login/recover.",
                "Give TenantAdmin directly to a person with a Qlik Account first, or approve the plan.",
                true));
    }

    /** Somebody who would be shut out; a bot logs in with its client's secret. */
    private Optional<String> people() {
        return qlik
                .list(QlikRequest.of(AccessOperations.GET_USERS)
                        .query("filter", Reads.clause("status", "eq", "active")))
                .stream()
                .filter(user -> !user.path("subject").asText().startsWith("qlikbot\\"))
                .map(user -> user.path("name").asText())
                .findFirst();
    }

    private Refusal noWayIn(String person, Logins logins) {
        boolean later = logins.replaces();
        return Refusal.of(
                RefusalCode.LOCKS_PEOPLE_OUT,
                change.ref(),
                change.ref()
                        + (logins.losesAll() ? " is the last way by which people such as " : " is how people such as ")
                        + person + " log in" + (later ? " until the one that takes its place is in use." : "."),
                later
                        ? "Nothing needs to be done: it passes once the other one is in use. Or approve the plan."
                        : "Declare another identity provider first, or approve the plan.",
                true);
    }
}
