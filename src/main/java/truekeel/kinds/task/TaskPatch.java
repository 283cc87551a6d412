package truekeel.kinds.task;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Optional;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;

/** The smallest JSON Patch (RFC 6902) that makes a live task what its manifest says, but for switching it on. */
final class TaskPatch {
    private static final String SCHEDULE = "/start/schedule";
    private static final String STATE = "/states/0";
    private static final String REFS = STATE + "/onEvents/0/eventRefs";
    private static final String PARTIAL = STATE + "/onEvents/0/actions/0/functionRef/arguments/partial";

    private final Value.Fields desired;
    private final Value.Fields live;
    private final Value.Fields facts;
    private final Binding binding;
    private final ArrayNode operations = JsonValues.array();

    private TaskPatch(Change change, Binding binding) {
        Live there = change.live().orElseThrow();
        this.desired = change.desired().orElseThrow().spec();
        this.live = there.spec();
        this.facts = there.facts();
        this.binding = binding;
    }

    static ArrayNode of(Change change, Binding binding) {
        TaskPatch patch = new TaskPatch(change, binding);
        boolean rewired = false;
        boolean another = !trigger(patch.desired).equals(trigger(patch.live));
        for (FieldDiff field : change.fields()) {
            String name = field.path().first();
            switch (name) {
                case "enabled" -> patch.switchOff(field);
                case "partial" -> patch.set(PARTIAL, field.desired(), true);
                case "schedule", "after", "afterStatus", "afterMode", "onDatasetUpdated" -> {
                    if (!another && name.equals("schedule")) {
                        patch.schedule(field);
                    } else if (!rewired) {
                        patch.rewire(another);
                        rewired = true;
                    }
                }
                default -> patch.set("/" + name, field.desired(), !patch.isEmpty(patch.live, name));
            }
        }
        return patch.operations;
    }

    private static Optional<String> trigger(Value.Fields spec) {
        return Workflow.triggers().stream().filter(spec::has).findFirst();
    }

    private boolean isEmpty(Value.Fields spec, String name) {
        return spec.get(name)
                .filter(value -> !value.isNull() && !value.toString().isEmpty())
                .isEmpty();
    }

    private void switchOff(FieldDiff field) {
        if (!TaskSteps.switchesOn(field)) {
            set("/enabled", field.desired(), true);
        }
    }

    private void set(String path, Value value, boolean there) {
        if (value.isNull()) {
            remove(path);
        } else {
            operations.add(JsonValues.operation(there ? "replace" : "add", path, JsonValues.json(value)));
        }
    }

    private void remove(String path) {
        operations.add(JsonValues.removal(path));
    }

    /** One field of a schedule. Of recurrence, interval and cron only one may stand there: the other would win. */
    private void schedule(FieldDiff field) {
        if (facts.flag(TaskView.PLAIN_SCHEDULE).orElse(false)) {
            if (operations.findValuesAsText("path").stream().noneMatch(SCHEDULE::equals)) {
                operations.add(
                        JsonValues.replace(SCHEDULE, Workflow.start(desired, "").path("schedule")));
            }
            return;
        }
        Value.Fields there = live.fields("schedule");
        String name = field.path().last();
        set(SCHEDULE + "/" + name, field.desired(), !isEmpty(there, name));
        if (TaskView.CLOCKS.contains(name)) {
            TaskView.CLOCKS.stream()
                    .filter(clock -> !clock.equals(name) && there.has(clock))
                    .forEach(clock -> remove(SCHEDULE + "/" + clock));
        }
    }

    /** Everything about what starts the task, where that is no mere field of its schedule. */
    private void rewire(boolean another) {
        if (another && live.has("schedule")) {
            remove("/start");
        }
        if (desired.has("schedule")) {
            operations.add(JsonValues.operation(
                    "add",
                    "/start",
                    Workflow.start(desired, facts.text(TaskView.STATE).orElse(Workflow.STATE))));
            remove("/events");
            operations.add(JsonValues.replace(REFS, JsonValues.array()));
            return;
        }
        String status =
                desired.text("afterStatus").or(() -> live.text("afterStatus")).orElse("SUCCEEDED");
        ArrayNode events = Workflow.events(desired, status, binding);
        ArrayNode names = Workflow.eventRefs(events);
        operations.add(JsonValues.operation(live.has("schedule") ? "add" : "replace", "/events", events));
        if (!names.equals(JsonValues.json(facts.get(TaskView.EVENTS).orElseGet(Value::nothing)))) {
            operations.add(JsonValues.operation("add", REFS, names));
        }
        desired.text("afterMode")
                .filter(mode -> !live.text("afterMode").equals(Optional.of(mode)))
                .ifPresent(mode -> operations.add(JsonValues.operation(
                        "add", STATE + "/exclusive", JsonValues.json(Value.flag(mode.equals("any"))))));
    }
}
