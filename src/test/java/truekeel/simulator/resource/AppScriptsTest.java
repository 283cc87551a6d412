package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import truekeel.simulator.Answer;

class AppScriptsTest {
    private final World world = new World();
    private final String space = world.space(world.bot, "Dev", "shared");
    private final String app = world.load(world.bot, space, "Sales", "1");
    private final String path = "/api/v1/apps/" + app + "/scripts";

    @AfterEach
    void close() {
        world.close();
    }

    private String id(int index) {
        return world.bot.get(path).json().at("/scripts/" + index + "/scriptId").asText();
    }

    @Test
    void listsVersionsNewestFirst() {
        // given
        world.bot.post(path, "{'script':'LOAD 1;','versionMessage':'one'}");

        // when
        Answer answer = world.bot.post(path, "{'script':'LOAD 22;','versionMessage':'two'}");

        // then
        JsonNode list = world.bot.get(path).json();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().length()).isZero();
        assertThat(list.at("/scripts/0/versionMessage").asText()).isEqualTo("two");
        assertThat(list.at("/scripts/0/size").asInt()).isEqualTo(8);
        assertThat(list.at("/scripts/1/versionMessage").asText()).isEqualTo("one");
        assertThat(list.at("/scripts/0").has("script")).isFalse();
        assertThat(world.bot.get(path + "/current").json().path("script").asText())
                .isEqualTo("LOAD 22;");
    }

    @Test
    void deletesAllButTheCurrentVersion() {
        // given
        world.bot.post(path, "{'script':'1'}");
        world.bot.post(path, "{'script':'2'}");

        // when
        Answer current = world.bot.delete(path + "/" + id(0));
        Answer older = world.bot.delete(path + "/" + id(1));

        // then
        assertThat(current.status()).isEqualTo(400);
        assertThat(older.status()).isEqualTo(200);
        assertThat(world.bot.get(path).json().path("scripts")).hasSize(1);
    }

    @Test
    void patchesTheMessageWithCapitalisedNames() {
        // given
        world.bot.post(path, "{'script':'1'}");

        // when
        Answer patched =
                world.bot.patch(path + "/" + id(0), "[{'Op':'replace','Path':'/versionMessage','Value':'new'}]");
        Answer other = world.bot.patch(path + "/" + id(0), "[{'Op':'replace','Path':'/script','Value':'new'}]");

        // then
        assertThat(patched.status()).isEqualTo(200);
        assertThat(other.status()).isEqualTo(400);
        assertThat(world.bot.get(path).json().at("/scripts/0/versionMessage").asText())
                .isEqualTo("new");
    }

    @Test
    void locksTheScriptOfAPublishedAppAndReplacesItByARepublish() {
        // given
        String prod = world.space(world.bot, "Prod", "managed");
        world.bot.post(path, "{'script':'1'}");
        String target = World.appId(world.bot.post("/api/v1/apps/" + app + "/publish", "{'spaceId':'" + prod + "'}"));
        world.bot.post(path, "{'script':'2'}");

        // when
        Answer locked = world.bot.post("/api/v1/apps/" + target + "/scripts", "{'script':'3'}");
        world.bot.put("/api/v1/apps/" + app + "/publish", "{'targetId':'" + target + "'}");

        // then
        assertThat(locked.status()).isEqualTo(403);
        JsonNode scripts =
                world.bot.get("/api/v1/apps/" + target + "/scripts").json().path("scripts");
        assertThat(scripts).hasSize(2);
        assertThat(world.bot
                        .get("/api/v1/apps/" + target + "/scripts/current")
                        .json()
                        .path("script")
                        .asText())
                .isEqualTo("2");
    }

    @Test
    void takesACodeveloperButNoConsumer() {
        // given
        world.member(space, world.id("jane"), "codeveloper");
        world.member(space, world.id("john"), "consumer");

        // when
        List<Integer> statuses = List.of(
                world.jane.post(path, "{'script':'1'}").status(),
                world.john.post(path, "{'script':'1'}").status());

        // then
        assertThat(statuses).containsExactly(200, 403);
    }

    @Test
    void findsErrorsByTabAndLineAndChangesNothing() {
        // given
        String broken =
                "///$tab One\\nLOAD 1 AS A AUTOGENERATE 1; // (fine\\n///$tab Two\\n\\nLET b = (1;\\nLET c = \\u0027x;";

        // when
        Answer answer = world.bot.post("/api/v1/apps/validatescript", "{'script':'" + broken + "'}");
        Answer sound = world.bot.post("/api/v1/apps/validatescript", "{'script':'FROM [lib://A/b.qvd] (qvd);'}");

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/Errors/0/Tab").asInt()).isEqualTo(2);
        assertThat(answer.json().at("/Errors/0/Line").asInt()).isEqualTo(2);
        assertThat(answer.json().path("Errors")).hasSize(2);
        assertThat(sound.json().path("Errors")).isEmpty();
        assertThat(world.bot.get(path).json().path("scripts")).isEmpty();
    }
}
