package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Json;

class WebIntegrationsTest {
    private static final String PATH = "/api/v1/web-integrations";
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void takesTheSameNameTwice() {
        // when
        Answer first = world.bot.post(PATH, "{'name':'Portal','validOrigins':['https://portal.example']}");
        Answer second = world.bot.post(PATH, "{'name':'Portal'}");

        // then
        assertThat(List.of(first.status(), second.status())).containsOnly(201);
        assertThat(world.bot.get(PATH).json().path("data")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://portal.example", "portal.example", "https://portal.example/", "https://a b", "*"})
    void refusesWhatIsNoHttpsOrigin(String origin) {
        // when
        Answer answer = world.bot.post(PATH, "{'name':'Portal','validOrigins':['" + origin + "']}");

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/status").textValue()).isEqualTo("400");
        assertThat(answer.json().at("/errors/0/source/pointer").asText()).isEqualTo("/validOrigins/0");
    }

    @Test
    void patchesNameAndTheWholeListOfOrigins() {
        // given
        String id = World.idOf(
                world.bot.post(PATH, "{'name':'Portal','validOrigins':['https://a.example','https://b.example']}"),
                201);

        // when
        Answer answer = world.bot.replace(PATH + "/" + id, "/validOrigins", "['https://c.example:8443']");

        // then
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body().length()).isZero();
        assertThat(Json.texts(world.bot.get(PATH + "/" + id).json().path("validOrigins")))
                .containsExactly("https://c.example:8443");
        assertThat(world.bot.replace(PATH + "/" + id, "/tenantId", "'x'").status())
                .isEqualTo(400);
    }

    @Test
    void pagesByTheIdOfTheLastOne() {
        // given
        for (int i = 0; i < 11; i++) {
            world.bot.post(PATH, "{'name':'Portal " + i + "'}");
        }

        // when
        JsonNode first = world.bot.get(PATH).json();
        String next = first.at("/links/next/href").asText();

        // then
        assertThat(first.path("data")).hasSize(10);
        assertThat(next).contains("startingAfter=" + first.at("/data/9/id").asText());
        assertThat(world.bot.follow(next).json().path("data")).hasSize(1);
    }

    @Test
    void isForAdminsOnly() {
        // when
        Answer answer = world.jane.get(PATH);

        // then
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void deletes() {
        // given
        String id = World.idOf(world.bot.post(PATH, "{'name':'Portal'}"), 201);

        // when
        Answer answer = world.bot.delete(PATH + "/" + id);

        // then
        assertThat(answer.status()).isEqualTo(204);
        assertThat(world.bot.get(PATH + "/" + id).status()).isEqualTo(404);
    }
}
