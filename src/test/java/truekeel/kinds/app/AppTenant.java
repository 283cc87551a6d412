package truekeel.kinds.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;
import truekeel.simulator.Payload;
import truekeel.simulator.RequestLog;
import truekeel.simulator.SimTenant;
import truekeel.simulator.Simulator;
import truekeel.simulator.SimulatorOptions;
import truekeel.simulator.TenantSpec;

/** A simulated tenant with apps: what it holds, and what people do to it by hand. */
class AppTenant implements AutoCloseable {
    static final String HOST = "acme.us.qlikcloud.com";
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    final Simulator simulator = new Simulator(SimulatorOptions.frozen(START));
    final Driver admin;

    AppTenant(Duration itemLag) {
        simulator.createTenant(TenantSpec.of(HOST)
                .withOption("itemLag", "\"" + itemLag.toSeconds() + "s\"")
                .withOption("anonymousAccess", "true")
                .withOption("publicLinkScope", "\"app.share\""));
        admin = Driver.bot(simulator, HOST);
    }

    SimTenant here() {
        return simulator.fleet().byHost(HOST).orElseThrow();
    }

    List<JsonNode> apps() {
        List<JsonNode> apps = new ArrayList<>();
        rows("apps").forEach(apps::add);
        return apps;
    }

    private JsonNode rows(String table) {
        JsonNode state = simulator.state(HOST);
        return state.has(table) ? state.path(table) : state.path("tables").path(table);
    }

    /** All reloads, oldest first, as they were when somebody last looked. */
    List<JsonNode> reloads() {
        admin.get("/api/v1/reloads");
        List<JsonNode> reloads = new ArrayList<>();
        rows("reloads").forEach(reloads::add);
        return reloads;
    }

    /** How many links lead to apps without anybody's name. */
    long openLinks() {
        return here().table("shares")
                .where(share -> share.path("type").asText().equals("link")
                        && !share.path("disabled").asBoolean())
                .size();
    }

    /** What somebody made inside an app. */
    void object(String app, String name, String type) {
        here().table("appObjects")
                .add(JsonNodeFactory.instance
                        .objectNode()
                        .put("id", name + " of " + app)
                        .put("appId", app)
                        .put("name", name)
                        .put("type", type)
                        .put("base", false));
    }

    /** The names of what people made inside an app, in the order of the alphabet. */
    List<String> objects(JsonNode app) {
        List<String> names = new ArrayList<>();
        rows("appObjects").forEach(row -> {
            if (row.path("appId").equals(app.path("id"))) {
                names.add(row.path("name").asText());
            }
        });
        names.sort(String::compareTo);
        return names;
    }

    /** As if an image of its own media library had been chosen as an app's thumbnail before it came here. */
    void choosePicture(JsonNode app, String path, String content) {
        String id = app.path("id").asText();
        ObjectNode row = JsonNodeFactory.instance
                .objectNode()
                .put("appId", id)
                .put("path", path)
                .put("type", "image/png")
                .put("_content", here().blobs().put(Payload.of(content)));
        here().table("appMedia").put(id + " " + path, row);
        here().table("apps").get(id).orElseThrow().put("thumbnail", path);
    }

    /** The bytes of an app's thumbnail, as text. */
    String pictureOf(JsonNode app) {
        return admin.get("/api/v1/apps/" + app.path("id").asText() + "/media/thumbnail")
                .body()
                .text();
    }

    /** The load script that an app has now. */
    String scriptOf(JsonNode app) {
        return admin.get("/api/v1/apps/" + app.path("id").asText() + "/scripts/current")
                .json()
                .path("script")
                .asText();
    }

    List<JsonNode> published() {
        return apps().stream()
                .filter(app -> !app.path("publishTime").asText().isEmpty())
                .toList();
    }

    List<JsonNode> staged() {
        return apps().stream()
                .filter(app -> app.path("publishTime").asText().isEmpty())
                .toList();
    }

    /** The names of all tags, as often as they are there. */
    List<String> tags() {
        List<String> names = new ArrayList<>();
        rows("collections").forEach(tag -> names.add(tag.path("name").asText()));
        return names;
    }

    /** The tags of an app, whether the index shows its item yet or not. */
    List<String> tagsOf(JsonNode app) {
        List<String> names = new ArrayList<>();
        for (JsonNode item : rows("items")) {
            for (JsonNode member : rows("collectionItems")) {
                if (item.path("resourceId").equals(app.path("id"))
                        && member.path("itemId").equals(item.path("id"))) {
                    here().table("collections")
                            .get(member.path("collectionId").asText())
                            .ifPresent(tag -> names.add(tag.path("name").asText()));
                }
            }
        }
        return names;
    }

    /** As a person would by hand; the tag is made when there is none. */
    void tag(JsonNode app, String name) {
        admin.post("/api/v1/collections", "{'name':'" + name + "','type':'public'}");
        done(admin.post("/api/v1/collections/" + tagId(name) + "/items", "{'id':'" + itemId(app) + "'}"));
    }

    void untag(JsonNode app, String name) {
        done(admin.delete("/api/v1/collections/" + tagId(name) + "/items/" + itemId(app)));
    }

    private String tagId(String name) {
        return admin.get("/api/v1/collections?type=public&name=" + name)
                .json()
                .at("/data/0/id")
                .asText();
    }

    String itemOf(JsonNode app) {
        return itemId(app);
    }

    private String itemId(JsonNode app) {
        return admin.get("/api/v1/items?resourceType=app&resourceId="
                        + app.path("id").asText())
                .json()
                .at("/data/0/id")
                .asText();
    }

    /** Whether anybody with the link may open an app, one entry for each link there is. */
    List<Boolean> links(JsonNode app) {
        List<Boolean> open = new ArrayList<>();
        rows("shares").forEach(share -> {
            if (share.path("resourceId").equals(app.path("id"))) {
                open.add(!share.path("disabled").asBoolean());
            }
        });
        return open;
    }

    JsonNode thePublished() {
        List<JsonNode> published = published();
        if (published.size() != 1) {
            throw new AssertionError("Not one published app but " + published);
        }
        return published.get(0);
    }

    String spaceId(String name) {
        for (JsonNode space : admin.get("/api/v1/spaces?limit=100").json().path("data")) {
            if (space.path("name").asText().equals(name)) {
                return space.path("id").asText();
            }
        }
        throw new AssertionError("There is no space " + name);
    }

    /** As a person would by hand. */
    void describe(String id, String name, String description) {
        JsonNode attributes =
                JsonNodeFactory.instance.objectNode().put("name", name).put("description", description);
        done(admin.put(
                "/api/v1/apps/" + id,
                JsonNodeFactory.instance
                        .objectNode()
                        .set("attributes", attributes)
                        .toString()));
    }

    static void done(Answer answer) {
        if (answer.status() >= 300) {
            throw new AssertionError(answer.status() + " " + answer.body().text());
        }
    }

    List<String> requestsSince(long mark) {
        return simulator.requests().since(mark).stream()
                .filter(entry -> !entry.path().equals("/oauth/token"))
                .map(entry -> entry.method() + " " + entry.path())
                .toList();
    }

    List<String> writesSince(long mark) {
        return requestsSince(mark).stream()
                .filter(line -> !line.startsWith("GET ") && !line.contains("/actions/filter"))
                .toList();
    }

    /** How many imports took effect. */
    int imports() {
        return (int) simulator.requests().all().stream()
                .filter(entry -> entry.path().equals("/api/v1/apps/import") && entry.status() == 200)
                .count();
    }

    long mark() {
        return simulator.requests().all().stream()
                .mapToLong(RequestLog.Entry::n)
                .max()
                .orElse(0);
    }

    @Override
    public void close() {
        simulator.close();
    }
}
