package truekeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JwtLoginTest {
    private static final String HOST = "acme.us.qlikcloud.com";
    private static final String LOGIN = "/login/jwt-session";
    private static final String ISSUER = "portal.acme.example";
    private static final JwtSigner PORTAL = JwtSigner.rsa();
    private static final JwtSigner STRANGER = JwtSigner.rsa();

    private final Simulator simulator = new Simulator(SimulatorOptions.frozen(Instant.parse("2026-11-22T10:00:00Z")));
    private Driver bot = Driver.anonymous(simulator, HOST);
    private final Driver nobody = Driver.anonymous(simulator, HOST);

    @BeforeEach
    void open() {
        simulator.createTenant(TenantSpec.of(HOST));
        bot = Driver.bot(simulator, HOST);
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    private Answer provider(Consumer<ObjectNode> change) {
        ObjectNode body = Json.object().put("protocol", "jwtAuth").put("provider", "external");
        ObjectNode options = body.putObject("options").put("issuer", ISSUER);
        options.putArray("staticKeys").addObject().put("kid", "one").put("pem", PORTAL.pem());
        change.accept(body);
        return bot.post("/api/v1/identity-providers", body);
    }

    private ObjectNode claims(String subject) {
        return JwtSigner.claims(ISSUER, subject, simulator.clock().instant());
    }

    private Answer login(String token) {
        return nobody.with("authorization", "Bearer " + token).post(LOGIN, "");
    }

    private Driver session(JsonNode claims) {
        Answer answer = login(PORTAL.token("one", claims));
        assertThat(answer.status()).isEqualTo(200);
        return nobody.with("cookie", answer.header("set-cookie").orElseThrow().split(";", 2)[0]);
    }

    private String memberSpace(String name, String group) {
        String groupId = bot.post("/api/v1/groups", "{'name':'" + group + "'}")
                .json()
                .path("id")
                .asText();
        String space = bot.post("/api/v1/spaces", "{'name':'" + name + "','type':'shared'}")
                .json()
                .path("id")
                .asText();
        bot.post(
                "/api/v1/spaces/" + space + "/assignments",
                "{'type':'group','assigneeId':'" + groupId + "','roles':['consumer']}");
        simulator.clock().advance(Duration.ofMinutes(1));
        return space;
    }

    private static List<String> names(Answer answer) {
        List<String> names = new ArrayList<>();
        answer.json().path("data").forEach(row -> names.add(row.path("name").asText()));
        return names;
    }

    @Test
    void logsAPersonInWhoSeesWhatTheGroupsMaySee() {
        // given
        provider(body -> {});
        memberSpace("Finance", "finance");
        memberSpace("Sales", "sales");
        ObjectNode claims = claims("idp|jane");
        claims.putArray("groups").add("finance").add("nobody knows");

        // when
        Driver jane = session(claims);

        // then
        assertThat(names(jane.get("/api/v1/spaces"))).containsExactly("Finance");
        assertThat(jane.get("/api/v1/users/me").status()).isEqualTo(301);
        JsonNode user = bot.get("/api/v1/users?filter=subject%20eq%20%22idp%7Cjane%22")
                .json()
                .path("data")
                .path(0);
        assertThat(user.path("name").asText()).isEqualTo("Name of idp|jane");
        assertThat(user.path("assignedGroups")).hasSize(1);
        assertThat(bot.get("/api/v1/groups").json().path("data")).hasSize(2);
    }

    @Test
    void makesGroupsOfTheClaimWhereTheTenantSaysSo() {
        // given
        provider(body -> {});
        bot.replace("/api/v1/groups/settings", "/autoCreateGroups", "true");
        ObjectNode claims = claims("idp|jane");
        claims.putArray("groups").add("brand new");

        // when
        session(claims);

        // then
        assertThat(names(bot.get("/api/v1/groups"))).containsExactly("brand new");
    }

    @Test
    void makesNoUsersWhereTheProviderSaysSo() {
        // given
        provider(body -> body.put("createNewUsersOnLogin", false));
        bot.post("/api/v1/users", "{'subject':'idp|known','status':'active'}");

        // when
        Answer stranger = login(PORTAL.token("one", claims("idp|stranger")));
        Answer known = login(PORTAL.token("one", claims("idp|known")));

        // then
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(known.status()).isEqualTo(200);
    }

    @Test
    void turnsAnInvitedPersonIntoAnActiveOneByTheAddress() {
        // given
        provider(body -> {});
        bot.post("/api/v1/users/actions/invite", "{'invitees':[{'email':'idpjane@acme.example'}]}");

        // when
        session(claims("idp|jane"));

        // then
        JsonNode users = bot.get("/api/v1/users?filter=email%20eq%20%22idpjane@acme.example%22")
                .json()
                .path("data");
        assertThat(users).hasSize(1);
        assertThat(users.path(0).path("subject").asText()).isEqualTo("idp|jane");
        assertThat(users.path(0).path("status").asText()).isEqualTo("active");
    }

    @Test
    void takesKeysOnOneLineAndEllipticOnes() {
        // given
        JwtSigner elliptic = JwtSigner.elliptic();
        provider(body -> ((ObjectNode) body.at("/options/staticKeys/0"))
                .put("pem", elliptic.pem().replace("\n", "")));

        // when
        Answer answer = login(elliptic.token("one", claims("idp|jane")));

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().isEmpty()).isTrue();
    }

    static Stream<Arguments> wrongClaims() {
        return Stream.of(
                        Map.entry("iss", "\"elsewhere\""),
                        Map.entry("aud", "\"qlik.api\""),
                        Map.entry("sub", "\"\""),
                        Map.entry("sub", "\"qlikbot\\\\sim-client\""),
                        Map.entry("subType", "\"group\""),
                        Map.entry("name", "\"\""),
                        Map.entry("email", "null"),
                        Map.entry("email_verified", "false"),
                        Map.entry("email_verified", "\"true\""),
                        Map.entry("groups", "\"finance\""),
                        Map.entry("jti", "\"\""),
                        Map.entry("nbf", "\"now\""),
                        Map.entry("nbf", "1795341700"),
                        Map.entry("iat", "1795341700"),
                        Map.entry("exp", "1795341500"),
                        Map.entry("exp", "99999999999999999999"),
                        Map.entry("exp", "-1"),
                        Map.entry("exp", "1795349000"))
                .map(claim -> Arguments.of(claim.getKey(), claim.getValue()));
    }

    @ParameterizedTest
    @MethodSource("wrongClaims")
    void refusesATokenWithAWrongClaim(String claim, String value) {
        // given
        provider(body -> {});
        ObjectNode claims = claims("idp|jane");
        claims.set(claim, Json.parse(value));

        // when
        Answer answer = login(PORTAL.token("one", claims));

        // then
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("set-cookie")).isEmpty();
        assertThat(bot.get("/api/v1/users/actions/count").json().path("total").asInt())
                .isEqualTo(1);
    }

    @Test
    void bearsAsMuchClockSkewAsTheProviderSays() {
        // given
        provider(body -> body.put("clockToleranceSec", 120));
        ObjectNode early = claims("idp|jane");
        early.put("nbf", early.path("nbf").asLong() + 100);
        ObjectNode tooEarly = claims("idp|john");
        tooEarly.put("nbf", tooEarly.path("nbf").asLong() + 130);

        // when
        int borne = login(PORTAL.token("one", early)).status();
        int refused = login(PORTAL.token("one", tooEarly)).status();

        // then
        assertThat(borne).isEqualTo(200);
        assertThat(refused).isEqualTo(401);
    }

    @Test
    void refusesWhatTheDeclaredKeyDidNotSign() {
        // given
        provider(body -> {});
        JsonNode unsigned = Json.object().put("alg", "none").put("kid", "one");
        JsonNode secret = Json.object().put("alg", "HS256").put("kid", "one");

        // when
        Stream<String> tokens = Stream.of(
                STRANGER.token("one", claims("idp|jane")),
                PORTAL.token("two", claims("idp|jane")),
                PORTAL.token(unsigned, claims("idp|jane")),
                PORTAL.token(secret, claims("idp|jane")),
                JwtSigner.elliptic().token("one", claims("idp|jane")),
                PORTAL.token("one", claims("idp|jane")).replaceFirst("\\.[^.]*$", "."),
                "not.a.token",
                "nothing");

        // then
        assertThat(tokens.map(token -> login(token).status())).containsOnly(401);
        assertThat(nobody.post(LOGIN, "").status()).isEqualTo(401);
    }

    @Test
    void refusesATokenTheSecondTime() {
        // given
        provider(body -> {});
        String token = PORTAL.token("one", claims("idp|jane"));

        // when
        int first = login(token).status();
        int second = login(token).status();

        // then
        assertThat(first).isEqualTo(200);
        assertThat(second).isEqualTo(401);
    }

    @Test
    void refusesADisabledPerson() {
        // given
        provider(body -> {});
        String id = bot.post("/api/v1/users", "{'subject':'idp|jane','status':'active'}")
                .json()
                .path("id")
                .asText();
        bot.replace("/api/v1/users/" + id, "/status", "'disabled'");

        // when
        Answer answer = login(PORTAL.token("one", claims("idp|jane")));

        // then
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void asksAPageOfAnotherOriginForAWebIntegration() {
        // given
        provider(body -> {});
        String integration = bot.post(
                        "/api/v1/web-integrations", "{'name':'portal','validOrigins':['https://portal.acme.example']}")
                .json()
                .path("id")
                .asText();
        Driver page = nobody.with("origin", "https://portal.acme.example");
        Driver vouched = page.with("qlik-web-integration-id", integration);
        Driver elsewhere = nobody.with("origin", "https://evil.example").with("qlik-web-integration-id", integration);

        // when
        List<Integer> answers = Stream.of(page, vouched, elsewhere)
                .map(driver -> driver.with("authorization", "Bearer " + PORTAL.token("one", claims("idp|jane")))
                        .post(LOGIN, "")
                        .status())
                .toList();

        // then
        assertThat(answers).containsExactly(401, 200, 401);
    }

    @Test
    void wantsTheCsrfTokenForWhatChangesSomething() {
        // given
        provider(body -> {});
        Driver jane = session(claims("idp|jane"));
        String id =
                jane.get("/api/v1/users/me").header("location").orElseThrow().replaceAll(".*/", "");
        String csrf = jane.get("/api/v1/csrf-token").header("qlik-csrf-token").orElseThrow();

        // when
        Answer without = jane.replace("/api/v1/users/" + id, "/preferredLocale", "'sv'");
        Answer with = jane.with("qlik-csrf-token", csrf).replace("/api/v1/users/" + id, "/preferredLocale", "'sv'");

        // then
        assertThat(without.status()).isEqualTo(403);
        assertThat(without.json().path("code").asText()).isEqualTo("CSRF-TOKEN-2");
        assertThat(with.status()).isEqualTo(204);
        assertThat(bot.get("/api/v1/csrf-token").header("qlik-csrf-token")).isEmpty();
    }

    @Test
    void endsASessionAsTheAuthenticationSettingsSay() {
        // given
        provider(body -> {});
        Driver idle = session(claims("idp|jane"));
        Driver busy = session(claims("idp|john"));

        // when
        for (int minutes = 0; minutes < 23 * 60; minutes += 15) {
            simulator.clock().advance(Duration.ofMinutes(15));
            assertThat(busy.get("/api/v1/spaces").status()).isEqualTo(200);
        }
        int afterIdling = idle.get("/api/v1/spaces").status();
        simulator.clock().advance(Duration.ofMinutes(15));
        busy.get("/api/v1/spaces");
        simulator.clock().advance(Duration.ofMinutes(50));
        int afterADay = busy.get("/api/v1/spaces").status();

        // then
        assertThat(afterIdling).isEqualTo(401);
        assertThat(afterADay).isEqualTo(401);
    }

    @Test
    void letsNobodyInByAProviderThatIsGone() {
        // given
        String id = provider(body -> {}).json().path("id").asText();
        bot.delete("/api/v1/identity-providers/" + id);

        // when
        Answer answer = login(PORTAL.token("one", claims("idp|jane")));

        // then
        assertThat(answer.status()).isEqualTo(401);
    }
}
