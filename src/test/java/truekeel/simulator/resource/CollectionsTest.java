package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import truekeel.simulator.Answer;
import truekeel.simulator.Json;

class CollectionsTest {
    private static final String PATH = "/api/v1/collections";
    private final World world = new World();
    private final String space = world.space(world.bot, "Dev", "shared");
    private final String app = world.load(world.bot, space, "Sales", "1");
    private final String item = itemId();

    @AfterEach
    void close() {
        world.close();
    }

    private String itemId() {
        world.advance(Duration.ofSeconds(5));
        return world.bot.get("/api/v1/items").json().at("/data/0/id").asText();
    }

    private String collection(String name, String type) {
        return World.idOf(world.bot.post(PATH, "{'name':'" + name + "','type':'" + type + "'}"), 201);
    }

    private Answer add(String collection) {
        return world.bot.post(PATH + "/" + collection + "/items", "{'id':'" + item + "'}");
    }

    @Test
    void refusesASecondTagOfOneNameButNotASecondPrivateCollection() {
        // given
        collection("sales", "public");
        collection("sales", "private");

        // when
        Answer tag = world.bot.post(PATH, "{'name':'Sales','type':'public'}");
        Answer own = world.bot.post(PATH, "{'name':'sales','type':'private'}");

        // then
        assertThat(tag.status()).isEqualTo(409);
        assertThat(own.status()).isEqualTo(201);
    }

    @Test
    void showsATagOnTheItem() {
        // given
        String tag = collection("sales", "public");

        // when
        Answer added = add(tag);

        // then
        JsonNode shown = world.bot.get("/api/v1/items/" + item).json();
        assertThat(added.status()).isEqualTo(201);
        assertThat(shown.at("/meta/tags/0/name").asText()).isEqualTo("sales");
        assertThat(shown.at("/meta/collections")).isEmpty();
        assertThat(Json.texts(shown.path("collectionIds"))).containsExactly(tag);
        assertThat(world.bot.get("/api/v1/items?collectionId=" + tag).json().path("data"))
                .hasSize(1);
        assertThat(world.bot.get(PATH + "/" + tag + "/items").json().path("data"))
                .hasSize(1);
        assertThat(world.bot
                        .get("/api/v1/items/" + item + "/collections")
                        .json()
                        .path("data"))
                .hasSize(1);
        assertThat(world.bot.get(PATH + "/" + tag).json().path("itemCount").asInt())
                .isEqualTo(1);
    }

    @Test
    void refusesTheSameItemTwiceAndAnUnknownOne() {
        // given
        String tag = collection("sales", "public");
        add(tag);

        // when
        Answer again = add(tag);
        Answer unknown = world.bot.post(PATH + "/" + tag + "/items", "{'id':'" + app + "'}");

        // then
        assertThat(again.status()).isEqualTo(409);
        assertThat(unknown.status()).isEqualTo(404);
    }

    @Test
    void takesAnItemOutOnce() {
        // given
        String tag = collection("sales", "public");
        add(tag);

        // when
        Answer first = world.bot.delete(PATH + "/" + tag + "/items/" + item);
        Answer second = world.bot.delete(PATH + "/" + tag + "/items/" + item);

        // then
        assertThat(first.status()).isEqualTo(204);
        assertThat(second.status()).isEqualTo(404);
    }

    @Test
    void changesTypeBetweenPrivateAndGovernedOnlyAndNotWhileEmpty() {
        // given
        String own = collection("mine", "private");

        // when
        Answer empty = world.bot.replace(PATH + "/" + own, "/type", "'publicgoverned'");
        add(own);
        Answer filled = world.bot.replace(PATH + "/" + own, "/type", "'publicgoverned'");
        Answer toTag = world.bot.replace(PATH + "/" + own, "/type", "'public'");

        // then
        assertThat(empty.status()).isEqualTo(400);
        assertThat(filled.json().path("type").asText()).isEqualTo("publicgoverned");
        assertThat(toTag.status()).isEqualTo(400);
    }

    @Test
    void keepsAPrivateCollectionFromOthers() {
        // given
        String own = collection("mine", "private");

        // when
        Answer other = world.jane.get(PATH + "/" + own);

        // then
        assertThat(other.status()).isEqualTo(404);
        assertThat(world.jane.get(PATH).json().path("data")).isEmpty();
    }

    @Test
    void losesTheMembershipWithTheAppEvenIfThatComesBack() {
        // given
        String tag = collection("sales", "public");
        add(tag);
        world.advance(Duration.ofHours(1));

        // when
        world.bot.delete("/api/v1/apps/" + app);
        world.bot.post("/api/analytics/apps/" + app + "/actions/restore", "");
        world.advance(Duration.ofSeconds(5));

        // then
        assertThat(world.bot.get("/api/v1/items").json().at("/data/0/meta/tags"))
                .isEmpty();
        assertThat(world.bot.get(PATH + "/" + tag).json().path("itemCount").asInt())
                .isZero();
    }

    @Test
    void keepsTheTagThroughARepublish() {
        // given
        String prod = world.space(world.bot, "Prod", "managed");
        String target = World.appId(world.bot.post("/api/v1/apps/" + app + "/publish", "{'spaceId':'" + prod + "'}"));
        world.advance(Duration.ofSeconds(5));
        String published = world.bot
                .get("/api/v1/items?spaceId=" + prod)
                .json()
                .at("/data/0/id")
                .asText();
        String tag = collection("sales", "public");
        world.bot.post(PATH + "/" + tag + "/items", "{'id':'" + published + "'}");

        // when
        world.bot.put("/api/v1/apps/" + app + "/publish", "{'targetId':'" + target + "'}");
        world.advance(Duration.ofSeconds(5));

        // then
        assertThat(world.bot.get("/api/v1/items/" + published).json().at("/meta/tags"))
                .hasSize(1);
    }

    @Test
    void replacesPatchesAndDeletes() {
        // given
        String tag = collection("sales", "public");
        collection("costs", "public");

        // when
        Answer replaced = world.bot.put(PATH + "/" + tag, "{'name':'Sales 2','description':'d'}");
        Answer taken = world.bot.replace(PATH + "/" + tag, "/name", "'costs'");
        Answer deleted = world.bot.delete(PATH + "/" + tag);

        // then
        assertThat(replaced.json().path("description").asText()).isEqualTo("d");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(world.bot.get(PATH + "/" + tag).status()).isEqualTo(404);
        assertThat(world.bot.get(PATH + "/favorites").json().path("type").asText())
                .isEqualTo("favorite");
    }
}
