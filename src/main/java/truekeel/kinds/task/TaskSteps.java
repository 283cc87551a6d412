package truekeel.kinds.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Reads;
import truekeel.kinds.SpaceAccess;
import truekeel.kinds.Step;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.WorkOperations;

/** The calls that change a task. It is switched on by a step of its own, after everything else is as it shall be. */
final class TaskSteps {
    private static final String ENABLED = "enabled";

    private TaskSteps() {}

    static List<Step> of(Change change) {
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
        steps.add(access(spec));
        steps.add(Step.creates(
                "create task",
                binding -> QlikRequest.of(WorkOperations.CREATE_TASK).json(Workflow.of(spec, binding)),
                binding -> lost(binding, spec)));
        if (spec.flag(ENABLED).orElse(false)) {
            steps.add(enable(change));
        }
        return steps;
    }

    /** Only who may reload an app may have a task for it. Deleting one takes no access, an admin may. */
    private static Step access(Value.Fields spec) {
        return SpaceAccess.toReload(binding -> {
            JsonNode app = binding.qlik()
                    .get(QlikRequest.of(Operations.GET_APP_INFO).path("appId", Workflow.appId(spec, binding)));
            return Optional.of(app.path("attributes").path("spaceId").asText(""))
                    .filter(id -> !id.isEmpty());
        });
    }

    private static Optional<String> lost(Binding binding, Value.Fields spec) {
        QlikRequest ofApp = QlikRequest.of(WorkOperations.GET_TASKS).query("resourceId", Workflow.appId(spec, binding));
        return Reads.idOf(binding.qlik(), ofApp, "name", spec.text("name").orElseThrow());
    }

    private static List<Step> update(Change change) {
        List<Step> steps = new ArrayList<>();
        steps.add(access(change.desired().orElseThrow().spec()));
        boolean on = change.fields().stream().anyMatch(TaskSteps::switchesOn);
        boolean others = change.fields().stream().anyMatch(field -> !switchesOn(field));
        if (others) {
            steps.add(Step.updates("update task", binding -> patch(binding, TaskPatch.of(change, binding))));
        }
        if (on) {
            steps.add(enable(change));
        }
        return steps;
    }

    static boolean switchesOn(FieldDiff field) {
        return field.path().toString().equals("/" + ENABLED) && field.desired().equals(Value.flag(true));
    }

    private static Step enable(Change change) {
        return Step.updates(
                        "enable task",
                        binding -> patch(
                                binding,
                                JsonValues.array()
                                        .add(JsonValues.replace("/" + ENABLED, JsonValues.json(Value.flag(true))))))
                .then((reply, binding) -> Reawakening.remember(change, binding));
    }

    private static QlikRequest patch(Binding binding, ArrayNode operations) {
        return QlikRequest.of(WorkOperations.PATCH_TASK)
                .path("id", binding.ownId())
                .json(operations);
    }

    private static Step delete() {
        return Step.deletes("delete task", binding -> QlikRequest.of(WorkOperations.DELETE_TASK)
                .path("id", binding.ownId()));
    }
}
