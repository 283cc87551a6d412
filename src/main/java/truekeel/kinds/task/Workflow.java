package truekeel.kinds.task;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.model.Value;

/** A manifest's spec as a workflow of the scheduling service: one state with one action, and what starts it. */
final class Workflow {
    static final String STATE = "reload";

    private Workflow() {}

    /** The whole body of a create; new tasks are switched off. */
    static ObjectNode of(Value.Fields spec, Binding binding) {
        ObjectNode body = JsonValues.present(spec, "name", "description");
        body.put("specVersion", "0.8");
        body.putObject("metadata").put("usage", "ANALYTICS");
        if (spec.has("schedule")) {
            body.set("start", start(spec, STATE));
        }
        ArrayNode events = events(spec, statusOf(spec), binding);
        if (!events.isEmpty()) {
            body.set("events", events);
        }
        ObjectNode state = body.putArray("states").addObject();
        state.put("name", STATE);
        state.put("type", "event");
        if (isAny(spec)) {
            state.put("exclusive", true);
        }
        ObjectNode onEvents = state.putArray("onEvents").addObject();
        onEvents.set("eventRefs", eventRefs(events));
        ObjectNode function = onEvents.putArray("actions")
                .addObject()
                .put("name", "reload-action")
                .putObject("functionRef");
        function.put("refName", "app.reload");
        function.putObject("arguments")
                .put("appId", appId(spec, binding))
                .put("partial", spec.flag("partial").orElse(false));
        state.put("end", true);
        return body;
    }

    static String appId(Value.Fields spec, Binding binding) {
        return binding.idOf(TaskKind.APP, spec.get("app").orElseThrow());
    }

    static boolean isAny(Value.Fields spec) {
        return spec.text("afterMode").filter("any"::equals).isPresent();
    }

    static String statusOf(Value.Fields spec) {
        return spec.text("afterStatus").orElse("SUCCEEDED");
    }

    /** When it starts by the clock, and in which state. */
    static ObjectNode start(Value.Fields spec, String state) {
        ObjectNode start = JsonValues.object().put("stateName", state);
        Value.Fields schedule = spec.fields("schedule");
        start.set(
                "schedule",
                JsonValues.present(
                        schedule, "recurrence", "interval", "cron", "startDateTime", "endDateTime", "timezone"));
        return start;
    }

    /** The events that start it, one for each task that it follows; none for a schedule. */
    static ArrayNode events(Value.Fields spec, String status, Binding binding) {
        ArrayNode events = JsonValues.array();
        for (Value task : spec.items("after")) {
            ObjectNode event = event(events, TaskView.FINISHED, "system-events.task");
            ArrayNode correlation = event.putArray("correlation");
            correlate(correlation, "id", binding.idOf(TaskKind.NAME, task));
            if (!status.equals("ANY")) {
                correlate(correlation, "status", status);
            }
        }
        if (spec.flag("onDatasetUpdated").orElse(false)) {
            ObjectNode event = event(events, TaskView.DATASET, "dataset.updated");
            correlate(event.putArray("correlation"), "appId", appId(spec, binding));
        }
        return events;
    }

    private static ObjectNode event(ArrayNode events, String type, String source) {
        return events.addObject()
                .put("name", "event-" + events.size())
                .put("type", type)
                .put("source", source);
    }

    private static void correlate(ArrayNode correlation, String name, String value) {
        correlation.addObject().put("contextAttributeName", name).put("contextAttributeValue", value);
    }

    /** The names of events, by which the state refers to them. */
    static ArrayNode eventRefs(ArrayNode events) {
        ArrayNode names = JsonValues.array();
        events.forEach(event -> names.add(event.path("name")));
        return names;
    }

    /** The fields that say what starts a task, of which it has one. */
    static List<String> triggers() {
        return List.of("schedule", "after", "onDatasetUpdated");
    }
}
