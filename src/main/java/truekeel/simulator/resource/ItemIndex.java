package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Payload;
import truekeel.simulator.Stamp;
import truekeel.simulator.Table;

/**
 * The secondary index behind {@code /api/v1/items}. It copies what it shows, and shows a change only once the tenant's
 * item lag has passed: a row of the table {@code items} keeps the versions of its item with the time each becomes
 * visible; a version without document says that the item is gone. An app that was put into the tenant's state by hand
 * is noticed at the next look.
 */
final class ItemIndex {
    /** What an item keeps through all versions; the last is the row's number. */
    private static final List<String> FIXED =
            List.of("id", "resourceType", "resourceId", "tenantId", "creatorId", "createdAt", "_n");

    private final Exchange exchange;
    private final Table items;

    private ItemIndex(Exchange exchange) {
        this.exchange = exchange;
        this.items = exchange.table("items");
    }

    static ItemIndex of(Exchange exchange) {
        return new ItemIndex(exchange);
    }

    /** Notes that an app was made or changed. */
    void touch(ObjectNode app) {
        ObjectNode item = live(app.path("id").asText()).orElseGet(() -> add(app));
        ObjectNode doc = document(app);
        JsonNode versions = item.path("_versions");
        if (!versions.path(versions.size() - 1).path("doc").equals(doc)) {
            version(item, exchange.now(), Optional.of(doc));
        }
    }

    /**
     * Notes that an app is gone. Its memberships in collections end at once; should it come back, its item will be
     * another.
     */
    void remove(String appId) {
        live(appId).ifPresent(item -> {
            Collections.forget(exchange, item.path("id").asText());
            version(item, exchange.now(), Optional.empty());
        });
    }

    /** Every item as the index shows it now, in the order of creation, whoever asks. Not to be changed. */
    List<ObjectNode> visible() {
        noticeAll();
        List<ObjectNode> shown = new ArrayList<>();
        for (ObjectNode item : items.rows()) {
            shown(item).ifPresent(shown::add);
        }
        return shown;
    }

    /** One item by its own id. */
    Optional<ObjectNode> visible(String itemId) {
        noticeAll();
        return items.get(itemId).flatMap(this::shown);
    }

    /** Takes an item out of the index for good; the app stays. */
    void hide(String itemId) {
        items.get(itemId).ifPresent(item -> item.put("_hidden", true));
    }

    private Optional<ObjectNode> live(String appId) {
        return items.first(item -> item.path("resourceId").asText().equals(appId) && !isGone(item));
    }

    private static boolean isGone(ObjectNode item) {
        JsonNode versions = item.path("_versions");
        return !versions.path(versions.size() - 1).has("doc");
    }

    private void noticeAll() {
        Map<String, ObjectNode> byApp = new HashMap<>();
        for (ObjectNode item : items.rows()) {
            if (!isGone(item)) {
                byApp.put(item.path("resourceId").asText(), item);
            }
        }
        for (ObjectNode app : exchange.table("apps").rows()) {
            AppStore.fillIn(app);
            Optional<ObjectNode> item =
                    Optional.ofNullable(byApp.remove(app.path("id").asText()));
            note(app, item, item.isPresent() ? exchange.now() : AppStore.time(app, "modifiedDate"));
        }
        byApp.keySet().forEach(this::remove);
    }

    private void note(ObjectNode app, Optional<ObjectNode> known, Instant since) {
        ObjectNode item = known.orElseGet(() -> add(app));
        JsonNode versions = item.path("_versions");
        if (!isCopy(versions.path(versions.size() - 1).at("/doc/resourceAttributes"), app)) {
            version(item, since, Optional.of(document(app)));
        }
    }

    /** Whether a copy of the attributes is up to date. Called for every app at every look, so it makes no document. */
    private static boolean isCopy(JsonNode attributes, ObjectNode app) {
        for (Map.Entry<String, JsonNode> field : app.properties()) {
            boolean isPrivate = field.getKey().startsWith("_");
            if (!isPrivate && !field.getValue().equals(attributes.get(field.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private ObjectNode add(ObjectNode app) {
        ObjectNode item = Json.object();
        item.put("id", exchange.ids().hex24());
        item.put("resourceType", "app");
        item.put("resourceId", app.path("id").asText());
        item.put("tenantId", exchange.tenant().id());
        item.put("creatorId", app.path("ownerId").asText());
        item.put("createdAt", Stamp.seconds(exchange.now()));
        item.putArray("_versions");
        return items.add(item);
    }

    private void version(ObjectNode item, Instant since, Optional<ObjectNode> doc) {
        Instant at = since.plus(exchange.tenant().options().itemLag());
        ArrayNode versions = (ArrayNode) item.path("_versions");
        while (versions.size() > 1 && !at(versions.path(1)).isAfter(exchange.now())) {
            versions.remove(0);
        }
        ObjectNode version = versions.addObject();
        version.put("at", at.toString());
        version.put("noted", Stamp.seconds(since));
        doc.ifPresent(document -> version.set("doc", document));
    }

    private static Instant at(JsonNode version) {
        return Instant.parse(version.path("at").asText());
    }

    private Optional<ObjectNode> shown(ObjectNode item) {
        if (item.path("_hidden").asBoolean()) {
            return Optional.empty();
        }
        Optional<JsonNode> current = Optional.empty();
        for (JsonNode version : item.path("_versions")) {
            if (!at(version).isAfter(exchange.now())) {
                current = Optional.of(version);
            }
        }
        return current.filter(version -> version.has("doc")).map(version -> shown(item, version));
    }

    private static ObjectNode shown(ObjectNode item, JsonNode version) {
        ObjectNode shown = Json.object();
        for (String field : FIXED) {
            shown.set(field, item.path(field));
        }
        shown.setAll((ObjectNode) version.path("doc"));
        shown.set("updatedAt", version.path("noted"));
        return shown;
    }

    private ObjectNode document(ObjectNode app) {
        ObjectNode doc = Json.object();
        doc.put("name", app.path("name").asText());
        doc.put("description", app.path("description").asText());
        doc.put("ownerId", app.path("ownerId").asText());
        doc.put("updaterId", app.path("ownerId").asText());
        if (!app.path("spaceId").asText().isEmpty()) {
            doc.put("spaceId", app.path("spaceId").asText());
        }
        doc.put("resourceSubType", "");
        doc.put("thumbnailId", "");
        doc.put("resourceCreatedAt", Stamp.seconds(AppStore.time(app, "createdDate")));
        doc.put("resourceUpdatedAt", Stamp.seconds(AppStore.time(app, "modifiedDate")));
        doc.put("resourceReloadStatus", app.path("_reloadStatus").asText());
        if (app.has("_reloadEnd")) {
            doc.put("resourceReloadEndTime", app.path("_reloadEnd").asText());
        }
        long size = exchange.tenant()
                .blobs()
                .get(app.path("_content").asText())
                .map(Payload::length)
                .orElse(0L);
        doc.putObject("resourceSize").put("appFile", size).put("appMemory", 0);
        doc.set("resourceAttributes", AppView.attributes(exchange, app));
        return doc;
    }
}
