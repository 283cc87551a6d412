package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;
import truekeel.simulator.Json;
import truekeel.simulator.Simulator;
import truekeel.simulator.SimulatorOptions;
import truekeel.simulator.TenantSpec;

class TenantsTest {
    private static final String CREATE = "/api/v1/tenants";
    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    private String own() {
        return "/api/v1/tenants/" + id();
    }

    private String id() {
        return town.simulator.fleet().byHost(Town.ACME).orElseThrow().id();
    }

    @Test
    void showsTheOwnTenantAndNoOther() {
        // given
        String beta = town.simulator.fleet().byHost(Town.BETA).orElseThrow().id();

        // when
        JsonNode me = town.jane
                .follow(town.jane.get("/api/v1/tenants/me").header("location").orElseThrow())
                .json();
        Answer other = town.bot.get("/api/v1/tenants/" + beta);

        // then
        assertThat(me.at("/hostnames/0").asText()).isEqualTo(Town.ACME);
        assertThat(me.path("status").asText()).isEqualTo("active");
        assertThat(other.status()).isEqualTo(404);
        assertThat(other.json().at("/errors/0/status").asText()).isEqualTo("404");
    }

    @Test
    void answersUnderItsAliasAndFreesTheOldOne() {
        // given
        Driver beta = Driver.bot(town.simulator, Town.BETA);
        town.bot.replace(own(), "/hostnames/1", "'first.us.qlikcloud.com'");
        String betaPath = "/api/v1/tenants/"
                + town.simulator.fleet().byHost(Town.BETA).orElseThrow().id();

        // when
        Answer taken = beta.replace(betaPath, "/hostnames/1", "'first.us.qlikcloud.com'");
        town.bot.replace(own(), "/hostnames/1", "'second.us.qlikcloud.com'");
        Answer free = beta.replace(betaPath, "/hostnames/1", "'first.us.qlikcloud.com'");

        // then
        assertThat(taken.status()).isEqualTo(400);
        assertThat(free.status()).isEqualTo(204);
        assertThat(Driver.bot(town.simulator, "second.us.qlikcloud.com")
                        .get(own())
                        .json()
                        .at("/hostnames/1")
                        .asText())
                .isEqualTo("second.us.qlikcloud.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'op':'replace','path':'/hostnames/0','value':'x.us.qlikcloud.com'}]",
                "[{'op':'replace','path':'/hostnames/1','value':'x.eu.qlikcloud.com'}]",
                "[{'op':'replace','path':'/name','value':''}]",
                "[{'op':'add','path':'/name','value':'x'}]",
                "[{'op':'replace','path':'/enableAppOpeningFeedback','value':'yes'}]"
            })
    void refusesAPatchOutsideTheClosedList(String patch) {
        // when
        Answer answer = town.bot.patch(own(), patch);

        // then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/code").asText()).startsWith("TENANTS-");
    }

    @Test
    void aPurgedTenantIsNoLongerListed() {
        // given
        Driver console = Driver.anonymous(town.simulator, "console.qlikcloud.com")
                .login("truekeel-demo-organisation", "truekeel-demo-secret");
        Driver register = Driver.bot(town.simulator, "register.us.qlikcloud.com");
        register.with("qlik-confirm-hostname", Town.ACME).post(own() + "/actions/deactivate", "{'purgeAfterDays':10}");
        List<String> off = statuses(console);

        // when
        town.simulator.clock().advance(Duration.ofDays(11));
        Driver later = Driver.anonymous(town.simulator, "console.qlikcloud.com")
                .login("truekeel-demo-organisation", "truekeel-demo-secret");

        // then
        assertThat(off).contains("disabled");
        assertThat(statuses(later)).isNotEmpty().doesNotContain("disabled");
    }

    private static List<String> statuses(Driver console) {
        List<String> statuses = new ArrayList<>();
        console.get("/api/core/tenants")
                .json()
                .path("data")
                .forEach(row -> statuses.add(row.path("status").asText()));
        return statuses;
    }

    @Test
    void letsOnlyAdminsRenameTheTenant() {
        // when
        Answer jane = town.jane.replace(own(), "/name", "'Mine'");
        Answer bot = town.bot.replace(own(), "/name", "'Acme'");

        // then
        assertThat(jane.status()).isEqualTo(403);
        assertThat(bot.status()).isEqualTo(204);
        assertThat(town.bot.get(own()).json().path("name").asText()).isEqualTo("Acme");
    }

    @Test
    void makesAnotherTenantWithEachCreate() {
        // given
        Driver register = town.register("us");
        String body = "{'licenseKey':'" + Town.KEY + "','datacenter':'us-east-1'}";

        // when
        Answer first = register.post(CREATE, body);
        Answer second = register.post(CREATE, body);

        // then
        assertThat(first.status()).isEqualTo(201);
        String host = first.json().at("/hostnames/0").asText();
        assertThat(host)
                .endsWith(".us.qlikcloud.com")
                .isNotEqualTo(second.json().at("/hostnames/0").asText());
        assertThat(Driver.bot(town.simulator, host).get("/api/v1/users/me").status())
                .isEqualTo(301);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 400",
                "{'licenseKey':'unknown'} | 403",
                "{'licenseKey':'key-of-acme','datacenter':'eu-west-1'} | 400",
            })
    void refusesACreateThatIsWrong(String body, int status) {
        // when
        Answer answer = town.register("us").post(CREATE, body);

        // then
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void makesNoMoreTenantsThanTheLicenceAllows() {
        // given
        town.simulator.fleet().byHost(Town.ACME).orElseThrow().license().units("tenants", 3);
        Driver register = town.register("us");
        String body = "{'licenseKey':'" + Town.KEY + "'}";

        // when
        Answer third = register.post(CREATE, body);
        Answer fourth = register.post(CREATE, body);

        // then
        assertThat(third.status()).isEqualTo(201);
        assertThat(fourth.status()).isEqualTo(403);
    }

    @Test
    void asksForTheHostnameBeforeItDeactivates() {
        // given
        Driver register = town.register("us");

        // when
        Answer missing = register.post(own() + "/actions/deactivate", "{}");
        Answer wrong = register.with("qlik-confirm-hostname", Town.BETA).post(own() + "/actions/deactivate", "{}");
        Answer tooSoon = register.with("qlik-confirm-hostname", Town.ACME)
                .post(own() + "/actions/deactivate", "{'purgeAfterDays':9}");
        Answer elsewhere =
                town.register("eu").with("qlik-confirm-hostname", Town.ACME).post(own() + "/actions/deactivate", "{}");

        // then
        assertThat(missing.status()).isEqualTo(412);
        assertThat(wrong.status()).isEqualTo(412);
        assertThat(tooSoon.status()).isEqualTo(400);
        assertThat(elsewhere.status()).isEqualTo(404);
        assertThat(town.bot.get(own()).status()).isEqualTo(200);
    }

    @Test
    void refusesEveryCallOfADeactivatedTenantUntilItIsBack() {
        // given
        Driver register = town.register("us").with("qlik-confirm-hostname", Town.ACME);
        Answer off = register.post(own() + "/actions/deactivate", "{'purgeAfterDays':10}");

        // when
        Answer call = town.bot.get(own());
        Answer token = Driver.anonymous(town.simulator, Town.ACME)
                .post("/oauth/token", Driver.credentials("sim-client", "sim-secret"));
        Answer on = register.post(own() + "/actions/reactivate", "{}");

        // then
        assertThat(off.json().path("status").asText()).isEqualTo("disabled");
        assertThat(off.json().path("estimatedPurgeDate").asText()).isEqualTo("2026-12-02T10:00:00.000Z");
        assertThat(call.status()).isEqualTo(401);
        assertThat(token.json().at("/errors/0/code").asText()).isEqualTo("TENANT_DEACTIVATED");
        assertThat(on.json().path("status").asText()).isEqualTo("active");
        assertThat(town.bot.get(own()).status()).isEqualTo(200);
    }

    @Test
    void purgesADeactivatedTenantWhenItsTimeIsOver() {
        // given
        Driver register = town.register("us").with("qlik-confirm-hostname", Town.ACME);
        register.post(own() + "/actions/deactivate", "{'purgeAfterDays':10}");
        String path = own();

        // when
        town.simulator.clock().advance(Duration.ofDays(10));
        Answer gone = town.bot.get(path);
        Answer back =
                town.register("us").with("qlik-confirm-hostname", Town.ACME).post(path + "/actions/reactivate", "{}");

        // then
        assertThat(gone.status()).isEqualTo(404);
        assertThat(back.status()).isEqualTo(404);
    }

    @Test
    void givesTheSameIdsForTheSameSeedOnly() {
        // given
        SimulatorOptions options = SimulatorOptions.frozen(Instant.EPOCH).withRandomSeed(7);

        // when
        String first = firstTenant(options);
        String again = firstTenant(options);
        String other = firstTenant(options.withRandomSeed(8));

        // then
        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    private static String firstTenant(SimulatorOptions options) {
        try (Simulator simulator = new Simulator(options)) {
            return simulator.createTenant(TenantSpec.of(Town.ACME)).id();
        }
    }

    @Test
    void listsAllTenantsToTheOrganisationClient() {
        // given
        Driver console =
                Driver.anonymous(town.simulator, "console.qlikcloud.com").login("org", "org-secret");
        for (int i = 0; i < 23; i++) {
            town.simulator.createTenant(TenantSpec.of("t" + i + ".eu.qlikcloud.com"));
        }

        // when
        JsonNode first = console.get("/api/core/tenants").json();
        JsonNode second = console.follow(first.at("/links/next/href").asText()).json();
        JsonNode us = console.get("/api/core/tenants?regionCode=us").json();
        Answer foreign = console.get("/api/core/tenants?subscriptionId=other");

        // then
        assertThat(first.path("data")).hasSize(20);
        assertThat(first.at("/links/next/href").asText())
                .startsWith("https://console.qlikcloud.com/api/core/tenants?offset=");
        assertThat(second.path("data")).hasSize(5);
        assertThat(us.path("data")).hasSize(2);
        assertThat(us.at("/data/0/subscriptionId").asText())
                .isEqualTo(us.at("/data/1/subscriptionId").asText());
        assertThat(foreign.status()).isEqualTo(403);
    }

    @Test
    void answersRetiredPathsAsTheTenantIsSet() {
        // given
        Answer missing = town.bot.get("/api/v1/reload-tasks");

        // when
        town.simulator.fleet().byHost(Town.ACME).orElseThrow().options().set("retiredStatus", Json.parse("410"));

        // then
        assertThat(missing.status()).isEqualTo(404);
        assertThat(town.bot.get("/api/v1/reload-tasks/x").status()).isEqualTo(410);
    }
}
