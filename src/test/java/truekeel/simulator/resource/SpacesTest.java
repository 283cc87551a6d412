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

class SpacesTest {
    private static final String PATH = "/api/v1/spaces";
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void makesASpaceOfTheCaller() {
        // when
        Answer answer = world.bot.post(PATH, "{'name':'Finance','type':'managed'}");

        // then
        JsonNode space = answer.json();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(space.path("id").asText()).matches("[0-9a-f]{24}");
        assertThat(space.path("ownerId").asText()).isEqualTo(world.botId());
        assertThat(space.path("description").textValue()).isEmpty();
        assertThat(space.path("meta").path("roles")).isEmpty();
        assertThat(Json.texts(space.path("meta").path("assignableRoles"))).contains("publisher", "operator");
        assertThat(space.path("links").path("assignments").path("href").asText())
                .isEqualTo("https://acme.us.qlikcloud.com" + PATH + "/"
                        + space.path("id").asText() + "/assignments");
        assertThat(space.has("_n")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Finance", "FINANCE"})
    void refusesANameTakenInAnyTypeAndCaseWithADoubledError(String name) {
        // given
        world.space(world.bot, "Finance", "shared");

        // when
        Answer answer = world.bot.post(PATH, "{'name':'" + name + "','type':'managed'}");

        // then
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("code").asText()).isEqualTo("SpaceNameConflict");
        assertThat(answer.json().path("errors").path(0).path("code").asText()).isEqualTo("SpaceNameConflict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*b", "a?b", "a<b", "a>b", "a/b", "a|b", "a:b", "", "  "})
    void refusesAForbiddenName(String name) {
        // when
        Answer answer = world.bot.post(PATH, Json.object().put("name", name).put("type", "shared"));

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()
                        .path("errors")
                        .path(0)
                        .path("source")
                        .path("pointer")
                        .asText())
                .isEqualTo("/name");
    }

    @Test
    void takesANameOf256CharactersAndRefusesOneMore() {
        // when
        Answer fits =
                world.bot.post(PATH, Json.object().put("name", "x".repeat(256)).put("type", "shared"));
        Answer tooLong =
                world.bot.post(PATH, Json.object().put("name", "y".repeat(257)).put("type", "shared"));

        // then
        assertThat(fits.status()).isEqualTo(201);
        assertThat(tooLong.status()).isEqualTo(400);
    }

    @Test
    void refusesASpaceFromSomebodyWithoutTheRole() {
        // when
        Answer shared = world.jane.post(PATH, "{'name':'Mine','type':'shared'}");
        Answer managed = world.jane.post(PATH, "{'name':'Mine','type':'managed'}");

        // then
        assertThat(List.of(shared.status(), managed.status())).containsOnly(403);
    }

    @Test
    void pagesTenByTenAndFindsByPartOfTheName() {
        // given
        for (int i = 0; i < 12; i++) {
            world.space(world.bot, "Sales " + i, "shared");
        }
        world.space(world.bot, "Finance", "managed");

        // when
        JsonNode first = world.bot.get(PATH + "?name=sAl").json();
        JsonNode second =
                world.bot.follow(first.at("/links/next/href").asText()).json();

        // then
        assertThat(first.path("data")).hasSize(10);
        assertThat(first.at("/meta/count").asInt()).isEqualTo(12);
        assertThat(second.path("data")).hasSize(2);
        assertThat(second.at("/links/next").isMissingNode()).isTrue();
        assertThat(world.bot.get(PATH + "?limit=101").status()).isEqualTo(400);
        assertThat(world.bot.get(PATH + "?type=managed").json().path("data")).hasSize(1);
    }

    @Test
    void hidesASpaceFromThoseWithoutARole() {
        // given
        String space = world.space(world.bot, "Finance", "shared");

        // when
        Answer before = world.jane.get(PATH + "/" + space);
        world.member(space, world.id("jane"), "consumer");
        Answer after = world.jane.get(PATH + "/" + space);

        // then
        assertThat(before.status()).isEqualTo(404);
        assertThat(after.status()).isEqualTo(200);
        assertThat(Json.texts(after.json().at("/meta/roles"))).containsExactly("consumer");
        assertThat(Json.texts(after.json().at("/meta/actions"))).containsExactly("read");
        assertThat(world.jane.replace(PATH + "/" + space, "/description", "'x'").status())
                .isEqualTo(403);
        assertThat(world.jane.delete(PATH + "/" + space).status()).isEqualTo(403);
    }

    @Test
    void patchesItsThreeFieldsAndNothingElse() {
        // given
        String space = PATH + "/" + world.space(world.bot, "Finance", "shared");

        // when
        Answer patched = world.bot.patch(
                space,
                "[{'op':'replace','path':'/name','value':'Money'},{'op':'replace','path':'/ownerId','value':'"
                        + world.id("jane") + "'}]");

        // then
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.json().path("name").asText()).isEqualTo("Money");
        assertThat(patched.json().path("ownerId").asText()).isEqualTo(world.id("jane"));
        assertThat(world.bot.replace(space, "/type", "'managed'").status()).isEqualTo(400);
        assertThat(world.bot
                        .patch(space, "[{'op':'add','path':'/name','value':'x'}]")
                        .status())
                .isEqualTo(400);
        assertThat(world.bot.replace(space, "/ownerId", "'nobody'").status()).isEqualTo(400);
    }

    @Test
    void refusesARenameOntoAnExistingName() {
        // given
        String space = world.space(world.bot, "Finance", "shared");
        world.space(world.bot, "Sales", "shared");

        // when
        Answer answer = world.bot.replace(PATH + "/" + space, "/name", "'Sales'");

        // then
        assertThat(answer.status()).isEqualTo(409);
        assertThat(world.bot.get(PATH + "/" + space).json().path("name").asText())
                .isEqualTo("Finance");
    }

    @Test
    void replacesTheWholeByPut() {
        // given
        String space = world.space(world.bot, "Finance", "shared");
        world.bot.replace(PATH + "/" + space, "/description", "'Money'");

        // when
        Answer answer = world.bot.put(PATH + "/" + space, "{'name':'Sales'}");

        // then
        assertThat(answer.json().path("name").asText()).isEqualTo("Sales");
        assertThat(answer.json().path("description").textValue()).isEmpty();
        assertThat(answer.json().path("ownerId").asText()).isEqualTo(world.botId());
    }

    @Test
    void leavesTheOldOwnerWithoutRights() {
        // given
        world.grant("jane", "SharedSpaceCreator");
        String space = world.space(world.jane, "Finance", "shared");

        // when
        world.jane.replace(PATH + "/" + space, "/ownerId", "'" + world.id("john") + "'");

        // then
        assertThat(world.jane.get(PATH + "/" + space).status()).isEqualTo(404);
        assertThat(world.john.get(PATH + "/" + space).status()).isEqualTo(200);
    }

    @Test
    void deletesAnEmptySpaceWithItsMembersAndRefusesAFullOne() {
        // given
        String space = world.space(world.bot, "Finance", "shared");
        world.member(space, world.id("jane"), "producer");
        world.tenant.table("dataConnections").put("c1", Json.object().put("space", space));

        // when
        Answer full = world.bot.delete(PATH + "/" + space);
        world.tenant.table("dataConnections").remove("c1");
        Answer empty = world.bot.delete(PATH + "/" + space);

        // then
        assertThat(full.status()).isEqualTo(412);
        assertThat(full.json().path("code").asText()).isEqualTo("SpaceNotEmpty");
        assertThat(empty.status()).isEqualTo(204);
        assertThat(world.bot.get(PATH + "/" + space).status()).isEqualTo(404);
        assertThat(world.tenant.table("assignments").size()).isZero();
    }

    @Test
    void writesAuditEventsUnderBothNames() {
        // when
        String space = world.space(world.bot, "Finance", "shared");

        // then
        assertThat(world.tenant
                        .table("audits")
                        .where(event -> event.at("/data/id").asText().equals(space)))
                .extracting(event -> event.path("eventType").asText())
                .containsExactly("com.qlik.core.space.created", "com.qlik.v1.space.created");
    }
}
