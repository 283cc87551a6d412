package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;

/** The town's licence has two professional seats, of which the bot of the first tenant holds one. */
class LicensesTest {
    private static final String SEATS = "/api/v1/licenses/assignments";
    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    private JsonNode act(Driver driver, String action, String items) {
        Answer answer = driver.post(SEATS + "/actions/" + action, "{'" + action + "':" + items + "}");
        assertThat(answer.status()).isEqualTo(207);
        return answer.json().path("data");
    }

    @Test
    void showsTheKeyAndTheAllotments() {
        // when
        JsonNode overview = town.bot.get("/api/v1/licenses/overview").json();

        // then
        assertThat(overview.path("licenseKey").asText()).isEqualTo(Town.KEY);
        assertThat(overview.at("/allotments/0/name").asText()).isEqualTo("professional");
        assertThat(overview.at("/allotments/0/units").asInt()).isEqualTo(2);
        assertThat(overview.at("/allotments/0/unitsUsed").asInt()).isEqualTo(1);
        assertThat(town.jane.get("/api/v1/licenses/overview").status()).isEqualTo(403);
    }

    @Test
    void sharesTheSeatsOverAllTenantsOfTheKey() {
        // given
        Driver beta = Driver.bot(town.simulator, Town.BETA);

        // when
        JsonNode here = act(town.bot, "add", "[{'subject':'a','type':'professional'}]");
        JsonNode there = act(beta, "add", "[{'subject':'b','type':'professional'}]");
        act(town.bot, "delete", "[{'subject':'a','type':'professional'}]");
        JsonNode later = act(beta, "add", "[{'subject':'b','type':'professional'}]");

        // then
        assertThat(here.at("/0/status").asInt()).isEqualTo(201);
        assertThat(there.at("/0/status").asInt()).isEqualTo(403);
        assertThat(there.at("/0/code").asText()).isEqualTo("LICENSES-011");
        assertThat(later.at("/0/status").asInt()).isEqualTo(201);
    }

    @Test
    void answersEachItemForItself() {
        // when
        JsonNode added = act(
                town.bot,
                "add",
                "[{'subject':'a','type':'analyzer'},{'subject':'a','type':'analyzer'},{'subject':'a','type':'gold'}]");
        JsonNode deleted =
                act(town.bot, "delete", "[{'subject':'a','type':'analyzer'},{'subject':'nobody','type':'analyzer'}]");

        // then
        assertThat(added.findValuesAsText("status")).containsExactly("201", "409", "400");
        assertThat(deleted.findValuesAsText("status")).containsExactly("200", "404");
        assertThat(deleted.at("/1/code").asText()).isEqualTo("LICENSES-016");
    }

    @Test
    void movesASeatToAnotherTypeOrSubject() {
        // given
        act(town.bot, "add", "[{'subject':'a','type':'analyzer'}]");

        // when
        JsonNode type = act(town.bot, "update", "[{'subject':'a','sourceType':'analyzer','type':'professional'}]");
        JsonNode subject = act(town.bot, "update", "[{'subject':'b','sourceSubject':'a','type':'professional'}]");
        JsonNode missing = act(town.bot, "update", "[{'subject':'c','sourceType':'analyzer','type':'professional'}]");

        // then
        assertThat(type.at("/0/status").asInt()).isEqualTo(200);
        assertThat(subject.at("/0/status").asInt()).isEqualTo(201);
        assertThat(missing.at("/0/code").asText()).isEqualTo("LICENSES-016");
        assertThat(town.bot
                        .get(SEATS + "?filter=subject%20eq%20%22b%22")
                        .json()
                        .at("/data/0/type")
                        .asText())
                .isEqualTo("professional");
    }

    @Test
    void leavesTheSeatWhereItIsWhenAMoveFails() {
        // given
        act(town.bot, "add", "[{'subject':'a','type':'professional'},{'subject':'b','type':'analyzer'}]");

        // when
        JsonNode moved = act(town.bot, "update", "[{'subject':'b','sourceType':'analyzer','type':'professional'}]");

        // then
        assertThat(moved.at("/0/code").asText()).isEqualTo("LICENSES-011");
        assertThat(town.bot
                        .get(SEATS + "?filter=subject%20eq%20%22b%22")
                        .json()
                        .at("/data/0/type")
                        .asText())
                .isEqualTo("analyzer");
    }

    @Test
    void listsOrphansOfThisTenantAlone() {
        // given
        act(town.bot, "add", "[{'subject':'jane','type':'analyzer'},{'subject':'stranger','type':'analyzer'}]");

        // when
        JsonNode orphans = town.bot.get(SEATS + "?orphans=true").json().path("data");

        // then
        assertThat(orphans.findValuesAsText("subject")).containsExactly("stranger");
    }

    @Test
    void marksTheLatestSeatsOfAShrunkAllotmentAsExcess() {
        // given
        act(town.bot, "add", "[{'subject':'a','type':'analyzer'},{'subject':'b','type':'analyzer'}]");
        town.simulator.fleet().byHost(Town.ACME).orElseThrow().license().units("analyzer", 1);

        // when
        JsonNode seats = town.bot.get(SEATS + "?sort=subject").json().path("data");
        JsonNode overview = town.bot.get("/api/v1/licenses/overview").json();
        JsonNode more = act(town.bot, "add", "[{'subject':'c','type':'analyzer'}]");

        // then
        assertThat(seats.findValuesAsText("subject")).containsExactly("a", "b", "qlikbot\\sim-client");
        assertThat(seats.findValuesAsText("excess")).containsExactly("false", "true", "false");
        assertThat(overview.at("/allotments/1/unitsUsed").asInt()).isEqualTo(2);
        assertThat(more.at("/0/code").asText()).isEqualTo("LICENSES-011");
    }

    @Test
    void boundsNoAllotmentOfMinusOne() {
        // given
        town.simulator.fleet().byHost(Town.ACME).orElseThrow().license().units("analyzer", -1);

        // when
        JsonNode added = act(town.bot, "add", "[{'subject':'a','type':'analyzer'}]");
        JsonNode overview = town.bot.get("/api/v1/licenses/overview").json();

        // then
        assertThat(added.at("/0/status").asInt()).isEqualTo(201);
        assertThat(overview.at("/allotments/1/overage").asInt()).isEqualTo(-1);
        assertThat(town.bot.get(SEATS).json().path("data").findValuesAsText("excess"))
                .containsOnly("false");
    }

    @Test
    void refusesACallWithAnItemThatLacksAFieldAsAWhole() {
        // when
        Answer answer =
                town.bot.post(SEATS + "/actions/add", "{'add':[{'subject':'a','type':'analyzer'},{'subject':'b'}]}");

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(town.bot.get(SEATS).json().path("data").findValuesAsText("subject"))
                .doesNotContain("a");
    }

    @Test
    void pagesByItsPageCursor() {
        // given
        act(town.bot, "add", "[{'subject':'a','type':'analyzer'},{'subject':'b','type':'analyzer'}]");

        // when
        JsonNode first = town.bot.get(SEATS + "?limit=2&sort=-subject").json();
        JsonNode second = town.bot.follow(first.at("/links/next/href").asText()).json();

        // then
        assertThat(first.at("/links/next/href").asText()).contains("page=");
        assertThat(first.path("data").findValuesAsText("subject")).containsExactly("qlikbot\\sim-client", "b");
        assertThat(second.path("data").findValuesAsText("subject")).containsExactly("a");
    }

    @Test
    void replacesTheSettingsAsAWhole() {
        // given
        town.bot.put("/api/v1/licenses/settings", "{'autoAssignProfessional':true,'autoAssignAnalyzer':true}");

        // when
        Answer put = town.bot.put("/api/v1/licenses/settings", "{'autoAssignAnalyzer':true}");

        // then
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.json().path("autoAssignProfessional").asBoolean()).isFalse();
        assertThat(town.bot.get("/api/v1/licenses/settings").json()).isEqualTo(put.json());
    }

    @Test
    void givesASeatAtLoginWhenSetSo() {
        // given
        town.bot.put("/api/v1/licenses/settings", "{'autoAssignProfessional':true,'autoAssignAnalyzer':true}");

        // when
        town.bot.person("first");
        town.bot.person("second");

        // then
        JsonNode seats = town.bot.get(SEATS + "?sort=subject").json().path("data");
        assertThat(seats.at("/0/subject").asText()).isEqualTo("first");
        assertThat(seats.at("/0/type").asText()).isEqualTo("professional");
        assertThat(seats.at("/2/type").asText()).isEqualTo("analyzer");
    }

    @Test
    void wordsItsErrorsTheOldWayToo() {
        // when
        JsonNode error = town.bot.post(SEATS + "/actions/add", "{'add':[{}]}").json();

        // then
        assertThat(error.path("error").asText()).isEqualTo("Bad request");
        assertThat(error.path("message").asText()).contains("subject");
        assertThat(error.at("/errors/0/code").asText()).isEqualTo("LICENSES-004");
    }
}
