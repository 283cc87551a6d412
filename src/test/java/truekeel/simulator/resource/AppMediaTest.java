package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import truekeel.simulator.Answer;
import truekeel.simulator.Payload;

class AppMediaTest {
    private final World world = new World();
    private final String space = world.space(world.bot, "Dev", "shared");
    private final String app = world.load(world.bot, space, "Sales", "1");
    private final String path = "/api/v1/apps/" + app + "/media";

    @AfterEach
    void close() {
        world.close();
    }

    private Answer put(String name, String content) {
        return world.bot.send("PUT", path + "/files/" + name, "image/png", Payload.of(content));
    }

    @Test
    void neverReplacesAFile() {
        // given
        put("logo.png", "one");

        // when
        Answer again = put("logo.png", "two");
        Answer deleted = world.bot.delete(path + "/files/logo.png");
        Answer anew = put("logo.png", "two");

        // then
        assertThat(List.of(again.status(), deleted.status(), anew.status())).containsExactly(409, 200, 200);
        assertThat(world.bot.get(path + "/files/logo.png").body().text()).isEqualTo("two");
    }

    @Test
    void listsFilesAndFoldersOfOneLevel() {
        // given
        put("logo.png", "1");
        put("icons/a.png", "1");
        put("icons/b.png", "1");

        // when
        JsonNode root = world.bot.get(path + "/list").json();
        JsonNode icons = world.bot.get(path + "/list/icons").json();

        // then
        assertThat(root.path("data").findValuesAsText("name")).containsExactly("logo.png", "icons");
        assertThat(icons.path("data").findValuesAsText("name")).containsExactly("a.png", "b.png");
        assertThat(icons.path("subpath").asText()).isEqualTo("icons");
    }

    @Test
    void refusesPathsUpwardsAndReadersWhoWrite() {
        // given
        world.member(space, world.id("jane"), "consumer");

        // when
        Answer upwards = put("a/../b.png", "1");
        Answer reader = world.jane.send("PUT", path + "/files/x.png", "image/png", Payload.of("1"));

        // then
        assertThat(upwards.status()).isEqualTo(400);
        assertThat(reader.status()).isEqualTo(403);
        assertThat(world.bot.get(path + "/files/none.png").status()).isEqualTo(404);
        assertThat(world.bot.get(path + "/thumbnail").status()).isEqualTo(404);
    }

    @Test
    void travelsWithAPublish() {
        // given
        String prod = world.space(world.bot, "Prod", "managed");
        put("logo.png", "one");

        // when
        String target = World.appId(world.bot.post("/api/v1/apps/" + app + "/publish", "{'spaceId':'" + prod + "'}"));

        // then
        assertThat(world.bot
                        .get("/api/v1/apps/" + target + "/media/files/logo.png")
                        .body()
                        .text())
                .isEqualTo("one");
    }
}
