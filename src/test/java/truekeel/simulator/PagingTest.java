package truekeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
    private static final String ACME = "acme.us.qlikcloud.com";
    private final Simulator simulator = new Simulator(SimulatorOptions.frozen(Instant.parse("2026-11-22T10:00:00Z")));

    @AfterEach
    void close() {
        simulator.close();
    }

    private Driver bot(TenantSpec spec) {
        simulator.createTenant(spec);
        return Driver.bot(simulator, ACME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "ten", ""})
    void refusesALimitOutOfRange(String limit) {
        // given
        Driver bot = bot(TenantSpec.of(ACME));

        // when
        Answer answer = bot.get("/api/v1/roles?limit=" + limit);

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/source/parameter").asText()).isEqualTo("limit");
    }

    @Test
    void refusesACursorOfOtherFilters() {
        // given
        Driver bot = bot(TenantSpec.of(ACME));
        String next = bot.get("/api/v1/roles?limit=2&sort=name")
                .json()
                .at("/links/next/href")
                .asText();

        // when
        Answer answer = bot.follow(next.replace("sort=name", "sort=-name"));

        // then
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void refusesAMadeUpCursor() {
        // given
        Driver bot = bot(TenantSpec.of(ACME));

        // when
        Answer answer = bot.get("/api/v1/roles?next=abc");

        // then
        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"null,true,true", "empty,true,false", "absent,false,false"})
    void endsAListTheWayTheTenantIsSet(String style, boolean present, boolean isNull) {
        // given
        Driver bot = bot(TenantSpec.of(ACME).withOption("noNext", "\"" + style + "\""));

        // when
        JsonNode links = bot.get("/api/v1/roles?limit=100").json().path("links");

        // then
        assertThat(links.has("next")).isEqualTo(present);
        assertThat(links.path("next").isNull()).isEqualTo(isNull);
        assertThat(links.path("next").has("href")).isFalse();
    }
}
