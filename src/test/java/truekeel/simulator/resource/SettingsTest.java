package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.simulator.Answer;
import truekeel.simulator.TenantSpec;

/** The tenant's settings: what each refuses, and what it makes of what it is sent. */
class SettingsTest {
    private static final String AUTH = "/api/core/auth-settings";
    private static final String LINKS = "/api/v1/ui-config/pinned-links";
    private static final String SORT = ",'scope':'tenant','type':'custom-link'}";

    private final World world = new World(TenantSpec.of(World.HOST));

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void tellsDefaultAuthSettingsFromSavedOnes() {
        // given
        JsonNode before = world.bot.get(AUTH).json();

        // when
        Answer answer = world.bot.replace(AUTH, "/userSessionInactivityTimeoutMinutes", "45");

        // then
        assertThat(before.path("isDefault").asBoolean()).isTrue();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("isDefault").asBoolean()).isFalse();
        assertThat(world.bot
                        .get(AUTH)
                        .json()
                        .path("userSessionInactivityTimeoutMinutes")
                        .asInt())
                .isEqualTo(45);
    }

    @ParameterizedTest
    @CsvSource({
        "/maxUserSessionLifespanMinutes, 90",
        "/maxUserSessionLifespanMinutes, 0",
        "/userSessionInactivityTimeoutMinutes, 1.5",
        "/dcrAllowedAuthenticationMethods, ['none']",
        "/dynamicClientRegistrationEnabled, 1",
        "/isDefault, true"
    })
    void refusesAuthSettingsThatCannotBe(String path, String value) {
        assertThat(world.bot.replace(AUTH, path, value).status()).isEqualTo(400);
    }

    @Test
    void forgetsTheMethodsOfRegistrationWithRegistration() {
        // given
        world.bot.replace(AUTH, "/dynamicClientRegistrationEnabled", "true");
        Answer methods = world.bot.replace(AUTH, "/dcrAllowedAuthenticationMethods", "['none']");

        // when
        Answer off = world.bot.replace(AUTH, "/dynamicClientRegistrationEnabled", "false");

        // then
        assertThat(methods.status()).isEqualTo(200);
        assertThat(off.json().has("dcrAllowedAuthenticationMethods")).isFalse();
    }

    @Test
    void givesDurationsBackInAnotherForm() {
        // given
        String path = "/api/v1/api-keys/configs/" + world.tenant.id();

        // when
        Answer answer = world.bot.replace(path, "/max_api_key_expiry", "'P7D'");

        // then
        assertThat(answer.status()).isEqualTo(204);
        assertThat(world.bot.get(path).json().path("max_api_key_expiry").asText())
                .isEqualTo("PT168H");
    }

    @Test
    void hasNoBannerUntilOneIsSetAndThenReplacesItWhole() {
        // given
        String whole = "{'enabled':true,'type':'info','message':'x','startTime':'2026-12-06T20:00:00Z',"
                + "'endTime':'2026-12-07T20:00:00Z','linkEnabled':true,'linkLabel':'a','linkUrl':'https://a'}";
        Answer before = world.bot.get("/api/v1/banners");
        String first = world.bot
                .post("/api/v1/banners/actions/upsert", whole)
                .json()
                .path("id")
                .asText();

        // when
        Answer second = world.bot.post(
                "/api/v1/banners/actions/upsert",
                whole.replace(",'linkLabel':'a','linkUrl':'https://a'", "")
                        .replace("'linkEnabled':true", "'linkEnabled':false"));

        // then
        assertThat(before.status()).isEqualTo(404);
        assertThat(second.json().path("id").asText()).isEqualTo(first);
        assertThat(second.json().has("linkUrl")).isFalse();
        assertThat(second.json().path("startTime").asText()).isEqualTo("2026-12-06T20:00:00.000Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'type':'party'", "'endTime':'2026-12-06T20:00:00Z'", "'linkEnabled':true", "'message':''"})
    void refusesABannerThatCannotBe(String field) {
        String whole = "{'enabled':true,'type':'info','message':'x','startTime':'2026-12-06T20:00:00Z',"
                + "'endTime':'2026-12-07T20:00:00Z','linkEnabled':false," + field + "}";
        assertThat(world.bot.post("/api/v1/banners/actions/upsert", whole).status())
                .isEqualTo(400);
    }

    @Test
    void showsPinnedLinksInTheOrderInWhichTheyWereMade() {
        // given
        world.bot.post(LINKS, "{'name':'b','link':'https://b'" + SORT);
        world.bot.post(
                LINKS + "/actions/bulk-create-pinned-links",
                "{'links':[{'name':'c','link':'https://c'},{'name':'a','link':'https://a'}]" + SORT);

        // when
        JsonNode list = world.jane.get(LINKS).json().path("data");

        // then
        List<String> names = new ArrayList<>();
        list.forEach(link -> names.add(link.path("name").asText()));
        assertThat(names).containsExactly("b", "c", "a");
    }

    @Test
    void takesALinkTwiceAndNoMoreThanFifty() {
        // given
        for (int i = 0; i < 50; i++) {
            assertThat(world.bot
                            .post(LINKS, "{'name':'same','link':'https://a'" + SORT)
                            .status())
                    .isEqualTo(201);
        }

        // when
        Answer more = world.bot.post(LINKS, "{'name':'more','link':'https://a'" + SORT);

        // then
        assertThat(more.status()).isEqualTo(400);
        assertThat(world.bot
                        .post(LINKS + "/actions/delete-all-pinned-links", "{}")
                        .status())
                .isEqualTo(204);
        assertThat(world.bot.get(LINKS).json().path("data")).isEmpty();
    }

    @Test
    void tellsNoPasswordAndForgetsTheOneThatIsNotSentAgain() {
        // given
        String path = "/api/v1/transports/email-config";
        String config =
                "{'serviceProvider':'BasicAuth','providerConfig':{'serverAddress':'smtp.example','serverPort':25,"
                        + "'securityType':'none','emailAddress':'a@example','username':'a'PASSWORD}}";
        Answer unset = world.bot.get(path);
        world.bot.put(path, config.replace("PASSWORD", ",'emailPassword':'hush'"));
        Answer set = world.bot.get(path);

        // when
        Answer answer = world.bot.put(path, config.replace("PASSWORD", ""));

        // then
        assertThat(unset.json().path("errorCode").asText()).isEqualTo("CONFIG_NOT_SET");
        assertThat(set.body().text()).doesNotContain("hush");
        assertThat(set.json().path("passwordExists").asBoolean()).isTrue();
        assertThat(set.json().path("serverPort").asInt()).isEqualTo(25);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(world.bot.get(path).json().path("passwordExists").asBoolean())
                .isFalse();
        assertThat(world.bot.get(path).json().path("errorCode").asText()).isEqualTo("INCOMPLETE_CONFIG");
    }

    @Test
    void leavesEventsOfWhatQlikNamesEventsFor() {
        // when
        world.bot.replace(AUTH, "/maxUserSessionLifespanMinutes", "60");
        world.bot.post("/api/core/ip-policies", "{'name':'a','allowedIps':['10.0.0.1'],'enabled':false}");
        world.bot.replace("/api/v1/api-keys/configs/" + world.tenant.id(), "/max_keys_per_user", "1");

        // then
        List<String> types = new ArrayList<>();
        world.bot
                .get("/api/v1/audits?limit=4")
                .json()
                .path("data")
                .forEach(event -> types.add(event.path("eventType").asText()));
        assertThat(types)
                .containsExactlyInAnyOrder(
                        "com.qlik.core.ip-policy.created",
                        "com.qlik.v1.ip-policy.created",
                        "com.qlik.core.auth-settings.updated",
                        "com.qlik.v1.auth-settings.updated");
    }

    @Test
    void letsOnlyAdminsChangeSettings() {
        assertThat(world.jane
                        .replace(AUTH, "/maxUserSessionLifespanMinutes", "60")
                        .status())
                .isEqualTo(403);
        assertThat(world.jane
                        .post(LINKS, "{'name':'a','link':'https://a'" + SORT)
                        .status())
                .isEqualTo(403);
        assertThat(world.jane
                        .replace("/api/v1/api-keys/configs/" + world.tenant.id(), "/max_keys_per_user", "1")
                        .status())
                .isEqualTo(403);
    }
}
