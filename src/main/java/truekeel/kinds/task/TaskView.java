package truekeel.kinds.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Kind;
import truekeel.kinds.Seen;
import truekeel.model.Live;
import truekeel.model.Value;

/**
 * A workflow of the scheduling service (Serverless Workflow 0.8) in the shape of a manifest. What a manifest cannot say
 * makes the task unknown, so that nothing of it is lost.
 */
final class TaskView {
    static final String FINISHED = "com.qlik.v1.task.run.finished";
    static final String DATASET = "com.qlik/active-analytics-orch";
    /** The fact that holds why the service switched a task off. */
    static final String CODE = "disabledCode";
    /** The fact that holds the name of the one state, which the start refers to. */
    static final String STATE = "state";
    /** The fact that holds the names of the triggering events, in their order. */
    static final String EVENTS = "events";
    /** The fact that the schedule is written as one text, without fields of its own. */
    static final String PLAIN_SCHEDULE = "plainSchedule";

    static final List<String> CLOCKS = List.of("recurrence", "interval", "cron");
    private static final String MANUALLY = "MANUALLY";

    private TaskView() {}

    static Seen seen(JsonNode task, Value.Fields deployments) {
        JsonNode action = action(task);
        JsonNode arguments = action.path("functionRef").path("arguments");
        String app = arguments.path("appId").asText(task.path("resourceId").asText());
        Value.Fields spec = JsonValues.fields(task, "name", "description")
                .with("app", Kind.reference(app))
                .with("enabled", Value.flag(task.path("enabled").asBoolean(false)))
                .with("partial", Value.flag(arguments.path("partial").asBoolean(false)));
        spec = withTriggers(task, spec);
        return new Seen(task.path("id").asText(), spec, facts(task, deployments), unlike(task, spec));
    }

    private static JsonNode action(JsonNode task) {
        return task.path("states")
                .path(0)
                .path("onEvents")
                .path(0)
                .path("actions")
                .path(0);
    }

    private static Value.Fields withTriggers(JsonNode task, Value.Fields plain) {
        Value.Fields spec = plain;
        JsonNode schedule = task.path("start").path("schedule");
        if (!schedule.isMissingNode() && !schedule.isNull()) {
            spec = spec.with("schedule", schedule(schedule));
        }
        List<Value> after = new ArrayList<>();
        Set<String> statuses = new TreeSet<>();
        for (JsonNode event : task.path("events")) {
            if (event.path("type").asText().equals(FINISHED)) {
                after.add(Kind.reference(correlated(event, "id").orElse("?")));
                statuses.add(correlated(event, "status")
                        .map(status -> status.toUpperCase(Locale.ROOT))
                        .orElse("ANY"));
            } else if (event.path("type").asText().equals(DATASET)) {
                spec = spec.with("onDatasetUpdated", Value.flag(true));
            }
        }
        if (after.isEmpty()) {
            return spec;
        }
        boolean any = task.path("states").path(0).path("exclusive").asBoolean(false);
        return spec.with("after", new Value.Items(after))
                .with(
                        "afterStatus",
                        Value.text(statuses.size() == 1 ? statuses.iterator().next() : "MIXED"))
                .with("afterMode", Value.text(any ? "any" : "all"));
    }

    private static Optional<String> correlated(JsonNode event, String name) {
        for (JsonNode correlation : event.path("correlation")) {
            if (correlation.path("contextAttributeName").asText().equals(name)) {
                return Optional.of(correlation.path("contextAttributeValue").asText())
                        .filter(value -> !value.isEmpty());
            }
        }
        return Optional.empty();
    }

    /** The recurrence wins over an interval, and that over a cron expression; what loses does nothing. */
    private static Value.Fields schedule(JsonNode schedule) {
        if (schedule.isTextual()) {
            return Value.Fields.EMPTY.with("interval", Value.text(schedule.asText()));
        }
        Value.Fields fields = Value.Fields.EMPTY;
        for (String clock : CLOCKS) {
            JsonNode written = schedule.path(clock);
            String text = written.isObject() ? written.path("expression").asText("") : written.asText("");
            if (fields.isEmpty() && !text.isEmpty()) {
                boolean bare = clock.equals("recurrence") && !text.startsWith("RRULE:");
                fields = fields.with(clock, Value.text(bare ? "RRULE:" + text : text));
            }
        }
        String until = schedule.path("cron").path("validUntil").asText("");
        for (String field : List.of("startDateTime", "endDateTime", "timezone")) {
            String text = schedule.path(field).asText(field.equals("endDateTime") ? until : "");
            if (!text.isEmpty()) {
                fields = fields.with(field, Value.text(text.replaceFirst("\\.0+(?=$|Z|[+-])", "")));
            }
        }
        return fields;
    }

    private static Value.Fields facts(JsonNode task, Value.Fields deployments) {
        JsonNode metadata = task.path("metadata");
        String code =
                task.path("enabled").asBoolean(false) ? "" : metadata.path(CODE).asText("");
        Value.Fields facts = Value.Fields.EMPTY
                .with(Seen.OWNER_ID, Value.text(metadata.path("ownerId").asText()))
                .with(STATE, Value.text(task.path("states").path(0).path("name").asText("reload")))
                .with(
                        PLAIN_SCHEDULE,
                        Value.flag(task.path("start").path("schedule").isTextual()))
                .with(
                        EVENTS,
                        JsonValues.value(task.path("states")
                                .path(0)
                                .path("onEvents")
                                .path(0)
                                .path("eventRefs")))
                .with(Live.REMARK, Value.text(remark(code)));
        return code.isEmpty() || code.equals(MANUALLY)
                ? facts
                : facts.with(CODE, Value.text(code)).with(Reawakening.DEPLOYMENTS, deployments);
    }

    private static String remark(String code) {
        return code.isEmpty() || code.equals(MANUALLY) ? "" : "Qlik switched it off: " + code + ".";
    }

    /** Why a manifest cannot say what the task does; empty when it can. */
    private static Optional<String> unlike(JsonNode task, Value.Fields spec) {
        JsonNode states = task.path("states");
        JsonNode onEvents = states.path(0).path("onEvents");
        JsonNode actions = onEvents.path(0).path("actions");
        JsonNode action = action(task);
        boolean single = states.size() == 1 && onEvents.size() == 1 && actions.size() == 1;
        boolean reloads = action.path("functionRef").path("refName").asText().equals("app.reload")
                && action.path("condition").asText("").isEmpty();
        if (!single || !reloads) {
            return Optional.of("It does something else than to reload one app, which a manifest cannot say.");
        }
        long triggers = Workflow.triggers().stream().filter(spec::has).count();
        return triggers == 1
                ? Optional.empty()
                : Optional.of("It has " + triggers + " kinds of triggers, and a manifest takes exactly one.");
    }
}
