package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import truekeel.contract.Contract;
import truekeel.simulator.Driver;
import truekeel.simulator.Json;
import truekeel.simulator.Payload;
import truekeel.simulator.TenantSpec;
import truekeel.simulator.Witness;

/** Spaces, apps and what belongs to them. */
final class ContentWalk implements Walk {
    private final World world = new World(TenantSpec.of(World.HOST).withOption("publishDelay", "\"0s\""));
    private final Contract contract = Contract.of(
            "spaces",
            "items",
            "apps",
            "analytics-apps",
            "collections",
            "temp-contents",
            "extensions",
            "themes",
            "web-integrations",
            "csp-origins",
            "reloads");
    private final Witness bot = Witness.of(contract, world.bot);
    private final Witness jane = bot.watching(world.jane);
    private final Witness nobody = bot.watching(Driver.anonymous(world.simulator, World.HOST));

    @Override
    public void close() {
        world.close();
    }

    @Override
    public Witness go() {
        spaces();
        apps();
        appParts();
        publishing();
        items();
        tempContents();
        packages("extensions");
        packages("themes");
        webIntegrations();
        cspOrigins();
        return bot;
    }

    private static String id(JsonNode made) {
        assertThat(made.path("id").asText()).as(made.toString()).isNotEmpty();
        return made.path("id").asText();
    }

    private String space(String name, String type) {
        return id(bot.post("/api/v1/spaces", "{'name':'" + name + "','type':'" + type + "'}"));
    }

    private String spaceId(String name) {
        return id(world.tenant.table("spaces").by("name", name).orElseThrow());
    }

    private String app(String space) {
        JsonNode app = bot.send(
                "POST",
                "/api/v1/apps/import?name=Sales&spaceId=" + space,
                "application/octet-stream",
                Payload.of(World.qvf("Sales", "d")));
        return app.at("/attributes/id").asText();
    }

    private void spaces() {
        String path = "/api/v1/spaces";
        String space = path + "/" + space("Finance", "shared");
        bot.post(path, "{'name':'Finance','type':'shared'}");
        bot.post(path, "{'name':'a*','type':'shared'}");
        jane.post(path, "{'name':'Mine','type':'managed'}");
        nobody.post(path, "{}");
        space("Sales", "managed");
        space("Talend", "data");
        bot.get(path + "?limit=2&sort=-name");
        bot.get(path + "?limit=0");
        bot.get(path + "/types");
        bot.get(space);
        jane.get(space);
        bot.patch(space, "[{'op':'replace','path':'/description','value':'x'}]");
        bot.patch(space, "[{'op':'replace','path':'/name','value':'Sales'}]");
        bot.patch(space, "[{'op':'replace','path':'/type','value':'data'}]");
        jane.patch(space, "[{'op':'replace','path':'/description','value':'x'}]");
        bot.put(space, "{'name':'Finance','description':'x'}");
        bot.put(space, "{'name':'Sales'}");
        bot.put(space, "{}");
        assignments(space + "/assignments");
        jane.patch(space, "[{'op':'replace','path':'/description','value':'x'}]");
        bot.delete(space);
        bot.delete(space);
    }

    private void assignments(String path) {
        String body = "{'type':'user','assigneeId':'" + world.id("jane") + "','roles':['consumer']}";
        String assignment = path + "/" + id(bot.post(path, body));
        bot.post(path, body);
        bot.post(path, "{'type':'user','assigneeId':'nobody','roles':['consumer']}");
        bot.post(path, "{'type':'user','assigneeId':'nobody','roles':['publisher']}");
        jane.post(path, body);
        bot.get(path);
        bot.get(path + "?type=robot");
        jane.get(path);
        bot.get(assignment);
        bot.put(assignment, "{'roles':['producer']}");
        bot.put(assignment, "{'roles':[]}");
        bot.delete(path + "/none");
        jane.delete(assignment);
        bot.get(path + "/none");
    }

    private void apps() {
        String space = space("Dev", "shared");
        String path = "/api/v1/apps";
        bot.post(path, "{'attributes':{'name':'New','spaceId':'" + space + "'}}");
        bot.get(path + "/privileges");
        String app = app(space);
        bot.send("POST", path + "/import?spaceId=" + space, "application/octet-stream", Payload.empty());
        bot.send("POST", path + "/import?mode=autoreplace", "application/octet-stream", Payload.of("x"));
        bot.send("POST", path + "/import?fileId=none", "application/octet-stream", Payload.empty());
        bot.get(path + "/" + app);
        jane.get(path + "/" + app);
        bot.put(path + "/" + app, "{'attributes':{'description':'x'}}");
        bot.post(path + "/" + app + "/copy", "{'attributes':{'name':'Copy'}}");
        bot.post(path + "/" + app + "/export", "");
        bot.put(path + "/" + app + "/owner", "{'ownerId':'" + world.id("jane") + "'}");
        bot.put(path + "/" + app + "/owner", "{'ownerId':'nobody'}");
        bot.put(path + "/" + app + "/owner", "{'ownerId':'" + world.botId() + "'}");
        bot.delete(path + "/" + app + "/space");
        bot.put(path + "/" + app + "/space", "{'spaceId':'" + space + "'}");
        world.advance(Duration.ofHours(1));
        bot.post("/api/analytics/apps/" + app + "/actions/restore", "");
        bot.delete(path + "/" + app);
        bot.post("/api/analytics/apps/" + app + "/actions/restore", "");
        bot.post("/api/analytics/apps/none/actions/restore", "");
        reloads(app);
    }

    private void reloads(String app) {
        String path = "/api/v1/reloads";
        String reload = path + "/" + id(bot.post(path, "{'appId':'" + app + "'}"));
        bot.post(path, "{'appId':'" + app + "'}");
        bot.post(path, "{}");
        bot.get(path + "?appId=" + app);
        bot.get(path + "?appId=" + app + "&limit=101");
        bot.get(reload);
        bot.get(path + "/none");
        jane.post(path, "{'appId':'" + app + "'}");
        bot.post(reload + "/actions/cancel", "");
        bot.post(reload + "/actions/cancel", "");
        id(bot.post(path, "{'appId':'" + app + "'}"));
        world.advance(Duration.ofMinutes(1));
        bot.get(path + "?appId=" + app + "&log=true");
    }

    private void appParts() {
        String id = app(space("Parts", "shared"));
        String app = "/api/v1/apps/" + id;
        world.tenant
                .table("appObjects")
                .add(Json.object()
                        .put("id", "sheet")
                        .put("appId", id)
                        .put("ownerId", world.botId())
                        .put("objectType", "sheet")
                        .put("base", true));
        String give = app + "/objects/sheet/actions/change-owner";
        bot.post(give, "{'ownerId':'nobody'}");
        bot.post(give, "{'ownerId':'" + world.id("jane") + "'}");
        bot.post(give, "{'ownerId':'" + world.id("jane") + "'}");
        bot.post(app + "/objects/none/actions/change-owner", "{}");
        bot.post("/api/v1/apps/validatescript", "{'script':'LOAD (1;'}");
        bot.post("/api/v1/apps/validatescript", "{}");
        bot.post(app + "/scripts", "{'script':'LOAD 1;','versionMessage':'one'}");
        bot.post(app + "/scripts", "{'script':'LOAD 2;'}");
        JsonNode scripts = bot.get(app + "/scripts").path("scripts");
        String old = app + "/scripts/" + scripts.at("/1/scriptId").asText();
        bot.get(old);
        bot.patch(old, "[{'Op':'replace','Path':'/versionMessage','Value':'x'}]");
        bot.delete(old);
        bot.send("PUT", app + "/media/files/logo.png", "image/png", Payload.of("x"));
        bot.send("PUT", app + "/media/files/logo.png", "image/png", Payload.of("x"));
        bot.get(app + "/media/files/logo.png");
        bot.get(app + "/media/list/icons");
        bot.get(app + "/media/thumbnail");
        bot.delete(app + "/media/files/logo.png");
        bot.delete(app + "/media/files/logo.png");
    }

    private void publishing() {
        String prod = space("Prod", "managed");
        String staged = app(space("Stage", "shared"));
        String path = "/api/v1/apps/" + staged + "/publish";
        String target = bot.post(path, "{'spaceId':'" + prod + "','attributes':{'name':'Live'}}")
                .at("/attributes/id")
                .asText();
        bot.post(path, "{}");
        bot.put(path, "{'targetId':'" + target + "','data':'target'}");
        bot.put(path, "{'targetId':'none'}");
        bot.post("/api/v1/apps/" + target + "/export", "");
        String shares = "/api/v1/spaces/" + prod + "/shares";
        String body = "{'type':'user','assigneeId':'" + world.id("jane") + "','resourceId':'" + target
                + "','resourceType':'app','roles':['consumer']}";
        String share = shares + "/" + id(bot.post(shares, body));
        bot.post(shares, body);
        bot.post(shares, body.replace(target, staged));
        bot.post(shares, body.replace("'user'", "'link'"));
        bot.post(shares, body.replace("consumer", "publisher"));
        bot.get(shares + "?type=user");
        bot.get(share);
        bot.get(shares + "/none");
        bot.patch(share, "[{'op':'replace','path':'/roles','value':['contributor']}]");
        bot.patch(share, "[{'op':'replace','path':'/disabled','value':true}]");
        bot.delete("/api/v1/spaces/" + prod);
        bot.delete(share);
        bot.delete(share);
    }

    private void items() {
        world.advance(Duration.ofMinutes(1));
        String path = "/api/v1/items";
        JsonNode first = bot.get(path + "?limit=2&sort=-createdAt").at("/data/0");
        String item = path + "/" + id(first);
        bot.get(path + "?limit=101");
        bot.get(item);
        bot.get(path + "/none");
        JsonNode staged = bot.get(path + "?resourceType=app&spaceId=" + spaceId("Stage"));
        bot.get(path + "/" + id(staged.at("/data/0")) + "/publisheditems");
        bot.get(path + "/settings");
        bot.patch(path + "/settings", "[{'op':'replace','path':'/usageMetricsEnabled','value':false}]");
        jane.patch(path + "/settings", "[{'op':'replace','path':'/usageMetricsEnabled','value':false}]");
        String collections = "/api/v1/collections";
        String tag = collections + "/" + id(bot.post(collections, "{'name':'sales','type':'public'}"));
        bot.post(collections, "{'name':'sales','type':'public'}");
        bot.post(collections, "{'name':'sales','type':'team'}");
        jane.post(collections, "{'name':'governed','type':'publicgoverned'}");
        bot.get(collections + "?limit=1");
        bot.get(collections + "/favorites");
        bot.get(tag);
        bot.put(tag, "{'name':'Sales','description':'x'}");
        bot.patch(tag, "[{'op':'replace','path':'/description','value':'y'}]");
        bot.patch(tag, "[{'op':'replace','path':'/type','value':'private'}]");
        bot.post(tag + "/items", "{'id':'" + id(first) + "'}");
        bot.post(tag + "/items", "{'id':'" + id(first) + "'}");
        bot.post(tag + "/items", "{'id':'none'}");
        bot.get(tag + "/items");
        bot.get(tag + "/items/" + id(first));
        bot.get(item + "/collections");
        bot.delete(tag + "/items/" + id(first));
        bot.delete(tag + "/items/" + id(first));
        bot.delete(tag);
        bot.delete(tag);
        bot.delete(item);
        bot.delete(item);
    }

    private void tempContents() {
        String path = "/api/v1/temp-contents";
        bot.send("POST", path + "?ttl=60&filename=a", "application/octet-stream", Payload.of("content"));
        bot.send("POST", path + "?ttl=0", "application/octet-stream", Payload.of("content"));
        List<ObjectNode> stored = world.tenant.table("tempContents").rows();
        String last = id(stored.get(stored.size() - 1));
        bot.get(path + "/" + last);
        bot.with("range", "bytes=1-2").get(path + "/" + last);
        bot.with("range", "bytes=100-").get(path + "/" + last);
        bot.get(path + "/" + last + "/details");
        bot.get(path + "/none");
        bot.get(path + "/none/details");
        world.advance(Duration.ofMinutes(2));
        bot.get(path + "/" + last);
        bot.get(path + "/" + last + "/details");
    }

    private void packages(String plural) {
        String path = "/api/v1/" + plural;
        bot.get(path);
        byte[] zip = plural.equals("themes")
                ? PackagesTest.zip(Map.of("t.qext", "{\"name\":\"Hello\",\"type\":\"theme\"}", "theme.json", "{}"))
                : PackagesTest.extension("Hello", "1");
        String hello = path + "/" + id(form("POST", path, zip));
        form("POST", path, zip);
        form("POST", path, "no zip".getBytes(StandardCharsets.UTF_8));
        bot.post(path, "{}");
        bot.get(hello);
        bot.get(path + "/none");
        form("PATCH", hello, zip);
        bot.get(hello + "/file");
        jane.get(hello + "/file");
        bot.get(hello + (plural.equals("themes") ? "/file/theme.json" : "/file/hello-ext.qext"));
        jane.delete(hello);
        bot.delete(hello);
        bot.get(hello);
        nobody.get(path);
    }

    private JsonNode form(String method, String path, byte[] zip) {
        return bot.send(method, path, "multipart/form-data; boundary=b0und", PackagesTest.form(Map.of("file", zip)));
    }

    private void webIntegrations() {
        String path = "/api/v1/web-integrations";
        String one = path + "/" + id(bot.post(path, "{'name':'Portal','validOrigins':['https://a.example']}"));
        bot.post(path, "{'name':'Portal','validOrigins':['a.example']}");
        jane.post(path, "{'name':'Portal'}");
        bot.get(path + "?limit=0");
        bot.get(path + "?limit=101");
        bot.get(one);
        bot.get(path + "/none");
        bot.patch(one, "[{'op':'replace','path':'/name','value':'x'}]");
        bot.patch(one, "[{'op':'replace','path':'/tenantId','value':'x'}]");
        bot.delete(one);
        bot.delete(one);
    }

    private void cspOrigins() {
        String path = "/api/v1/csp-origins";
        String one = path + "/" + id(bot.post(path, "{'origin':'a.example','imgSrc':true}"));
        bot.post(path, "{'origin':'a b'}");
        jane.post(path, "{'origin':'a.example','imgSrc':true}");
        bot.get(path + "?limit=1");
        bot.get(path + "?limit=0");
        bot.get(path + "/actions/generate-header");
        bot.with("accept", "text/plain").get(path + "/actions/generate-header");
        bot.with("accept", "image/png").get(path + "/actions/generate-header");
        bot.get(one);
        bot.get(path + "/none");
        bot.put(one, "{'origin':'b.example','fontSrc':true}");
        bot.put(one, "{}");
        bot.delete(one);
        bot.delete(one);
        nobody.get(path);
    }
}
