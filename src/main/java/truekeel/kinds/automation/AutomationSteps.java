package truekeel.kinds.automation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.model.Artefact;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.qlik.Operation;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.WorkOperations;

/**
 * The calls that change an automation, in the order in which nothing runs half done: it is made, switched off, written
 * with its blocks and connections, and switched on again.
 */
final class AutomationSteps {
    private static final KindName USER = KindName.of("User");
    private static final Set<String> WRITTEN = Set.of(
            "name",
            "description",
            "source",
            "schedules",
            "maxConcurrentRuns",
            Table.CONNECTIONS,
            "spaces",
            "apps",
            "users");
    private static final String ENABLED = "enabled";
    private static final String OWNER = "owner";
    private static final String SPACE_ID = "spaceId";

    private AutomationSteps() {}

    static List<Step> of(Change change) {
        return switch (change.action()) {
            case CREATE -> create(change);
            case UPDATE -> update(change);
            case DELETE -> List.of(delete());
            case RECREATE, ADOPT, RELEASE -> List.of();
        };
    }

    private static List<Step> create(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        List<Step> steps = new ArrayList<>();
        steps.add(Step.creates(
                "create automation",
                binding -> {
                    ObjectNode body = JsonValues.present(spec, "name", "description");
                    spaceId(spec, binding).ifPresent(id -> body.put(SPACE_ID, id));
                    return QlikRequest.of(WorkOperations.CREATE_AUTOMATION).json(body);
                },
                binding -> lost(binding, spec)));
        boolean writes =
                List.of("source", "schedules", "maxConcurrentRuns").stream().anyMatch(spec::has);
        Optional<Boolean> enabled = spec.flag(ENABLED);
        if (enabled.isPresent() && (writes || !enabled.get())) {
            steps.add(call("disable automation", WorkOperations.DISABLE_AUTOMATION));
        }
        if (writes) {
            steps.add(write(change));
        }
        if (enabled.orElse(false) && writes) {
            steps.add(call("enable automation", WorkOperations.ENABLE_AUTOMATION));
        }
        spec.get(OWNER).ifPresent(owner -> steps.add(handOver(owner, Optional.empty())));
        return steps;
    }

    private static Optional<String> spaceId(Value.Fields spec, Binding binding) {
        return spec.get("space").filter(value -> !value.isNull()).map(space -> binding.idOf(Table.SPACE, space));
    }

    /** Names are not unique; but one of ours of that name in that place would have been seen before it was made. */
    private static Optional<String> lost(Binding binding, Value.Fields spec) {
        String name = spec.text("name").orElseThrow();
        String space = spaceId(spec, binding).orElse("");
        String self = binding.qlik().identity().userId();
        return binding.qlik().list(QlikRequest.of(WorkOperations.GET_AUTOMATIONS)).stream()
                .filter(one -> one.path("name").asText().equals(name))
                .filter(one -> one.path(SPACE_ID).asText("").equals(space))
                .filter(one -> one.path("ownerId").asText().equals(self))
                .map(one -> one.path("id").asText())
                .findFirst();
    }

    private static List<Step> update(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        Live live = change.live().orElseThrow();
        List<Step> steps = new ArrayList<>();
        boolean writes = differs(change, WRITTEN);
        boolean moves = differs(change, Set.of("space"));
        boolean on = live.spec().flag(ENABLED).orElse(false);
        Optional<Boolean> wanted = spec.flag(ENABLED);
        boolean takes =
                spec.flag("takeOwnership").orElse(false) && (writes || moves || differs(change, Set.of(ENABLED)));
        if (takes) {
            steps.add(takeOver(live));
        }
        boolean pauses = on && (wanted.map(enabled -> !enabled).orElse(false) || (writes && wanted.orElse(false)));
        if (pauses) {
            steps.add(call("disable automation", WorkOperations.DISABLE_AUTOMATION));
        }
        if (writes) {
            steps.add(write(change));
        }
        if (moves) {
            steps.add(Step.updates("move to space", binding -> QlikRequest.of(WorkOperations.CHANGE_SPACE_AUTOMATION)
                    .path("id", binding.ownId())
                    .json(JsonValues.object()
                            .put(SPACE_ID, spaceId(spec, binding).orElse("")))));
        }
        if (wanted.orElse(false) && (!on || pauses)) {
            steps.add(call("enable automation", WorkOperations.ENABLE_AUTOMATION));
        }
        if (spec.has(OWNER) && (takes || differs(change, Set.of(OWNER)))) {
            steps.add(handOver(
                    spec.get(OWNER).orElseThrow(),
                    live.facts().text(Seen.OWNER_ID).filter(any -> !takes)));
        }
        return steps;
    }

    private static boolean differs(Change change, Set<String> fields) {
        return change.differing().stream().anyMatch(fields::contains);
    }

    private static Step call(String name, Operation operation) {
        return Step.updates(name, binding -> QlikRequest.of(operation).path("id", binding.ownId()));
    }

    private static Step takeOver(Live live) {
        return Step.updatesIf("take ownership", binding -> {
            String self = binding.qlik().identity().userId();
            return live.facts().text(Seen.OWNER_ID).equals(Optional.of(self))
                    ? Optional.empty()
                    : Optional.of(move(binding, self));
        });
    }

    /**
     * To the declared owner, unless that is who has it by now.
     *
     * @param holder who has it; empty for our own user
     */
    private static Step handOver(Value owner, Optional<String> holder) {
        return Step.updatesIf("hand over automation", binding -> {
            String wanted = binding.idOf(USER, owner);
            String held = holder.orElseGet(() -> binding.qlik().identity().userId());
            return held.equals(wanted) ? Optional.empty() : Optional.of(move(binding, wanted));
        });
    }

    private static QlikRequest move(Binding binding, String user) {
        return QlikRequest.of(WorkOperations.MOVE_AUTOMATION)
                .path("id", binding.ownId())
                .json(JsonValues.object().put("userId", user));
    }

    /** Qlik replaces the whole: what is not declared is sent as it is at that moment. */
    private static Step write(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        return Step.updates("write automation", binding -> {
            JsonNode held = binding.qlik()
                    .get(QlikRequest.of(WorkOperations.GET_AUTOMATION).path("id", binding.ownId()));
            ObjectNode body = JsonValues.object();
            for (String field : List.of("name", "description", "maxConcurrentRuns")) {
                JsonNode value = spec.get(field).map(JsonValues::textOrEmpty).orElseGet(() -> held.path(field));
                if (!value.isMissingNode()) {
                    body.set(field, value);
                }
            }
            body.set("schedules", schedules(spec, held));
            body.set("workspace", workspace(spec, held, binding));
            return QlikRequest.of(WorkOperations.UPDATE_AUTOMATION)
                    .path("id", binding.ownId())
                    .json(body);
        });
    }

    private static JsonNode schedules(Value.Fields spec, JsonNode held) {
        if (spec.has("schedules")) {
            return JsonValues.listOrEmpty(spec.get("schedules").orElseThrow());
        }
        ArrayNode same = JsonValues.array();
        held.path("schedules").forEach(entry -> same.add(JsonValues.json(AutomationView.schedule(entry))));
        return same;
    }

    private static JsonNode workspace(Value.Fields spec, JsonNode held, Binding binding) {
        Optional<Artefact> file = binding.artefact("/source");
        return file.flatMap(Definition::of)
                .map(definition -> definition.filled(Table.ids(spec, binding)).workspace())
                .orElseGet(() -> held.path("workspace").isObject() ? held.path("workspace") : JsonValues.object());
    }

    private static Step delete() {
        return Step.deletes("delete automation", binding -> QlikRequest.of(WorkOperations.DELETE_AUTOMATION)
                .path("id", binding.ownId()));
    }
}
