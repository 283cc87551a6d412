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

class WebhooksTest {
    private static final String PATH = "/api/core/webhooks";
    private static final String OLD = "/api/v1/webhooks";
    private static final String HOOK = "'name':'reloads','level':'tenant','url':'https://hooks.example/q'";
    private static final String SECRET = "'secret':'0123456789abcdef0123456789abcdef'";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private String made(String more) {
        return PATH + "/" + World.idOf(world.bot.post(PATH, "{" + HOOK + more + "}"), 201);
    }

    private JsonNode shown(String hook) {
        return world.bot.get(hook).json();
    }

    @Test
    void servesTheSameHooksByBothRoutesAndAnnouncesTheEndOfTheOlderOne() {
        // given
        String hook = made("");

        // when
        Answer old = world.bot.get(hook.replace(PATH, OLD));
        Answer core = world.bot.get(hook);
        Answer silenced = world.bot.with("qlik-api-version", "latest").get(OLD);

        // then
        assertThat(old.json()).isEqualTo(core.json());
        assertThat(old.header("sunset")).contains("Mon, 01 Nov 2027 00:00:00 GMT");
        assertThat(old.header("deprecation")).isPresent();
        assertThat(core.header("sunset")).isEmpty();
        assertThat(silenced.header("sunset")).isEmpty();
    }

    @Test
    void hasTheOlderRouteOnlyInATenantThatIsSetSo() {
        try (World behind = World.with("coreWebhooks", "false")) {
            // when
            int core = behind.bot.get(PATH).status();
            int old = behind.bot.get(OLD).status();

            // then
            assertThat(List.of(core, old)).containsExactly(404, 200);
        }
    }

    @Test
    void takesTheSameNameTwice() {
        // when
        made("");
        made("");

        // then
        assertThat(world.bot.get(PATH).json().path("data")).hasSize(2);
    }

    @Test
    void tellsOfSecretsOnlyThatTheyAreThere() {
        // given
        String hook = made("," + SECRET + ",'encryptedHeaders':{'X-Key':'hush'}");

        // when
        JsonNode shown = shown(hook);

        // then
        assertThat(shown.path("secretKeyAdded").asBoolean()).isTrue();
        assertThat(Json.texts(shown.path("encryptedHeaders"))).containsExactly("X-Key");
        assertThat(shown.toString()).doesNotContain("hush", "0123456789abcdef");
    }

    @Test
    void wantsTheEncryptedHeadersAgainWithAnotherUrl() {
        // given
        String hook = made(",'encryptedHeaders':{'X-Key':'hush'}");
        String move = "{'op':'replace','path':'/url','value':'https://else.example'}";

        // when
        Answer alone = world.bot.patch(hook, "[" + move + "]");
        Answer entered = world.bot.patch(
                hook, "[" + move + ",{'op':'replace','path':'/encryptedHeaders','value':{'X-Key':'hush'}}]");

        // then
        assertThat(List.of(alone.status(), entered.status())).containsExactly(400, 204);
        assertThat(shown(hook).path("url").asText()).isEqualTo("https://else.example");
    }

    @Test
    void forgetsWhatAPutOmits() {
        // given
        String hook = made("," + SECRET
                + ",'encryptedHeaders':{'X-Key':'hush'},'description':'d','filter':'id ne \\u00221\\u0022'");

        // when
        Answer answer = world.bot.put(hook, "{" + HOOK + "}");

        // then
        assertThat(answer.status()).isEqualTo(200);
        JsonNode shown = shown(hook);
        assertThat(shown.path("secretKeyAdded").asBoolean()).isFalse();
        assertThat(shown.path("encryptedHeaders")).isEmpty();
        assertThat(shown.path("description").asText()).isEmpty();
        assertThat(shown.has("filter")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'op':'replace','path':'/level','value':'user'}]",
                "[{'op':'replace','path':'/filter','value':'x'}]",
                "[{'op':'replace','path':'/checkCertificateRevocation','value':true}]",
                "[{'op':'replace','path':'/origin','value':'api'}]",
                "[{'op':'replace','path':'/enableCloudEventDelivery','value':false}]",
                "[{'op':'replace','path':'/secret','value':'0123456789abcdef0123456789abcdef'}]",
                "[{'op':'remove','path':'/headers'}]",
                "[{'op':'remove','path':'/url'}]",
                "[{'op':'replace','path':'/url','value':'http://hooks.example'}]",
                "[{'op':'add','path':'/secret','value':'short'}]",
                "[{'op':'add','path':'/headers','value':{'a':'1','A':'2'}}]"
            })
    void refusesWhatAPatchCannotSay(String patch) {
        // given
        String hook = made(",'enableCloudEventDelivery':true");

        // when
        Answer answer = world.bot.patch(hook, patch);

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/code").asText()).startsWith("WEBHOOKS-");
    }

    @Test
    void switchesAHookOffThatMissesAnEvent() {
        // given
        String hook = PATH + "/"
                + World.idOf(
                        world.bot.post(
                                PATH,
                                "{'name':'n','level':'tenant','url':'https://x.invalid/q','eventTypes':['com.qlik.core.space.created']}"),
                        201);
        world.space(world.bot, "Finance", "shared");

        // when
        JsonNode off = shown(hook);
        JsonNode deliveries = world.bot.get(hook + "/deliveries").json();
        world.bot.replace(hook, "/enabled", "true");

        // then
        assertThat(off.path("enabled").asBoolean()).isFalse();
        assertThat(off.path("disabledReason").asText()).isNotEmpty();
        assertThat(deliveries.at("/data/0/status").asText()).isEqualTo("fail");
        assertThat(shown(hook).path("enabled").asBoolean()).isTrue();
        assertThat(shown(hook).has("disabledReason")).isFalse();
    }

    @Test
    void keepsHooksOfTheTenantForAdmins() {
        // given
        String hook = made("");

        // when
        int other = world.jane.get(hook).status();
        int makes = world.jane.post(PATH, "{" + HOOK + "}").status();

        // then
        assertThat(List.of(other, makes)).containsExactly(403, 403);
    }

    @Test
    void hasAtMostAHundredAndFiftyHooksOfAUser() {
        // given
        for (int i = 0; i < 150; i++) {
            made("");
        }

        // when
        Answer answer = world.bot.post(PATH, "{" + HOOK + "}");

        // then
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void refusesHeadersOfMoreThanTwoKilobytes() {
        // when
        Answer answer = world.bot.post(PATH, "{" + HOOK + ",'headers':{'X':'" + "x".repeat(2048) + "'}}");

        // then
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void isItsMakersOwnHookWhereNoLevelIsGiven() {
        // when
        Answer answer = world.bot.post(PATH, "{'name':'n','url':'https://x.example'}");

        // then
        assertThat(answer.json().path("level").asText()).isEqualTo("user");
        assertThat(answer.json().path("ownerId").asText()).isEqualTo(world.botId());
    }
}
