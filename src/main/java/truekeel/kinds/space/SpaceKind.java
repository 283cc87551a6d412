package truekeel.kinds.space;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Reads;
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
import truekeel.qlik.Operations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;

/**
 * Spaces with owner and members. The assignment list is read where a manifest declares members or all is asked for, the
 * share list only of managed spaces, since only there can a link share open an app to the world.
 */
public final class SpaceKind implements Kind {
    private static final KindName NAME = KindName.of("Space");
    private static final KindName USER = KindName.of("User");
    private static final KindName APP = KindName.of("App");

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of(
                "admin_classic", "admin.spaces", "spaces.shared", "spaces.managed", "spaces.data", "user_default");
    }

    /** Where apps are published, links may be made: every managed space is looked at, whoever declares it. */
    @Override
    public boolean isLookedAt(Look look) {
        return look.concerns(NAME) || look.concerns(APP);
    }

    @Override
    public void observe(Look look, Consumer<Seen> each) {
        List<JsonNode> spaces = new ArrayList<>();
        if (look.only().isEmpty()) {
            spaces.addAll(look.spaces().all());
        } else {
            look.only().forEach(id -> byId(look, id).ifPresent(spaces::add));
        }
        MemberScope members = MemberScope.of(look, NAME);
        look.branches().map(spaces, space -> withParts(look, members, space)).forEach(each);
    }

    /** All spaces by the list, without members: a list page costs no more than one space by its id. */
    @Override
    public void find(Look look, Set<String> ids, Set<Value> references, Consumer<Seen> each) {
        look.spaces().all().forEach(space -> each.accept(plain(space)));
    }

    private static Optional<JsonNode> byId(Look look, String id) {
        try {
            return Optional.of(
                    look.qlik().get(QlikRequest.of(Operations.GET_SPACE).path("spaceId", id)));
        } catch (QlikException.Missing gone) {
            return Optional.empty();
        }
    }

    private static Seen plain(JsonNode space) {
        Value.Fields spec = JsonValues.fields(space, "name", "type", "description");
        String owner = space.path("ownerId").asText();
        if (!owner.isEmpty()) {
            spec = spec.with("owner", Kind.reference(owner));
        }
        return Seen.of(space.path("id").asText(), spec);
    }

    private static Seen withParts(Look look, MemberScope members, JsonNode space) {
        Seen seen = plain(space);
        try {
            if (members.covers(seen)) {
                seen = SpaceMembers.read(look, seen);
            }
            if (seen.spec().text("type").filter("managed"::equals).isPresent()) {
                seen = LinkShares.read(look, space, seen);
            }
            return seen;
        } catch (QlikException problem) {
            return seen.unknownBecause(problem);
        }
    }

    @Override
    public List<Trail> trails() {
        return List.of(
                Trail.of("space").changedBy("settings.updated", "updated").except("/members"),
                Trail.of("space.assignment").only("/members"));
    }

    @Override
    public List<Step> steps(Change change) {
        return switch (change.action()) {
            case CREATE -> create(change);
            case UPDATE -> update(change);
            case DELETE -> List.of(delete());
            case RECREATE -> Step.anew(List.of(delete()), create(change));
            case ADOPT, RELEASE -> List.of();
        };
    }

    private static List<Step> create(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        List<Step> steps = new ArrayList<>();
        steps.add(Step.creates(
                "create space",
                binding -> QlikRequest.of(Operations.CREATE_SPACE)
                        .json(JsonValues.json(withoutNulls(spec, "name", "type", "description"))),
                binding -> idByName(binding, spec.text("name").orElseThrow())));
        spec.items("members")
                .forEach(member -> SpaceMembers.add((Value.Fields) member).forEach(steps::add));
        spec.get("owner").filter(owner -> !owner.isNull()).ifPresent(owner -> steps.add(owner(owner)));
        return steps;
    }

    private static Value.Fields withoutNulls(Value.Fields spec, String... names) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (String name : names) {
            spec.get(name).filter(value -> !value.isNull()).ifPresent(value -> fields.put(name, value));
        }
        return new Value.Fields(fields);
    }

    /** After a lost answer: the list's filter is a contains-match without case, so the name is compared here. */
    private static Optional<String> idByName(Binding binding, String name) {
        return Reads.idOf(binding.qlik(), QlikRequest.of(Operations.GET_SPACES).query("name", name), "name", name);
    }

    /** Handing a space over needs no role afterwards only while it comes last. */
    private static Step owner(Value owner) {
        return Step.updates(
                "set owner",
                binding -> patch(
                        binding,
                        array(JsonValues.replace("/ownerId", JsonValues.json(Value.text(binding.idOf(USER, owner)))))));
    }

    private static List<Step> update(Change change) {
        List<Step> steps = new ArrayList<>();
        ArrayNode patch = JsonValues.array();
        List<Step> last = new ArrayList<>();
        for (FieldDiff field : change.fields()) {
            String path = field.path().toString();
            if (path.equals("/name") || path.equals("/description")) {
                Value value = field.desired().isNull() ? Value.text("") : field.desired();
                patch.add(JsonValues.replace(path, JsonValues.json(value)));
            } else if (path.equals("/owner")) {
                last.add(owner(field.desired()));
            } else if (path.startsWith("/members/")) {
                steps.addAll(SpaceMembers.change(change, field));
            }
        }
        if (!patch.isEmpty()) {
            steps.add(0, Step.updates("update space", binding -> patch(binding, patch)));
        }
        steps.addAll(last);
        return steps;
    }

    private static ArrayNode array(ObjectNode operation) {
        return JsonValues.array().add(operation);
    }

    private static QlikRequest patch(Binding binding, ArrayNode operations) {
        return QlikRequest.of(Operations.PATCH_SPACE)
                .path("spaceId", binding.ownId())
                .json(operations);
    }

    private static Step delete() {
        return Step.deletes("delete space", binding -> QlikRequest.of(Operations.DELETE_SPACE)
                .path("spaceId", binding.ownId()));
    }

    /** Qlik's own 412 covers an unpublished set of contents, so we look for ourselves before a space goes. */
    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        if (!change.action().destroys()) {
            return Optional.empty();
        }
        String id = change.live().orElseThrow().id();
        List<Live> leaving = plan.stream()
                .filter(other -> other.action() == Action.DELETE)
                .flatMap(other -> other.live().stream())
                .toList();
        List<String> inside = SpaceContents.of(look.qlik(), id, leaving);
        if (inside.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(
                RefusalCode.SPACE_NOT_EMPTY,
                change.ref(),
                change.ref() + " still holds " + inside.size() + (inside.size() == 1 ? " item" : " items")
                        + " that this plan does not delete, such as " + inside.get(0) + ".",
                "Move or delete them in Qlik; Truekeel never empties a space.",
                false));
    }
}
