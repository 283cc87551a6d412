package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Json;

class ReloadsTest {
    private static final String PATH = "/api/v1/reloads";
    private final World world = new World();
    private final String space = world.space(world.bot, "Dev", "shared");
    private final String app = world.load(world.bot, space, "Sales", "1");

    @AfterEach
    void close() {
        world.close();
    }

    private Answer start() {
        return world.bot.post(PATH, "{'appId':'" + app + "'}");
    }

    private String status(String reload) {
        return world.bot.get(PATH + "/" + reload).json().path("status").asText();
    }

    @Test
    void isQueuedThenRunningThenDone() {
        // given
        String reload = World.idOf(start(), 201);

        // when
        String first = status(reload);
        world.advance(Duration.ofSeconds(2));
        String second = status(reload);
        world.advance(Duration.ofSeconds(10));
        String third = status(reload);

        // then
        assertThat(first).isEqualTo("QUEUED");
        assertThat(second).isEqualTo("RELOADING");
        assertThat(third).isEqualTo("SUCCEEDED");
        JsonNode attributes = world.bot.get("/api/v1/apps/" + app).json().path("attributes");
        assertThat(attributes.path("lastReloadTime").asText()).isEqualTo("2026-11-22T10:00:22.000Z");
    }

    @Test
    void refusesASecondOneWhileOneIsPending() {
        // given
        start();

        // when
        Answer second = start();
        world.advance(Duration.ofMinutes(1));
        Answer third = start();

        // then
        assertThat(second.status()).isEqualTo(429);
        assertThat(second.header("retry-after")).isEmpty();
        assertThat(third.status()).isEqualTo(201);
    }

    @Test
    void failsWithoutTheConnectionTheScriptNames() {
        // given
        world.bot.post("/api/v1/apps/" + app + "/scripts", "{'script':'LOAD * FROM [lib://Warehouse/x.qvd];'}");
        String failing = World.idOf(start(), 201);
        world.advance(Duration.ofMinutes(1));
        String without = status(failing);
        world.tenant
                .table("dataConnections")
                .put("c", Json.object().put("qName", "Warehouse").put("space", space));

        // when
        String working = World.idOf(start(), 201);
        world.advance(Duration.ofMinutes(1));

        // then
        assertThat(without).isEqualTo("FAILED");
        assertThat(status(working)).isEqualTo("SUCCEEDED");
    }

    @Test
    void takesTheRightToEdit() {
        // given
        world.member(space, world.id("jane"), "consumer");

        // when
        Answer answer = world.jane.post(PATH, "{'appId':'" + app + "'}");

        // then
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().at("/errors/0/code").asText()).isEqualTo("RELOADS-003");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'weight':11", "'partial':'yes'", "'variables':[1]", "'variables':{'a':1}"})
    void refusesWrongFields(String field) {
        // when
        Answer answer = world.bot.post(PATH, "{'appId':'" + app + "'," + field + "}");

        // then
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void canBeCancelledWhilePending() {
        // given
        String reload = World.idOf(start(), 201);

        // when
        Answer first = world.bot.post(PATH + "/" + reload + "/actions/cancel", "");
        Answer second = world.bot.post(PATH + "/" + reload + "/actions/cancel", "");

        // then
        assertThat(first.status()).isEqualTo(202);
        assertThat(second.status()).isEqualTo(409);
        assertThat(status(reload)).isEqualTo("CANCELED");
    }

    @Test
    void listsByAppAndForAdminsAll() {
        // given
        start();

        // when
        Answer all = world.bot.get(PATH);

        // then
        assertThat(all.json().path("data")).hasSize(1);
        assertThat(world.jane.get(PATH).status()).isEqualTo(400);
        assertThat(world.jane.get(PATH + "?appId=" + app).status()).isEqualTo(404);
        assertThat(world.bot.get(PATH + "?appId=" + app).json().at("/data/0").has("log"))
                .isFalse();
    }

    @Test
    void endsAsTheTenantIsSetToAndTellsWhy() {
        // given
        world.tenant.options().set("reloadOutcome", Json.parse("\"EXCEEDED_LIMIT\""));
        String reload = World.idOf(start(), 201);

        // when
        world.advance(Duration.ofMinutes(1));
        JsonNode ended = world.bot.get(PATH + "/" + reload).json();

        // then
        assertThat(ended.path("status").asText()).isEqualTo("EXCEEDED_LIMIT");
        assertThat(ended.path("errorCode").asText()).isNotEmpty();
        assertThat(ended.path("log").asText()).contains("Error:");
        assertThat(world.bot
                        .get("/api/v1/apps/" + app)
                        .json()
                        .at("/attributes/lastReloadTime")
                        .asText())
                .isEmpty();
    }

    @Test
    void failsForAMissingConnectionEvenWhereTheTenantIsSetToSucceed() {
        // given
        world.tenant.options().set("reloadOutcome", Json.parse("\"SUCCEEDED\""));
        world.bot.post("/api/v1/apps/" + app + "/scripts", "{'script':'LOAD * FROM [lib://Nowhere/x.csv];'}");
        String reload = World.idOf(start(), 201);

        // when
        world.advance(Duration.ofMinutes(1));

        // then
        assertThat(world.bot.get(PATH + "/" + reload).json().path("status").asText())
                .isEqualTo("FAILED");
    }

    @Test
    void refusesReloadsBeyondTheQuota() {
        // given
        world.tenant.options().set("reloadQuota", Json.parse("true"));

        // when
        Answer refused = start();

        // then
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().at("/errors/0/code").asText()).isEqualTo("RELOADS-013");
    }
}
