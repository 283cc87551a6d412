package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Json;

class CspOriginsTest {
    private static final String PATH = "/api/v1/csp-origins";
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void turnsOffWhatAPutLeavesOut() {
        // given
        String id = World.idOf(
                world.bot.post(PATH, "{'origin':'maps.example','name':'Maps','scriptSrc':true,'imgSrc':true}"), 201);

        // when
        JsonNode entry = world.bot
                .put(PATH + "/" + id, "{'origin':'maps.example','fontSrc':true}")
                .json();

        // then
        assertThat(CspHeader.DIRECTIVES).hasSize(13).allMatch(name -> entry.path(name)
                .isBoolean());
        assertThat(CspHeader.DIRECTIVES)
                .filteredOn(name -> entry.path(name).asBoolean())
                .containsExactly("fontSrc");
        assertThat(entry.path("name").textValue()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two origins", "https://maps.example/path", "a;b", "*"})
    void refusesWhatIsNoOrigin(String origin) {
        // when
        Answer answer = world.bot.post(PATH, Json.object().put("origin", origin).put("imgSrc", true));

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/source/pointer").asText()).isEqualTo("/origin");
    }

    @Test
    void refusesTooLongTextsAndAnEntryWithoutADirective() {
        // when
        Answer none = world.bot.post(PATH, "{'origin':'maps.example','imgSrc':false}");
        Answer origin = world.bot.post(
                PATH, Json.object().put("origin", "a".repeat(257)).put("imgSrc", true));
        Answer name = world.bot.post(
                PATH,
                Json.object().put("origin", "a.example").put("imgSrc", true).put("name", "n".repeat(513)));
        Answer description = world.bot.post(
                PATH,
                Json.object().put("origin", "a.example").put("imgSrc", true).put("description", "d".repeat(1025)));

        // then
        assertThat(none.status()).isEqualTo(400);
        assertThat(origin.status()).isEqualTo(400);
        assertThat(name.status()).isEqualTo(400);
        assertThat(description.status()).isEqualTo(400);
    }

    @Test
    void filtersByDirectiveAndByNamesWithStars() {
        // given
        world.bot.post(PATH, "{'origin':'maps.example','name':'Maps','scriptSrc':true}");
        world.bot.post(PATH, "{'origin':'tiles.maps.example','name':'Tiles','imgSrc':true}");

        // when
        JsonNode images = world.bot.get(PATH + "?imgSrc=true").json();
        JsonNode stars = world.bot.get(PATH + "?origin=*Maps.example").json();
        JsonNode exact = world.bot.get(PATH + "?origin=maps.example").json();

        // then
        assertThat(images.path("data")).hasSize(1);
        assertThat(stars.path("data")).hasSize(2);
        assertThat(exact.path("data")).hasSize(1);
    }

    @Test
    void addsAllEntriesUpToOneHeader() {
        // given
        world.bot.post(PATH, "{'origin':'https://maps.example','scriptSrc':true,'connectSrcWSS':true}");

        // when
        Answer json = world.bot.with("accept", "application/json").get(PATH + "/actions/generate-header");
        Answer text = world.bot.with("accept", "text/plain").get(PATH + "/actions/generate-header");
        Answer other = world.bot.with("accept", "image/png").get(PATH + "/actions/generate-header");

        // then
        assertThat(json.json().path("Content-Security-Policy").asText())
                .contains("script-src 'self' https://maps.example", "connect-src 'self' wss://maps.example");
        assertThat(text.body().text()).startsWith("child-src 'self'");
        assertThat(other.status()).isEqualTo(406);
    }

    @Test
    void takesAnOriginTwiceAndDeletesOne() {
        // given
        world.bot.post(PATH, "{'origin':'maps.example','imgSrc':true}");
        String id = World.idOf(world.bot.post(PATH, "{'origin':'maps.example','imgSrc':true}"), 201);

        // when
        Answer answer = world.bot.delete(PATH + "/" + id);

        // then
        assertThat(answer.status()).isEqualTo(204);
        assertThat(world.bot.get(PATH).json().path("data")).hasSize(1);
    }

    @Test
    void isForAdminsOnly() {
        // when
        Answer answer = world.jane.post(PATH, "{'origin':'maps.example','imgSrc':true}");

        // then
        assertThat(answer.status()).isEqualTo(403);
    }
}
