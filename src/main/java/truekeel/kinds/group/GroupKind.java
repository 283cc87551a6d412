package truekeel.kinds.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
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
import truekeel.plan.FieldDiff;
import truekeel.plan.Refusal;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.Problem;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/**
 * Groups. Qlik lists system groups apart from the others and gives them no provider type; here they count as those of
 * an identity provider, of which only the roles can change.
 */
public final class GroupKind implements Kind {
    static final KindName NAME = KindName.of("Group");
    private static final String SYSTEM_ID = "00000000000000000000";
    private static final String SYSTEM_NAME = "com.qlik.";

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
                QlikRequest.of(AccessOperations.GET_GROUPS),
                id -> QlikRequest.of(AccessOperations.GET_GROUP).path("groupId", id),
                group -> each.accept(seen(group)));
        if (look.only().isEmpty()) {
            systemGroups(look.qlik()).forEach(group -> each.accept(seen(group)));
        }
    }

    /** One short page; Qlik takes no other parameter beside this one. */
    private static JsonNode systemGroups(QlikTenant qlik) {
        JsonNode groups = qlik.get(QlikRequest.of(AccessOperations.GET_GROUPS).query("systemGroups", "true"))
                .path("data");
        if (!groups.isArray()) {
            throw new QlikException.Malformed(
                    AccessOperations.GET_GROUPS.id(), Problem.NONE, "The list of system groups has no data.", null);
        }
        return groups;
    }

    @Override
    public void find(Look look, Set<String> ids, Set<Value> references, Consumer<Seen> each) {
        List<String> clauses = new ArrayList<>();
        boolean system = false;
        for (String id : ids) {
            system |= id.startsWith(SYSTEM_ID);
            clauses.add(Reads.clause("id", "eq", id));
        }
        for (Value reference : references) {
            String name = reference instanceof Value.Fields fields
                    ? fields.text("name").orElse("")
                    : reference.toString();
            system |= name.startsWith(SYSTEM_NAME);
            clauses.add(Reads.clause("name", "eq", name));
        }
        Reads.search(
                look.qlik(),
                QlikRequest.of(AccessOperations.FILTER_GROUPS),
                clauses,
                group -> each.accept(seen(group)));
        if (system) {
            systemGroups(look.qlik()).forEach(group -> each.accept(seen(group)));
        }
    }

    private static Seen seen(JsonNode group) {
        String id = group.path("id").asText();
        boolean custom = group.path("providerType").asText().equals("custom");
        Value.Fields spec = JsonValues.fields(group, "name")
                .with("providerType", Value.text(custom ? "custom" : "idp"))
                .with("description", Value.text(group.path("description").asText()))
                .with("assignedRoles", RoleNames.value(group.path("assignedRoles")));
        Value.Fields facts = Value.Fields.EMPTY
                .with(Live.BUILT_IN, Value.flag(id.startsWith(SYSTEM_ID)))
                .with(Live.NEVER_DELETED, Value.flag(!custom));
        return Seen.of(id, spec).withFacts(facts);
    }

    @Override
    public List<Trail> trails() {
        return List.of(Trail.of("group"));
    }

    @Override
    public List<Step> steps(Change change) {
        return Step.oneEach(change, GroupKind::create, GroupKind::update, GroupKind::delete);
    }

    private static Step create(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        ObjectNode body = JsonValues.present(spec, "name", "providerType", "description");
        spec.get("assignedRoles")
                .filter(roles -> !roles.isNull())
                .ifPresent(roles -> body.set("assignedRoles", RoleNames.json(roles)));
        return Step.creates(
                "create group",
                binding -> QlikRequest.of(AccessOperations.CREATE_GROUP).json(body),
                binding -> idByKey(binding, spec));
    }

    private static Optional<String> idByKey(Binding binding, Value.Fields spec) {
        String name = spec.text("name").orElseThrow();
        List<JsonNode> found = new ArrayList<>();
        Reads.search(
                binding.qlik(),
                QlikRequest.of(AccessOperations.FILTER_GROUPS),
                List.of(Reads.clause("name", "eq", name)),
                found::add);
        return found.stream()
                .filter(group -> group.path("name").asText().equals(name)
                        && group.path("providerType")
                                .asText("idp")
                                .equals(spec.text("providerType").orElse("idp")))
                .map(group -> group.path("id").asText())
                .findFirst();
    }

    private static Step update(Change change) {
        ArrayNode patch = JsonValues.array();
        for (FieldDiff field : change.fields()) {
            String path = field.path().toString();
            patch.add(JsonValues.replace(
                    path,
                    path.equals("/assignedRoles")
                            ? RoleNames.json(field.desired())
                            : JsonValues.textOrEmpty(field.desired())));
        }
        return Step.updates("update group", binding -> QlikRequest.of(AccessOperations.PATCH_GROUP)
                .path("groupId", binding.ownId())
                .json(patch));
    }

    private static Step delete() {
        return Step.deletes("delete group", binding -> QlikRequest.of(AccessOperations.DELETE_GROUP)
                .path("groupId", binding.ownId()));
    }

    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        return GroupGuard.objection(change, plan, look.qlik());
    }
}
