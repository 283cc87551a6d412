package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;
import truekeel.simulator.Json;

class ItemsTest {
    private static final String PATH = "/api/v1/items";
    private static final Duration LAG = Duration.ofSeconds(5);
    private final World world = new World();
    private final String space = world.space(world.bot, "Dev", "shared");

    @AfterEach
    void close() {
        world.close();
    }

    private List<String> names(Driver caller, String query) {
        JsonNode data = caller.get(PATH + query).json().path("data");
        return data.findValuesAsText("name").stream().distinct().toList();
    }

    private JsonNode only(String query) {
        JsonNode data = world.bot.get(PATH + query).json().path("data");
        assertThat(data).hasSize(1);
        return data.path(0);
    }

    @Test
    void showsANewAppOnlyAfterTheLag() {
        // given
        world.load(world.bot, space, "Sales", "1");

        // when
        world.advance(LAG.minusMillis(1));
        List<String> early = names(world.bot, "");
        world.advance(Duration.ofMillis(1));
        List<String> later = names(world.bot, "");

        // then
        assertThat(early).isEmpty();
        assertThat(later).containsExactly("Sales");
    }

    @Test
    void showsRenamesMovesAndDeletesLate() {
        // given
        String app = world.load(world.bot, space, "Sales", "1");
        String other = world.space(world.bot, "Other", "shared");
        world.advance(LAG);

        // when
        world.bot.put("/api/v1/apps/" + app, "{'attributes':{'name':'Renamed'}}");
        List<String> stale = names(world.bot, "?spaceId=" + space);
        world.advance(LAG);
        world.bot.put("/api/v1/apps/" + app + "/space", "{'spaceId':'" + other + "'}");
        List<String> unmoved = names(world.bot, "?spaceId=" + space);
        world.advance(LAG);
        List<String> moved = names(world.bot, "?spaceId=" + other);
        world.bot.delete("/api/v1/apps/" + app);
        List<String> ghost = names(world.bot, "?spaceId=" + other);
        world.advance(LAG);

        // then
        assertThat(stale).containsExactly("Sales");
        assertThat(unmoved).containsExactly("Renamed");
        assertThat(moved).containsExactly("Renamed");
        assertThat(ghost).containsExactly("Renamed");
        assertThat(names(world.bot, "")).isEmpty();
    }

    @Test
    void showsEveryStepOfTwoQuickChanges() {
        // given
        String app = world.load(world.bot, space, "One", "1");
        world.advance(LAG);
        world.bot.put("/api/v1/apps/" + app, "{'attributes':{'name':'Two'}}");
        world.advance(Duration.ofSeconds(3));
        world.bot.put("/api/v1/apps/" + app, "{'attributes':{'name':'Three'}}");

        // when
        world.advance(Duration.ofSeconds(2));
        List<String> two = names(world.bot, "");
        world.advance(Duration.ofSeconds(3));
        List<String> three = names(world.bot, "");

        // then
        assertThat(two).containsExactly("Two");
        assertThat(three).containsExactly("Three");
    }

    @Test
    void copiesTheAppsAttributesUnderAnIdOfItsOwn() {
        // given
        String app = world.load(world.bot, space, "Sales", "about it");
        world.advance(LAG);

        // when
        JsonNode item = only("");

        // then
        assertThat(item.path("id").asText()).matches("[0-9a-f]{24}").isNotEqualTo(app);
        assertThat(item.path("resourceId").asText()).isEqualTo(app);
        assertThat(item.path("spaceId").asText()).isEqualTo(space);
        assertThat(item.path("resourceCreatedAt").asText()).isEqualTo("2026-11-22T10:00:10Z");
        assertThat(item.path("resourceCustomAttributes").isNull()).isTrue();
        assertThat(item.path("actions")).isEqualTo(item.at("/meta/actions"));
        assertThat(item.at("/resourceAttributes/description").asText()).isEqualTo("about it");
        assertThat(item.at("/resourceAttributes/publishTime").textValue()).isEmpty();
        assertThat(item.at("/resourceAttributes/originAppId").textValue()).isEmpty();
        assertThat(item.at("/resourceSize/appFile").asLong()).isPositive();
        assertThat(item.has("_versions")).isFalse();
    }

    @Test
    void leavesOutTheSpaceOfAPersonalItemAndFindsItAsPersonal() {
        // given
        world.load(world.bot, "", "Mine", "1");
        world.load(world.bot, space, "Shared", "1");
        world.advance(LAG);

        // when
        JsonNode personal = only("?spaceId=personal");

        // then
        assertThat(personal.path("name").asText()).isEqualTo("Mine");
        assertThat(personal.has("spaceId")).isFalse();
        assertThat(names(world.bot, "?spaceType=shared")).containsExactly("Shared");
        assertThat(names(world.bot, "?spaceType=personal")).containsExactly("Mine");
    }

    @Test
    void findsByTypeNameTextOwnerAndResources() {
        // given
        String sales = world.load(world.bot, space, "Sales", "north and south");
        String costs = world.load(world.bot, space, "Costs", "x");
        world.load(world.bot, space, "People", "x");
        world.advance(LAG);

        // when
        List<String> named = names(world.bot, "?name=aLe");

        // then
        assertThat(named).containsExactly("Sales");
        assertThat(names(world.bot, "?query=SOUTH")).containsExactly("Sales");
        assertThat(names(world.bot, "?resourceType=app&resourceId=" + costs)).containsExactly("Costs");
        assertThat(names(world.bot, "?resourceType=app&resourceIds=" + costs + "," + sales))
                .containsExactly("Sales", "Costs");
        assertThat(names(world.bot, "?ownerId=" + world.id("jane"))).isEmpty();
        assertThat(names(world.bot, "?notOwnerId=" + world.botId())).isEmpty();
        assertThat(names(world.bot, "?resourceType=note")).isEmpty();
        assertThat(names(world.bot, "?sort=%2Bname")).containsExactly("Costs", "People", "Sales");
        assertThat(names(world.bot, "?sort=-name")).containsExactly("Sales", "People", "Costs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=0",
                "?limit=101",
                "?resourceType=unknown",
                "?resourceId=x",
                "?sort=size",
                "?spaceType=big",
                "?next=nonsense"
            })
    void refusesABadQuestion(String query) {
        // when
        Answer answer = world.bot.get(PATH + query);

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/meta/temporary").isBoolean()).isTrue();
    }

    @Test
    void pagesTenByTenAndTakesUpTo100() {
        // given
        for (int i = 0; i < 12; i++) {
            world.load(world.bot, space, "App " + i, "" + i);
        }
        world.advance(LAG);

        // when
        JsonNode first = world.bot.get(PATH).json();
        JsonNode second =
                world.bot.follow(first.at("/links/next/href").asText()).json();
        JsonNode back = world.bot.follow(second.at("/links/prev/href").asText()).json();

        // then
        assertThat(first.path("data")).hasSize(10);
        assertThat(second.path("data")).hasSize(2);
        assertThat(back.path("data")).isEqualTo(first.path("data"));
        assertThat(world.bot.get(PATH + "?limit=100").json().path("data")).hasSize(12);
    }

    @Test
    void showsOnlyWhatTheCallerMaySee() {
        // given
        world.load(world.bot, space, "Shared", "1");
        world.load(world.bot, "", "Personal of the bot", "1");
        world.load(world.jane, "", "Personal of Jane", "1");
        world.advance(LAG);

        // when
        List<String> bot = names(world.bot, "");
        List<String> jane = names(world.jane, "");
        world.member(space, world.id("jane"), "consumer");

        // then
        assertThat(bot).containsExactly("Shared", "Personal of the bot");
        assertThat(jane).containsExactly("Personal of Jane");
        assertThat(names(world.jane, "")).containsExactly("Shared", "Personal of Jane");
        assertThat(names(world.appsAdmin, "")).hasSize(3);
    }

    @Test
    void listsThePublishedItemsOfASource() {
        // given
        String prod = world.space(world.bot, "Prod", "managed");
        String app = world.load(world.bot, space, "Sales", "1");
        world.bot.post("/api/v1/apps/" + app + "/publish", "{'spaceId':'" + prod + "'}");
        world.advance(LAG);
        String source = only("?spaceId=" + space).path("id").asText();

        // when
        JsonNode published =
                world.bot.get(PATH + "/" + source + "/publisheditems").json();

        // then
        assertThat(published.path("data")).hasSize(1);
        assertThat(published.at("/data/0/spaceId").asText()).isEqualTo(prod);
        assertThat(published.at("/data/0/resourceAttributes/originAppId").asText())
                .isEqualTo(app);
    }

    @Test
    void keepsItsIdThroughARepublishAndChangesItOnARestore() {
        // given
        String prod = world.space(world.bot, "Prod", "managed");
        String app = world.load(world.bot, space, "Sales", "1");
        String target = World.appId(world.bot.post("/api/v1/apps/" + app + "/publish", "{'spaceId':'" + prod + "'}"));
        world.advance(LAG);
        String before = only("?spaceId=" + prod).path("id").asText();

        // when
        world.bot.put("/api/v1/apps/" + app + "/publish", "{'targetId':'" + target + "'}");
        world.advance(Duration.ofHours(1));
        String republished = only("?spaceId=" + prod).path("id").asText();
        world.bot.delete("/api/v1/apps/" + target);
        world.bot.post("/api/analytics/apps/" + target + "/actions/restore", "");
        world.advance(LAG);

        // then
        assertThat(republished).isEqualTo(before);
        assertThat(only("?spaceId=" + prod).path("id").asText()).isNotEqualTo(before);
    }

    @Test
    void noticesAnAppPutIntoTheStateByHand() {
        // given
        String app = world.load(world.bot, space, "Sales", "1");
        world.advance(Duration.ofHours(1));
        ObjectNode twin = world.app(app).deepCopy().put("id", "by-hand").put("name", "By hand");
        twin.remove("_n");
        world.tenant.table("apps").add(twin);

        // when
        List<String> names = names(world.bot, "");

        // then
        assertThat(names).containsExactly("Sales", "By hand");
    }

    @Test
    void deletesTheItemNotTheApp() {
        // given
        String app = world.load(world.bot, space, "Sales", "1");
        world.advance(LAG);
        String item = only("").path("id").asText();

        // when
        Answer answer = world.bot.delete(PATH + "/" + item);

        // then
        assertThat(answer.status()).isEqualTo(204);
        assertThat(names(world.bot, "")).isEmpty();
        assertThat(world.bot.get(PATH + "/" + item).status()).isEqualTo(404);
        assertThat(world.bot.get("/api/v1/apps/" + app).status()).isEqualTo(200);
    }

    @Test
    void hasOneSetting() {
        // when
        Answer answer = world.bot.replace(PATH + "/settings", "/usageMetricsEnabled", "false");

        // then
        assertThat(answer.json().path("usageMetricsEnabled").asBoolean()).isFalse();
        assertThat(world.jane
                        .replace(PATH + "/settings", "/usageMetricsEnabled", "true")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void canHoldUpTheDeleteOfASpaceUntilTheIndexIsUpToDate() {
        // given
        world.tenant.options().set("staleItemsBlockSpaces", Json.parse("true"));
        String app = world.load(world.bot, space, "Sales", "1");
        world.advance(LAG);
        world.bot.delete("/api/v1/apps/" + app);

        // when
        Answer early = world.bot.delete("/api/v1/spaces/" + space);
        world.advance(LAG);
        Answer later = world.bot.delete("/api/v1/spaces/" + space);

        // then
        assertThat(early.status()).isEqualTo(412);
        assertThat(later.status()).isEqualTo(204);
    }
}
