package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;

class OAuthClientsTest {
    private static final String PATH = "/api/v1/oauth-clients";
    private static final String SERVICE =
            "{'clientName':'service','appType':'web','allowedScopes':['user_default'],'allowedGrantTypes':['client_credentials']}";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private JsonNode made(String body) {
        Answer answer = world.bot.post(PATH, body);
        assertThat(answer.status()).as(answer.body().text()).isEqualTo(201);
        return answer.json();
    }

    private static String one(JsonNode client) {
        return PATH + "/" + client.path("clientId").asText();
    }

    private int signsIn(JsonNode client, String secret) {
        return Driver.anonymous(world.simulator, World.HOST)
                .post("/oauth/token", Driver.credentials(client.path("clientId").asText(), secret))
                .status();
    }

    @Test
    void tellsASecretOnce() {
        // given
        JsonNode client = made(SERVICE);

        // when
        JsonNode shown = world.bot.get(one(client)).json();
        JsonNode listed = world.bot.get(PATH).json();

        // then
        String secret = client.path("clientSecret").asText();
        assertThat(secret).startsWith("simulatedClientSecret");
        assertThat(shown.path("clientSecrets")).hasSize(1);
        assertThat(shown.toString()).doesNotContain(secret);
        assertThat(listed.toString()).doesNotContain(secret);
    }

    @Test
    void signsAServiceInOnceItIsTrusted() {
        // given
        JsonNode client = made(SERVICE);
        String secret = client.path("clientSecret").asText();

        // when
        int before = signsIn(client, secret);
        world.bot.replace(one(client) + "/connection-configs/me", "/consentMethod", "'trusted'");
        int after = signsIn(client, secret);

        // then
        assertThat(List.of(before, after, signsIn(client, "wrong"))).containsExactly(401, 200, 401);
    }

    @Test
    void hasAtMostFiveSecretsOfWhichOneCanGo() {
        // given
        JsonNode client = made(SERVICE);
        String secrets = one(client) + "/client-secrets";
        for (int i = 0; i < 4; i++) {
            assertThat(world.bot.post(secrets, "{}").status()).isEqualTo(201);
        }

        // when
        int sixth = world.bot.post(secrets, "{}").status();
        String hint =
                world.bot.get(one(client)).json().at("/clientSecrets/0/hint").asText();
        int gone = world.bot.delete(secrets + "/" + hint).status();
        int again = world.bot.delete(secrets + "/" + hint).status();

        // then
        assertThat(List.of(sixth, gone, again)).containsExactly(409, 204, 404);
        assertThat(world.bot.get(one(client)).json().path("clientSecrets")).hasSize(4);
    }

    @Test
    void makesASecretWithThePatchThatAllowsOne() {
        // given
        JsonNode client = made("{'clientName':'s','appType':'web','allowedAuthMethods':['private_key_jwt'],"
                + "'jwksUri':'https://s.example/jwks'}");

        // when
        Answer first = world.bot.replace(one(client), "/allowedAuthMethods", "['private_key_jwt','client_secret']");
        Answer second = world.bot.replace(one(client), "/allowedAuthMethods", "['private_key_jwt','client_secret']");

        // then
        assertThat(client.has("clientSecret")).isFalse();
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.json().path("clientSecret").asText()).isNotEmpty();
        assertThat(second.status()).isEqualTo(204);
    }

    @Test
    void wantsADeleteToBeConfirmed() {
        // given
        JsonNode client = made(SERVICE);
        String id = client.path("clientId").asText();

        // when
        int bare = world.bot.delete(one(client)).status();
        int other =
                world.bot.with("qlik-confirm-delete", "x").delete(one(client)).status();
        int confirmed =
                world.bot.with("qlik-confirm-delete", id).delete(one(client)).status();

        // then
        assertThat(List.of(bare, other, confirmed)).containsExactly(400, 400, 204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'clientName':'x'}",
                "{'appType':'web'}",
                "{'clientName':'x','appType':'tv'}",
                "{'clientName':'x','appType':'web','allowedOrigins':['https://a.example']}",
                "{'clientName':'x','appType':'spa','allowedGrantTypes':['client_credentials']}",
                "{'clientName':'x','appType':'web','allowedGrantTypes':['password']}",
                "{'clientName':'x','appType':'web','allowedAuthMethods':['private_key_jwt']}",
                "{'clientName':'x','appType':'spa','connectionConfig':{'consentMethod':'required'}}",
                "{'clientName':'x','appType':'spa','redirectUris':['1','2','3','4','5','6']}"
            })
    void refusesWhatNoClientCanBe(String body) {
        assertThat(world.bot.post(PATH, body).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'op':'replace','path':'/appType','value':'spa'}]",
                "[{'op':'replace','path':'/clientId','value':'x'}]",
                "[{'op':'remove','path':'/clientName'}]",
                "[{'op':'replace','path':'/description','value':'not there'}]",
                "[{'op':'remove','path':'/logoUri'}]",
                "[{'op':'add','path':'/clientUri','value':''}]"
            })
    void refusesWhatAPatchCannotSay(String patch) {
        assertThat(world.bot.patch(one(made(SERVICE)), patch).status()).isEqualTo(400);
    }

    @Test
    void takesTheSameNameTwiceAndFindsBothByIt() {
        // given
        made(SERVICE);
        made(SERVICE);
        made("{'clientName':'other','appType':'spa'}");

        // when
        JsonNode found = world.bot
                .get(PATH + "?totalResults=true&filter=clientName%20eq%20%22service%22")
                .json();

        // then
        assertThat(found.path("data")).hasSize(2);
        assertThat(found.path("totalResults").asInt()).isEqualTo(2);
    }

    @Test
    void tellsHowConsentIsGivenInTheListOnly() {
        // given
        JsonNode client = made(SERVICE.replace("}", ",'connectionConfig':{'consentMethod':'trusted'}}"));

        // when
        JsonNode listed = world.bot.get(PATH).json().at("/data/0/connectionConfig");
        JsonNode single = world.bot.get(one(client)).json();

        // then
        assertThat(listed.path("consentMethod").asText()).isEqualTo("trusted");
        assertThat(single.has("connectionConfig")).isFalse();
    }

    @Test
    void leavesEventsThatHoldNoSecret() {
        // given
        JsonNode client = made(SERVICE);
        world.bot.replace(one(client), "/allowedScopes", "['apps']");
        world.bot.with("qlik-confirm-delete", client.path("clientId").asText()).delete(one(client));

        // when
        JsonNode events = world.bot
                .get("/api/v1/audits?limit=100&source=com.qlik/oauth-clients")
                .json();

        // then
        assertThat(events.path("data").findValuesAsText("eventType"))
                .contains(
                        "com.qlik.core.oauth-client.created",
                        "com.qlik.core.oauth-client.updated",
                        "com.qlik.core.oauth-client.deleted");
        assertThat(events.toString()).doesNotContain("simulatedClientSecret");
    }

    @Test
    void showsPeopleNamesOnly() {
        // given
        JsonNode client = made(SERVICE);

        // when
        JsonNode seen = world.jane.get(one(client)).json();
        int makes = world.jane.post(PATH, SERVICE).status();

        // then
        assertThat(seen.path("clientName").asText()).isEqualTo("service");
        assertThat(seen.has("clientSecrets")).isFalse();
        assertThat(makes).isEqualTo(403);
    }

    @Test
    void hasAtMostTwoHundredClients() {
        // given
        for (int i = 0; i < 200; i++) {
            made("{'clientName':'x','appType':'spa'}");
        }

        // when
        Answer answer = world.bot.post(PATH, "{'clientName':'x','appType':'spa'}");

        // then
        assertThat(answer.status()).isEqualTo(400);
    }
}
