package truekeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.simulator.resource.Resources;

/** Hosts, tokens, versions, deprecations and limits. */
class GatewayTest {
    private static final String ACME = "acme.us.qlikcloud.com";
    private static final String BETA = "beta.eu.qlikcloud.com";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private final List<Simulator> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Simulator::close);
    }

    private Simulator start(SimulatorOptions options) {
        return start(options, Resources.all());
    }

    private Simulator start(SimulatorOptions options, List<Resource> resources) {
        Simulator simulator = new Simulator(options, resources);
        open.add(simulator);
        simulator.createTenant(TenantSpec.of(ACME));
        simulator.createTenant(TenantSpec.of(BETA));
        return simulator;
    }

    @Test
    void knowsNoTenantOnAnUnknownHost() {
        // given
        Simulator simulator = start(SimulatorOptions.frozen(NOW));

        // when
        Answer answer = Driver.anonymous(simulator, "nobody.us.qlikcloud.com").get("/api/v1/users");

        // then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("traceId").asText()).isNotEmpty();
    }

    @Test
    void takesATokenOnlyOnTheHostItWasMadeFor() {
        // given
        Simulator simulator = start(SimulatorOptions.frozen(NOW));
        String token = simulator.token(ACME, "jane");

        // when
        Answer there = Driver.anonymous(simulator, BETA).token(token).get("/api/v1/roles");
        Answer here = Driver.anonymous(simulator, ACME).token(token).get("/api/v1/roles");

        // then
        assertThat(there.status()).isEqualTo(401);
        assertThat(there.json().at("/errors/0/code").asText()).isEqualTo("HTTP-401");
        assertThat(here.status()).isEqualTo(200);
    }

    @Test
    void asksForATokenBeforeItSaysThatAPathIsUnknown() {
        // given
        Simulator simulator = start(SimulatorOptions.frozen(NOW));

        // when
        Answer nobody = Driver.anonymous(simulator, ACME).get("/api/v1/nothing");
        Answer bot = Driver.bot(simulator, ACME).get("/api/v1/nothing");

        // then
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(bot.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "region-us, acme.us.qlikcloud.com, 200",
        "region-us, register.us.qlikcloud.com, 200",
        "region-us, beta.eu.qlikcloud.com, 401",
        "region-us, register.eu.qlikcloud.com, 401",
        "region-us, console.qlikcloud.com, 401",
        "tenant-acme, acme.us.qlikcloud.com, 200",
        "tenant-acme, beta.eu.qlikcloud.com, 401",
        "tenant-acme, register.us.qlikcloud.com, 401",
        "organisation, console.qlikcloud.com, 200",
        "organisation, acme.us.qlikcloud.com, 401"
    })
    void givesATokenOnlyWhereAClientReaches(String client, String host, int status) {
        // given
        Simulator simulator = start(SimulatorOptions.frozen(NOW)
                .withCredential(ClientCredential.region("region-us", "s", "us"))
                .withCredential(ClientCredential.tenant("tenant-acme", "s", ACME, Set.of("admin.spaces")))
                .withCredential(ClientCredential.organisation("organisation", "s")));

        // when
        Answer answer = Driver.anonymous(simulator, host).post("/oauth/token", Driver.credentials(client, "s"));

        // then
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void makesTheBotOfAClientATenantAdminOnce() {
        // given
        Simulator simulator = start(SimulatorOptions.frozen(NOW));
        Driver bot = Driver.bot(simulator, ACME);
        Driver.bot(simulator, ACME);

        // when
        Answer users = bot.get("/api/v1/users");

        // then
        assertThat(users.json().path("data")).hasSize(1);
        assertThat(users.json().at("/data/0/subject").asText()).isEqualTo("qlikbot\\sim-client");
        assertThat(users.json().at("/data/0/assignedRoles/0/name").asText()).isEqualTo("TenantAdmin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'client_id':'sim-client','client_secret':'sim-secret'}",
                "{'client_id':'sim-client','grant_type':'client_credentials'}",
                "{'client_id':'sim-client','client_secret':'sim-secret','grant_type':'client_credentials','scope':'admin.apps'}",
                "no json"
            })
    void refusesAMalformedTokenRequest(String body) {
        // given
        Simulator simulator = start(SimulatorOptions.frozen(NOW));

        // when
        Answer answer = Driver.anonymous(simulator, ACME).post("/oauth/token", body);

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").asText()).isNotEmpty();
    }

    @Test
    void refusesAFormForAToken() {
        // given
        Simulator simulator = start(SimulatorOptions.frozen(NOW));

        // when
        Answer answer = Driver.anonymous(simulator, ACME)
                .send(
                        "POST",
                        "/oauth/token",
                        "application/x-www-form-urlencoded",
                        Payload.of("grant_type=client_credentials&client_id=sim-client&client_secret=sim-secret"));

        // then
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void narrowsATokenToTheScopesAskedFor() {
        // given
        Simulator simulator = start(SimulatorOptions.frozen(NOW)
                .withCredential(ClientCredential.tenant("t", "s", ACME, Set.of("admin.spaces", "admin_classic"))));
        Answer narrow = Driver.anonymous(simulator, ACME)
                .post(
                        "/oauth/token",
                        "{'client_id':'t','client_secret':'s','grant_type':'client_credentials','scope':'admin.spaces'}");

        // when
        Answer answer = Driver.anonymous(simulator, ACME)
                .token(narrow.json().path("access_token").asText())
                .post("/api/v1/roles", "{'name':'x'}");

        // then
        assertThat(narrow.json().path("scope").asText()).isEqualTo("admin.spaces");
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void refusesTheTokenOfADisabledPerson() {
        // given
        Simulator simulator = start(SimulatorOptions.frozen(NOW));
        Driver jane = Driver.anonymous(simulator, ACME).token(simulator.token(ACME, "jane"));
        Driver bot = Driver.bot(simulator, ACME);
        String id = bot.get("/api/v1/users?filter=subject%20eq%20%22jane%22")
                .json()
                .at("/data/0/id")
                .asText();

        // when
        bot.replace("/api/v1/users/" + id, "/status", "'disabled'");

        // then
        assertThat(jane.get("/api/v1/roles").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"2026-08, 200", "2019-02, 200", "latest, 200", "2026-09, 400", "newest, 400"})
    void checksTheVersionHeader(String version, int status) {
        // given
        Simulator simulator = start(SimulatorOptions.frozen(NOW));

        // when
        Answer answer =
                Driver.bot(simulator, ACME).with("qlik-api-version", version).get("/api/v1/roles");

        // then
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void announcesADeprecationUnlessTheClientSaysLatest() {
        // given
        Simulator simulator = start(SimulatorOptions.frozen(NOW), List.of(new Old()));
        Driver bot = Driver.bot(simulator, ACME);

        // when
        Answer told = bot.with("qlik-api-version", "2026-08").get("/api/v1/old");
        Answer latest = bot.with("qlik-api-version", "latest").get("/api/v1/old");

        // then
        assertThat(told.header("deprecation")).contains("@1793491200");
        assertThat(told.header("sunset")).contains("Mon, 01 Nov 2027 00:00:00 GMT");
        assertThat(told.header("link").orElseThrow()).contains("https://qlik.dev/changelog");
        assertThat(latest.header("deprecation")).isEmpty();
    }

    private static final class Old implements Resource {
        @Override
        public Dialect dialect() {
            return Dialect.COMMON;
        }

        @Override
        public void register(Routes routes) {
            routes.get("/api/v1/old", exchange -> Answer.ok(Json.object()))
                    .deprecated(
                            Instant.parse("2026-11-01T00:00:00Z"),
                            Instant.parse("2027-11-01T00:00:00Z"),
                            "https://qlik.dev/changelog");
        }
    }

    @Test
    void refusesATierThatIsUsedUpUntilTheWaitIsOver() {
        // given
        Simulator simulator = start(SimulatorOptions.frozen(NOW).withRateLimits(RateLimits.of(3, 3)));
        Driver bot = Driver.bot(simulator, ACME);
        for (int i = 0; i < 3; i++) {
            bot.get("/api/v1/roles");
        }

        // when
        Answer read = bot.get("/api/v1/users");
        Answer write = bot.post("/api/v1/roles", "{'name':'x'}");
        simulator.clock().advance(Duration.ofSeconds(299));
        Answer early = bot.get("/api/v1/users");
        simulator.clock().advance(Duration.ofSeconds(1));
        Answer late = bot.get("/api/v1/users");

        // then
        assertThat(read.status()).isEqualTo(429);
        assertThat(read.header("retry-after")).contains("300");
        assertThat(read.json().at("/errors/0/code").asText()).isEqualTo("HTTP-429");
        assertThat(write.status()).isEqualTo(201);
        assertThat(early.status()).isEqualTo(429);
        assertThat(late.status()).isEqualTo(200);
    }

    @Test
    void countsTokensAsWrites() {
        // given
        Simulator simulator = start(SimulatorOptions.frozen(NOW).withRateLimits(RateLimits.of(3, 3)));
        Driver bot = Driver.bot(simulator, ACME);
        Driver.bot(simulator, ACME);
        Driver.bot(simulator, ACME);

        // when
        Answer token =
                Driver.anonymous(simulator, ACME).post("/oauth/token", Driver.credentials("sim-client", "sim-secret"));
        Answer elsewhere =
                Driver.anonymous(simulator, BETA).post("/oauth/token", Driver.credentials("sim-client", "sim-secret"));

        // then
        assertThat(token.status()).isEqualTo(429);
        assertThat(bot.post("/api/v1/roles", "{'name':'x'}").status()).isEqualTo(429);
        assertThat(elsewhere.status()).isEqualTo(200);
    }

    @Test
    void countsAnOperationWithALimitOfItsOwnByItself() {
        // given
        Simulator simulator = start(SimulatorOptions.frozen(NOW).withRateLimits(RateLimits.of(1, 1)));
        Driver bot = Driver.bot(simulator, ACME);

        // when
        int passed = 0;
        while (bot.post("/api/v1/users/actions/filter", "{}").status() == 200) {
            passed++;
        }

        // then
        assertThat(passed).isEqualTo(1000);
        assertThat(bot.get("/api/v1/roles").status()).isEqualTo(200);
    }

    @Test
    void boundsASmallTenantAsAWholeWhenAskedTo() {
        // given
        Simulator simulator = start(SimulatorOptions.frozen(NOW).withRateLimits(new RateLimits(true, 10, 100, true)));
        Driver bot = Driver.bot(simulator, ACME);

        // when
        int passed = 0;
        while (bot.get("/api/v1/roles").status() == 200) {
            passed++;
        }

        // then
        assertThat(passed).isEqualTo(5);
    }

    @Test
    void addsUnknownFieldsWhenTheTenantIsSetSo() {
        // given
        Simulator simulator = start(SimulatorOptions.frozen(NOW));
        simulator.fleet().byHost(ACME).orElseThrow().options().set("extraFields", Json.parse("true"));
        Driver bot = Driver.bot(simulator, ACME);

        // when
        Answer answer = bot.get("/api/v1/roles");

        // then
        assertThat(answer.json().at("/data/0").has("xNewInThisRelease")).isTrue();
    }
}
