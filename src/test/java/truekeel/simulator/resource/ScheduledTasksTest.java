package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;

/** Tasks of the scheduling service; the clock begins at 10:00 on a Sunday. */
class ScheduledTasksTest {
    private static final String PATH = "/api/scheduling/tasks";
    private static final String HOURLY =
            "'start':{'schedule':{'recurrence':'RRULE:FREQ=HOURLY;BYMINUTE=30;BYSECOND=0'}}";
    private final World world = new World();
    private final String space = world.space(world.bot, "Dev", "shared");
    private final String app = world.load(world.bot, space, "Sales", "1");

    @AfterEach
    void close() {
        world.close();
    }

    private static String body(String name, String app, String more) {
        return "{'name':'" + name + "','specVersion':'0.8'," + more
                + ",'states':[{'name':'reload','type':'event','onEvents':[{'eventRefs':[],'actions':[{'name':'a',"
                + "'functionRef':{'refName':'app.reload','arguments':{'appId':'" + app + "'}}}]}]}]}";
    }

    private String made(String name, String more) {
        return World.idOf(world.bot.post(PATH, body(name, app, more)), 201);
    }

    private static String following(String task, String status) {
        return "'enabled':true,'events':[{'name':'e','type':'com.qlik.v1.task.run.finished','source':'system-events.task',"
                + "'correlation':[{'contextAttributeName':'id','contextAttributeValue':'" + task + "'},"
                + "{'contextAttributeName':'status','contextAttributeValue':'" + status + "'}]}]";
    }

    private JsonNode shown(String task) {
        return bot().get(PATH + "/" + task).json();
    }

    private JsonNode runs(String task) {
        return bot().get(PATH + "/" + task + "/runs?limit=100").json().path("data");
    }

    /** With a new token: the old one ends while the clock jumps. */
    private Driver bot() {
        return Driver.bot(world.simulator, World.HOST);
    }

    private Answer patch(Driver who, String task, String operations) {
        return who.patch(PATH + "/" + task, "[" + operations + "]");
    }

    private static final String ON = "{'op':'replace','path':'/enabled','value':true}";

    @Test
    void isSwitchedOffUntilItIsSwitchedOn() {
        // given
        String task = made("Nightly", HOURLY);

        // when
        JsonNode before = shown(task);
        Answer answer = patch(world.bot, task, ON);

        // then
        assertThat(before.path("enabled").asBoolean()).isFalse();
        assertThat(before.path("resourceId").asText()).isEqualTo(app);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(shown(task).path("enabled").asBoolean()).isTrue();
        assertThat(shown(task).path("metadata").has("disabledCode")).isFalse();
    }

    @Test
    void firesByTheClockAndReloadsTheApp() {
        // given
        String task = made("Nightly", "'enabled':true," + HOURLY);

        // when
        world.advance(Duration.ofHours(3));

        // then
        JsonNode runs = runs(task);
        assertThat(runs).hasSize(3);
        assertThat(runs.findValuesAsText("status")).containsOnly("SUCCEEDED");
        assertThat(runs.path(0).path("startedAt").asText()).isEqualTo("2026-11-22T12:30:00.000Z");
        assertThat(world.bot
                        .get("/api/v1/apps/" + app)
                        .json()
                        .at("/attributes/lastReloadTime")
                        .asText())
                .isEqualTo("2026-11-22T12:30:12.000Z");
    }

    @ParameterizedTest
    @CsvSource({
        "{'recurrence':'RRULE:FREQ=DAILY;BYHOUR=2;BYMINUTE=0;BYSECOND=0';'timezone':'Europe/Stockholm'}, 2026-11-23T01:00:00.000Z",
        "{'cron':'15 4 * * 1-5';'timezone':'UTC'}, 2026-11-23T04:15:00.000Z",
        "{'interval':'PT6H';'startDateTime':'2026-11-22T20:00:00'}, 2026-11-22T20:00:00.000Z",
        "{'recurrence':'RRULE:FREQ=MONTHLY;BYMONTHDAY=1';'startDateTime':'2026-01-01T05:00:00'}, 2026-12-01T05:00:00.000Z"
    })
    void readsSchedulesInTheirTimeZone(String schedule, String first) {
        // given
        String task = made(
                "Nightly",
                "'enabled':true,'start':{'schedule':"
                        + schedule.replace(';', ',')
                                .replace(
                                        "FREQ=DAILY,BYHOUR=2,BYMINUTE=0,BYSECOND=0",
                                        "FREQ=DAILY;BYHOUR=2;BYMINUTE=0;BYSECOND=0")
                                .replace("FREQ=MONTHLY,BYMONTHDAY=1", "FREQ=MONTHLY;BYMONTHDAY=1")
                        + "}");

        // when
        world.advance(Duration.ofDays(12));

        // then
        JsonNode runs = runs(task);
        assertThat(runs.path(runs.size() - 1).path("startedAt").asText()).isEqualTo(first);
    }

    @Test
    void firesAfterTheTaskThatItFollowsHasSucceeded() {
        // given
        String second = world.load(world.bot, space, "Stock", "1");
        String first = made("First", "'enabled':true," + HOURLY);
        String good = World.idOf(world.bot.post(PATH, body("Good", second, following(first, "SUCCEEDED"))), 201);
        String bad = World.idOf(world.bot.post(PATH, body("Bad", second, following(first, "FAILED"))), 201);

        // when
        world.advance(Duration.ofMinutes(45));

        // then
        assertThat(runs(good).path(0).path("startedAt").asText()).isEqualTo("2026-11-22T10:30:12.000Z");
        assertThat(runs(bad)).isEmpty();
    }

    @Test
    void isSwitchedOffAfterFiveFailures() {
        // given
        world.bot.post("/api/v1/apps/" + app + "/scripts", "{'script':'LOAD * FROM [lib://Warehouse/x.qvd];'}");
        String task = made("Nightly", "'enabled':true," + HOURLY);

        // when
        world.advance(Duration.ofHours(9));

        // then
        assertThat(shown(task).at("/metadata/disabledCode").asText()).isEqualTo("CONSECUTIVE-FAILURES");
        assertThat(runs(task)).hasSize(5);
    }

    @Test
    void isSwitchedOffWhenItsAppMovesItsScriptIsWrittenByOthersOrItsOwnerGoes() {
        // given
        String other = world.space(world.bot, "Other", "shared");
        world.member(space, world.id("jane"), "producer");
        world.member(space, world.id("john"), "producer");
        String moved = made("Moved", "'enabled':true," + HOURLY);

        // when
        world.bot.post("/api/v1/apps/" + app + "/scripts", "{'script':'LOAD 1 AutoGenerate 1;'}");
        boolean byOwner = shown(moved).path("enabled").asBoolean();
        world.jane.post("/api/v1/apps/" + app + "/scripts", "{'script':'LOAD 2 AutoGenerate 1;'}");
        String scripted = shown(moved).at("/metadata/disabledCode").asText();
        patch(world.bot, moved, ON);
        world.app(app).put("spaceId", other);
        String byMove = shown(moved).at("/metadata/disabledCode").asText();
        world.app(app).put("spaceId", space);
        patch(world.john, moved, ON);
        world.bot.delete("/api/v1/users/" + world.id("john"));
        String byOwnersEnd = shown(moved).at("/metadata/disabledCode").asText();

        // then
        assertThat(byOwner).isTrue();
        assertThat(List.of(scripted, byMove, byOwnersEnd))
                .containsExactly("APP-SCRIPT-UPDATED", "APP-MOVED-SPACE", "OWNER-DELETED");
    }

    @Test
    void belongsToWhoeverWroteItLast() {
        // given
        world.member(space, world.id("jane"), "producer");
        String task = made("Nightly", HOURLY);

        // when
        int status = patch(world.jane, task, ON).status();

        // then
        assertThat(status).isEqualTo(204);
        assertThat(shown(task).at("/metadata/ownerId").asText()).isEqualTo(world.id("jane"));
        assertThat(patch(world.john, task, ON).status()).isEqualTo(404);
    }

    @Test
    void takesTheRightToReloadTheApp() {
        // when
        Answer unseen = world.john.post(PATH, body("Mine", app, HOURLY));

        // then
        assertThat(unseen.status()).isEqualTo(403);
    }

    @Test
    void hasAtMostTenTasksOfAnAppAndOneOnDatasets() {
        // given
        String onDataset = "'events':[{'name':'d','type':'com.qlik/active-analytics-orch','source':'dataset.updated',"
                + "'correlation':[{'contextAttributeName':'appId','contextAttributeValue':'" + app + "'}]}]";
        made("Data", onDataset);

        // when
        Answer second = world.bot.post(PATH, body("More data", app, onDataset));
        for (int i = 0; i < 9; i++) {
            made("T" + i, HOURLY);
        }
        Answer eleventh = world.bot.post(PATH, body("Too many", app, HOURLY));

        // then
        assertThat(second.status()).isEqualTo(409);
        assertThat(eleventh.status()).isEqualTo(422);
    }

    @Test
    void holdsTheLimitsWhenATaskChangesToo() {
        // given
        String onDataset = "'events':[{'name':'d','type':'com.qlik/active-analytics-orch','source':'dataset.updated',"
                + "'correlation':[{'contextAttributeName':'appId','contextAttributeValue':'" + app + "'}]}]";
        String data = made("Data", onDataset);
        String hourly = made("Hourly", HOURLY);
        String full = World.appId(world.bot.post("/api/v1/apps", "{'attributes':{'name':'Full'}}"));
        for (int i = 0; i < 10; i++) {
            World.idOf(world.bot.post(PATH, body("T" + i, full, HOURLY)), 201);
        }

        // when
        Answer second = world.bot.put(PATH + "/" + hourly, body("Hourly", app, onDataset));
        Answer same = world.bot.put(PATH + "/" + data, body("Data", app, onDataset));
        Answer eleventh = world.bot.put(PATH + "/" + hourly, body("Hourly", full, HOURLY));

        // then
        assertThat(second.status()).isEqualTo(409);
        assertThat(same.status()).isEqualTo(200);
        assertThat(eleventh.status()).isEqualTo(422);
    }

    @Test
    void showsTheLogOfARunUnderItsOwnTaskOnly() {
        // given
        String one = made("One", HOURLY);
        String other = made("Other", HOURLY);
        world.bot.post(PATH + "/" + one + "/actions/start", "{}");
        String run = runs(one).at("/0/id").asText();

        // when
        int own = world.bot.get(PATH + "/" + one + "/runs/" + run + "/log").status();
        int foreign =
                world.bot.get(PATH + "/" + other + "/runs/" + run + "/log").status();

        // then
        assertThat(own).isEqualTo(200);
        assertThat(foreign).isEqualTo(404);
    }

    @Test
    void saysWhatIsWrongWithABody() {
        // when
        Answer states = world.bot.post(PATH, "{'name':'x','specVersion':'0.8','states':[]}");
        Answer start = world.bot.post(PATH, body("x", app, "'enabled':true"));
        Answer rule = world.bot.post(PATH, body("x", app, "'start':{'schedule':{'recurrence':'RRULE:FREQ=NOW'}}"));
        Answer zone =
                world.bot.post(PATH, body("x", app, "'start':{'schedule':{'interval':'P1D','timezone':'Mars/Base'}}"));

        // then
        assertThat(List.of(states.status(), start.status(), rule.status(), zone.status()))
                .containsOnly(400);
        assertThat(states.body().text()).contains("task has 0 states instead of 1");
        assertThat(rule.body().text()).contains("CHO-017", "/start/schedule/recurrence");
    }

    @Test
    void takesPatchesOfTheWholeStandard() {
        // given
        String task = made("Nightly", "'description':'Old'," + HOURLY);

        // when
        Answer answer = patch(
                world.bot,
                task,
                "{'op':'copy','from':'/description','path':'/key'},{'op':'remove','path':'/description'},"
                        + "{'op':'add','path':'/start/schedule/timezone','value':'UTC'},"
                        + "{'op':'move','from':'/key','path':'/version'}");
        Answer nowhere = patch(world.bot, task, "{'op':'replace','path':'/nothing','value':1}");

        // then
        assertThat(answer.status()).isEqualTo(204);
        assertThat(shown(task).path("version").asText()).isEqualTo("Old");
        assertThat(shown(task).has("description")).isFalse();
        assertThat(nowhere.status()).isEqualTo(400);
    }

    @Test
    void leavesEvents() {
        // given
        String task = made("Nightly", HOURLY);
        patch(world.bot, task, ON);

        // when
        world.bot.delete(PATH + "/" + task);

        // then
        assertThat(world.tenant.table("audits").rows())
                .filteredOn(event -> event.path("eventType").asText().contains(".task."))
                .extracting(event -> event.path("eventType").asText())
                .containsExactly(
                        "com.qlik.scheduling.task.created",
                        "com.qlik.scheduling.task.updated",
                        "com.qlik.scheduling.task.deleted");
    }

    @Test
    void servesReloadTasksOfTheOlderApiOnlyWhereATenantIsSetSo() {
        try (World older = World.with("reloadTasks", "true")) {
            String there = World.appId(older.bot.post("/api/v1/apps", "{'attributes':{'name':'Sales'}}"));
            older.bot.post("/api/v1/reload-tasks", "{'appId':'" + there + "'}");

            // when
            JsonNode alone = older.bot.get("/api/v1/reload-tasks").json().at("/data/0");
            older.bot.post(PATH, body("Newer", there, HOURLY));
            JsonNode beside = older.bot.get("/api/v1/reload-tasks").json().at("/data/0");

            // then
            assertThat(world.bot.get("/api/v1/reload-tasks").status()).isEqualTo(404);
            assertThat(alone.path("state").asText()).isEqualTo("Enabled");
            assertThat(beside.path("state").asText()).isEqualTo("Disabled");
        }
    }

    @Test
    void aReloadTaskOfTheOlderApiIsItsOwnersAndOfAnAppThatTheyReload() {
        try (World older = World.with("reloadTasks", "true")) {
            String tasks = "/api/v1/reload-tasks";
            String there = World.appId(older.bot.post("/api/v1/apps", "{'attributes':{'name':'Sales'}}"));
            String one = tasks + "/" + World.idOf(older.bot.post(tasks, "{'appId':'" + there + "'}"), 201);

            // when
            int unknown = older.bot.post(tasks, "{'appId':'none'}").status();
            int foreign = older.jane.post(tasks, "{'appId':'" + there + "'}").status();

            // then
            assertThat(unknown).isEqualTo(404);
            assertThat(foreign).isEqualTo(404);
            assertThat(older.jane.get(one).status()).isEqualTo(404);
            assertThat(older.jane.delete(one).status()).isEqualTo(404);
            assertThat(older.jane.get(tasks).json().path("data")).isEmpty();
        }
    }
}
