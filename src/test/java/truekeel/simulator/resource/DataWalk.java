package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import truekeel.contract.Contract;
import truekeel.simulator.Witness;

/** Connections, what they can be made to, and data files. */
final class DataWalk implements Walk {
    private final World world = new World();
    private final Contract contract = Contract.of(
            "data-connections",
            "connectivity-data-connections",
            "data-credentials",
            "connectivity-data-credentials",
            "data-sources",
            "connectivity-data-sources",
            "data-files");
    private final Witness bot = Witness.of(contract, world.bot);
    private final Witness jane = bot.watching(world.jane);
    private final String space = id(world.bot
            .post("/api/v1/spaces", "{'name':'Finance','type':'shared'}")
            .json());
    private final String other = id(world.bot
            .post("/api/v1/spaces", "{'name':'Other','type':'managed'}")
            .json());

    @Override
    public void close() {
        world.close();
    }

    @Override
    public Witness go() {
        connections("/api/v1/data-connections");
        connections("/api/connectivity/data-connections");
        credentials("/api/v1/data-credentials");
        credentials("/api/connectivity/data-credentials");
        sources("/api/v1/data-sources");
        sources("/api/connectivity/data-sources");
        files();
        return bot;
    }

    private static String id(JsonNode made) {
        String id = made.path("qID").asText(made.path("id").asText());
        assertThat(id).as(made.toString()).isNotEmpty();
        return id;
    }

    private void connections(String path) {
        String body = "{'datasourceID':'postgres','qName':'A','space':'" + space
                + "','connectionProperties':{'host':'h','database':'d','password':'p'}}";
        String made = id(bot.post(path, body));
        String one = path + "/" + made;
        bot.post(path, body);
        bot.post(path, body.replace("postgres", "none"));
        jane.post(path, body);
        bot.post(
                path,
                "{'datasourceID':'x','qName':'Raw','qType':'X.exe','qConnectStatement':'CUSTOM','qUsername':'u','qPassword':'p','space':'"
                        + space + "'}");
        bot.get(path);
        bot.get(path + "?limit=1&noDatafiles=true");
        bot.get(path + "?limit=0");
        bot.get(one);
        bot.get(one + "?parseConnection=true");
        bot.get(path + "/no-uuid");
        bot.get(path + "/" + "0".repeat(8) + "-0000-0000-0000-" + "0".repeat(12));
        bot.patch(one, "[{'op':'replace','path':'/qName','value':'B'}]");
        bot.patch(one, "[{'op':'replace','path':'/qName','value':'Raw'}]");
        bot.patch(one, "{'patchData':[]}");
        bot.put(
                one,
                "{'qID':'" + made + "','qEngineObjectID':'" + made
                        + "','qName':'C','qType':'X.exe','qConnectStatement':'CUSTOM'}");
        bot.put(one, "{'qName':'C'}");
        bot.post(path + "/actions/duplicate", "{'id':'" + made + "','name':'Copy'}");
        bot.post(
                path + "/actions/update",
                "{'connections':[{'id':'" + made + "','spaceId':'" + other
                        + "','spaceType':'managed'},{'id':'none'}]}");
        jane.post(path + "/actions/update", "{'connections':[]}");
        bot.post(path + "/actions/delete", "{'connections':[{'id':'" + made + "'}]}");
        for (JsonNode left : world.bot.get(path + "?noDatafiles=true").json().path("data")) {
            jane.delete(path + "/" + id(left));
            bot.delete(path + "/" + id(left));
        }
    }

    private void credentials(String path) {
        JsonNode made = bot.post(
                "/api/v1/data-connections",
                "{'datasourceID':'postgres','qName':'C','space':'" + space
                        + "','connectionProperties':{'host':'h','database':'d','username':'u','password':'p'},"
                        + "'qCredentialsName':'mine'}");
        String id = made.path("qCredentialsID").asText();
        bot.get(path + "/" + id);
        bot.get(path + "/mine?byCredentialName=true");
        bot.get(path + "/none");
        jane.get(path + "/" + id);
        jane.delete(path + "/" + id);
        bot.delete(path + "/" + id);
        bot.delete(path + "/" + id);
        bot.delete("/api/v1/data-connections/" + id(made));
    }

    private void sources(String path) {
        bot.get(path);
        bot.get(path + "/postgres/api-specs");
        bot.get(path + "/none/api-specs");
        bot.get(path + "/postgres/settings");
        bot.put(path + "/postgres/settings", "{'disabled':false}");
        bot.put(path + "/none/settings", "{'disabled':false}");
    }

    private JsonNode upload(String method, String path, String json) {
        return bot.send(
                method,
                path,
                "multipart/form-data; boundary=b",
                BrandsTest.form("Json", json.replace('\'', '"'), "File", "a,b"));
    }

    private void files() {
        String path = "/api/v1/data-files";
        String place =
                bot.get(path + "/connections?spaceId=" + space).at("/data/0/id").asText();
        bot.get(path + "/connections/" + place);
        bot.get(path + "/quotas");
        String made = id(upload("POST", path, "{'name':'b/a.csv','connectionId':'" + place + "'}"));
        upload("POST", path, "{'name':'b/a.csv','connectionId':'" + place + "'}");
        upload("POST", path, "{'name':'a.exe','connectionId':'" + place + "'}");
        upload("PUT", path + "/" + made, "{'name':'c.csv','connectionId':'" + place + "'}");
        upload("PUT", path + "/none", "{'name':'c.csv','connectionId':'" + place + "'}");
        bot.get(path + "?connectionId=" + place + "&includeFolders=true&limit=1");
        bot.get(path + "?connectionId=none");
        jane.get(path + "?connectionId=" + place);
        bot.get(path + "/" + made);
        bot.get(path + "/none");
        bot.post(path + "/" + made + "/actions/change-owner", "{'ownerId':'" + world.id("jane") + "'}");
        bot.post(path + "/" + made + "/actions/change-space", "{'spaceId':'" + other + "'}");
        bot.post(path + "/actions/change-space", "{'change-space':[{'id':'" + made + "','spaceId':'" + space + "'}]}");
        bot.delete(path + "/" + made);
        bot.delete(path + "/" + made);
        bot.post(path + "/actions/delete", "{'delete':[{'id':'" + made + "'}]}");
    }
}
