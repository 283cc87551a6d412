package truekeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenTest {
    private static final String ACME = "acme.us.qlikcloud.com";
    private final Simulator simulator = new Simulator(SimulatorOptions.frozen(Instant.parse("2026-11-22T10:00:00Z")));

    @BeforeEach
    void makeTenant() {
        simulator.createTenant(TenantSpec.of(ACME));
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void givesATokenOfSixHoursForTheRightSecret() {
        // when
        Answer answer =
                Driver.anonymous(simulator, ACME).post("/oauth/token", Driver.credentials("sim-client", "sim-secret"));

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("expires_in").asInt()).isEqualTo(21600);
        assertThat(answer.json().path("expires_at").asText()).isEqualTo("2026-11-22T16:00:00.000Z");
    }

    @Test
    void refusesAWrongSecret() {
        // when
        Answer answer =
                Driver.anonymous(simulator, ACME).post("/oauth/token", Driver.credentials("sim-client", "wrong"));

        // then
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void redirectsToTheTenantsOwnRecord() {
        // given
        Driver bot = Driver.bot(simulator, ACME);

        // when
        Answer me = bot.get("/api/v1/tenants/me");

        // then
        assertThat(me.status()).isEqualTo(302);
        assertThat(bot.follow(me.header("location").orElseThrow())
                        .json()
                        .path("hostnames")
                        .path(0)
                        .asText())
                .isEqualTo(ACME);
    }

    @Test
    void refusesATokenOnceItsTimeIsOver() {
        // given
        Driver bot = Driver.bot(simulator, ACME);

        // when
        simulator.clock().advance(Duration.ofHours(6));

        // then
        assertThat(bot.get("/api/v1/tenants/me").status()).isEqualTo(401);
    }
}
