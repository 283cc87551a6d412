package truekeel.kinds.role;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.OwnAccess;
import truekeel.kinds.Reads;
import truekeel.kinds.RoleHolders;
import truekeel.kinds.RoleNames;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.kinds.Trail;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.QlikRequest;

/**
 * Custom roles, and the built-in {@code UserDefault} of which only the scopes can change. Scopes are opaque words that
 * are added and removed one by one, so that what others add meanwhile stays.
 */
public final class RoleKind implements Kind {
    private static final KindName NAME = KindName.of("Role");
    private static final String USER_DEFAULT = "UserDefault";
    private static final String SCOPES = "/assignedScopes";

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of("admin_classic");
    }

    @Override
    public void observe(Look look, Consumer<Seen> each) {
        Reads.each(
                look,
                QlikRequest.of(AccessOperations.GET_ROLES),
                id -> QlikRequest.of(AccessOperations.GET_ROLE).path("id", id),
                role -> each.accept(seen(role)));
    }

    private static Seen seen(JsonNode role) {
        Value.Fields spec = JsonValues.fields(role, "name", "description", "assignedScopes");
        boolean builtIn = role.path("type").asText().equals("default");
        return Seen.of(role.path("id").asText(), spec)
                .withFacts(Value.Fields.EMPTY.with(Live.BUILT_IN, Value.flag(builtIn)));
    }

    @Override
    public List<Trail> trails() {
        return List.of(Trail.of("role"));
    }

    @Override
    public List<Step> steps(Change change) {
        return Step.oneEach(change, RoleKind::create, RoleKind::update, RoleKind::delete);
    }

    private static Step update(Change change) {
        return Step.updatesIf(
                "update role", binding -> patch(binding, change, binding.qlik().get(role(binding))));
    }

    private static Step create(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        return Step.creates(
                "create role",
                binding -> QlikRequest.of(AccessOperations.CREATE_ROLE)
                        .json(JsonValues.present(spec, "name", "description", "assignedScopes")),
                binding -> idByName(binding, spec.text("name").orElseThrow()));
    }

    private static Optional<String> idByName(Binding binding, String name) {
        QlikRequest named =
                QlikRequest.of(AccessOperations.GET_ROLES).query("filter", Reads.clause("name", "eq", name));
        return Reads.idOf(binding.qlik(), named, "name", name);
    }

    private static QlikRequest role(Binding binding) {
        return QlikRequest.of(AccessOperations.GET_ROLE).path("id", binding.ownId());
    }

    /** What of the planned difference is still there: adding a scope twice may be refused. */
    private static Optional<QlikRequest> patch(Binding binding, Change change, JsonNode now) {
        ArrayNode operations = JsonValues.array();
        for (FieldDiff field : change.fields()) {
            String path = field.path().toString();
            if (path.equals(SCOPES)) {
                scopes(operations, field, now);
            } else {
                JsonNode wanted = JsonValues.textOrEmpty(field.desired());
                if (!now.path(field.path().last()).equals(wanted)) {
                    operations.add(JsonValues.replace(path, wanted));
                }
            }
        }
        return operations.isEmpty()
                ? Optional.empty()
                : Optional.of(QlikRequest.of(AccessOperations.PATCH_ROLE)
                        .path("id", binding.ownId())
                        .json(operations)
                        .once());
    }

    private static void scopes(ArrayNode operations, FieldDiff field, JsonNode now) {
        List<Value> held = RoleNames.items(JsonValues.value(now.path("assignedScopes")));
        List<Value> before = RoleNames.items(field.live());
        List<Value> after = RoleNames.items(field.desired());
        after.stream()
                .filter(scope -> !before.contains(scope) && !held.contains(scope))
                .forEach(scope ->
                        operations.add(JsonValues.operation("add", SCOPES + "/-", TextNode.valueOf(scope.toString()))));
        before.stream()
                .filter(scope -> !after.contains(scope) && held.contains(scope))
                .forEach(scope -> operations.add(
                        JsonValues.operation("remove-value", SCOPES, TextNode.valueOf(scope.toString()))));
    }

    /** A second delete is refused like a wrong one, so it is not repeated blindly. */
    private static Step delete() {
        return Step.deletes("delete role", binding -> QlikRequest.of(AccessOperations.DELETE_ROLE)
                .path("id", binding.ownId())
                .once());
    }

    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        if (change.action() == Action.CREATE) {
            return Optional.of(change)
                    .filter(create -> create.key().display().equals(USER_DEFAULT))
                    .map(RoleKind::builtInMissing);
        }
        if (isBuiltIn(change)) {
            return change.action().destroys() ? Optional.of(builtInStays(change)) : Optional.empty();
        }
        if (matters(change) && isOwn(change, look)) {
            return Optional.of(Refusal.of(
                    RefusalCode.SELF_PRESERVATION,
                    change.ref(),
                    change.ref() + " is a role of the user that Truekeel acts as.",
                    "Take the role from that user first, or change it in Qlik.",
                    false));
        }
        return change.action().destroys() ? inUse(change, look) : Optional.empty();
    }

    private static boolean isBuiltIn(Change change) {
        return change.live().filter(Live::isBuiltIn).isPresent();
    }

    private static boolean isOwn(Change change, Look look) {
        return change.live()
                .filter(live -> OwnAccess.of(look.qlik()).holds(live.name()))
                .isPresent();
    }

    /** A description grants nothing. */
    private static boolean matters(Change change) {
        return change.action().destroys()
                || change.fields().stream().anyMatch(field -> Set.of("/name", SCOPES)
                        .contains(field.path().toString()));
    }

    private static Refusal builtInMissing(Change change) {
        return Refusal.of(
                RefusalCode.CANNOT_CREATE,
                change.ref(),
                "Every tenant has the role UserDefault, but Qlik did not show it.",
                "Check that Truekeel may read the tenant's roles.",
                false);
    }

    private static Refusal builtInStays(Change change) {
        return Refusal.of(
                RefusalCode.NEVER_DELETED,
                change.ref(),
                change.ref() + " is a role that Qlik ships.",
                "Remove the manifest, or ensure: absent from it.",
                false);
    }

    private static Optional<Refusal> inUse(Change change, Look look) {
        String role = change.live().orElseThrow().name();
        List<String> holders = RoleHolders.of(look.qlik(), role).names();
        if (holders.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(
                RefusalCode.ROLE_IN_USE,
                change.ref(),
                change.ref() + " is assigned to " + holders.size() + " users and groups, such as " + holders.get(0)
                        + ".",
                "Take it from them, or approve the plan if the plan itself does so.",
                true));
    }
}
