package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;
import truekeel.simulator.Payload;

class DataFilesTest {
    private static final String PATH = "/api/v1/data-files";

    private World world = new World();
    private String space = space();
    private String place = place();

    @AfterEach
    void close() {
        world.close();
    }

    private String space() {
        return World.idOf(world.bot.post("/api/v1/spaces", "{'name':'Finance','type':'shared'}"), 201);
    }

    private String place() {
        return world.bot
                .get(PATH + "/connections?spaceId=" + space)
                .json()
                .at("/data/0/id")
                .asText();
    }

    private static Answer send(Driver driver, String method, String path, String json, String bytes) {
        return driver.send(
                method,
                path,
                "multipart/form-data; boundary=b",
                BrandsTest.form("Json", json.replace('\'', '"'), "File", bytes));
    }

    private Answer create(String name, String bytes) {
        return send(world.bot, "POST", PATH, "{'name':'" + name + "','connectionId':'" + place + "'}", bytes);
    }

    @Test
    void makesTheFoldersOfANameAndTellsNoDigest() {
        // when
        JsonNode file = create("budget/2026/targets.csv", "a,b").json();
        JsonNode folders = world.bot
                .get(PATH + "?includeFolders=true&excludeFiles=true&connectionId=" + place)
                .json()
                .path("data");

        // then
        assertThat(file.path("size").asInt()).isEqualTo(3);
        assertThat(file.path("folderPath").asText()).isEqualTo("budget/2026");
        assertThat(file.toString().toLowerCase(Locale.ROOT))
                .doesNotContain("md5")
                .doesNotContain("sha");
        assertThat(folders).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "tool.exe,DF-010",
        "noending,DF-011",
        "a//b.csv,DF-015",
        "../b.csv,DF-015",
        "1/2/3/4/5/6/7/8/9/10/11.csv,DF-026"
    })
    void refusesNamesThatQlikDoesNotStore(String name, String code) {
        // when
        Answer answer = create(name, "x");

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/code").asText()).isEqualTo(code);
    }

    @Test
    void refusesANameThatIsTakenAndReplacesByItsId() {
        // given
        String id = create("a.csv", "one").json().path("id").asText();

        // when
        Answer again = create("a.csv", "two");
        Answer replaced =
                send(world.bot, "PUT", PATH + "/" + id, "{'name':'a.csv','connectionId':'" + place + "'}", "three");

        // then
        assertThat(again.status()).isEqualTo(409);
        assertThat(replaced.status()).isEqualTo(201);
        assertThat(replaced.json().path("size").asInt()).isEqualTo(5);
    }

    /** Without a connection Qlik takes the caller's own space for meant. */
    @Test
    void movesAFileOutOfItsSpaceWhenAReplacementNamesNoConnection() {
        // given
        String id = create("a.csv", "one").json().path("id").asText();

        // when
        send(world.bot, "PUT", PATH + "/" + id, "{'name':'a.csv'}", "two");

        // then
        assertThat(world.bot.get(PATH + "/" + id).json().path("spaceId").isNull())
                .isTrue();
    }

    @Test
    void refusesWhatIsTooLarge() {
        // given
        world.close();
        world = World.with("dataFileBytes", "4");
        space = space();
        place = place();

        // when / then
        assertThat(create("a.csv", "four").status()).isEqualTo(201);
        assertThat(create("b.csv", "fives").status()).isEqualTo(413);
        assertThat(world.bot.get(PATH + "/quotas").json().path("maxFileSize").asInt())
                .isEqualTo(4);
    }

    @Test
    void refusesMoreThanAUserMayStore() {
        // given
        world.close();
        world = World.with("dataFilesBytes", "6");
        space = space();
        place = place();
        create("a.csv", "four");

        // when
        Answer answer = create("folder/b.csv", "four");

        // then
        assertThat(answer.status()).isEqualTo(413);
        assertThat(world.tenant.table("dataFiles").size()).isEqualTo(1);
        assertThat(answer.json().at("/errors/0/code").asText()).isEqualTo("DF-016");
    }

    @Test
    void takesATemporaryContentInPlaceOfTheBytes() {
        // given
        String location = world.bot
                .send("POST", "/api/v1/temp-contents?filename=a.csv", "application/octet-stream", Payload.of("large"))
                .header("location")
                .orElseThrow();
        String id = location.substring(location.lastIndexOf('/') + 1);
        String form = "{\"name\":\"a.csv\",\"connectionId\":\"" + place + "\",\"tempContentFileId\":\"";

        // when
        Answer good = world.bot.send(
                "POST", PATH, "multipart/form-data; boundary=b", BrandsTest.form("Json", form + id + "\"}"));
        Answer unknown = world.bot.send(
                "POST",
                PATH,
                "multipart/form-data; boundary=b",
                BrandsTest.form("Json", form.replace("a.csv", "b.csv") + "none\"}"));

        // then
        assertThat(good.json().path("size").asInt()).isEqualTo(5);
        assertThat(unknown.json().at("/errors/0/code").asText()).isEqualTo("DF-012");
    }

    /** Being a tenant admin is not being a member. */
    @Test
    void showsFilesToMembersOnly() {
        // given
        create("a.csv", "x");

        // when / then
        assertThat(world.appsAdmin.get(PATH + "?connectionId=" + place).status())
                .isEqualTo(403);
        assertThat(world.appsAdmin
                        .get(PATH + "/connections?spaceId=" + space)
                        .json()
                        .path("data"))
                .isEmpty();
    }

    @Test
    void movesOnlyWhatIsAtTheRootOfASpace() {
        // given
        String root = create("a.csv", "x").json().path("id").asText();
        String nested = create("b/c.csv", "x").json().path("id").asText();
        String other = World.idOf(world.bot.post("/api/v1/spaces", "{'name':'Other','type':'shared'}"), 201);

        // when / then
        assertThat(world.bot
                        .post(PATH + "/" + root + "/actions/change-space", "{'spaceId':'" + other + "'}")
                        .status())
                .isEqualTo(204);
        assertThat(world.bot
                        .post(PATH + "/" + nested + "/actions/change-space", "{'spaceId':'" + other + "'}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void takesAFolderAwayWithAllThatIsInIt() {
        // given
        create("b/c.csv", "x");
        String folder = world.bot
                .get(PATH + "?excludeFiles=true&connectionId=" + place)
                .json()
                .at("/data/0/id")
                .asText();

        // when
        world.bot.delete(PATH + "/" + folder);

        // then
        assertThat(world.bot.get(PATH + "?connectionId=" + place).json().path("data"))
                .isEmpty();
    }

    @Test
    void keepsASpaceThatStillHoldsOne() {
        // given
        String id = create("b/a.csv", "x").json().path("id").asText();

        // when
        int full = world.bot.delete("/api/v1/spaces/" + space).status();
        world.bot.delete(PATH + "/" + id);

        // then
        assertThat(full).isEqualTo(412);
        assertThat(world.bot.delete("/api/v1/spaces/" + space).status()).isEqualTo(204);
    }
}
