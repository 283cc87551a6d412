package truekeel.kinds.sharingtask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Reads;
import truekeel.kinds.Step;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.WorkOperations;

/**
 * The calls that change a task. It is given away after everything else, for then it is no longer ours to change; Qlik
 * switches it off as it changes hands, so switching it on comes last.
 */
final class TaskSteps {
    private static final KindName USER = KindName.of("User");

    private TaskSteps() {}

    static List<Step> create(Change change) {
        return create(change.desired().orElseThrow().spec());
    }

    private static List<Step> create(Value.Fields spec) {
        List<Step> steps = new ArrayList<>();
        steps.add(Step.creates(
                "create sharing task",
                binding -> QlikRequest.of(WorkOperations.CREATE_SHARING_TASK).json(TaskBody.whole(spec, binding)),
                binding -> lost(binding, spec)));
        owner(spec).ifPresent(owner -> steps.addAll(handOver(owner, spec)));
        return steps;
    }

    /** What nobody declares, such as recipients that people chose, comes along. */
    static List<Step> anew(Change change) {
        Value.Fields spec = change.live()
                .orElseThrow()
                .spec()
                .without("owner")
                .with(change.desired().orElseThrow().spec());
        return Step.anew(List.of(delete()), create(spec));
    }

    private static Optional<Value> owner(Value.Fields spec) {
        return spec.get("owner").filter(owner -> !owner.isNull());
    }

    private static Optional<String> lost(Binding binding, Value.Fields spec) {
        QlikRequest ofApp = QlikRequest.of(WorkOperations.GET_SHARING_TASKS)
                .query("appid", TaskBody.appId(spec, binding))
                .query("type", spec.text("type").orElseThrow());
        return Reads.idOfOurs(binding.qlik(), ofApp, "owner", spec.text("name").orElseThrow());
    }

    static List<Step> update(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        Set<String> fields = new LinkedHashSet<>(change.differing());
        boolean moves = fields.remove("owner");
        List<Step> steps = new ArrayList<>();
        if (!fields.isEmpty()) {
            steps.add(patch("update sharing task", binding -> TaskBody.patch(change, fields, binding)));
        }
        if (moves) {
            owner(spec).ifPresent(owner -> steps.addAll(handOver(owner, spec)));
        }
        return steps;
    }

    private static List<Step> handOver(Value owner, Value.Fields spec) {
        List<Step> steps = new ArrayList<>();
        steps.add(patch("give to owner", binding -> JsonValues.array()
                .add(JsonValues.replace("/ownerId", JsonValues.json(Value.text(binding.idOf(USER, owner)))))));
        if (spec.flag("enabled").orElse(false)) {
            steps.add(patch("switch on", binding -> JsonValues.array()
                    .add(JsonValues.replace("/enabled", JsonValues.json(Value.flag(true))))));
        }
        return steps;
    }

    private static Step patch(String name, Function<Binding, ArrayNode> operations) {
        return Step.updates(name, binding -> QlikRequest.of(WorkOperations.PATCH_SHARING_TASK)
                .path("taskId", binding.ownId())
                .json(operations.apply(binding)));
    }

    static Step delete() {
        return Step.deletes("delete sharing task", binding -> QlikRequest.of(WorkOperations.DELETE_SHARING_TASK)
                .path("taskId", binding.ownId()));
    }
}
