package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import truekeel.model.ResourceRef;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/**
 * Who holds a role in a tenant, directly or through groups, at this moment. Read only when a change is about to take a
 * role away, since it lists all groups.
 *
 * @param groups names of the groups that give the role, by id
 * @param users those who hold it, by id; users who hold it only because everyone does are not listed
 * @param fed ids of the groups that logins by an identity provider put people into
 */
public record RoleHolders(Map<String, String> groups, Map<String, Holder> users, Set<String> fed) {
    private static final String BOT = "qlikbot\\";
    /** The group of all users, whose members Qlik does not list. */
    private static final String EVERYONE = "000000000000000000000001";

    /**
     * One user who holds the role.
     *
     * @param direct assigned to the user itself
     * @param through ids of the groups that give it
     */
    public record Holder(String name, boolean bot, boolean active, boolean direct, Set<String> through) {
        public Holder {
            through = Set.copyOf(through);
        }

        private Holder without(String group) {
            Set<String> left = new LinkedHashSet<>(through);
            left.remove(group);
            return new Holder(name, bot, active, direct, left);
        }

        private boolean counts() {
            return active && (direct || !through.isEmpty());
        }
    }

    public RoleHolders {
        groups = Map.copyOf(groups);
        users = Map.copyOf(users);
        fed = Set.copyOf(fed);
    }

    /** Holders whose groups no login feeds. */
    public RoleHolders(Map<String, String> groups, Map<String, Holder> users) {
        this(groups, users, Set.of());
    }

    /** Looks up who holds the role of that name. */
    public static RoleHolders of(QlikTenant qlik, String role) {
        Map<String, String> groups = new LinkedHashMap<>();
        Set<String> fed = new LinkedHashSet<>();
        qlik.list(QlikRequest.of(AccessOperations.GET_GROUPS), group -> {
            addIfGiving(groups, group, role);
            if (!group.path("providerType").asText().equals("custom")) {
                fed.add(group.path("id").asText());
            }
        });
        JsonNode system = qlik.get(QlikRequest.of(AccessOperations.GET_GROUPS).query("systemGroups", "true"));
        system.path("data").forEach(group -> addIfGiving(groups, group, role));
        List<String> clauses = new ArrayList<>();
        clauses.add(Reads.clause("assignedRoles.name", "eq", role));
        groups.keySet().forEach(id -> clauses.add(Reads.clause("assignedGroups.id", "eq", id)));
        Map<String, Holder> users = new LinkedHashMap<>();
        Reads.search(
                qlik,
                QlikRequest.of(AccessOperations.FILTER_USERS),
                clauses,
                user -> users.put(user.path("id").asText(), holder(user, role, groups.keySet())));
        fed.retainAll(groups.keySet());
        return new RoleHolders(groups, users, fed);
    }

    private static void addIfGiving(Map<String, String> groups, JsonNode group, String role) {
        if (RoleNames.names(group.path("assignedRoles")).contains(role)) {
            groups.put(group.path("id").asText(), group.path("name").asText());
        }
    }

    private static Holder holder(JsonNode user, String role, Set<String> groups) {
        Set<String> through = new LinkedHashSet<>();
        user.path("assignedGroups")
                .forEach(group -> through.add(group.path("id").asText()));
        through.retainAll(groups);
        return new Holder(
                user.path("name").asText(),
                user.path("subject").asText().startsWith(BOT),
                user.path("status").asText().equals("active"),
                RoleNames.names(user.path("assignedRoles")).contains(role),
                through);
    }

    /** Whether neither a user nor a group holds the role. */
    public boolean isEmpty() {
        return groups.isEmpty() && users.isEmpty();
    }

    /** Names of users and groups that hold it, for people. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        groups.values().stream().sorted().forEach(group -> names.add("group " + group));
        users.values().stream().map(Holder::name).sorted().forEach(user -> names.add("user " + user));
        return names;
    }

    /** The holders as they will be when a user is gone or switched off. */
    public RoleHolders withoutUser(String id) {
        Map<String, Holder> left = new LinkedHashMap<>(users);
        left.remove(id);
        return new RoleHolders(groups, left, fed);
    }

    /** The holders as they will be when a user has lost its own assignment of the role. */
    public RoleHolders withoutOwnRole(String id) {
        return withUser(
                id, holder -> new Holder(holder.name(), holder.bot(), holder.active(), false, holder.through()));
    }

    /** The holders as they will be when a user has left a group. */
    public RoleHolders withoutMembership(String id, String group) {
        return withUser(id, holder -> holder.without(group));
    }

    /** The holders as they will be when a group is gone or no longer gives the role. */
    public RoleHolders withoutGroup(String group) {
        Map<String, String> left = new LinkedHashMap<>(groups);
        left.remove(group);
        Map<String, Holder> changed = new LinkedHashMap<>();
        users.forEach((id, holder) -> changed.put(id, holder.without(group)));
        return new RoleHolders(left, changed, fed);
    }

    /** The holders as they will be when no login puts anybody into a group any more. */
    public RoleHolders withoutLogins() {
        RoleHolders left = this;
        for (String group : fed) {
            left = left.withoutGroup(group);
        }
        return left;
    }

    private RoleHolders withUser(String id, UnaryOperator<Holder> change) {
        Map<String, Holder> changed = new LinkedHashMap<>(users);
        changed.computeIfPresent(id, (same, holder) -> change.apply(holder));
        return new RoleHolders(groups, changed, fed);
    }

    /**
     * The objection to a change that leaves these holders of TenantAdmin as {@code after}: our own user must keep the
     * role, and so must at least one person where one had it, and one who has it directly where one had: logins and
     * groups can fail, and Qlik Account knows no groups. What concerns people can be approved, since a tenant can do
     * without a person who administers it.
     */
    public Optional<Refusal> objectionTo(ResourceRef subject, RoleHolders after, String ownUserId) {
        if (isHeldBy(ownUserId) && !after.isHeldBy(ownUserId)) {
            return Optional.of(Refusal.of(
                    RefusalCode.SELF_PRESERVATION,
                    subject,
                    subject + " would take TenantAdmin from the user that Truekeel acts as.",
                    "Leave the role with that user; Truekeel cannot work without it.",
                    false));
        }
        if (hasPeople() && !after.hasPeople()) {
            return Optional.of(lastPerson(subject, "the last active person who has it."));
        }
        if (hasDirectPeople() && !after.hasDirectPeople()) {
            return Optional.of(lastPerson(
                    subject,
                    "the last active person who has it directly; the others have it through groups, which go with the"
                            + " login."));
        }
        return Optional.empty();
    }

    private static Refusal lastPerson(ResourceRef subject, String whom) {
        return Refusal.of(
                RefusalCode.SELF_PRESERVATION,
                subject,
                subject + " would take TenantAdmin from " + whom,
                "Give the role to somebody else first, or approve the plan.",
                true);
    }

    private boolean isHeldBy(String id) {
        return isEveryones()
                || Optional.ofNullable(users.get(id)).filter(Holder::counts).isPresent();
    }

    private boolean hasPeople() {
        return isEveryones() || users.values().stream().anyMatch(holder -> !holder.bot() && holder.counts());
    }

    /** Whether a person could come in and administer without any group: the way back when logins fail. */
    public boolean hasDirectPeople() {
        return users.values().stream().anyMatch(holder -> !holder.bot() && holder.active() && holder.direct());
    }

    private boolean isEveryones() {
        return groups.containsKey(EVERYONE);
    }
}
