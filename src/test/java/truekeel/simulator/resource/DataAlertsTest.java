package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;

class DataAlertsTest {
    private static final String PATH = "/api/v1/data-alerts";
    private static final String CONDITIONS = "/api/v1/conditions";
    private final World world = new World();
    private final String shared = world.space(world.bot, "Dev", "shared");
    private final String app = world.load(world.bot, shared, "Sales", "1");
    private final String condition = condition(world.bot, app);

    @AfterEach
    void close() {
        world.close();
    }

    private static String condition(Driver caller, String app) {
        Answer answer = caller.post(
                CONDITIONS,
                "{'type':'data','dataCondition':{'conditionBase':{'appId':'" + app + "'},'conditionData':{}}}");
        assertThat(answer.status()).isEqualTo(201);
        return answer.json().at("/condition/dataCondition/conditionBase/id").asText();
    }

    private String body(String more) {
        return "{'name':'N','appId':'" + app + "','conditionId':'" + condition
                + "','triggerType':'RELOAD','recipients':{'userIds':[]}" + more + "}";
    }

    private String alert() {
        return PATH + "/" + World.idOf(world.bot.post(PATH, body("")), 202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'name':''",
                "'appId':'none'",
                "'conditionId':'none'",
                "'triggerType':'NEVER'",
                "'triggerType':'SCHEDULED'",
                "'triggerType':'SCHEDULED','scheduleOptions':{'recurrence':[]}",
                "'scheduleOptions':{'startDateTime':'2026-11-23T08:00:00Z'}",
                "'recipients':{}",
                "'recipients':{'userIds':[{'value':'nobody'}]}",
                "'recipients':{'userIds':[],'groupIds':[{'value':'none'}]}",
                "'throttling':7",
                "'enabled':'yes'"
            })
    void refusesWhatCannotFire(String fields) {
        // when: of two fields with one name the second counts
        int status = world.bot.post(PATH, body("," + fields)).status();

        // then
        assertThat(status).isIn(400, 404);
        assertThat(world.bot.get(PATH).json().path("totalCount").asInt()).isZero();
    }

    @Test
    void standsOnAConditionOfItsOwnerAndItsApp() {
        // given
        world.member(shared, world.id("jane"), "producer");
        String hers = condition(world.jane, app);
        String elsewhere = condition(world.bot, world.load(world.bot, shared, "Other", "2"));

        // when
        int another =
                world.bot.post(PATH, body(",'conditionId':'" + hers + "'")).status();
        int other =
                world.bot.post(PATH, body(",'conditionId':'" + elsewhere + "'")).status();

        // then
        assertThat(another).isEqualTo(400);
        assertThat(other).isEqualTo(400);
        assertThat(world.bot
                        .replace(alert(), "/conditionId", "'" + elsewhere + "'")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aUserHasNoMoreThanFifty() {
        // given
        for (int i = 0; i < 50; i++) {
            alert();
        }

        // when
        int status = world.bot.post(PATH, body("")).status();

        // then
        assertThat(status).isEqualTo(403);
        assertThat(world.bot
                        .get(PATH + "/settings")
                        .json()
                        .path("dataAlertsConsumed")
                        .asInt())
                .isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({
        "/enabledAction,'\"disable\"',204",
        "/ownerId,'\"JANE\"',204",
        "/name,'\"x\"',403",
        "/description,'\"x\"',403",
        "/triggerType,'\"RELOAD\"',403"
    })
    void adminsSwitchOffAndGiveAwayAndNoMore(String path, String value, int status) {
        // given
        world.member(shared, world.id("jane"), "producer");
        String hers = condition(world.jane, app);
        String one = PATH + "/" + World.idOf(world.jane.post(PATH, body(",'conditionId':'" + hers + "'")), 202);

        // when
        Answer answer = world.bot.replace(one, path, value.replace("JANE", world.id("jane")));

        // then
        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'replace','path':'/recipients','value':{'userIds':[]}}",
                "{'op':'replace','path':'/appId','value':'x'}",
                "{'op':'replace','path':'/enabled','value':false}",
                "{'op':'replace','path':'/enabledAction','value':'off'}",
                "{'op':'replace','path':'/triggerType','value':'SCHEDULED'}",
                "{'op':'replace','path':'/name','value':''}",
                "{'op':'replace','path':'/ownerId','value':'nobody'}",
                "{'op':'remove','path':'/description'}",
                "{'op':'add','path':'/description','value':'x'}"
            })
    void aPatchThatIsRefusedInOnePartChangesNothing(String op) {
        // given
        String alert = alert();
        JsonNode before = world.bot.get(alert).json();

        // when
        int status = world.bot
                .patch(alert, "[{'op':'replace','path':'/description','value':'y'}," + op + "]")
                .status();

        // then
        assertThat(status).isEqualTo(400);
        assertThat(world.bot.get(alert).json()).isEqualTo(before);
    }

    @Test
    void aConditionInUseStays() {
        // given
        String alert = alert();

        // when
        int used = world.bot.delete(CONDITIONS + "/" + condition).status();
        world.bot.delete(alert);
        int free = world.bot.delete(CONDITIONS + "/" + condition).status();

        // then
        assertThat(used).isEqualTo(409);
        assertThat(free).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'replace','path':'/type','value':'compound'}",
                "{'op':'replace','path':'/dataCondition/conditionBase/appId','value':'x'}",
                "{'op':'move','path':'/dataCondition/conditionData','value':{}}"
            })
    void aConditionTakesNoOtherPatch(String op) {
        // given
        String one = CONDITIONS + "/" + condition;
        JsonNode before = world.bot.get(one).json();

        // when
        int status = world.bot
                .patch(one, "[{'op':'replace','path':'/dataCondition/measures','value':[]}," + op + "]")
                .status();

        // then
        assertThat(status).isEqualTo(400);
        assertThat(world.bot.get(one).json()).isEqualTo(before);
    }

    @Test
    void othersSeeNeitherConditionNorAlert() {
        // given
        world.member(shared, world.id("jane"), "consumer");
        String alert = alert();

        // when
        int seen = world.jane.get(alert).status();

        // then
        assertThat(seen).isEqualTo(404);
        assertThat(world.jane.get(CONDITIONS + "/" + condition).status()).isEqualTo(404);
        assertThat(world.jane.get(PATH).json().path("tasks")).isEmpty();
    }

    @Test
    void nobodyIsAlertedWhereAlertsAreOff() {
        // given
        world.bot.put(PATH + "/settings", "{'enable-data-alerting':false}");

        // when
        int status = world.bot.post(PATH, body("")).status();

        // then
        assertThat(status).isEqualTo(403);
        assertThat(world.jane
                        .put(PATH + "/settings", "{'enable-data-alerting':true}")
                        .status())
                .isEqualTo(403);
    }
}
