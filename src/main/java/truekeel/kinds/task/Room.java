package truekeel.kinds.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.kinds.Look;
import truekeel.model.Value;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.WorkOperations;
import truekeel.schema.Reference;

/** How many tasks an app can have (qlik.dev, "Scheduling tasks"): ten, and one that starts when a dataset changes. */
final class Room {
    private static final int MOST = 10;

    private Room() {}

    /** Asked of creates only; the app is known by its name, so apps of one name are given the benefit of the doubt. */
    static Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        if (change.action() != Action.CREATE) {
            return Optional.empty();
        }
        Value.Fields spec = change.desired().orElseThrow().spec();
        Value app = spec.get("app").orElseGet(Value::nothing);
        String name = Reference.nameIn(app);
        Map<String, Integer> all = new HashMap<>();
        Map<String, Integer> onDatasets = new HashMap<>();
        look.qlik().list(QlikRequest.of(WorkOperations.GET_TASKS), task -> {
            if (task.path("metadata").path("resourceName").asText().equals(name)) {
                all.merge(task.path("resourceId").asText(), 1, Integer::sum);
                onDatasets.merge(task.path("resourceId").asText(), isOnDataset(task) ? 1 : 0, Integer::sum);
            }
        });
        int live = all.values().stream().mapToInt(Integer::intValue).min().orElse(0);
        int before = createdBefore(change, plan, app);
        if (live + before + 1 > MOST) {
            return Optional.of(refusal(
                    change,
                    "The app " + name + " has " + live + " tasks and the plan makes " + before
                            + " before this one; Qlik takes " + MOST + ".",
                    "Delete tasks that are not needed, in a commit before this one: deletions come last in a plan."));
        }
        boolean wanted = spec.flag("onDatasetUpdated").orElse(false);
        return wanted
                        && onDatasets.values().stream()
                                        .mapToInt(Integer::intValue)
                                        .min()
                                        .orElse(0)
                                > 0
                ? Optional.of(refusal(
                        change,
                        "The app " + name + " has a task that starts when a dataset is updated, and Qlik takes one.",
                        "Declare that task instead, by its name, or delete it first."))
                : Optional.empty();
    }

    private static Refusal refusal(Change change, String message, String liftedBy) {
        return Refusal.of(RefusalCode.TOO_MANY_TASKS, change.ref(), message, liftedBy, false);
    }

    private static boolean isOnDataset(JsonNode task) {
        for (JsonNode event : task.path("events")) {
            if (event.path("type").asText().equals(TaskView.DATASET)) {
                return true;
            }
        }
        return false;
    }

    private static int createdBefore(Change change, List<Change> plan, Value app) {
        return (int) plan.stream()
                .takeWhile(other -> other != change)
                .filter(other -> other.action() == Action.CREATE && other.kind().equals(TaskKind.NAME))
                .flatMap(other -> other.desired().stream())
                .filter(desired -> desired.spec().get("app").filter(app::equals).isPresent())
                .count();
    }
}
