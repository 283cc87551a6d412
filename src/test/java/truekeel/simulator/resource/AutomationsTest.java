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

class AutomationsTest {
    private static final String PATH = "/api/workflows/automations";
    private static final String OLD = "/api/v1/automations";
    private static final String CONNECTIONS = "/api/workflows/automation-connections";
    private static final String BLOCKS = "'workspace':{'blocks':[{'type':'StartBlock','inputs':[{'id':'run_mode',"
            + "'value':'scheduled'}],'settings':[{'id':'datasource','value':'c1'}]}]}";
    private final World world = new World();
    private final String space = world.space(world.bot, "Dev", "shared");

    @AfterEach
    void close() {
        world.close();
    }

    private String made(String more) {
        return World.idOf(world.bot.post(PATH, "{'name':'Tell sales','spaceId':'" + space + "'" + more + "}"), 201);
    }

    private JsonNode shown(String id) {
        return world.bot.get(PATH + "/" + id).json();
    }

    @Test
    void isAvailableFromTheStartAndTakesTheSameNameTwice() {
        // when
        String first = made("," + BLOCKS);
        made("");

        // then
        assertThat(shown(first).path("state").asText()).isEqualTo("available");
        assertThat(shown(first).path("runMode").asText()).isEqualTo("scheduled");
        assertThat(shown(first).path("executionToken").asText()).isNotEmpty();
        assertThat(world.bot.get(PATH).json().path("data")).hasSize(2);
    }

    @Test
    void servesBothRoutesAndAnnouncesTheEndOfTheOlderOne() {
        // given
        String id = made("");

        // when
        Answer old = world.bot.get(OLD + "/" + id);
        Answer fresh = world.bot.get(PATH + "/" + id);

        // then
        assertThat(old.json()).isEqualTo(fresh.json());
        assertThat(old.header("sunset")).contains("Tue, 30 Nov 2027 00:00:00 GMT");
        assertThat(fresh.header("sunset")).isEmpty();
        try (World behind = World.with("workflows", "false")) {
            assertThat(List.of(
                            behind.bot.get(PATH).status(), behind.bot.get(OLD).status()))
                    .containsExactly(404, 200);
        }
    }

    @Test
    void tellsBlocksAndSchedulesOfSingleOnesOnly() {
        // given
        String id = made("," + BLOCKS + ",'schedules':[{'interval':95}],'junk':1");

        // when
        JsonNode listed = world.bot.get(PATH).json().at("/data/0");

        // then
        assertThat(listed.has("workspace")).isFalse();
        assertThat(listed.has("schedules")).isFalse();
        assertThat(shown(id).at("/schedules/0/interval").asInt()).isEqualTo(120);
        assertThat(shown(id).has("junk")).isFalse();
    }

    @Test
    void replacesTheWholeAndGivesSchedulesNewIds() {
        // given
        String id = made("," + BLOCKS + ",'description':'D','schedules':[{'interval':600}]");
        String before = shown(id).at("/schedules/0/id").asText();

        // when
        world.bot.put(PATH + "/" + id, "{'name':'New','schedules':[{'interval':600}]}");

        // then
        JsonNode after = shown(id);
        assertThat(after.path("name").asText()).isEqualTo("New");
        assertThat(after.path("description").asText()).isEmpty();
        assertThat(after.path("workspace")).isEmpty();
        assertThat(after.at("/schedules/0/id").asText()).isNotEqualTo(before);
    }

    @Test
    void isChangedByItsOwnerOrAnAdministratorOfAutomationsAlone() {
        // given
        String id = World.idOf(world.bot.post(PATH, "{'name':'Mine'}"), 201);
        world.bot.post(PATH + "/" + id + "/actions/move", "{'userId':'" + world.id("jane") + "'}");

        // when
        int read = world.bot.get(PATH + "/" + id).status();
        int put = world.bot.put(PATH + "/" + id, "{'name':'Yours'}").status();
        int disabled =
                world.bot.post(PATH + "/" + id + "/actions/disable", "{}").status();
        int byOwner = world.jane.put(PATH + "/" + id, "{'name':'Hers'}").status();
        int listedByAll =
                world.bot.get(PATH + "?listAll=true").json().path("data").size();
        int byPerson = world.john.get(PATH + "?listAll=true").status();

        // then
        assertThat(List.of(read, put, disabled, byOwner)).containsExactly(403, 403, 403, 200);
        assertThat(listedByAll).isEqualTo(1);
        assertThat(byPerson).isEqualTo(403);
    }

    @Test
    void losesItsRunsAndConnectionsWhenItMoves() {
        // given
        String id = made("," + BLOCKS);
        world.bot.post(PATH + "/" + id + "/runs", "{'context':'api'}");
        int before =
                world.bot.get(PATH + "/" + id + "/runs").json().path("data").size();

        // when
        Answer moved = world.bot.post(PATH + "/" + id + "/actions/move", "{'userId':'" + world.id("jane") + "'}");

        // then
        assertThat(before).isEqualTo(1);
        assertThat(moved.status()).isEqualTo(204);
        assertThat(world.bot.get(PATH + "/" + id + "/runs").json().path("data")).isEmpty();
        assertThat(shown(id).at("/workspace/blocks/0/settings/0/value").isNull())
                .isTrue();
    }

    @Test
    void doesNotRunWhileItIsSwitchedOff() {
        // given
        String id = made("");

        // when
        world.bot.post(PATH + "/" + id + "/actions/disable", "{}");
        int off = world.bot.post(PATH + "/" + id + "/runs", "{'context':'api'}").status();
        world.bot.post(PATH + "/" + id + "/actions/enable", "{}");
        int on = world.bot.post(PATH + "/" + id + "/runs", "{'context':'api'}").status();

        // then
        assertThat(List.of(off, on)).containsExactly(400, 201);
    }

    @Test
    void filtersAndPagesUpToTwoHundred() {
        // given
        made("");
        world.bot.post(PATH, "{'name':'Other'}");

        // when
        JsonNode named =
                world.bot.get(PATH + "?filter=name%20eq%20%22Other%22").json().path("data");
        int largest = world.bot.get(PATH + "?limit=200").status();
        int tooLarge = world.bot.get(PATH + "?limit=201").status();

        // then
        assertThat(named).hasSize(1);
        assertThat(List.of(largest, tooLarge)).containsExactly(200, 400);
    }

    @Test
    void leavesEventsWithoutTheToken() {
        // given
        String id = made("");

        // when
        String token = shown(id).path("executionToken").asText();
        world.bot.delete(PATH + "/" + id);

        // then
        List<String> events = world.tenant.table("audits").rows().stream()
                .map(Object::toString)
                .filter(event -> event.contains("automation."))
                .toList();
        assertThat(events).hasSize(2).noneMatch(event -> event.contains(token));
    }

    @Test
    void tellsWhetherAConnectionIsConnectedAndNeverItsSecrets() {
        // given
        String ready = World.idOf(
                world.bot.post(
                        CONNECTIONS,
                        "{'connectorId':'slack','name':'Slack','params':[{'name':'token','value':'hush'}]}"),
                201);
        String waiting = World.idOf(world.bot.post(CONNECTIONS, "{'connectorId':'gmail','name':'Mail'}"), 201);

        // when
        JsonNode one = world.bot.get(CONNECTIONS + "/" + ready).json();
        JsonNode other = world.bot.get(CONNECTIONS + "/" + waiting).json();
        String param = one.at("/params/0/id").asText();
        int cleared = world.bot
                .put(CONNECTIONS + "/" + ready, "{'params':[{'id':'" + param + "','value':''}]}")
                .status();

        // then
        assertThat(one.path("isConnected").asBoolean()).isTrue();
        assertThat(one.toString()).doesNotContain("hush");
        assertThat(other.path("isConnected").asBoolean()).isFalse();
        assertThat(other.path("redirect").asText()).isNotEmpty();
        assertThat(cleared).isEqualTo(200);
        assertThat(world.bot.get(CONNECTIONS).json().findValues("isConnected"))
                .allMatch(connected -> !connected.asBoolean());
    }

    @ParameterizedTest
    @CsvSource({"producer,201", "facilitator,201", "consumer,403", "dataconsumer,403"})
    void isMadeInASpaceByWhoeverEditsOrManagesIt(String role, int status) {
        // given
        world.grant("jane", "AutomationCreator");
        world.member(space, world.id("jane"), role);

        // when
        Answer answer = world.jane.post(PATH, "{'name':'Hers','spaceId':'" + space + "'}");

        // then
        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'workspace':7",
                "'schedules':[{}]",
                "'schedules':[{'recurrence':'sometimes'}]",
                "'schedules':[{'interval':0}]",
                "'maxConcurrentRuns':0",
                "'maxConcurrentRuns':501"
            })
    void refusesADefinitionWhole(String field) {
        // given
        String id = made("");
        JsonNode before = shown(id);

        // when
        int status =
                world.bot.put(PATH + "/" + id, "{'name':'Other'," + field + "}").status();

        // then
        assertThat(status).isEqualTo(400);
        assertThat(shown(id)).isEqualTo(before);
        assertThat(world.bot.post(PATH, "{'name':'Another'," + field + "}").status())
                .isEqualTo(400);
    }

    @Test
    void aConnectionGoesToUsersOnlyAndIsChangedWholeOrNotAtAll() {
        // given
        String made = "{'connectorId':'slack','name':'Slack','params':[{'name':'token','value':'hush'}]}";
        String one = CONNECTIONS + "/" + World.idOf(world.bot.post(CONNECTIONS, made), 201);
        JsonNode before = world.bot.get(one).json();
        String param = before.at("/params/0/id").asText();

        // when
        int nobody = world.bot
                .post(one + "/actions/change-owner", "{'userId':'nobody'}")
                .status();
        int unknown = world.bot
                .put(one, "{'name':'x','params':[{'id':'" + param + "','value':''},{'id':'none','value':'x'}]}")
                .status();

        // then
        assertThat(nobody).isEqualTo(400);
        assertThat(unknown).isEqualTo(400);
        assertThat(world.bot.get(one).json()).isEqualTo(before);
        assertThat(world.jane.get(one).status()).isEqualTo(404);
    }
}
