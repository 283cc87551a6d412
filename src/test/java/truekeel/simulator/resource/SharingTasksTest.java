package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;

class SharingTasksTest {
    private static final String PATH = "/api/v1/sharing-tasks";
    private final World world = new World();
    private final String shared = world.space(world.bot, "Dev", "shared");
    private final String app = world.load(world.bot, shared, "Sales", "1");

    @AfterEach
    void close() {
        world.close();
    }

    private String body(String more) {
        return "{'name':'N','type':'sheet-sharing','state':{},'templates':[{'type':'sheet','sheetData':{'appId':'" + app
                + "','sheetId':'s'}}]" + more + "}";
    }

    private String task() {
        return PATH + "/" + World.idOf(world.bot.post(PATH, body("")), 201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'mail'",
                "'state':7",
                "'templates':[]",
                "'templates':[{'type':'sheet'}]",
                "'templates':[{'type':'drawing','sheetData':{'appId':'APP'}}]",
                "'templates':[{'type':'sheet','sheetData':{'appId':'APP'}},{'type':'sheet','sheetData':{'appId':'B'}}]",
                "'templates':[{'type':'excel','templateId':'none'}]",
                "'transportChannels':['pigeon']",
                "'recipients':{'userIds':[{'value':'nobody'}]}",
                "'recipients':{'emailAddresses':['nobody']}",
                "'scheduleOptions':{'recurrence':['a','b','c','d','e','f']}",
                "'scheduleOptions':{'recurrence':['RRULE:UNTIL=20270101']}",
                "'scheduleOptions':{'startDateTime':'2026-11-23T08:00:00Z'}",
                "'scheduleOptions':{'endDateTime':'2026-11-23T08:00:00+01:00'}"
            })
    void refusesWhatItCannotSend(String fields) {
        // when: of two fields with one name the second counts
        int status =
                world.bot.post(PATH, body("," + fields.replace("APP", app))).status();

        // then
        assertThat(status).isEqualTo(400);
    }

    @Test
    void hasNoMoreThanAHundredRecipients() {
        // given
        String many = IntStream.rangeClosed(1, 101)
                .mapToObj(number -> "'a" + number + "@acme.example'")
                .collect(Collectors.joining(","));

        // when
        int status = world.bot
                .post(PATH, body(",'recipients':{'emailAddresses':[" + many + "]}"))
                .status();

        // then
        assertThat(status).isEqualTo(400);
    }

    @Test
    void aUserHasNoMoreThanAHundred() {
        // given
        world.member(shared, world.id("jane"), "consumer");
        for (int i = 0; i < 100; i++) {
            task();
        }

        // when
        int mine = world.bot.post(PATH, body("")).status();
        int another = world.jane.post(PATH, body("")).status();

        // then
        assertThat(mine).isEqualTo(403);
        assertThat(another).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"sheet-sharing,201", "template-sharing,403"})
    void viewersSubscribeButMakeNoReports(String type, int status) {
        // given
        world.member(shared, world.id("jane"), "consumer");

        // when
        Answer answer = world.jane.post(PATH, body("").replace("sheet-sharing", type));

        // then
        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "/enabled,false,204",
        "/ownerId,'\"JANE\"',204",
        "/name,'\"x\"',403",
        "/recipients,{},403",
        "/templates,[],403"
    })
    void adminsSwitchOffAndGiveAwayAndNoMore(String path, String value, int status) {
        // given
        world.member(shared, world.id("jane"), "producer");
        String task = PATH + "/" + World.idOf(world.jane.post(PATH, body("")), 201);

        // when
        Answer answer = world.bot.replace(task, path, value.replace("JANE", world.id("jane")));

        // then
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void aNewOwnerFindsTheTaskSwitchedOff() {
        // given
        String task = task();

        // when
        Answer given = world.bot.replace(task, "/ownerId", "'" + world.id("jane") + "'");

        // then
        JsonNode shown = world.jane.get(task).json();
        assertThat(given.status()).isEqualTo(204);
        assertThat(shown.path("enabled").asBoolean()).isFalse();
        assertThat(shown.at("/taskErrors/0/value").asText()).isEqualTo("DISABLED_DUE_TO_OWNERSHIP_CHANGE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'replace','path':'/type','value':'chart-sharing'}",
                "{'op':'replace','path':'/state','value':{}}",
                "{'op':'add','path':'/tags','value':[]}",
                "{'op':'remove','path':'/name'}",
                "{'op':'replace','path':'/name','value':' '}",
                "{'op':'replace','path':'/ownerId','value':'nobody'}",
                "{'op':'replace','path':'/transportChannels','value':['pigeon']}",
                "{'op':'replace','path':'/templates','value':[]}"
            })
    void aPatchThatIsRefusedInOnePartChangesNothing(String op) {
        // given
        String task = task();
        JsonNode before = world.bot.get(task).json();

        // when
        int status = world.bot
                .patch(task, "[{'op':'replace','path':'/description','value':'x'}," + op + "]")
                .status();

        // then
        assertThat(status).isEqualTo(400);
        assertThat(world.bot.get(task).json()).isEqualTo(before);
    }

    @Test
    void reportsAreListedByAppForAllButAdmins() {
        // when
        Driver jane = world.jane;

        // then
        assertThat(jane.get(PATH + "?type=template-sharing").status()).isEqualTo(400);
        assertThat(jane.get(PATH + "?type=template-sharing&appid=" + app).status())
                .isEqualTo(200);
        assertThat(world.bot.get(PATH + "?type=template-sharing").status()).isEqualTo(200);
    }

    @Test
    void othersSeeATaskOnlyAsRecipients() {
        // given
        String hidden = task();
        String told = PATH + "/"
                + World.idOf(
                        world.bot.post(PATH, body(",'recipients':{'userIds':[{'value':'" + world.id("jane") + "'}]}")),
                        201);

        // when
        int stranger = world.jane.get(hidden).status();
        int recipient = world.jane.get(told).status();

        // then
        assertThat(stranger).isEqualTo(404);
        assertThat(recipient).isEqualTo(200);
        assertThat(world.jane.delete(told).status()).isEqualTo(403);
    }

    @Test
    void nothingIsSharedWhereSharingIsOff() {
        // given
        world.bot.put(PATH + "/settings", "{'enable-sharing':false}");

        // when
        int status = world.bot.post(PATH, body("")).status();

        // then
        assertThat(status).isEqualTo(403);
        assertThat(world.jane.put(PATH + "/settings", "{'enable-sharing':true}").status())
                .isEqualTo(403);
    }
}
