package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;
import truekeel.simulator.Json;
import truekeel.simulator.JwtSigner;
import truekeel.simulator.TenantSpec;
import truekeel.simulator.Witness;

class IdentityProvidersTest {
    private static final String PATH = "/api/v1/identity-providers";
    private static final JwtSigner PORTAL = JwtSigner.rsa();
    private static final String OIDC = """
            {"protocol":"OIDC","provider":"okta","interactive":true,"description":"ours",
             "%s":{"discoveryUrl":"https://acme.okta.example/.well-known/openid-configuration","clientId":"qlik",
                   "clientSecret":"s3cr3t","claimsMapping":{"sub":["/sub"],"name":["/name"],"groups":["/groups"]}}}
            """;
    private static final String CLAIMS =
            "{'sub':['sub'],'name':['name'],'email':['email'],'picture':['picture'],'groups':['groups']}";
    private static final String SAML =
            "{'protocol':'SAML','provider':'adfs','interactive':true,'skipVerify':true,'options':{'entityId':'urn:acme',"
                    + "'signOnUrl':'https://acme.example/sso','certificates':[{'certificate':'MIIB'}],"
                    + "'claimsMapping':" + CLAIMS + "}}";

    private final World world = new World(TenantSpec.of(World.HOST));

    @AfterEach
    void close() {
        world.close();
    }

    private static String jwt(String issuer) {
        ObjectNode body = Json.object().put("protocol", "jwtAuth").put("provider", "external");
        ObjectNode options = body.putObject("options").put("issuer", issuer).put("jwtLoginEnabled", true);
        options.putArray("staticKeys").addObject().put("kid", "one").put("pem", PORTAL.pem());
        return body.toString();
    }

    private static String verified() {
        return OIDC.formatted("options").replace("true,", "true,\"skipVerify\":true,");
    }

    private static String pending() {
        return OIDC.formatted("pendingOptions");
    }

    private String made(String body) {
        return World.idOf(world.bot.post(PATH, body), 201);
    }

    private JsonNode shown(String id) {
        return world.bot.get(PATH + "/" + id).json();
    }

    private Answer test(String id, String body) {
        return world.bot.post("/__sim/tenants/" + World.HOST + "/identity-providers/" + id + "/login-test", body);
    }

    @Test
    void makesAJwtProviderThatIsActiveAtOnce() {
        // when
        JsonNode shown = shown(made(jwt("portal")));

        // then
        assertThat(shown.path("active").asBoolean()).isTrue();
        assertThat(shown.path("interactive").asBoolean()).isFalse();
        assertThat(shown.at("/options/staticKeys/0/pem").asText()).isEqualTo(PORTAL.pem());
        assertThat(shown.at("/options/jwtLoginEnabled").asBoolean()).isTrue();
        assertThat(shown.path("tenantIds").path(0).asText()).isEqualTo(world.tenant.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'protocol':'LDAP','provider':'external'}",
                "{'protocol':'jwtAuth','provider':'okta','options':{}}",
                "{'protocol':'jwtAuth','provider':'external'}",
                "{'protocol':'jwtAuth','provider':'external','options':{'issuer':'x','staticKeys':[]}}",
                "{'protocol':'jwtAuth','provider':'external','options':{'issuer':'x',"
                        + "'staticKeys':[{'kid':'one','pem':'-----BEGIN PUBLIC KEY-----AAAA-----END PUBLIC KEY-----'}]}}",
                "{'protocol':'OIDC','provider':'okta','options':{}}",
                "{'protocol':'OIDC','provider':'okta','interactive':true,'options':{}}",
                "{'protocol':'OIDC','provider':'okta','interactive':true,'skipVerify':true}",
                "{'protocol':'OIDC','provider':'okta','interactive':false,'options':{'claimsMapping':{}}}",
                "{'protocol':'SAML','provider':'okta','interactive':false,'options':{}}",
                "{'protocol':'SAML','provider':'okta','interactive':true,'pendingOptions':{'entityId':'x'}}",
                "{'protocol':'SAML','provider':'okta','interactive':true,'pendingOptions':{'metadata':{'raw':'!'}}}"
            })
    void refusesWhatIsIncomplete(String body) {
        // when
        Answer answer = world.bot.post(PATH, body);

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/status").isInt()).isTrue();
        assertThat(world.bot.get(PATH).json().path("data")).isEmpty();
    }

    @Test
    void refusesASecondProviderOfTheSameIssuerAndTwoKeys() {
        // given
        made(jwt("portal"));
        String twoKeys = jwt("other").replace("[{", "[{\"kid\":\"two\",\"pem\":\"x\"},{");

        // when
        int again = world.bot.post(PATH, jwt("portal")).status();
        int both = world.bot.post(PATH, twoKeys).status();
        int other = world.bot.post(PATH, jwt("other")).status();

        // then
        assertThat(again).isEqualTo(400);
        assertThat(both).isEqualTo(400);
        assertThat(other).isEqualTo(201);
    }

    @Test
    void isForTenantAdminsAndTheirOwnTenant() {
        // when
        int stranger = world.jane.post(PATH, jwt("portal")).status();
        int list = world.jane.get(PATH).status();
        int elsewhere = world.bot
                .post(PATH, jwt("portal").replaceFirst("\\{", "{\"tenantIds\":[\"another\"],"))
                .status();

        // then
        assertThat(stranger).isEqualTo(403);
        assertThat(list).isEqualTo(403);
        assertThat(elsewhere).isEqualTo(403);
    }

    @Test
    void pagesAndFiltersTheList() {
        // given
        for (int i = 0; i < 21; i++) {
            made(jwt("portal " + i));
        }
        made(pending());

        // when
        JsonNode first = world.bot.get(PATH).json();
        JsonNode second =
                world.bot.follow(first.at("/links/next/href").asText()).json();
        JsonNode inactive = world.bot.get(PATH + "?active=false").json();

        // then
        assertThat(first.path("data")).hasSize(20);
        assertThat(second.path("data")).hasSize(2);
        assertThat(second.at("/links/prev/href").asText()).contains("prev=");
        assertThat(inactive.path("data")).hasSize(1);
        assertThat(world.bot.get(PATH + "?limit=101").status()).isEqualTo(400);
    }

    @Test
    void neverShowsTheSecret() {
        // given
        String id = made(verified());

        // when
        world.bot.replace(
                PATH + "/" + id,
                "/pendingOptions",
                Json.parse(verified()).path("options").toString());
        String shown = shown(id).toString();

        // then
        assertThat(shown).doesNotContain("s3cr3t").contains("\"clientSecret\":\"********\"");
        assertThat(world.bot.get(PATH).body().text()).doesNotContain("s3cr3t");
    }

    @Test
    void changesOnlyTheDescriptionOfAJwtProvider() {
        // given
        String id = made(jwt("portal"));

        // when
        int description =
                world.bot.replace(PATH + "/" + id, "/description", "'ours'").status();
        int tolerance =
                world.bot.replace(PATH + "/" + id, "/clockToleranceSec", "5").status();
        int issuer =
                world.bot.replace(PATH + "/" + id, "/options/issuer", "'x'").status();

        // then
        assertThat(List.of(description, tolerance, issuer)).containsExactly(204, 400, 400);
        assertThat(shown(id).path("description").asText()).isEqualTo("ours");
    }

    @Test
    void changesNothingWhenOneOperationFails() {
        // given
        String id = made(verified());

        // when
        Answer answer = world.bot.patch(
                PATH + "/" + id,
                "[{'op':'replace','path':'/description','value':'new'},{'op':'replace','path':'/active','value':1}]");

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(shown(id).path("description").asText()).isEqualTo("ours");
    }

    @Test
    void letsOneInteractiveProviderBeActive() {
        // given
        String first = made(verified());

        // when
        int second = world.bot.post(PATH, SAML).status();
        int off = world.bot.replace(PATH + "/" + first, "/active", "false").status();
        int then = world.bot.post(PATH, SAML).status();
        int back = world.bot.replace(PATH + "/" + first, "/active", "true").status();

        // then
        assertThat(List.of(second, off, then, back)).containsExactly(400, 204, 201, 400);
        assertThat(world.bot
                        .get(PATH + "/status")
                        .json()
                        .path("active_interactive_idps_count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void deletesTheActiveInteractiveProviderOnlyOnceItIsOff() {
        // given
        String id = made(verified());

        // when
        int active = world.bot.delete(PATH + "/" + id).status();
        world.bot.replace(PATH + "/" + id, "/active", "false");
        int off = world.bot.delete(PATH + "/" + id).status();

        // then
        assertThat(active).isEqualTo(400);
        assertThat(off).isEqualTo(204);
        assertThat(world.bot.get(PATH + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void keepsOptionsPendingUntilAPersonHasLoggedInWithThem() {
        // given
        String id = made(pending());
        String patch = "[{'op':'promote-options'}]";

        // when
        JsonNode before = shown(id);
        int early = world.bot.patch(PATH + "/" + id, patch).status();
        String hash = test(id, "{'result':'verified'}").json().path("hash").asText();
        JsonNode verified = shown(id);
        Driver told = world.bot.with("QLIK-IDP-POPTS-MATCH", hash);
        int untold = world.bot.patch(PATH + "/" + id, patch).status();
        int wrong = world.bot
                .with("QLIK-IDP-POPTS-MATCH", "x")
                .patch(PATH + "/" + id, patch)
                .status();
        int promoted = told.patch(PATH + "/" + id, patch).status();

        // then
        assertThat(before.path("active").asBoolean()).isFalse();
        assertThat(before.path("pendingState").asText()).isEqualTo("pending");
        assertThat(verified.path("pendingState").asText()).isEqualTo("verified");
        assertThat(List.of(early, untold, wrong, promoted)).containsExactly(400, 412, 412, 204);
        JsonNode after = shown(id);
        assertThat(after.path("active").asBoolean()).isTrue();
        assertThat(after.has("pendingOptions")).isFalse();
        assertThat(after.at("/options/clientId").asText()).isEqualTo("qlik");
    }

    @Test
    void asksForANewTestAfterEachChangeOfWhatIsPending() {
        // given
        String id = made(pending());
        String hash = test(id, "{'result':'verified'}").json().path("hash").asText();

        // when
        world.bot.replace(PATH + "/" + id, "/pendingOptions/clientId", "'other'");
        JsonNode changed = shown(id);
        test(id, "{'result':'verified'}");
        Answer stale =
                world.bot.with("QLIK-IDP-POPTS-MATCH", hash).patch(PATH + "/" + id, "[{'op':'promote-options'}]");

        // then
        assertThat(changed.path("pendingState").asText()).isEqualTo("pending");
        assertThat(stale.status()).isEqualTo(412);
    }

    @Test
    void showsATestThatFailed() {
        // given
        String id = made(pending());

        // when
        test(id, "{'result':'error'}");

        // then
        assertThat(shown(id).path("pendingState").asText()).isEqualTo("error");
        assertThat(shown(id).at("/pendingResult/status").asText()).isEqualTo("claimsError");
        assertThat(test(id, "{'result':'error','promote':true}").status()).isEqualTo(400);
    }

    @Test
    void readsSamlMetadataIntoItsParts() {
        // given
        String xml = "<EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"urn:meta\">"
                + "<IDPSSODescriptor><KeyDescriptor><KeyInfo xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><X509Data>"
                + "<X509Certificate>MIIB</X509Certificate></X509Data></KeyInfo></KeyDescriptor>"
                + "<SingleSignOnService Location=\"https://acme.example/sso\"/></IDPSSODescriptor></EntityDescriptor>";
        String raw = Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));

        // when
        String id = made("{'protocol':'SAML','provider':'adfs','interactive':true,'pendingOptions':{'metadata':{'raw':'"
                + raw + "'},'claimsMapping':" + CLAIMS + "}}");

        // then
        JsonNode options = shown(id).path("pendingOptions");
        assertThat(options.path("entityId").asText()).isEqualTo("urn:meta");
        assertThat(options.path("signOnUrl").asText()).isEqualTo("https://acme.example/sso");
        assertThat(options.at("/certificates/0/certificate").asText()).isEqualTo("MIIB");
        assertThat(options.has("metadata")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"/options/clientId,'\"x\"'", "/provider,'\"okta\"'", "/interactive,false", "/tenantIds,[]"})
    void takesNoOtherPaths(String path, String value) {
        // given
        String id = made(verified());

        // when
        Answer answer = world.bot.replace(PATH + "/" + id, path, value);

        // then
        assertThat(answer.status()).isEqualTo(400);
    }

    /** Calls every operation, well and badly. */
    static void walk(Witness bot, Witness jane) {
        for (String body : List.of(jwt("portal"), pending(), SAML, "{'protocol':'LDAP'}")) {
            bot.post(PATH, body);
        }
        jane.post(PATH, jwt("other"));
        for (JsonNode one : bot.get(PATH).path("data")) {
            String path = PATH + "/" + one.path("id").asText();
            bot.get(path);
            bot.patch(path, "[{'op':'replace','path':'/description','value':'x'}]");
            bot.patch(path, "[{'op':'replace','path':'/tenantIds','value':[]}]");
            jane.patch(path, "[{'op':'replace','path':'/description','value':'x'}]");
            bot.delete(path);
        }
        bot.get(PATH + "/none");
        bot.patch(PATH + "/none", "[{'op':'replace','path':'/description','value':'x'}]");
        bot.delete(PATH + "/none");
        bot.get(PATH + "/status");
        jane.get(PATH + "/status");
        jane.get(PATH + "/me/meta");
        bot.get(PATH + "/.well-known/metadata.json");
        jane.get("/api/v1/csrf-token");
    }
}
