package truekeel.kinds.user;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Keyholders;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Reads;
import truekeel.kinds.RoleNames;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.kinds.Trail;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.QlikRequest;

/**
 * Users. One with a subject is made before its first login, one with only an e-mail address is invited. Of the groups
 * only custom ones are ours to assign; the others come from the identity provider.
 */
public final class UserKind implements Kind {
    static final KindName NAME = KindName.of("User");
    private static final String BOT = "qlikbot\\";

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of("admin_classic", "admin.users");
    }

    @Override
    public void observe(Look look, Consumer<Seen> each) {
        Invitations invitations = Invitations.of(look);
        Reads.each(
                look,
                QlikRequest.of(AccessOperations.GET_USERS),
                id -> QlikRequest.of(AccessOperations.GET_USER).path("userId", id),
                user -> each.accept(seen(user, invitations)));
    }

    /**
     * An address is searched with {@code co}, which alone is sure to ignore case; what it finds too much is harmless.
     */
    @Override
    public void find(Look look, Set<String> ids, Set<Value> references, Consumer<Seen> each) {
        List<String> clauses = new ArrayList<>();
        ids.forEach(id -> clauses.add(Reads.clause("id", "eq", id)));
        for (Value reference : references) {
            if (reference instanceof Value.Fields fields) {
                fields.text("subject").ifPresent(subject -> clauses.add(Reads.clause("subject", "eq", subject)));
                fields.text("email").ifPresent(email -> clauses.add(Reads.clause("email", "co", email)));
            } else {
                clauses.add(Reads.clause("subject", "eq", reference.toString()));
                if (reference.toString().contains("@")) {
                    clauses.add(Reads.clause("email", "co", reference.toString()));
                }
            }
        }
        Invitations invitations = Invitations.of(look);
        Reads.search(
                look.qlik(),
                QlikRequest.of(AccessOperations.FILTER_USERS),
                clauses,
                user -> each.accept(seen(user, invitations)));
    }

    private static Seen seen(JsonNode user, Invitations invitations) {
        Value.Fields spec = JsonValues.fields(user, "subject", "email", "name", "status")
                .with("assignedRoles", RoleNames.value(user.path("assignedRoles")))
                .with("assignedGroups", customGroups(user));
        boolean bot = user.path("subject").asText().startsWith(BOT);
        return Seen.of(user.path("id").asText(), invitations.seen(spec, user))
                .withFacts(Value.Fields.EMPTY
                        .with(Live.BUILT_IN, Value.flag(bot))
                        .with(Keyholders.ADMIN, Value.flag(isAdmin(user))));
    }

    /** By a role of its own or of one of its groups, which a user's record shows with their roles. */
    private static boolean isAdmin(JsonNode user) {
        List<String> roles = new ArrayList<>(RoleNames.names(user.path("assignedRoles")));
        user.path("assignedGroups").forEach(group -> roles.addAll(RoleNames.names(group.path("assignedRoles"))));
        return roles.contains(RoleNames.TENANT_ADMIN);
    }

    private static Value.Items customGroups(JsonNode user) {
        return new Value.Items(
                UserPatch.customGroupIds(user).stream().map(Kind::reference).toList());
    }

    @Override
    public List<Trail> trails() {
        return List.of(Trail.of("user"));
    }

    @Override
    public List<Step> steps(Change change) {
        return switch (change.action()) {
            case CREATE -> create(change);
            case UPDATE -> List.of(UserPatch.planned(change));
            case DELETE -> List.of(delete());
            case RECREATE -> Step.anew(List.of(delete()), create(change));
            case ADOPT, RELEASE -> List.of();
        };
    }

    private static List<Step> create(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        List<Step> steps = new ArrayList<>();
        steps.add(Arrivals.step(spec));
        if (Arrivals.leavesOpen(spec)) {
            steps.add(UserPatch.completing(spec));
        }
        return steps;
    }

    private static Step delete() {
        return Step.deletes("delete user", binding -> QlikRequest.of(AccessOperations.DELETE_USER)
                .path("userId", binding.ownId()));
    }

    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        return UserGuard.objection(change, plan, look.qlik());
    }
}
