package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import truekeel.simulator.Exchange;
import truekeel.simulator.Stamp;

/**
 * Why the service switches tasks off by itself: the app moved to another space, somebody but the owner wrote its
 * script, the owner is gone or disabled, or five runs in a row failed. Which script updates count is not published:
 * those of others than the task's owner is a guess.
 */
final class TaskStops {
    private static final int FAILURES = 5;
    private static final String SPACE = "_space";
    private static final String SCRIPT = "_script";

    private TaskStops() {}

    /** Notes what the task's app is like, when the task is written. */
    static void take(Exchange exchange, ObjectNode row) {
        Optional<ObjectNode> app =
                exchange.table("apps").get(row.path("resourceId").asText());
        if (app.isEmpty()) {
            return;
        }
        String space = app.get().path("spaceId").asText();
        row.put(SPACE, space);
        row.put(SCRIPT, AppScripts.currentId(exchange, app.get()));
        ObjectNode metadata = (ObjectNode) row.get("metadata");
        metadata.put("resourceName", app.get().path("name").asText());
        metadata.put("resourceType", "app");
        metadata.put("spaceId", space);
        metadata.put(
                "spaceType",
                exchange.table("spaces")
                        .get(space)
                        .map(found -> found.path("type").asText())
                        .filter(type -> !type.equals("data"))
                        .orElse("personal"));
    }

    /** Switches off what may not go on. */
    static void look(Exchange exchange) {
        for (ObjectNode row : exchange.table(ScheduledTasks.TABLE)
                .where(task -> task.path("enabled").asBoolean())) {
            cause(exchange, row).ifPresent(code -> stop(exchange, row, code));
        }
    }

    static void stop(Exchange exchange, ObjectNode row, String code) {
        row.put("enabled", false);
        ObjectNode metadata = (ObjectNode) row.get("metadata");
        metadata.put("disabledCode", code);
        metadata.put("updatedAt", Stamp.millis(exchange.now()));
        ScheduledTasks.audit(exchange, ScheduledTasks.UPDATED, row);
    }

    private static Optional<String> cause(Exchange exchange, ObjectNode row) {
        String ownerId = row.path("metadata").path("ownerId").asText();
        Optional<ObjectNode> owner = exchange.table("users").get(ownerId);
        if (owner.isEmpty()) {
            return Optional.of("OWNER-DELETED");
        }
        if (owner.get().path("status").asText().equals("disabled")) {
            return Optional.of("OWNER-DISABLED");
        }
        if (row.path("_failures").asInt() >= FAILURES) {
            return Optional.of("CONSECUTIVE-FAILURES");
        }
        Optional<ObjectNode> app =
                exchange.table("apps").get(row.path("resourceId").asText());
        if (app.isEmpty()) {
            return Optional.empty();
        }
        if (!app.get().path("spaceId").asText().equals(row.path(SPACE).asText())) {
            return Optional.of("APP-MOVED-SPACE");
        }
        boolean rewritten = !AppScripts.currentId(exchange, app.get())
                        .equals(row.path(SCRIPT).asText())
                && !AppScripts.currentAuthor(exchange, app.get()).equals(ownerId);
        return rewritten ? Optional.of("APP-SCRIPT-UPDATED") : Optional.empty();
    }
}
