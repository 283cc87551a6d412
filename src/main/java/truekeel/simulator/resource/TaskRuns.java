package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Stamp;

/**
 * What tasks do while the clock goes on: they fire, the reloads they start end, and tasks that follow fire after them.
 * A time at which the app is reloading already passes without a run.
 */
final class TaskRuns {
    static final String TABLE = "taskRuns";
    /** When the task fires next by the clock. */
    private static final String NEXT = "_next";
    /** Rounds of one settling: a clock that jumps over years does not run every night of them. */
    private static final int MOST = 500;

    private TaskRuns() {}

    /** Works out anew when a task fires. */
    static void plan(ObjectNode row, Instant now) {
        Optional<Instant> next = row.path("enabled").asBoolean() ? next(row, now) : Optional.empty();
        row.remove(NEXT);
        ((ObjectNode) row.get("metadata")).remove("trigger");
        next.ifPresent(time -> row.put(NEXT, time.toString()));
    }

    private static Optional<Instant> next(ObjectNode row, Instant after) {
        JsonNode schedule = row.path("start").path("schedule");
        if (schedule.isMissingNode()) {
            return Optional.empty();
        }
        Instant since = Instant.parse(row.path("metadata").path("createdAt").asText());
        return TaskTimes.of(schedule, since).next(after);
    }

    /** Brings everything to where the clock is, in the order of time. */
    static void settle(Exchange exchange) {
        if (exchange.table(ScheduledTasks.TABLE).size() == 0) {
            Reloads.advance(exchange);
            return;
        }
        for (int round = 0; round < MOST; round++) {
            Reloads.advance(exchange);
            boolean ended = end(exchange);
            TaskStops.look(exchange);
            if (!ended && !fire(exchange)) {
                return;
            }
        }
    }

    /** Fires the task whose turn is the earliest; false when none is due. */
    private static boolean fire(Exchange exchange) {
        Optional<ObjectNode> due = exchange.table(ScheduledTasks.TABLE).rows().stream()
                .filter(row -> row.path("enabled").asBoolean() && row.has(NEXT))
                .filter(row -> !time(row, NEXT).isAfter(exchange.now()))
                .min((one, other) -> time(one, NEXT).compareTo(time(other, NEXT)));
        due.ifPresent(row -> {
            Instant at = time(row, NEXT);
            start(exchange, row, at, "schedule");
            row.remove(NEXT);
            next(row, at).ifPresent(next -> row.put(NEXT, next.toString()));
        });
        return due.isPresent();
    }

    private static Instant time(ObjectNode row, String field) {
        return Instant.parse(row.path(field).asText());
    }

    /** Starts a reload in the name of the task's owner, unless the app is reloading already. */
    static void start(Exchange exchange, ObjectNode task, Instant at, String source) {
        String app = task.path("resourceId").asText();
        String owner = task.path("metadata").path("ownerId").asText();
        Optional<ObjectNode> reload = Reloads.queue(exchange, app, owner, isPartial(task), at);
        if (reload.isEmpty()) {
            return;
        }
        ObjectNode run = Json.object();
        run.put("id", exchange.ids().uuid());
        run.put("taskId", task.path("id").asText());
        run.put("taskName", task.path("name").asText());
        run.put("resourceId", app);
        run.put("actionId", "reload-action");
        run.put("executedAs", owner);
        run.put("triggeredBy", source);
        run.put("workerType", "reload");
        run.put("workerId", reload.get().path("id").asText());
        run.put("startedAt", Stamp.millis(at));
        run.put("status", "RUNNING");
        run.set("taskMeta", task.path("metadata").deepCopy());
        exchange.table(TABLE).add(run);
    }

    private static boolean isPartial(ObjectNode task) {
        return task.at("/states/0/onEvents/0/actions/0/functionRef/arguments/partial")
                .asBoolean();
    }

    /** Ends the runs whose reloads have ended, and fires what follows them; false when none ended. */
    private static boolean end(Exchange exchange) {
        boolean any = false;
        for (ObjectNode run :
                exchange.table(TABLE).where(row -> row.path("status").asText().equals("RUNNING"))) {
            Optional<ObjectNode> reload =
                    exchange.table("reloads").get(run.path("workerId").asText()).filter(row -> row.has("endTime"));
            if (reload.isPresent()) {
                any = true;
                boolean good = reload.get().path("status").asText().equals("SUCCEEDED");
                run.put("status", good ? "SUCCEEDED" : "FAILED");
                run.set("endedAt", reload.get().path("endTime"));
                count(exchange, run, good);
                follow(exchange, run);
            }
        }
        return any;
    }

    private static void count(Exchange exchange, ObjectNode run, boolean good) {
        exchange.table(ScheduledTasks.TABLE).get(run.path("taskId").asText()).ifPresent(task -> {
            task.put("_failures", good ? 0 : task.path("_failures").asInt() + 1);
        });
    }

    private static void follow(Exchange exchange, ObjectNode run) {
        Instant at = Instant.parse(run.path("endedAt").asText());
        for (ObjectNode task : exchange.table(ScheduledTasks.TABLE)
                .where(row -> row.path("enabled").asBoolean())) {
            int met = 0;
            int wanted = 0;
            boolean now = false;
            for (JsonNode event : task.path("events")) {
                if (event.path("type").asText().equals(TaskBody.FINISHED)) {
                    wanted++;
                    boolean fits = fits(event, run);
                    now |= fits;
                    met += fits || hasFinishedSince(exchange, event, task) ? 1 : 0;
                }
            }
            boolean any = task.at("/states/0/exclusive").asBoolean();
            if (now && (any || met == wanted)) {
                start(exchange, task, at, "event");
            }
        }
    }

    /** Whether another of the awaited tasks finished after the last run of this one. */
    private static boolean hasFinishedSince(Exchange exchange, JsonNode event, ObjectNode task) {
        String last = exchange.table(TABLE).where(run -> run.path("taskId").equals(task.path("id"))).stream()
                .map(run -> run.path("startedAt").asText())
                .reduce("", (one, other) -> other);
        return exchange.table(TABLE)
                .first(run -> fits(event, run) && run.path("endedAt").asText().compareTo(last) > 0)
                .isPresent();
    }

    private static boolean fits(JsonNode event, ObjectNode run) {
        for (JsonNode correlation : event.path("correlation")) {
            String wanted = correlation.path("contextAttributeValue").asText().toLowerCase(Locale.ROOT);
            String held =
                    switch (correlation.path("contextAttributeName").asText()) {
                        case "id" -> run.path("taskId").asText();
                        case "status" -> run.path("status").asText();
                        case "appId" -> run.path("resourceId").asText();
                        default -> run.path("taskMeta").path("spaceId").asText();
                    };
            if (!held.toLowerCase(Locale.ROOT).equals(wanted)) {
                return false;
            }
        }
        return true;
    }
}
