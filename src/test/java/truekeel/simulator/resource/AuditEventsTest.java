package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;
import truekeel.simulator.Json;

class AuditEventsTest {
    private static final String AUDITS = "/api/v1/audits";
    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void recordsEachChangeUnderBothNames() {
        // given
        String role = town.id("/api/v1/roles", "{'name':'Finance'}");

        // when
        JsonNode core = town.bot
                .get(AUDITS + "?eventType=com.qlik.core.role.created")
                .json()
                .at("/data/0");
        JsonNode old = town.bot
                .get(AUDITS + "?eventType=com.qlik.v1.role.created")
                .json()
                .at("/data/0");

        // then
        assertThat(core.at("/extensions/topLevelResourceId").asText()).isEqualTo(role);
        assertThat(core.at("/data/name").asText()).isEqualTo("Finance");
        assertThat(core.path("userId").asText()).isEqualTo(town.user("qlikbot\\sim-client"));
        assertThat(old.path("eventTime")).isEqualTo(core.path("eventTime"));
        assertThat(town.bot.get(AUDITS + "/" + core.path("id").asText()).status())
                .isEqualTo(200);
    }

    @Test
    void tellsOfAMemberAsAPartOfItsSpace() {
        // given
        String space = town.id("/api/v1/spaces", "{'name':'Finance','type':'shared'}");
        String jane = town.user("jane");

        // when
        String assignment = town.id(
                "/api/v1/spaces/" + space + "/assignments",
                "{'type':'user','assigneeId':'" + jane + "','roles':['consumer']}");

        // then
        JsonNode event = town.bot
                .get(AUDITS + "?eventType=com.qlik.core.space.assignment.created")
                .json()
                .at("/data/0");
        assertThat(event.at("/extensions/topLevelResourceId").asText()).isEqualTo(space);
        assertThat(event.at("/data/id").asText()).isEqualTo(assignment);
    }

    @Test
    void keepsSilentAboutWhatQlikNamesNoEventFor() {
        // given
        int before = town.bot.get(AUDITS + "?limit=100").json().path("data").size();

        // when
        String origin = town.id("/api/v1/csp-origins", "{'origin':'cdn.acme.example','fontSrc':true}");
        town.bot.delete("/api/v1/csp-origins/" + origin);

        // then
        assertThat(town.bot.get(AUDITS + "?limit=100").json().path("data")).hasSize(before);
    }

    @Test
    void listsTheNewestFirstAndWithinATime() {
        // given
        town.id("/api/v1/roles", "{'name':'A'}");
        town.simulator.clock().advance(Duration.ofHours(1));
        town.id("/api/v1/roles", "{'name':'B'}");

        // when
        JsonNode all = town.bot.get(AUDITS).json().path("data");
        JsonNode early = town.bot
                .get(AUDITS + "?eventTime=2026-11-22T10:00:00Z/2026-11-22T10:30:00Z&source=com.qlik/roles")
                .json()
                .path("data");
        JsonNode oldest = town.bot.get(AUDITS + "?sort=%2BeventTime").json().path("data");

        // then
        assertThat(all.at("/0/data/name").asText()).isEqualTo("B");
        assertThat(early).hasSize(2);
        assertThat(oldest.at("/0/eventTime").asText()).isEqualTo("2026-11-22T10:00:00.000Z");
    }

    @Test
    void namesItsTypesAndSources() {
        // given
        town.id("/api/v1/roles", "{'name':'A'}");

        // when
        JsonNode types = town.bot.get(AUDITS + "/types").json().path("data");
        JsonNode sources = town.bot.get(AUDITS + "/sources").json().path("data");

        // then
        assertThat(Json.texts(types)).contains("com.qlik.core.role.created", "com.qlik.v1.user.created");
        assertThat(Json.texts(sources)).containsExactly("com.qlik/roles", "com.qlik/users");
    }

    @Test
    void movesEventsToTheArchiveAfterNinetyDays() {
        // given
        town.id("/api/v1/roles", "{'name':'A'}");
        Answer before = town.bot.get(AUDITS + "/archive?date=2026-11-22");

        // when
        town.simulator.clock().advance(Duration.ofDays(91));
        Driver bot = Driver.bot(town.simulator, Town.ACME);

        // then
        assertThat(before.json().path("data")).isEmpty();
        assertThat(bot.get(AUDITS).json().path("data")).isEmpty();
        assertThat(bot.get(AUDITS + "/archive?date=2026-11-22").json().path("data"))
                .isNotEmpty();
        assertThat(bot.get(AUDITS + "/archive?date=2026-11-23").json().path("data"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?sort=userId", "?eventTime=today", "?limit=101", "/archive", "/archive?date=today"})
    void refusesAQueryItCannotRead(String query) {
        // when
        Answer answer = town.bot.get(AUDITS + query);

        // then
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void showsTheFeedToAdminsAndAuditorsOnly() {
        // given
        Answer before = town.jane.get(AUDITS);

        // when
        town.bot.replace("/api/v1/users/" + town.user("jane"), "/assignedRoles", "[{'name':'AuditAdmin'}]");

        // then
        assertThat(before.status()).isEqualTo(403);
        assertThat(town.jane.get(AUDITS).status()).isEqualTo(200);
    }
}
