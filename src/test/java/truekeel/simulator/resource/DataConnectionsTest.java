package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.simulator.Answer;

class DataConnectionsTest {
    private static final String PATH = "/api/connectivity/data-connections";
    private static final String OLD = "/api/v1/data-connections";
    private static final String PROPERTIES =
            "'connectionProperties':{'host':'db.example','port':5432,'database':'sales','username':'qlik','password':'hush'}";

    private final World world = new World();
    private final String space = space("Finance", "shared");

    @AfterEach
    void close() {
        world.close();
    }

    private String space(String name, String type) {
        return World.idOf(world.bot.post("/api/v1/spaces", "{'name':'" + name + "','type':'" + type + "'}"), 201);
    }

    private Answer create(String name, String in) {
        return world.bot.post(
                PATH,
                "{'datasourceID':'postgres','qName':'" + name + "','space':'" + in + "','tags':['a']," + PROPERTIES
                        + "}");
    }

    private String made() {
        return create("Warehouse", space).json().path("qID").asText();
    }

    private int patched(String id, String ops) {
        return world.bot.patch(PATH + "/" + id, ops).status();
    }

    @Test
    void neverTellsCredentialsAndAddsATagOfItsOwn() {
        // given
        String id = made();

        // when
        JsonNode connection =
                world.bot.get(PATH + "/" + id + "?parseConnection=true").json();

        // then
        assertThat(connection.toString()).doesNotContain("hush").doesNotContain("qlik\"");
        assertThat(connection.path("connectionProperties").path("host").asText())
                .isEqualTo("db.example");
        assertThat(connection.path("connectionProperties").has("username")).isFalse();
        assertThat(connection.path("tags")).hasSize(2);
        assertThat(connection.path("tags").path(1).asText()).startsWith("DcaasAPI:");
    }

    @Test
    void callsTheTimeOfTheCreationOtherwiseOnTheOlderPath() {
        // given
        String id = made();

        // when / then
        assertThat(world.bot.get(PATH + "/" + id).json().has("createdAt")).isTrue();
        assertThat(world.bot.get(OLD + "/" + id).json().has("created")).isTrue();
    }

    @Test
    void takesANameOncePerSpace() {
        // given
        made();
        String other = space("Archive", "managed");

        // when / then
        assertThat(create("Warehouse", space).status()).isEqualTo(409);
        assertThat(create("Warehouse", other).status()).isEqualTo(201);
    }

    @Test
    void putsAConnectionWithoutASpaceAmongTheCallersOwn() {
        // given
        String id = world.bot
                .post(PATH, "{'datasourceID':'postgres','qName':'Mine'," + PROPERTIES + "}")
                .json()
                .path("qID")
                .asText();

        // when / then
        assertThat(world.bot.get(PATH + "/" + id).json().has("space")).isFalse();
        assertThat(world.jane.get(PATH + "/" + id).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'patchData':[{'op':'replace','path':'/qName','value':'x'}]}",
                "[{'op':'replace','path':'/connectionProperties/host','value':'other.example'}]",
                "[{'op':'replace','path':'/qConnectStatement','value':'CUSTOM'}]",
                "[{'op':'replace','path':'/qConnectStatement','value':'CUSTOM'},{'op':'replace','path':'/connectionProperties/port','value':1}]",
                "[{'op':'replace','path':'/qPassword','value':'x'},{'op':'replace','path':'/connectionProperties/password','value':'y'}]",
                "[{'op':'replace','path':'/connectionProperties/port','value':'five'}]",
                "[{'op':'add','path':'/connectionProperties/colour','value':'red'}]",
                "[{'op':'remove','path':'/connectionProperties/host'}]",
                "[{'op':'remove','path':'/connectionProperties/schema'}]",
                "[{'op':'replace','path':'/space','value':'x'}]"
            })
    void refusesWhatTheRulesOfJuly2026Forbid(String body) {
        // given
        String id = made();

        // when / then
        assertThat(patched(id, body)).isEqualTo(400);
    }

    @Test
    void takesAnotherHostWithCredentialsInTheSameRequest() {
        // given
        String id = made();

        // when
        int status = patched(
                id,
                "[{'op':'replace','path':'/connectionProperties/host','value':'other.example'},"
                        + "{'op':'replace','path':'/connectionProperties/password','value':'again'}]");

        // then
        assertThat(status).isEqualTo(204);
        assertThat(world.bot
                        .get(PATH + "/" + id + "?parseConnection=true")
                        .json()
                        .at("/connectionProperties/host")
                        .asText())
                .isEqualTo("other.example");
    }

    @Test
    void leavesEmbeddedCredentialsBehindWhenTheOwnerChanges() {
        // given
        String id = made();

        // when
        Answer answer = world.bot.post(
                PATH + "/actions/update",
                "{'connections':[{'id':'" + id + "','ownerId':'" + world.id("jane") + "'},{'id':'none'}]}");

        // then
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.json().at("/data/0/status").asInt()).isLessThan(300);
        assertThat(answer.json().at("/data/1/status").asInt()).isEqualTo(404);
        assertThat(world.bot.get(PATH + "/" + id).json().has("qCredentialsID")).isFalse();
    }

    @Test
    void keepsCredentialsWhereTheMoveIsRefused() {
        // given
        String id = made();
        String other = space("Other", "shared");
        create("Warehouse", other);

        // when
        JsonNode outcome = world.bot
                .post(
                        PATH + "/actions/update",
                        "{'connections':[{'id':'" + id + "','spaceId':'" + other + "','spaceType':'shared','ownerId':'"
                                + world.id("jane") + "'}]}")
                .json();

        // then
        String credential =
                world.bot.get(PATH + "/" + id).json().path("qCredentialsID").asText();
        assertThat(outcome.at("/data/0/status").asInt()).isEqualTo(409);
        assertThat(world.bot
                        .get("/api/connectivity/data-credentials/" + credential)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aRefusedPatchMakesNoCredential() {
        // given
        String id = made();
        create("Taken", space);
        int before = world.tenant.table("dataCredentials").size();

        // when
        int status = patched(
                id,
                "[{'op':'replace','path':'/connectionProperties/host','value':'other.example'},"
                        + "{'op':'replace','path':'/qPassword','value':'x'},{'op':'replace','path':'/qName','value':'Taken'}]");

        // then
        assertThat(status).isEqualTo(409);
        assertThat(world.tenant.table("dataCredentials").size()).isEqualTo(before);
        assertThat(world.bot.get(PATH + "/" + id).json().has("qCredentialsID")).isTrue();
    }

    @Test
    void sortsTheWholeListToo() {
        // given
        create("B", space);
        create("A", space);

        // when
        JsonNode all = world.bot.get(PATH + "?noDatafiles=true&sort=%2BqName").json();

        // then
        assertThat(all.path("data").findValuesAsText("qName")).containsExactly("A", "B");
    }

    @ParameterizedTest
    @CsvSource({"shared,204", "managed,400"})
    void wantsTheTypeOfTheSpaceThatAConnectionMovesTo(String type, int status) {
        // given
        String id = made();
        String other = space("Other", "shared");

        // when
        JsonNode outcome = world.bot
                .post(
                        PATH + "/actions/update",
                        "{'connections':[{'id':'" + id + "','spaceId':'" + other + "','spaceType':'" + type + "'}]}")
                .json();

        // then
        assertThat(outcome.at("/data/0/status").asInt()).isEqualTo(status);
    }

    @Test
    void letsOnlyThoseWithARoleInTheSpaceMakeConnections() {
        // when
        int admin = world.appsAdmin
                .post(PATH, "{'datasourceID':'postgres','qName':'X','space':'" + space + "'," + PROPERTIES + "}")
                .status();

        // then
        assertThat(admin).isEqualTo(403);
    }

    @Test
    void hidesConnectionsOfASwitchedOffSourceUnlessTheyAreAskedFor() {
        // given
        made();
        world.bot.put("/api/connectivity/data-sources/postgres/settings", "{'disabled':true}");

        // when / then
        assertThat(world.bot.get(PATH + "?noDatafiles=true").json().path("data"))
                .isEmpty();
        assertThat(world.bot
                        .get(PATH + "?noDatafiles=true&includeDisabled=true")
                        .json()
                        .path("data"))
                .hasSize(1);
        assertThat(create("Another", space).status()).isEqualTo(400);
    }

    @Test
    void showsTheBuiltInConnectionOfEachSpaceAndGivesEverythingWithoutALimit() {
        // given
        made();

        // when
        JsonNode all = world.bot.get(PATH).json().path("data");
        JsonNode page = world.bot.get(PATH + "?limit=1&noDatafiles=true").json();

        // then
        assertThat(all).hasSize(2);
        assertThat(all.path(1).path("qName").asText()).isEqualTo("DataFiles");
        assertThat(page.path("data")).hasSize(1);
    }

    @Test
    void keepsASpaceThatStillHoldsOne() {
        // given
        made();

        // when / then
        assertThat(world.bot.delete("/api/v1/spaces/" + space).status()).isEqualTo(412);
    }

    @Test
    void leavesNoAuditEventBecauseNoneIsNamed() {
        // given
        int before =
                world.bot.get("/api/v1/audits?limit=100").json().path("data").size();

        // when
        made();

        // then
        assertThat(world.bot.get("/api/v1/audits?limit=100").json().path("data"))
                .hasSize(before);
    }

    @Test
    void wantsASignInForASourceThatPeopleSignInTo() {
        // given
        String body = "{'datasourceID':'gbq','qName':'%s','space':'" + space
                + "'%s,'connectionProperties':{'OAuthMechanism':'1','Catalog':'sales'%s}}";

        // when
        Answer url = world.bot.post(PATH, body.formatted("A", ",'authUrlOnly':true", ""));
        Answer without = world.bot.post(PATH, body.formatted("A", "", ""));
        Answer first = world.bot.post(PATH, body.formatted("A", "", ",'authCode':'4/x'"));
        Answer again = world.bot.post(PATH, body.formatted("B", "", ",'authCode':'4/x'"));

        // then
        assertThat(url.json().path("authUrl").asText()).startsWith("https://");
        assertThat(List.of(without.status(), first.status(), again.status())).containsExactly(400, 201, 400);
        String id = first.json().path("qID").asText();
        String catalog = "[{'op':'replace','path':'/connectionProperties/Catalog','value':'other'}]";
        assertThat(patched(id, catalog)).isEqualTo(400);
        assertThat(patched(id, "[{'op':'replace','path':'/tags','value':['t']}]"))
                .isEqualTo(204);
        assertThat(world.bot
                        .with("qlik-auth-code", "4/y")
                        .patch(PATH + "/" + id, catalog)
                        .status())
                .isEqualTo(204);
    }
}
