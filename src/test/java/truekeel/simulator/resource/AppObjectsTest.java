package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import truekeel.simulator.Answer;

class AppObjectsTest {
    private static final String PATH = "/api/v1/apps/";

    private final World world = new World();
    private final String dev = world.space(world.bot, "Dev", "shared");
    private final String prod = world.space(world.bot, "Prod", "managed");
    private final String source = world.load(world.bot, dev, "Sales", "1");

    @AfterEach
    void close() {
        world.close();
    }

    private void object(String app, String name, String type, boolean base) {
        world.tenant
                .table("appObjects")
                .add(JsonNodeFactory.instance
                        .objectNode()
                        .put("id", name + " of " + app)
                        .put("appId", app)
                        .put("name", name)
                        .put("type", type)
                        .put("ownerId", "somebody")
                        .put("base", base));
    }

    private List<String> names(String app) {
        return world
                .tenant
                .table("appObjects")
                .where(row -> row.path("appId").asText().equals(app))
                .stream()
                .map(row -> row.path("name").asText())
                .sorted()
                .toList();
    }

    private String publish() {
        world.advance(Duration.ofMinutes(1));
        Answer answer = world.bot.post(PATH + source + "/publish", "{'spaceId':'" + prod + "'}");
        return answer.json().path("attributes").path("id").asText();
    }

    @Test
    void publishesBaseObjectsOnly() {
        // given
        object(source, "Overview", "sheet", true);
        object(source, "My draft", "sheet", false);

        // when
        String published = publish();

        // then
        assertThat(names(published)).containsExactly("Overview");
    }

    @Test
    void keepsWhatPeopleMadeThroughARepublishAndReplacesTheRest() {
        // given
        object(source, "Overview", "sheet", true);
        String published = publish();
        object(published, "Top ten", "bookmark", false);
        object(published, "Community", "sheet", false);
        world.tenant
                .table("appObjects")
                .removeIf(row -> row.path("appId").asText().equals(source));
        object(source, "Detail", "sheet", true);

        // when
        Answer again =
                world.bot.put(PATH + source + "/publish", "{'targetId':'" + published + "','checkOriginAppId':false}");

        // then
        assertThat(again.status()).isEqualTo(200);
        assertThat(names(published)).containsExactly("Community", "Detail", "Top ten");
    }

    @Test
    void losesWhatPeopleMadeWhenAnAppIsDeletedAndPublishedAnew() {
        // given
        object(source, "Overview", "sheet", true);
        String published = publish();
        object(published, "Top ten", "bookmark", false);

        // when
        world.bot.delete(PATH + published);
        String another = publish();

        // then
        assertThat(names(published)).isEmpty();
        assertThat(names(another)).containsExactly("Overview");
    }

    @Test
    void bringsItBackWithARestoredApp() {
        // given
        String published = publish();
        object(published, "Top ten", "bookmark", false);
        world.advance(Duration.ofHours(1));

        // when
        world.bot.delete(PATH + published);
        world.bot.post("/api/analytics/apps/" + published + "/actions/restore", "");

        // then
        assertThat(names(published)).containsExactly("Top ten");
    }

    @Test
    void letsNobodyButTheOwnerGiveAnObjectAway() {
        // given
        object(source, "Overview", "sheet", true);

        // when
        Answer refused = world.bot.post(
                PATH + source + "/objects/Overview%20of%20" + source + "/actions/change-owner", "{'ownerId':'x'}");
        Answer missing = world.bot.post(PATH + source + "/objects/none/actions/change-owner", "{'ownerId':'x'}");

        // then
        assertThat(List.of(refused.status(), missing.status())).containsExactly(400, 404);
    }
}
