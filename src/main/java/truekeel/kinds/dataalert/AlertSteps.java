package truekeel.kinds.dataalert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Reads;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.WorkOperations;

/**
 * The calls that change an alert. A condition is made before the alert that stands on it, and the one that it replaces
 * goes after it, where no other alert stands on that. An alert is given away last.
 */
final class AlertSteps {
    private static final KindName USER = KindName.of("User");
    /** What a change knows of the condition that it made. */
    private static final String MADE = "condition";

    private AlertSteps() {}

    static List<Step> create(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        List<Step> steps = new ArrayList<>();
        steps.add(condition(spec));
        steps.addAll(alert(spec, Optional.empty()));
        return steps;
    }

    /**
     * Qlik has no list of conditions: one whose answer is lost cannot be found, and another one is made. What is left
     * behind watches nothing.
     */
    private static Step condition(Value.Fields spec) {
        return Step.creates(
                        "create condition",
                        binding -> QlikRequest.of(WorkOperations.CREATE_CONDITION)
                                .json(AlertBody.condition(spec, binding)),
                        binding -> Optional.empty())
                .then((reply, binding) -> binding.value(MADE, idOf(reply.body())));
    }

    private static String idOf(JsonNode answer) {
        return answer.at("/condition/dataCondition/conditionBase/id")
                .asText(answer.at("/condition/id").asText(answer.path("id").asText()));
    }

    private static List<Step> alert(Value.Fields spec, Optional<String> condition) {
        List<Step> steps = new ArrayList<>();
        steps.add(Step.creates(
                "create data alert",
                binding -> QlikRequest.of(WorkOperations.CREATE_DATA_ALERT)
                        .json(AlertBody.whole(spec, binding)
                                .put(
                                        "conditionId",
                                        binding.value(MADE).or(() -> condition).orElse(""))),
                binding -> lost(binding, spec)));
        owner(spec).ifPresent(owner -> steps.add(giveTo(owner)));
        return steps;
    }

    private static Optional<Value> owner(Value.Fields spec) {
        return spec.get("owner").filter(owner -> !owner.isNull());
    }

    private static Step giveTo(Value owner) {
        return Step.updates("give to owner", binding -> QlikRequest.of(WorkOperations.PATCH_DATA_ALERT)
                .path("alertId", binding.ownId())
                .json(JsonValues.array()
                        .add(JsonValues.replace("/ownerId", JsonValues.json(Value.text(binding.idOf(USER, owner)))))));
    }

    private static Optional<String> lost(Binding binding, Value.Fields spec) {
        QlikRequest ofApp =
                QlikRequest.of(WorkOperations.GET_DATA_ALERTS).query("appID", AlertBody.appId(spec, binding));
        return Reads.idOfOurs(
                binding.qlik(), ofApp, "ownerId", spec.text("name").orElseThrow());
    }

    static List<Step> update(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        Set<String> fields = new LinkedHashSet<>(change.differing());
        boolean moves = fields.remove("owner");
        boolean other = fields.remove(DataAlertKind.CONDITION);
        List<Step> steps = new ArrayList<>();
        if (other) {
            steps.add(condition(spec));
        }
        if (other || !fields.isEmpty()) {
            steps.add(Step.updates("update data alert", binding -> {
                ArrayNode patch = AlertBody.patch(change, fields);
                binding.value(MADE)
                        .ifPresent(
                                id -> patch.add(JsonValues.replace("/conditionId", JsonValues.json(Value.text(id)))));
                return QlikRequest.of(WorkOperations.PATCH_DATA_ALERT)
                        .path("alertId", binding.ownId())
                        .json(patch);
            }));
        }
        if (other) {
            steps.add(withoutCondition(change));
        }
        if (moves) {
            owner(spec).ifPresent(owner -> steps.add(giveTo(owner)));
        }
        return steps;
    }

    /** What nobody declares comes along; so does the condition unless another one is declared. */
    static List<Step> anew(Change change) {
        Value.Fields spec = change.live()
                .orElseThrow()
                .spec()
                .without("owner")
                .with(change.desired().orElseThrow().spec());
        boolean other = change.differing().contains(DataAlertKind.CONDITION);
        List<Step> steps = new ArrayList<>();
        if (other) {
            steps.add(condition(spec));
        }
        steps.addAll(Step.anew(List.of(alone()), alert(spec, conditionOf(change))));
        if (other) {
            steps.add(withoutCondition(change));
        }
        return steps;
    }

    static List<Step> delete(Change change) {
        return List.of(alone(), withoutCondition(change));
    }

    private static Step alone() {
        return Step.deletes("delete data alert", binding -> QlikRequest.of(WorkOperations.DELETE_DATA_ALERT)
                .path("alertId", binding.ownId()));
    }

    private static Optional<String> conditionOf(Change change) {
        return change.live().orElseThrow().facts().text(AlertView.CONDITION_ID).filter(id -> !id.isEmpty());
    }

    /** The condition that the alert had, where it is ours and no other alert stands on it. */
    private static Step withoutCondition(Change change) {
        return Step.deletesIf("delete old condition", binding -> conditionOf(change)
                .filter(id -> isOurs(change, binding) && isIdle(id, binding))
                .map(id -> QlikRequest.of(WorkOperations.DELETE_CONDITION).path("id", id)));
    }

    private static boolean isOurs(Change change, Binding binding) {
        return change.live()
                .orElseThrow()
                .facts()
                .text(Seen.OWNER_ID)
                .equals(Optional.of(binding.qlik().identity().userId()));
    }

    private static boolean isIdle(String id, Binding binding) {
        return binding.qlik()
                .list(QlikRequest.of(WorkOperations.GET_DATA_ALERTS).query("conditionId", id))
                .isEmpty();
    }
}
