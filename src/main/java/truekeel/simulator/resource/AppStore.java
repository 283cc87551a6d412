package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Payload;
import truekeel.simulator.Problem;
import truekeel.simulator.Stamp;

/**
 * The apps of a tenant: table {@code apps}, and {@code deletedApps} for those that can still be restored. The bytes of
 * an app are in the simulator's blobs; the private fields {@code _content} and {@code _data} hold the sha256 of the app
 * file that its sheets and script, and its data, came from.
 */
final class AppStore {
    /** Apps up to this age are deleted for good. */
    static final Duration YOUNG = Duration.ofMinutes(45);

    /** How long a deleted app can be restored. */
    static final Duration KEPT = Duration.ofDays(14);

    private static final List<String> TEXTS = List.of(
            "name",
            "description",
            "ownerId",
            "spaceId",
            "lastReloadTime",
            "publishTime",
            "originAppId",
            "thumbnail",
            "dynamicColor");

    private static final List<String> FLAGS =
            List.of("published", "hasSectionAccess", "encrypted", "isDirectQueryMode");

    private AppStore() {}

    /** The app the request names, settled to now; a 404 when the caller does not see it. */
    static ObjectNode require(Exchange exchange, String id) {
        Reloads.settle(exchange);
        return exchange.table("apps")
                .get(id)
                .map(AppStore::fillIn)
                .filter(app -> Rights.of(exchange).seesApp(app))
                .orElseThrow(
                        () -> Problem.notFound("There is no app " + id + ".").code("APP-404"));
    }

    static ObjectNode require(Exchange exchange) {
        return require(exchange, exchange.param("appId"));
    }

    /** A new app of the caller, not yet in the table. */
    static ObjectNode fresh(Exchange exchange, String name, String description, String spaceId, String content) {
        String now = Stamp.millis(exchange.now());
        ObjectNode app = Json.object();
        app.put("id", exchange.ids().uuid());
        app.put("name", name);
        app.put("description", description);
        app.put("ownerId", exchange.caller().userId());
        app.put("spaceId", spaceId);
        app.put("createdDate", now);
        app.put("modifiedDate", now);
        app.put("usage", "ANALYTICS");
        app.put("_content", content);
        app.put("_data", content);
        return fillIn(app);
    }

    /** Gives an app that came by a short state document the fields it lacks, as those of a very old, empty app. */
    static ObjectNode fillIn(ObjectNode app) {
        if (app.has("custom")) {
            return app;
        }
        for (String text : TEXTS) {
            app.put(text, app.path(text).asText(""));
        }
        for (String flag : FLAGS) {
            app.put(flag, app.path(flag).asBoolean(false));
        }
        for (String time : List.of("createdDate", "modifiedDate")) {
            app.put(time, app.path(time).asText("2020-01-01T00:00:00.000Z"));
        }
        app.put("usage", app.path("usage").asText("ANALYTICS"));
        app.putObject("custom");
        return app;
    }

    /** A time of an app; long ago when it has none. */
    static Instant time(ObjectNode row, String field) {
        String text = row.path(field).asText();
        return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    }

    /** Adds a new app to the table and the index. */
    static ObjectNode add(Exchange exchange, ObjectNode app) {
        exchange.table("apps").add(app);
        ItemIndex.of(exchange).touch(app);
        audit(exchange, "com.qlik.app.created", app);
        return app;
    }

    /** Stamps a change of an app and passes it on to the index. Qlik publishes no event for it. */
    static void changed(Exchange exchange, ObjectNode app) {
        app.put("modifiedDate", Stamp.millis(exchange.now()));
        ItemIndex.of(exchange).touch(app);
    }

    /** Soft above 45 minutes of age, else for good. Shares and memberships are lost either way. */
    static void remove(Exchange exchange, ObjectNode app) {
        String id = app.path("id").asText();
        Instant created = time(app, "createdDate");
        boolean soft = Duration.between(created, exchange.now()).compareTo(YOUNG) > 0;
        exchange.table("apps").remove(id);
        Shares.forget(exchange, id);
        ItemIndex.of(exchange).remove(id);
        ObjectNode event = app.deepCopy();
        event.put("deleteType", soft ? "SOFT" : "HARD");
        audit(exchange, "com.qlik.app.deleted", event);
        if (soft) {
            ObjectNode deleted = app.deepCopy();
            deleted.put("_deletedAt", exchange.now().toString());
            exchange.table("deletedApps").put(id, deleted);
            event.put("purgeAt", Stamp.millis(exchange.now().plus(KEPT)));
            audit(exchange, "com.qlik.app.softdeleted", event);
        } else {
            forget(exchange, id);
            audit(exchange, "com.qlik.app.harddeleted", event);
        }
    }

    /** A deleted app that can still be restored. */
    static Optional<ObjectNode> deleted(Exchange exchange, String id) {
        exchange.table("deletedApps").rows().stream()
                .filter(row -> Instant.parse(row.path("_deletedAt").asText())
                        .plus(KEPT)
                        .isBefore(exchange.now()))
                .forEach(row -> {
                    exchange.table("deletedApps").remove(row.path("id").asText());
                    forget(exchange, row.path("id").asText());
                });
        return exchange.table("deletedApps").get(id);
    }

    static ObjectNode restore(Exchange exchange, ObjectNode deleted) {
        String id = deleted.path("id").asText();
        exchange.table("deletedApps").remove(id);
        ObjectNode app = deleted.deepCopy();
        app.remove("_deletedAt");
        app.remove("_n");
        exchange.table("apps").add(app);
        ItemIndex.of(exchange).touch(app);
        return app;
    }

    /**
     * The bytes of an app. An app that came by a state document without its bytes has those of an empty app of its
     * name.
     */
    static Payload content(Exchange exchange, ObjectNode app) {
        return exchange.tenant()
                .blobs()
                .get(app.path("_content").asText())
                .orElseGet(() -> Payload.of(AppFile.empty(
                        app.path("name").asText(), app.path("description").asText())));
    }

    /** What the bytes say about themselves. */
    static AppFile read(Payload content) {
        try {
            return AppFile.read(content.open());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Script versions, media and base objects of one app become those of another. */
    static void copyParts(Exchange exchange, String from, String to) {
        AppMedia.copy(exchange, from, to);
        AppScripts.copy(exchange, from, to);
        AppObjects.replaceBase(exchange, from, to);
    }

    private static void forget(Exchange exchange, String id) {
        AppObjects.forget(exchange, id);
        exchange.table("appMedia").removeIf(row -> row.path("appId").asText().equals(id));
        exchange.table("appScripts").removeIf(row -> row.path("appId").asText().equals(id));
    }

    static void audit(Exchange exchange, String type, ObjectNode app) {
        exchange.auditAs(type, "com.qlik/apps", app.path("id").asText(), app);
    }
}
