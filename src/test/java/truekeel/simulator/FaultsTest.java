package truekeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    private static final String ACME = "acme.us.qlikcloud.com";
    private static final String ROLES = "/api/v1/roles";
    private final Simulator simulator = new Simulator(SimulatorOptions.frozen(Instant.parse("2026-11-22T10:00:00Z")));
    private final Driver control = Driver.anonymous(simulator, ACME);

    @BeforeEach
    void makeTenant() {
        simulator.createTenant(TenantSpec.of(ACME));
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    private boolean exists(Driver bot, String name) {
        return bot.get(ROLES + "?filter=name%20eq%20%22" + name + "%22")
                        .json()
                        .path("data")
                        .size()
                == 1;
    }

    @Test
    void answersWithAStatusAndDoesNothing() {
        // given
        Driver bot = Driver.bot(simulator, ACME);
        control.post("/__sim/faults", "{'method':'POST','path':'/api/v1/roles','effect':503,'retryAfter':7}");

        // when
        Answer hit = bot.post(ROLES, "{'name':'x'}");

        // then
        assertThat(hit.status()).isEqualTo(503);
        assertThat(hit.header("retry-after")).contains("7");
        assertThat(hit.json().at("/errors/0/code").asText()).isEqualTo("HTTP-503");
        assertThat(exists(bot, "x")).isFalse();
        assertThat(bot.post(ROLES, "{'name':'x'}").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"reset, RESET", "timeout, TIMEOUT", "truncate, TRUNCATE"})
    void losesTheAnswerOfAWriteThatHappened(String effect, Effect expected) {
        // given
        Driver bot = Driver.bot(simulator, ACME);
        control.post(
                "/__sim/faults", "{'method':'POST','path':'/api/v1/roles','effect':'" + effect + "','phase':'after'}");

        // when
        Answer hit = bot.post(ROLES, "{'name':'x'}");

        // then
        assertThat(hit.effect()).isEqualTo(expected);
        assertThat(exists(bot, "x")).isTrue();
        assertThat(simulator.requests().all().get(1).status()).isEqualTo(expected == Effect.TRUNCATE ? 201 : 0);
    }

    @Test
    void losesAWriteBeforeItHappened() {
        // given
        Driver bot = Driver.bot(simulator, ACME);
        simulator.faults().add(Fault.effect("POST", ROLES, Effect.RESET));

        // when
        Answer hit = bot.post(ROLES, "{'name':'x'}");

        // then
        assertThat(hit.effect()).isEqualTo(Effect.RESET);
        assertThat(exists(bot, "x")).isFalse();
    }

    @Test
    void waitsForTheCallItIsMeantForAndCountsItsHits() {
        // given
        Driver bot = Driver.bot(simulator, ACME);
        simulator.faults().add(Fault.status("GET", ROLES, 500).skipping(1).repeated(2));

        // when
        int[] statuses = new int[5];
        for (int i = 0; i < statuses.length; i++) {
            statuses[i] = bot.get(ROLES).status();
        }

        // then
        assertThat(statuses).containsExactly(200, 500, 500, 200, 200);
        assertThat(simulator.faults().list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "**, /api/v1/roles, true",
        "*.us.qlikcloud.com, /api/*/roles, true",
        "acme.us.qlikcloud.com, /api/v1/role?, true",
        "acme.us.qlikcloud.com, /api/**, true",
        "*.eu.qlikcloud.com, /api/v1/roles, false",
        "**, /api/*, false",
        "**, /api/v1/roles/*, false"
    })
    void matchesHostAndPathByGlob(String host, String path, boolean hits) {
        // given
        Driver bot = Driver.bot(simulator, ACME);
        simulator.faults().add(Fault.status("*", path, 500).onHost(host));

        // when
        int status = bot.get(ROLES).status();

        // then
        assertThat(status).isEqualTo(hits ? 500 : 200);
    }

    @Test
    void listsAndClearsFaults() {
        // given
        control.post("/__sim/faults", "{'effect':'reset','path':'/x','times':-1}");
        control.post("/__sim/faults", "{'effect':429}");

        // when
        Answer list = control.get("/__sim/faults");
        Answer cleared = control.delete("/__sim/faults");

        // then
        assertThat(list.json().at("/0/effect").asText()).isEqualTo("reset");
        assertThat(list.json().at("/0/phase").asText()).isEqualTo("before");
        assertThat(list.json().at("/1/effect").asInt()).isEqualTo(429);
        assertThat(cleared.status()).isEqualTo(204);
        assertThat(simulator.faults().list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'effect':'explode'}",
                "{'effect':99}",
                "{'effect':500,'phase':'during'}",
                "{'effect':500,'times':'two'}"
            })
    void refusesAFaultThatIsWrong(String body) {
        // when
        Answer answer = control.post("/__sim/faults", body);

        // then
        assertThat(answer.status()).isEqualTo(400);
    }
}
