package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Payload;

class TempContentsTest {
    private static final String PATH = "/api/v1/temp-contents";
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private String store(String query, String text) {
        Answer answer = world.bot.send("POST", PATH + query, "application/octet-stream", Payload.of(text));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().length()).isZero();
        return answer.header("location").orElseThrow();
    }

    @Test
    void livesForItsTtlAndIsGoneAfterwards() {
        // given
        String location = store("?filename=a.qvf&ttl=60", "content");

        // when
        world.advance(Duration.ofSeconds(59));
        Answer alive = world.bot.get(location);
        world.advance(Duration.ofSeconds(1));
        Answer dead = world.bot.get(location);

        // then
        assertThat(alive.body().text()).isEqualTo("content");
        assertThat(alive.header("content-disposition")).contains("attachment; filename=\"a.qvf\"");
        assertThat(dead.status()).isEqualTo(410);
        assertThat(world.bot.get(location + "/details").status()).isEqualTo(410);
        assertThat(world.bot.get(PATH + "/unknown").status()).isEqualTo(404);
    }

    @Test
    void livesAnHourByDefaultAndTellsItsDetails() {
        // given
        String location = store("?filename=a.qvf", "content");

        // when
        JsonNode details = world.bot.get(location + "/details").json();

        // then
        assertThat(details.path("Name").asText()).isEqualTo("a.qvf");
        assertThat(details.path("Size").textValue()).isEqualTo("7");
        assertThat(details.path("TTLSeconds").asInt()).isEqualTo(3600);
        assertThat(details.path("Expires").asText()).isEqualTo("2026-11-22T11:00:00.000Z");
        assertThat(details.path("CreatorID").asText()).isEqualTo(world.botId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "259201", "x", "-1"})
    void refusesATtlOutOfRange(String ttl) {
        // when
        Answer answer = world.bot.send("POST", PATH + "?ttl=" + ttl, "application/octet-stream", Payload.of("x"));

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/source/parameter").asText()).isEqualTo("ttl");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-2, 206, con, bytes 0-2/7",
        "bytes=4-, 206, ent, bytes 4-6/7",
        "bytes=-2, 206, nt, bytes 5-6/7",
        "bytes=5-99, 206, nt, bytes 5-6/7",
        "lines=1-2, 200, content,"
    })
    void givesARange(String range, int status, String text, String contentRange) {
        // given
        String location = store("", "content");

        // when
        Answer answer = world.bot.with("range", range).get(location);

        // then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().text()).isEqualTo(text);
        assertThat(answer.header("content-range").orElse("")).isEqualTo(contentRange == null ? "" : contentRange);
    }

    @Test
    void refusesARangeBehindTheEnd() {
        // given
        String location = store("", "content");

        // when
        Answer answer = world.bot.with("range", "bytes=7-").get(location);

        // then
        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.header("content-range")).contains("bytes */7");
    }

    @Test
    void isKnownToItsCreatorOnly() {
        // given
        String location = store("", "content");

        // when
        Answer answer = world.jane.get(location);

        // then
        assertThat(answer.status()).isEqualTo(404);
    }
}
