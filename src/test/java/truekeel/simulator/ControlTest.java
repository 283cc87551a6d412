package truekeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest {
    private static final String ACME = "acme.us.qlikcloud.com";
    private static final String STATE = "/__sim/tenants/" + ACME + "/state";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private final Simulator simulator = new Simulator(SimulatorOptions.frozen(NOW));
    private final Driver control = Driver.anonymous(simulator, "127.0.0.1:8090");

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void makesListsAndRemovesTenants() {
        // when
        Answer made = control.post("/__sim/tenants", "{'hostname':'" + ACME + "','region':'us'}");
        Answer again = control.post("/__sim/tenants", "{'hostname':'" + ACME + "'}");
        JsonNode list = control.get("/__sim/tenants").json();
        Answer removed = control.delete("/__sim/tenants/" + ACME);

        // then
        assertThat(made.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(409);
        assertThat(list).hasSize(1);
        assertThat(list.at("/0/hostname").asText()).isEqualTo(ACME);
        assertThat(list.at("/0/region").asText()).isEqualTo("us");
        assertThat(list.at("/0/id")).isEqualTo(made.json().path("id"));
        assertThat(removed.status()).isEqualTo(204);
        assertThat(control.get("/__sim/tenants").json()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'hostname':'acme'}",
                "{'hostname':'register.us.qlikcloud.com'}",
                "{'hostname':'acme.us.qlikcloud.com','region':'eu'}",
                "{'hostname':'acme.us.qlikcloud.com','itemLag':'soon'}",
                "{'hostname':'acme.us.qlikcloud.com','anonymousAccess':'yes'}",
                "{'hostname':'acme.us.qlikcloud.com','seats':'many'}"
            })
    void refusesATenantThatIsWrong(String body) {
        // when
        Answer answer = control.post("/__sim/tenants", body);

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(simulator.fleet().all()).isEmpty();
    }

    @Test
    void takesTheOptionsOfATenant() {
        // when
        control.post(
                "/__sim/tenants",
                "{'hostname':'" + ACME + "','anonymousAccess':true,'itemLag':'20s','seats':3,'licenseKey':'k'}");

        // then
        SimTenant tenant = simulator.fleet().byHost(ACME).orElseThrow();
        assertThat(tenant.options().anonymousAccess()).isTrue();
        assertThat(tenant.options().itemLag()).hasSeconds(20);
        assertThat(tenant.license().units()).containsEntry("professional", 3);
        assertThat(tenant.license().key()).isEqualTo("k");
    }

    @Test
    void givesAStateThatMakesAnEqualTenant() {
        // given
        SimTenant tenant = simulator.createTenant(TenantSpec.of(ACME).withOption("itemLag", "\"1s\""));
        Driver bot = Driver.bot(simulator, ACME);
        bot.post("/api/v1/roles", "{'name':'Finance','assignedScopes':['apps']}");
        byte[] large = new byte[1_000_000];
        Arrays.fill(large, (byte) 7);
        String key = tenant.blobs().put(Payload.of(large));
        tenant.table("apps").add(Json.object().put("id", "a").put("_content", key));
        JsonNode before = simulator.state(ACME);

        // when
        try (Simulator other = new Simulator(SimulatorOptions.frozen(NOW))) {
            other.restore(ACME, before);

            // then
            assertThat(other.state(ACME)).isEqualTo(before);
            assertThat(other.fleet()
                            .byHost(ACME)
                            .orElseThrow()
                            .blobs()
                            .get(key)
                            .orElseThrow()
                            .bytes())
                    .isEqualTo(large);
            assertThat(Driver.bot(other, ACME)
                            .get("/api/v1/roles?filter=name%20eq%20%22Finance%22")
                            .json()
                            .path("data"))
                    .hasSize(1);
        }
    }

    @Test
    void neverMakesAnIdThatARestoredStateHolds() {
        // given
        simulator.createTenant(TenantSpec.of(ACME));
        Driver bot = Driver.bot(simulator, ACME);
        JsonNode before = simulator.state(ACME);
        String next =
                bot.post("/api/v1/roles", "{'name':'A'}").json().path("id").asText();

        // when
        try (Simulator other = new Simulator(SimulatorOptions.frozen(NOW))) {
            other.restore(ACME, simulator.state(ACME));
            int roles = other.state(ACME).at("/tables/roles").size();
            Driver there = Driver.bot(other, ACME);
            for (int i = 0; i < 50; i++) {
                there.post("/api/v1/roles", "{'name':'R" + i + "'}");
            }

            // then
            assertThat(other.state(ACME).at("/tables/roles")).hasSize(roles + 50);
            assertThat(before.at("/tables/roles").findValuesAsText("id")).doesNotContain(next);
        }
    }

    @Test
    void goesBackToAStateWithoutLosingTokens() {
        // given
        simulator.createTenant(TenantSpec.of(ACME));
        Driver bot = Driver.bot(simulator, ACME);
        Payload state = control.get(STATE).body();
        bot.post("/api/v1/roles", "{'name':'Later'}");

        // when
        Answer put = control.send("PUT", STATE, "application/json", state);

        // then
        assertThat(put.status()).isEqualTo(200);
        assertThat(bot.get("/api/v1/roles?filter=name%20eq%20%22Later%22")
                        .json()
                        .path("data"))
                .isEmpty();
    }

    @Test
    void fillsWhatAShortStateLeavesOut() {
        // when
        control.put(STATE, "{'options':{'anonymousAccess':true},'tables':{'spaces':[]}}");

        // then
        assertThat(Driver.bot(simulator, ACME).get("/api/v1/users/me").status()).isEqualTo(301);
        assertThat(simulator.fleet().byHost(ACME).orElseThrow().options().anonymousAccess())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{'tables':{'spaces':{}}}", "{'tables':", "{'blobs':{'00':'AAAA'}}", "{'options':3}"})
    void refusesAStateOfAnotherForm(String body) {
        // when
        Answer answer = control.put(STATE, body);

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(simulator.fleet().all()).isEmpty();
    }

    @Test
    void refusesAStateWhoseIdIsInUse() {
        // given
        String id =
                simulator.createTenant(TenantSpec.of("beta.us.qlikcloud.com")).id();

        // when
        Answer answer = control.put(STATE, "{'id':'" + id + "'}");

        // then
        assertThat(answer.status()).isEqualTo(409);
    }

    @Test
    void startsFromASeedFolder(@TempDir Path folder) throws IOException {
        // given
        simulator.createTenant(TenantSpec.of(ACME));
        ObjectNode state = (ObjectNode) simulator.state(ACME);
        Files.write(folder.resolve(ACME + ".json"), Json.bytes(state));
        Files.writeString(folder.resolve("credentials.json"), """
                [{"clientId": "us", "clientSecret": "s1", "level": "region", "region": "us"},
                 {"clientId": "one", "clientSecret": "s2", "level": "tenant", "hostname": "acme.us.qlikcloud.com",
                  "scopes": ["admin_classic", "admin.apps"]},
                 {"clientId": "org", "clientSecret": "s3", "level": "organisation"}]
                """);

        // when
        try (Simulator seeded = new Simulator(SimulatorOptions.frozen(NOW).withSeed(folder))) {

            // then
            assertThat(seeded.state(ACME)).isEqualTo(state);
            Driver anonymous = Driver.anonymous(seeded, ACME);
            assertThat(anonymous.login("us", "s1").get("/api/v1/roles").status())
                    .isEqualTo(200);
            assertThat(anonymous.login("one", "s2").get("/api/v1/roles").status())
                    .isEqualTo(200);
            assertThat(Driver.anonymous(seeded, "console.qlikcloud.com")
                            .login("org", "s3")
                            .get("/api/core/tenants")
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "credentials.json | {}",
                "credentials.json | [{\"clientId\":\"x\"}]",
                "acme.json | {}",
                "acme.us.qlikcloud.com.json | []"
            })
    void namesTheSeedFileItCannotUse(String name, String content, @TempDir Path folder) throws IOException {
        // given
        Files.writeString(folder.resolve(name), content);
        SimulatorOptions options = SimulatorOptions.frozen(NOW).withSeed(folder);

        // when
        Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(() -> new Simulator(options));

        // then
        assertThat(thrown).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(name);
    }

    @Test
    void letsActAsAPersonWhoNeedNotExistYet() {
        // given
        simulator.createTenant(TenantSpec.of(ACME));

        // when
        Answer token = control.post("/__sim/tenants/" + ACME + "/tokens", "{'subject':'jane'}");

        // then
        Driver jane = Driver.anonymous(simulator, ACME)
                .token(token.json().path("access_token").asText());
        assertThat(jane.get("/api/v1/users/me").status()).isEqualTo(301);
        assertThat(jane.post("/api/v1/roles", "{'name':'x'}").status()).isEqualTo(403);
    }

    @Test
    void logsEachRequestOnceAndCountsOn() {
        // given
        simulator.createTenant(TenantSpec.of(ACME));
        Driver bot = Driver.bot(simulator, ACME);
        bot.get("/api/v1/roles?limit=1");
        bot.post("/api/v1/users/actions/filter", "{}");
        Driver.anonymous(simulator, ACME).get("/api/v1/roles");

        // when
        JsonNode all = control.get("/__sim/requests").json();
        JsonNode later = control.get("/__sim/requests?since=3").json();
        control.delete("/__sim/requests");
        bot.get("/api/v1/roles");
        JsonNode afterwards = control.get("/__sim/requests").json();

        // then
        assertThat(all.findValuesAsText("tier")).containsExactly("tier2", "tier1", "special", "");
        assertThat(all.findValuesAsText("status")).containsExactly("200", "200", "200", "401");
        assertThat(all.at("/1/query").asText()).isEqualTo("limit=1");
        assertThat(all.at("/1/user").asText()).isEqualTo("qlikbot\\sim-client");
        assertThat(all.at("/1/host").asText()).isEqualTo(ACME);
        assertThat(all.at("/1/time").asText()).isEqualTo("2026-11-22T10:00:00.000Z");
        assertThat(all.at("/1").has("millis")).isTrue();
        assertThat(later).hasSize(1);
        assertThat(afterwards.findValuesAsText("n")).containsExactly("5");
    }

    @Test
    void movesTheClock() {
        // when
        Answer moved = control.post("/__sim/clock", "{'advance':'1h30m'}");
        Answer back = control.post("/__sim/clock", "{'advance':'-5m'}");

        // then
        assertThat(moved.json().path("now").asText()).isEqualTo("2026-11-22T11:30:00.000Z");
        assertThat(moved.header("date")).contains("Sun, 22 Nov 2026 11:30:00 GMT");
        assertThat(back.status()).isEqualTo(400);
    }

    @Test
    void hasNoCertificateWithoutTls() {
        // when
        Answer answer = control.get("/__sim/ca.pem");

        // then
        assertThat(answer.status()).isEqualTo(404);
    }
}
