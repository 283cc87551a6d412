package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;
import truekeel.simulator.Json;

class AppPublishingTest {
    private static final String PATH = "/api/v1/apps/";
    private final World world = new World();
    private final String dev = world.space(world.bot, "Dev", "shared");
    private final String prod = world.space(world.bot, "Prod", "managed");
    private final String staged = world.load(world.bot, dev, "Sales ~tk-1", "1");

    @AfterEach
    void close() {
        world.close();
    }

    private Answer publish(Driver caller, String app, String space) {
        return caller.post(PATH + app + "/publish", "{'spaceId':'" + space + "','attributes':{'name':'Sales'}}");
    }

    private Answer republish(Driver caller, String source, String more) {
        return caller.put(PATH + source + "/publish", "{" + more + "}");
    }

    @Test
    void copiesIntoTheManagedSpace() {
        // when
        JsonNode app = publish(world.bot, staged, prod).json().path("attributes");

        // then
        assertThat(app.path("id").asText()).isNotEqualTo(staged);
        assertThat(app.path("name").asText()).isEqualTo("Sales");
        assertThat(app.path("spaceId").asText()).isEqualTo(prod);
        assertThat(app.path("originAppId").asText()).isEqualTo(staged);
        assertThat(app.path("publishTime").asText()).isEqualTo("2026-11-22T10:00:20.000Z");
        assertThat(app.path("published").asBoolean()).isFalse();
        assertThat(world.app(app.path("id").asText()).path("_content"))
                .isEqualTo(world.app(staged).path("_content"));
    }

    @Test
    void makesASecondAppWhenPublishedTwice() {
        // when
        String first = World.appId(publish(world.bot, staged, prod));
        String second = World.appId(publish(world.bot, staged, prod));

        // then
        assertThat(first).isNotEqualTo(second);
        assertThat(world.tenant
                        .table("apps")
                        .where(app -> app.path("spaceId").asText().equals(prod)))
                .hasSize(2)
                .allMatch(app -> app.path("name").asText().equals("Sales"));
    }

    @Test
    void refusesATooNewSpaceForAWhile() {
        // given
        String fresh = World.idOf(world.bot.post("/api/v1/spaces", "{'name':'New','type':'managed'}"), 201);

        // when
        Answer early = publish(world.bot, staged, fresh);
        world.advance(Duration.ofSeconds(2));
        Answer later = publish(world.bot, staged, fresh);

        // then
        assertThat(early.status()).isEqualTo(404);
        assertThat(later.status()).isEqualTo(200);
    }

    @Test
    void takesAPublisherWhoMayEditTheSource() {
        // given
        world.member(dev, world.id("jane"), "producer");
        world.member(prod, world.id("jane"), "facilitator");
        world.member(prod, world.id("john"), "publisher");
        world.member(dev, world.id("john"), "consumer");

        // when
        Answer facilitator = publish(world.jane, staged, prod);
        Answer consumer = publish(world.john, staged, prod);
        world.member(prod, world.id("apps-admin"), "publisher");
        world.member(dev, world.id("apps-admin"), "producer");
        Answer publisher = publish(world.appsAdmin, staged, prod);

        // then
        assertThat(facilitator.status()).isEqualTo(403);
        assertThat(consumer.status()).isEqualTo(403);
        assertThat(publisher.status()).isEqualTo(200);
    }

    @Test
    void givesAnAdminWithoutARoleNoPublish() {
        // given
        world.bot.replace("/api/v1/spaces/" + prod, "/ownerId", "'" + world.id("jane") + "'");

        // when
        Answer answer = publish(world.bot, staged, prod);

        // then
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void refusesSpacesThatAreNotManagedAndWrongWords() {
        // when
        Answer shared = publish(world.bot, staged, dev);
        Answer none = world.bot.post(PATH + staged + "/publish", "{}");
        Answer data = world.bot.post(PATH + staged + "/publish", "{'spaceId':'" + prod + "','data':'both'}");

        // then
        assertThat(List.of(shared.status(), none.status(), data.status())).containsOnly(400);
    }

    @Test
    void movesTheAppItself() {
        // when
        Answer noOrigin = world.bot.post(PATH + staged + "/publish", "{'spaceId':'" + prod + "','moveApp':true}");
        Answer moved = world.bot.post(
                PATH + staged + "/publish", "{'spaceId':'" + prod + "','moveApp':true,'originAppId':'o1'}");

        // then
        assertThat(noOrigin.status()).isEqualTo(400);
        assertThat(World.appId(moved)).isEqualTo(staged);
        assertThat(world.app(staged).path("spaceId").asText()).isEqualTo(prod);
        assertThat(world.app(staged).path("originAppId").asText()).isEqualTo("o1");
    }

    @Test
    void republishKeepsTheAppAndReplacesItsContent() {
        // given
        String target = World.appId(publish(world.bot, staged, prod));
        ObjectNode before = world.app(target).deepCopy();
        world.app(target).set("_community", Json.parse("[\"sheet of Jane\"]"));
        String share = World.idOf(
                world.bot.post(
                        "/api/v1/spaces/" + prod + "/shares",
                        "{'type':'user','assigneeId':'" + world.id("jane") + "','resourceId':'" + target
                                + "','resourceType':'app','roles':['consumer']}"),
                201);
        world.advance(Duration.ofMinutes(1));
        String next = world.load(world.bot, dev, "Sales ~tk-2", "2");

        // when
        Answer answer = republish(
                world.bot,
                next,
                "'targetId':'" + target
                        + "','checkOriginAppId':false,'data':'target','attributes':{'name':'Sales','description':'v2'}");

        // then
        ObjectNode after = world.app(target);
        assertThat(World.appId(answer)).isEqualTo(target);
        assertThat(after.path("_content")).isEqualTo(world.app(next).path("_content"));
        assertThat(after.path("_data")).isEqualTo(before.path("_data"));
        assertThat(after.path("originAppId").asText()).isEqualTo(next);
        assertThat(after.path("publishTime").asText())
                .isGreaterThan(before.path("publishTime").asText());
        assertThat(after.path("createdDate")).isEqualTo(before.path("createdDate"));
        assertThat(after.path("ownerId")).isEqualTo(before.path("ownerId"));
        assertThat(after.path("description").asText()).isEqualTo("v2");
        assertThat(after.path("_community")).hasSize(1);
        assertThat(world.bot.get("/api/v1/spaces/" + prod + "/shares/" + share).status())
                .isEqualTo(200);
        assertThat(world.tenant.table("apps").size()).isEqualTo(3);
    }

    @Test
    void republishTakesTextsThatAreNotGivenFromTheSource() {
        // given
        String target = World.appId(publish(world.bot, staged, prod));

        // when
        republish(world.bot, staged, "'targetId':'" + target + "'");

        // then
        assertThat(world.app(target).path("name").asText()).isEqualTo("Sales ~tk-1");
    }

    @Test
    void republishChecksTheOriginUnlessToldNotTo() {
        // given
        String target = World.appId(publish(world.bot, staged, prod));
        String next = world.load(world.bot, dev, "Sales ~tk-2", "2");

        // when
        Answer checked = republish(world.bot, next, "'targetId':'" + target + "'");
        Answer unpublished = republish(world.bot, next, "'targetId':'" + staged + "','checkOriginAppId':false");
        Answer unknown = republish(world.bot, next, "'targetId':'nothing'");

        // then
        assertThat(checked.status()).isEqualTo(400);
        assertThat(unpublished.status()).isEqualTo(400);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(world.app(target).path("_content"))
                .isEqualTo(world.app(staged).path("_content"));
    }

    @Test
    void republishTakesTheDataOfTheSourceWhenAsked() {
        // given
        String target = World.appId(publish(world.bot, staged, prod));
        String next = world.load(world.bot, dev, "Sales ~tk-2", "2");
        world.app(next).put("lastReloadTime", "2026-11-22T09:00:00.000Z");

        // when
        republish(world.bot, next, "'targetId':'" + target + "','checkOriginAppId':false,'data':'source'");

        // then
        assertThat(world.app(target).path("_data")).isEqualTo(world.app(next).path("_data"));
        assertThat(world.app(target).path("lastReloadTime").asText()).isEqualTo("2026-11-22T09:00:00.000Z");
    }

    @Test
    void changesTheOwnerOfAPublishedAppForAFacilitatorOnly() {
        // given
        String target = World.appId(publish(world.bot, staged, prod));
        world.member(prod, world.id("john"), "publisher");
        world.member(prod, world.id("jane"), "facilitator");
        String body = "{'ownerId':'" + world.id("john") + "'}";

        // when
        Answer publisher = world.john.put(PATH + target + "/owner", body);
        Answer facilitator = world.jane.put(PATH + target + "/owner", body);
        Answer unknown = world.jane.put(PATH + target + "/owner", "{'ownerId':'nobody'}");

        // then
        assertThat(publisher.status()).isEqualTo(403);
        assertThat(facilitator.json().at("/attributes/ownerId").asText()).isEqualTo(world.id("john"));
        assertThat(unknown.status()).isEqualTo(404);
    }

    @Test
    void refusesExportFromAManagedSpaceUnlessTheTenantAllowsIt() {
        // given
        String target = World.appId(publish(world.bot, staged, prod));

        // when
        Answer refused = world.bot.post(PATH + target + "/export", "");
        world.tenant.options().set("exportFromManaged", Json.parse("true"));
        Answer allowed = world.bot.post(PATH + target + "/export", "");

        // then
        assertThat(refused.status()).isEqualTo(403);
        assertThat(allowed.status()).isEqualTo(201);
    }

    @Test
    void movesBetweenSharedAndPersonalSpacesButNeverAPublishedApp() {
        // given
        String other = world.space(world.bot, "Other", "shared");
        String target = World.appId(publish(world.bot, staged, prod));

        // when
        Answer moved = world.bot.put(PATH + staged + "/space", "{'spaceId':'" + other + "'}");
        Answer home = world.bot.delete(PATH + staged + "/space");
        Answer intoManaged = world.bot.put(PATH + staged + "/space", "{'spaceId':'" + prod + "'}");
        Answer published = world.bot.put(PATH + target + "/space", "{'spaceId':'" + other + "'}");

        // then
        assertThat(moved.json().at("/attributes/spaceId").asText()).isEqualTo(other);
        assertThat(home.json().at("/attributes/spaceId").asText()).isEmpty();
        assertThat(intoManaged.status()).isEqualTo(403);
        assertThat(published.status()).isEqualTo(403);
    }

    @Test
    void movesADistributedAppIntoAManagedSpace() {
        // given
        ObjectNode distributed = world.app(staged).deepCopy();
        distributed.remove("_n");
        distributed.put("id", "d1").put("spaceId", "").put("ownerId", "").put("published", true);
        world.tenant.table("apps").add(distributed);

        // when
        Answer shared = world.bot.put(PATH + "d1/space", "{'spaceId':'" + dev + "'}");
        Answer managed = world.bot.put(PATH + "d1/space", "{'spaceId':'" + prod + "'}");

        // then
        assertThat(shared.status()).isEqualTo(400);
        assertThat(managed.json().at("/attributes/spaceId").asText()).isEqualTo(prod);
        assertThat(world.app("d1").path("publishTime").asText()).isNotEmpty();
    }

    @Test
    void letsADistributedAppBeViewedOnly() {
        // given
        ObjectNode distributed = world.app(staged).deepCopy();
        distributed.remove("_n");
        distributed.put("id", "d1").put("spaceId", "").put("ownerId", "").put("published", true);
        world.tenant.table("apps").add(distributed);
        world.tenant.options().set("exportFromManaged", Json.parse("true"));
        Answer waiting = world.bot.post(PATH + "d1/export", "{}");
        world.bot.put(PATH + "d1/space", "{'spaceId':'" + prod + "'}");

        // when
        Answer export = world.bot.post(PATH + "d1/export", "{}");
        Answer over = republish(world.bot, staged, "'targetId':'d1','checkOriginAppId':false");
        Answer again = publish(world.bot, "d1", prod);

        // then
        assertThat(List.of(waiting.status(), export.status(), over.status(), again.status()))
                .containsOnly(403);
    }

    @Test
    void letsAMemberInOnlyAfterTheLag() {
        // given
        String target = World.appId(publish(world.bot, staged, prod));
        world.bot.post(
                "/api/v1/spaces/" + prod + "/assignments",
                "{'type':'user','assigneeId':'" + world.id("jane") + "','roles':['consumer']}");

        // when
        Answer early = world.jane.get(PATH + target);
        world.advance(Duration.ofSeconds(2));
        Answer later = world.jane.get(PATH + target);

        // then
        assertThat(early.status()).isEqualTo(404);
        assertThat(later.status()).isEqualTo(200);
    }

    @Test
    void blocksTheDeleteOfASpaceWithApps() {
        // when
        Answer answer = world.bot.delete("/api/v1/spaces/" + dev);

        // then
        assertThat(answer.status()).isEqualTo(412);
    }
}
