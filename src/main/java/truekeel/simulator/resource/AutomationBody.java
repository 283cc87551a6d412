package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import truekeel.simulator.Body;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;

/** What a body says of an automation. What it leaves out is reset, what it says beyond that is dropped. */
final class AutomationBody {
    private AutomationBody() {}

    static void fill(Exchange exchange, ObjectNode row, Body body) {
        Optional<String> description = body.text("description");
        if (body.has("workspace") && !body.node().path("workspace").isObject()) {
            throw body.bad("workspace", "An object is expected.");
        }
        Optional<Integer> runs = body.number("maxConcurrentRuns", 1, 500);
        ArrayNode schedules = Json.array();
        body.items("schedules").ifPresent(items -> {
            for (int i = 0; i < items.size(); i++) {
                schedules.add(schedule(exchange, Body.of(items.get(i), "/schedules/" + i)));
            }
        });
        row.put("description", description.orElse(""));
        row.put("maxConcurrentRuns", runs.orElse(1));
        row.set("schedules", schedules);
        row.set(
                "workspace",
                body.has("workspace") ? body.node().path("workspace").deepCopy() : Json.object());
        row.put("runMode", runMode(row.path("workspace")));
        row.set("connectorIds", Json.texts(connectors(row.path("workspace"))));
    }

    /** Each write gives schedules new ids; an interval is rounded to minutes. */
    private static ObjectNode schedule(Exchange exchange, Body body) {
        ObjectNode schedule = Json.object();
        schedule.put("id", exchange.ids().uuid());
        body.number("interval", 1, Integer.MAX_VALUE)
                .ifPresent(seconds -> schedule.put("interval", Math.max(60, (seconds + 30) / 60 * 60)));
        body.text("recurrence").ifPresent(rule -> {
            TaskBody.rule(rule);
            schedule.put("recurrence", rule);
        });
        if (!schedule.has("interval") && !schedule.has("recurrence")) {
            throw body.bad("interval", "An interval or a recurrence is required.");
        }
        for (String field : List.of("startAt", "stopAt", "timezone")) {
            body.text(field).ifPresent(text -> schedule.put(field, text));
        }
        return schedule;
    }

    /** What the start block says. */
    private static String runMode(JsonNode workspace) {
        for (JsonNode block : workspace.path("blocks")) {
            for (JsonNode input : block.path("inputs")) {
                if (block.path("type").asText().equals("StartBlock")
                        && input.path("id").asText().equals("run_mode")) {
                    return input.path("value").asText("manual");
                }
            }
        }
        return "manual";
    }

    private static List<String> connectors(JsonNode workspace) {
        return workspace.findValuesAsText("connectorId").stream().distinct().toList();
    }

    /** Takes every connection out of the blocks' settings. */
    static void detach(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path("datasource").isTextual()) {
                object.putNull("datasource");
            }
            if (object.path("id").asText().equals("datasource") && object.has("value")) {
                object.putNull("value");
            }
        }
        node.forEach(AutomationBody::detach);
    }
}
