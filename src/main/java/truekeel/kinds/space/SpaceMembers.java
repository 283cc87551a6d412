package truekeel.kinds.space;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikRequest;

/** A space's members: Qlik's assignments, one per user or group. Our own bot's is left out, in and out. */
final class SpaceMembers {
    private static final Map<String, KindName> TYPES =
            Map.of("user", KindName.of("User"), "group", KindName.of("Group"));

    private SpaceMembers() {}

    static Seen read(Look look, Seen space) {
        String self = look.qlik().identity().userId();
        List<Value> members = new ArrayList<>();
        Value.Fields ids = Value.Fields.EMPTY;
        for (JsonNode assignment : assignments(look, space.id())) {
            String type = assignment.path("type").asText();
            String assignee = assignment.path("assigneeId").asText();
            if (!assignee.equals(self) && TYPES.containsKey(type)) {
                members.add(Value.Fields.EMPTY
                        .with(type, Kind.reference(assignee))
                        .with("roles", JsonValues.value(assignment.path("roles"))));
                ids = ids.with(assignee, Value.text(assignment.path("id").asText()));
            }
        }
        Value.Fields spec = space.spec().with("members", new Value.Items(members));
        return space.withSpec(spec).withFacts(space.facts().with("assignments", ids));
    }

    private static List<JsonNode> assignments(Look look, String spaceId) {
        return look.qlik().list(QlikRequest.of(Operations.GET_SPACE_ASSIGNMENTS).path("spaceId", spaceId));
    }

    /** The one call that makes a declared member one. */
    static List<Step> add(Value.Fields member) {
        String type = typeOf(member);
        Value who = member.values().get(type);
        if (who == null) {
            return List.of();
        }
        return List.of(Step.creates(
                        "add " + type + " " + who,
                        binding -> QlikRequest.of(Operations.CREATE_SPACE_ASSIGNMENT)
                                .path("spaceId", binding.ownId())
                                .json(body(binding, type, who, member)),
                        binding -> find(binding, binding.idOf(kind(type), who)))
                .then((reply, binding) -> {}));
    }

    private static ObjectNode body(Binding binding, String type, Value who, Value.Fields member) {
        ObjectNode body = JsonValues.object();
        body.put("type", type);
        body.put("assigneeId", binding.idOf(kind(type), who));
        body.set("roles", JsonValues.json(member.get("roles").orElse(new Value.Items(List.of()))));
        return body;
    }

    private static Optional<String> find(Binding binding, String assignee) {
        return binding
                .qlik()
                .list(QlikRequest.of(Operations.GET_SPACE_ASSIGNMENTS)
                        .path("spaceId", binding.ownId())
                        .query("assigneeId", assignee))
                .stream()
                .filter(assignment -> assignment.path("assigneeId").asText().equals(assignee))
                .map(assignment -> assignment.path("id").asText())
                .findFirst();
    }

    /** The call for one difference: a member that is missing, one too many, or one with other roles. */
    static List<Step> change(Change change, FieldDiff field) {
        if (field.live().isNull() && field.desired() instanceof Value.Fields member) {
            return add(member);
        }
        if (field.desired().isNull() && field.live() instanceof Value.Fields member) {
            String type = typeOf(member);
            Value who = member.values().getOrDefault(type, Value.nothing());
            return List.of(Step.deletes(
                    "remove " + type + " " + who, binding -> QlikRequest.of(Operations.DELETE_SPACE_ASSIGNMENT)
                            .path("spaceId", binding.ownId())
                            .path("assignmentId", assignmentId(change, binding, type, who))));
        }
        return roles(change, field);
    }

    /** The path of a changed element is {@code /members/user=<who>/roles}. */
    private static List<Step> roles(Change change, FieldDiff field) {
        String element = field.path().segments().get(1);
        String type = element.substring(0, element.indexOf('='));
        Optional<Value.Fields> member = change.desired().orElseThrow().spec().items("members").stream()
                .map(Value.Fields.class::cast)
                .filter(candidate -> candidate.has(type)
                        && element.equals(type + "=" + candidate.values().get(type)))
                .findFirst();
        Value who = member.flatMap(found -> found.get(type)).orElse(Value.nothing());
        return List.of(Step.updates(
                "set roles of " + type + " " + who, binding -> QlikRequest.of(Operations.UPDATE_SPACE_ASSIGNMENT)
                        .path("spaceId", binding.ownId())
                        .path("assignmentId", assignmentId(change, binding, type, who))
                        .json(JsonValues.object().set("roles", JsonValues.json(field.desired())))));
    }

    private static String assignmentId(Change change, Binding binding, String type, Value who) {
        String assignee = who instanceof Value.Fields fields && fields.has("id")
                ? fields.text("id").orElseThrow()
                : binding.idOf(kind(type), who);
        return change.live()
                .orElseThrow()
                .facts()
                .fields("assignments")
                .text(assignee)
                .orElseThrow(() -> new IllegalStateException("No assignment of " + type + " " + who + " was seen in "
                        + change.ref() + ". This is a bug in Truekeel."));
    }

    private static String typeOf(Value.Fields member) {
        return member.get("user").filter(user -> !user.isNull()).isPresent() ? "user" : "group";
    }

    private static KindName kind(String type) {
        return TYPES.getOrDefault(type, KindName.of("User"));
    }
}
