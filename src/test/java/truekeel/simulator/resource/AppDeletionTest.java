package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;

class AppDeletionTest {
    private static final String PATH = "/api/v1/apps/";
    private final World world = new World();
    private final String space = world.space(world.bot, "Dev", "shared");
    private final String app = world.load(world.bot, space, "Sales", "1");

    @AfterEach
    void close() {
        world.close();
    }

    private Answer restore(Driver caller) {
        return caller.post("/api/analytics/apps/" + app + "/actions/restore", "");
    }

    @ParameterizedTest
    @CsvSource({"PT0S,404", "PT45M,404", "PT45M0.001S,200"})
    void isFinalUpTo45MinutesOfAge(Duration age, int restored) {
        // given
        world.advance(age);

        // when
        Answer deleted = world.bot.delete(PATH + app);

        // then
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(world.bot.get(PATH + app).status()).isEqualTo(404);
        assertThat(restore(world.bot).status()).isEqualTo(restored);
    }

    @Test
    void canBeUndoneFor14Days() {
        // given
        world.advance(Duration.ofHours(1));
        world.bot.delete(PATH + app);

        // when
        world.advance(Duration.ofDays(14));
        Answer inTime = restore(bot());
        Driver bot = bot();
        bot.delete(PATH + app);
        world.advance(Duration.ofDays(14).plusMillis(1));
        Answer late = restore(bot());

        // then
        assertThat(inTime.status()).isEqualTo(200);
        assertThat(inTime.json().at("/attributes/id").asText()).isEqualTo(app);
        assertThat(inTime.json().at("/attributes/resourceType").asText()).isEqualTo("app");
        assertThat(late.status()).isEqualTo(404);
    }

    private Driver bot() {
        return Driver.bot(world.simulator, World.HOST);
    }

    @Test
    void takesSharesWithIt() {
        // given
        String path = "/api/v1/spaces/" + space + "/shares";
        world.bot.post(
                path,
                "{'type':'user','assigneeId':'" + world.id("jane") + "','resourceId':'" + app
                        + "','resourceType':'app','roles':['consumer']}");
        world.advance(Duration.ofHours(1));

        // when
        world.bot.delete(PATH + app);
        restore(world.bot);

        // then
        assertThat(world.bot.get(path).json().path("data")).isEmpty();
    }

    @Test
    void cannotBeUndoneWhenTheSpaceIsGoneOrTheAppIsThere() {
        // given
        world.advance(Duration.ofHours(1));

        // when
        Answer there = restore(world.bot);
        world.bot.delete(PATH + app);
        world.bot.delete("/api/v1/spaces/" + space);
        Answer gone = restore(world.bot);

        // then
        assertThat(List.of(there.status(), gone.status())).containsOnly(400);
    }

    @Test
    void isUndoneByAnAdminOrTheOwnerOnly() {
        // given
        world.advance(Duration.ofHours(1));
        world.member(space, world.id("jane"), "producer");
        world.bot.delete(PATH + app);

        // when
        Answer other = restore(world.jane);
        Answer admin = restore(world.appsAdmin);

        // then
        assertThat(other.status()).isEqualTo(403);
        assertThat(admin.status()).isEqualTo(200);
    }

    @Test
    void tellsWhichKindOfDeleteItWas() {
        // given
        String young = app;
        world.bot.delete(PATH + young);
        String old = world.load(world.bot, space, "Sales", "2");
        world.advance(Duration.ofHours(1));

        // when
        world.bot.delete(PATH + old);

        // then
        assertThat(events(young)).contains("com.qlik.app.deleted HARD", "com.qlik.app.harddeleted HARD");
        assertThat(events(old)).contains("com.qlik.app.deleted SOFT", "com.qlik.app.softdeleted SOFT");
    }

    private List<String> events(String id) {
        return world
                .tenant
                .table("audits")
                .where(event -> event.at("/data/id").asText().equals(id)
                        && event.path("data").has("deleteType"))
                .stream()
                .map(event -> event.path("eventType").asText() + " "
                        + event.at("/data/deleteType").asText())
                .toList();
    }

    @Test
    void takesTheOwnerOfTheSpaceOrAFacilitatorInAManagedOne() {
        // given
        String managed = world.space(world.bot, "Prod", "managed");
        String published = World.appId(world.bot.post(PATH + app + "/publish", "{'spaceId':'" + managed + "'}"));
        world.member(managed, world.id("jane"), "publisher");
        world.member(managed, world.id("john"), "facilitator");

        // when
        Answer publisher = world.jane.delete(PATH + published);
        Answer facilitator = world.john.delete(PATH + published);

        // then
        assertThat(publisher.status()).isEqualTo(403);
        assertThat(facilitator.status()).isEqualTo(200);
    }
}
