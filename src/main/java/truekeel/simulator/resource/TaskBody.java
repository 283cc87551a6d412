package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import truekeel.simulator.Body;
import truekeel.simulator.Json;
import truekeel.simulator.Problem;

/** The body of a scheduling task: checked, and made into a row. */
final class TaskBody {
    static final String FINISHED = "com.qlik.v1.task.run.finished";
    static final String DATASET = "com.qlik/active-analytics-orch";

    private TaskBody() {}

    /** A row with what a body may say; the rest of it is ignored. */
    static ObjectNode fresh(Body body) {
        body.required("name", 256);
        body.required("specVersion");
        body.text("description");
        body.flag("enabled");
        ObjectNode row = Json.object();
        for (String field : List.of(
                "name", "description", "specVersion", "version", "key", "annotations", "start", "events", "states")) {
            if (body.has(field)) {
                row.set(field, body.node().get(field).deepCopy());
            }
        }
        row.put("enabled", body.flag("enabled").orElse(false));
        ObjectNode metadata = row.putObject("metadata");
        JsonNode usage = body.node().path("metadata").path("usage");
        metadata.put("usage", usage.isTextual() ? usage.asText() : "ANALYTICS");
        return checked(row);
    }

    /** A whole task as it would be; a 400 says what is wrong. The app is derived from the one action. */
    static ObjectNode checked(ObjectNode row) {
        Body body = Body.of(row, "");
        body.required("name", 256);
        if (!row.path("enabled").isBoolean()) {
            throw body.bad("enabled", "A boolean is expected.");
        }
        ArrayNode states = body.items("states").orElse(Json.array());
        if (states.size() != 1) {
            throw Problem.badField("/states", "task has " + states.size() + " states instead of 1");
        }
        JsonNode state = states.get(0);
        if (!state.path("type").asText().equalsIgnoreCase("event")) {
            throw Problem.badField("/states/0/type", "The type of the state must be event.");
        }
        JsonNode onEvents = list(state.path("onEvents"));
        JsonNode actions = list(onEvents.path(0).path("actions"));
        if (onEvents.size() != 1 || actions.size() != 1) {
            throw Problem.badField("/states/0/onEvents", actions.size() + " Actions instead of 1");
        }
        row.put("resourceId", app(actions.get(0).path("functionRef")));
        Set<String> names = events(row);
        boolean starts = row.has("start");
        if (!starts && names.isEmpty()) {
            throw Problem.badField("/start", "A start with a schedule, or an event, is required.");
        }
        if (starts) {
            start(row.path("start"), state.path("name").asText());
        }
        Body.of(state, "/states/0").text("name");
        for (JsonNode name : Body.of(onEvents.get(0), "/states/0/onEvents/0").requiredItems("eventRefs")) {
            if (!names.contains(name.asText())) {
                throw Problem.badField("/states/0/onEvents/0/eventRefs", "There is no event " + name.asText() + ".");
            }
        }
        return row;
    }

    /** An empty one for anything else. */
    private static JsonNode list(JsonNode node) {
        return node.isArray() ? node : Json.array();
    }

    private static String app(JsonNode function) {
        String app = function.path("arguments").path("appId").asText();
        if (!function.path("refName").asText().equals("app.reload") || app.isEmpty()) {
            throw Problem.badField(
                    "/states/0/onEvents/0/actions/0/functionRef", "app.reload with an appId is expected.");
        }
        return app;
    }

    private static Set<String> events(ObjectNode row) {
        Set<String> names = new HashSet<>();
        JsonNode events = row.path("events");
        if (!events.isMissingNode() && !(events instanceof ArrayNode)) {
            throw Problem.badField("/events", "An array is expected.");
        }
        for (int i = 0; i < events.size(); i++) {
            Body event = Body.of(events.get(i), "/events/" + i);
            String type = event.oneOf("type", FINISHED, DATASET)
                    .orElseThrow(() -> event.bad("type", "This field is required."));
            event.oneOf("source", type.equals(FINISHED) ? "system-events.task" : "dataset.updated");
            if (!names.add(event.required("name"))) {
                throw event.bad("name", "Two events have this name.");
            }
            for (JsonNode correlation : event.requiredItems("correlation")) {
                Body.of(correlation, "/events/" + i + "/correlation")
                        .oneOf("contextAttributeName", "id", "status", "appId", "spaceId", "datasetId");
            }
        }
        return names;
    }

    private static void start(JsonNode start, String state) {
        String name = start.path("stateName").asText(state);
        if (!name.equals(state)) {
            throw Problem.badField("/start/stateName", "There is no state " + name + ".");
        }
        JsonNode schedule = start.path("schedule");
        if (schedule.isTextual()) {
            interval(schedule.asText());
            return;
        }
        Body body = Body.of(schedule, "/start/schedule");
        Optional<String> recurrence = body.text("recurrence");
        Optional<String> interval = body.text("interval");
        if (recurrence.isEmpty() && interval.isEmpty() && !body.has("cron")) {
            throw Problem.badField("/start/schedule", "A recurrence, an interval or a cron is required.");
        }
        recurrence.ifPresent(TaskBody::rule);
        interval.ifPresent(TaskBody::interval);
        String cron = cron(body.node());
        if (body.has("cron") && CronTimes.parse(cron).isEmpty()) {
            throw Problem.badField("/start/schedule/cron", "This is no cron expression.");
        }
        body.text("timezone").ifPresent(TaskBody::zone);
        for (String time : List.of("startDateTime", "endDateTime")) {
            Optional<String> text = body.text(time);
            if (text.isPresent() && TaskTimes.time(text.get(), ZoneId.of("UTC")).isEmpty()) {
                throw body.bad(time, "A date with a time is expected.");
            }
        }
    }

    static String cron(JsonNode schedule) {
        JsonNode cron = schedule.path("cron");
        return cron.isObject() ? cron.path("expression").asText() : cron.asText();
    }

    /** A 400 {@code CHO-017} for what is no rule. */
    static RecurrenceRule rule(String text) {
        try {
            return new RecurrenceRule(text.replaceFirst("^RRULE:", ""), RecurrenceRule.RfcMode.RFC5545_STRICT);
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException wrong) {
            throw Problem.badField("/start/schedule/recurrence", "CHO-017: the recurrence is invalid.");
        }
    }

    static Duration interval(String text) {
        try {
            Duration length = Duration.parse(text.replaceFirst("^R\\d*/", ""));
            if (length.isZero() || length.isNegative()) {
                throw Problem.badField("/start/schedule/interval", "The interval must be longer than nothing.");
            }
            return length;
        } catch (DateTimeException wrong) {
            throw Problem.badField("/start/schedule/interval", "An ISO 8601 duration is expected.");
        }
    }

    static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException wrong) {
            throw Problem.badField("/start/schedule/timezone", "CHO-017: the timezone is invalid.");
        }
    }

    static boolean isOnDataset(ObjectNode row) {
        for (JsonNode event : row.path("events")) {
            if (event.path("type").asText().equals(DATASET)) {
                return true;
            }
        }
        return false;
    }
}
