package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;
import truekeel.simulator.Json;

class SharesTest {
    private final World world = new World();
    private final String dev = world.space(world.bot, "Dev", "shared");
    private final String prod = world.space(world.bot, "Prod", "managed");
    private final String staged = world.load(world.bot, dev, "Sales", "1");
    private final String app =
            World.appId(world.bot.post("/api/v1/apps/" + staged + "/publish", "{'spaceId':'" + prod + "'}"));

    @AfterEach
    void close() {
        world.close();
    }

    private static String path(String space) {
        return "/api/v1/spaces/" + space + "/shares";
    }

    private Answer share(Driver caller, String space, String type, String assignee, String resource, String role) {
        return caller.post(
                path(space),
                "{'type':'" + type + "','assigneeId':'" + assignee + "','resourceId':'" + resource
                        + "','resourceType':'app','roles':['" + role + "']}");
    }

    private Answer shareWithJane(String role) {
        return share(world.bot, prod, "user", world.id("jane"), app, role);
    }

    @Test
    void opensOneAppWithoutMembership() {
        // given
        Answer before = world.jane.get("/api/v1/apps/" + app);

        // when
        Answer answer = shareWithJane("consumer");

        // then
        assertThat(before.status()).isEqualTo(404);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("resourceName").asText()).isEqualTo("Sales");
        assertThat(answer.json().path("disabled").booleanValue()).isFalse();
        assertThat(world.jane.get("/api/v1/apps/" + app).status()).isEqualTo(200);
        assertThat(world.jane.get("/api/v1/apps/" + staged).status()).isEqualTo(404);
    }

    @Test
    void refusesASecondShareOfOneAppForOneAssignee() {
        // given
        shareWithJane("consumer");

        // when
        Answer answer = shareWithJane("contributor");

        // then
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("code").asText()).isEqualTo("ShareConflict");
    }

    @Test
    void refusesAnAppOfAnotherSpaceAndAnUnknownAssignee() {
        // when
        Answer elsewhere = share(world.bot, prod, "user", world.id("jane"), staged, "consumer");
        Answer nobody = share(world.bot, prod, "user", "nobody", app, "consumer");

        // then
        assertThat(List.of(elsewhere.status(), nobody.status())).containsOnly(404);
    }

    @Test
    void checksRolesAgainstTheTypeOfTheSpace() {
        // when
        Answer shared = share(world.bot, dev, "user", world.id("jane"), staged, "contributor");
        Answer managed = shareWithJane("publisher");
        Answer fits = shareWithJane("basicconsumer");

        // then
        assertThat(List.of(shared.status(), managed.status(), fits.status())).containsExactly(400, 400, 201);
    }

    @Test
    void takesTheOwnerOrAFacilitatorNotAPublisherOrAMereAdmin() {
        // given
        world.member(prod, world.id("john"), "publisher");
        world.bot.replace("/api/v1/spaces/" + prod, "/ownerId", "'" + world.id("jane") + "'");

        // when
        Answer publisher = share(world.john, prod, "user", world.id("jane"), app, "consumer");
        Answer admin = share(world.bot, prod, "user", world.id("john"), app, "consumer");
        world.member(prod, world.botId(), "facilitator");
        Answer facilitator = share(world.bot, prod, "user", world.id("john"), app, "consumer");

        // then
        assertThat(List.of(publisher.status(), admin.status(), facilitator.status()))
                .containsExactly(403, 403, 201);
        assertThat(world.appsAdmin.get(path(prod)).json().path("data")).hasSize(1);
    }

    @Test
    void refusesAPublicLinkWithoutTheTenantsCapabilityTheScopeAndAManagedSpace() {
        // when
        Answer noCapability = share(world.bot, prod, "link", "", app, "consumer");
        world.tenant.options().set("anonymousAccess", Json.parse("true"));
        Answer noScope = share(world.bot, prod, "link", "", app, "consumer");
        world.tenant
                .table("roles")
                .add(Json.object()
                        .put("id", "links")
                        .put("name", "Links")
                        .set("assignedScopes", Json.texts(List.of("sim.public-link:create"))));
        world.grant("sim-client", "Links");
        Answer shared = share(world.bot, dev, "link", "", staged, "consumer");
        Answer managed = share(world.bot, prod, "link", "", app, "consumer");

        // then
        assertThat(List.of(noCapability.status(), noScope.status(), shared.status(), managed.status()))
                .containsExactly(403, 403, 403, 201);
        assertThat(share(world.bot, prod, "link", "x", app, "consumer").status())
                .isEqualTo(409);
        String link = path(prod) + "/" + managed.json().path("id").asText();
        assertThat(world.bot
                        .replace(link, "/disabled", "true")
                        .json()
                        .path("disabled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void patchesRolesAndDisablesOnlyLinks() {
        // given
        String share = path(prod) + "/" + World.idOf(shareWithJane("consumer"), 201);

        // when
        Answer roles = world.bot.replace(share, "/roles", "['contributor']");
        Answer disabled = world.bot.replace(share, "/disabled", "true");
        Answer other = world.bot.replace(share, "/resourceId", "'x'");

        // then
        assertThat(Json.texts(roles.json().path("roles"))).containsExactly("contributor");
        assertThat(disabled.status()).isEqualTo(400);
        assertThat(other.status()).isEqualTo(400);
    }

    @Test
    void listsByAppAndUserAndDeletes() {
        // given
        String share = World.idOf(shareWithJane("consumer"), 201);
        share(world.bot, prod, "user", world.id("john"), app, "consumer");

        // when
        Answer mine = world.bot.get(path(prod) + "?userId=" + world.id("jane") + "&resourceId=" + app);
        Answer deleted = world.bot.delete(path(prod) + "/" + share);

        // then
        assertThat(mine.json().path("data")).hasSize(1);
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(world.bot.get(path(prod)).json().at("/meta/count").asInt()).isEqualTo(1);
    }

    @Test
    void diesWithTheApp() {
        // given
        shareWithJane("consumer");
        world.advance(Duration.ofHours(1));

        // when
        world.bot.delete("/api/v1/apps/" + app);

        // then
        assertThat(world.tenant.table("shares").size()).isZero();
    }
}
