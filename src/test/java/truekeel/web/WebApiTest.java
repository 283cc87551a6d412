package truekeel.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the API tells and takes of a fleet on a simulator. */
@QuarkusTest
@TestProfile(WebScene.Profile.class)
class WebApiTest extends WebScene {
    private static final String REVISION = "folder-[0-9a-f]+";

    @Test
    void listsTenantsWithConditionsAndCounts() throws Exception {
        JsonNode tenants = json(get("/api/v1/tenants"));

        assertThat(tenants.findValuesAsText("hostname"))
                .containsExactly(
                        "acme.us.qlikcloud.com",
                        "broken.us.qlikcloud.com",
                        "globex.us.qlikcloud.com",
                        "initech.us.qlikcloud.com");
        JsonNode acme = tenants.path(0);
        assertThat(acme.path("mode").asText()).isEqualTo("observe");
        assertThat(acme.path("suspended").isBoolean()).isTrue();
        assertThat(acme.path("revision").asText()).matches(REVISION);
        assertThat(acme.path("resources").path("modified").asInt()).isEqualTo(1);
        assertThat(acme.path("resources").path("missing").asInt()).isEqualTo(1);
        JsonNode ready = acme.path("conditions").path(0);
        assertThat(ready.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("type", "status", "reason", "message", "lastTransitionTime");
        assertThat(ready.path("type").asText()).isEqualTo("Ready");
        assertThat(ready.path("status").asText()).isEqualTo("False");
        assertThat(ready.path("lastTransitionTime").asText()).startsWith("2026-11-22T10:0");
    }

    @Test
    void showsDriftWithBothValuesItsOnsetAndNoGuessAtWhoDidIt() throws Exception {
        JsonNode drift = json(get("/api/v1/tenants/acme/drift"));

        assertThat(drift.path("tenant").asText()).isEqualTo("acme");
        assertThat(drift.path("revision").asText()).matches(REVISION);
        assertThat(drift.path("observedAt").asText()).startsWith("2026-11-22T1");
        JsonNode finance = item(drift.path("items"), "Finance");
        assertThat(finance.path("kind").asText()).isEqualTo("Space");
        assertThat(finance.path("state").asText()).isEqualTo("modified");
        assertThat(finance.path("since").asText()).startsWith("2026-11-22T10:0");
        assertThat(finance.path("attribution").asText()).isEqualTo("unattributed");
        assertThat(finance.path("fields").toString())
                .isEqualTo("[{\"path\":\"/description\",\"desired\":\"Governed\",\"live\":\"Old words\"}]");
        assertThat(item(drift.path("items"), "hostile").path("state").asText()).isEqualTo("missing");
    }

    @Test
    void showsThePlanWithItsHashItsSourcesAndItsPrice() throws Exception {
        JsonNode plan = json(get("/api/v1/tenants/acme/plan"));

        assertThat(plan.path("hash").asText()).matches("[0-9a-f]{64}");
        assertThat(plan.path("revision").asText()).matches(REVISION);
        JsonNode update = item(plan.path("changes"), "Finance");
        assertThat(update.path("action").asText()).isEqualTo("update");
        assertThat(update.path("source").asText()).isEqualTo("tenants/acme/spaces.yaml:1:1");
        assertThat(update.path("fields").path(0).path("path").asText()).isEqualTo("/description");
        assertThat(plan.path("refusals").isArray()).isTrue();
        assertThat(plan.path("cost").path("reads").asInt()).isPositive();
        assertThat(plan.path("cost").path("writes").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(plan.path("cost").path("seconds").isNumber()).isTrue();
    }

    @Test
    void tellsWhatChangesInAnAppAndWhatPeopleShouldKnowOfIt() throws Exception {
        // a script is read once its plan is made, and what it names is known with the next one
        send(authorised("/api/v1/tenants/initech/sync").POST(empty()));
        stage.fleet().tick();

        HttpResponse<String> reply = get("/api/v1/tenants/initech/plan");

        JsonNode change = item(json(reply).path("changes"), "Sales");
        JsonNode content = change.path("content");
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(content.path("status").asText()).isEqualTo("compared");
        assertThat(content.at("/script/hunks/0/lines").toString())
                .isEqualTo("[\" ///$tab Main\",\"-LOAD Region;\",\"-FROM [lib://:Old/a.csv];\",\"+LOAD Region; // "
                        + Stage.HOSTILE + "\",\"+FROM [lib://:" + Stage.HOSTILE + "];\"]");
        assertThat(content.path("items").findValuesAsText("change")).containsExactly("added", "changed");
        assertThat(content.at("/items/0/title").asText()).isEqualTo(Stage.HOSTILE);
        assertThat(content.at("/items/1/what/0").asText())
                .isEqualTo("expression: Sum(a) -> Sum(" + Stage.HOSTILE + ")");
        assertThat(change.path("notes").findValuesAsText("code")).containsExactly("CONNECTION_MISSING");
    }

    @Test
    void leavesNothingToDoInATenantThatWasBroughtIntoLine() throws Exception {
        JsonNode plan = json(get("/api/v1/tenants/globex/plan"));
        JsonNode tenant = json(get("/api/v1/tenants/globex"));

        assertThat(plan.path("changes")).isEmpty();
        assertThat(plan.path("cost").path("writes").asInt()).isZero();
        assertThat(tenant.path("conditions").path(0).path("status").asText()).isEqualTo("True");
        assertThat(json(get("/api/v1/tenants/globex/drift")).path("items")).isEmpty();
    }

    @Test
    void answersAnOrderToLookWithTheRunThatWillBe() throws Exception {
        HttpResponse<String> ordered =
                send(authorised("/api/v1/tenants/globex/sync").POST(empty()));
        String run = json(ordered).path("run").asText();
        JsonNode before = json(get("/api/v1/runs/" + run));
        stage.fleet().tick();
        JsonNode after = json(get("/api/v1/runs/" + run));

        assertThat(ordered.statusCode()).isEqualTo(202);
        assertThat(before.path("state").asText()).isEqualTo("pending");
        assertThat(after.path("state").asText()).isEqualTo("ended");
        assertThat(after.path("outcome").asText()).isEqualTo("unchanged");
        assertThat(after.path("trigger").asText()).isEqualTo("manual");
        assertThat(after.path("steps")).isEmpty();
    }

    @Test
    void tellsTheStepsOfTheRunThatMadeASpace() throws Exception {
        String first = "";
        for (JsonNode run : json(get("/api/v1/runs?tenant=globex&limit=500"))) {
            first = run.path("outcome").asText().equals("applied")
                    ? run.path("id").asText()
                    : first;
        }

        JsonNode run = json(get("/api/v1/runs/" + first));

        assertThat(run.path("outcome").asText()).isEqualTo("applied");
        assertThat(run.path("counts").path("create.applied").asInt()).isEqualTo(1);
        assertThat(run.path("steps").path(0).path("name").asText()).isEqualTo("Open data");
        assertThat(run.path("steps").path(0).path("state").asText()).isEqualTo("confirmed");
        assertThat(send(authorised("/runs/" + first)).body()).contains("Space/Open data");
    }

    @Test
    void tellsWhoMadeTheDriftThatARunHealed() throws Exception {
        stage.tickLater(Duration.ofMinutes(20));
        stage.vandal("globex", "Open data");
        stage.tickLater(Duration.ofMinutes(20));

        String run = json(get("/api/v1/runs?tenant=globex&limit=1")).at("/0/id").asText();
        JsonNode resolved = json(get("/api/v1/runs/" + run)).path("resolved");

        assertThat(resolved).hasSize(1);
        assertThat(resolved.at("/0/name").asText()).isEqualTo("Open data");
        assertThat(resolved.at("/0/state").asText()).isEqualTo("modified");
        assertThat(resolved.at("/0/attribution").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("user", "time", "eventId");
        assertThat(resolved.at("/0/attribution/user").asText()).isEqualTo(stage.vandalId("globex"));
        assertThat(send(authorised("/runs/" + run)).body())
                .contains("Drift that ended", "Space/Open data", stage.vandalId("globex"));
    }

    @Test
    void suspendsAndResumes() throws Exception {
        JsonNode suspended =
                json(send(authorised("/api/v1/tenants/acme/suspend").POST(empty())));
        int sync = send(authorised("/api/v1/tenants/acme/sync").POST(empty())).statusCode();
        String page = send(authorised("/tenants/acme")).body();
        JsonNode resumed = json(send(authorised("/api/v1/tenants/acme/resume").POST(empty())));

        assertThat(suspended.path("suspended").asBoolean()).isTrue();
        assertThat(sync).isEqualTo(409);
        assertThat(page).contains("Resume</button>", "Suspended");
        assertThat(resumed.path("suspended").asBoolean()).isFalse();
    }

    @Test
    void saysInJsonWhatIsNotThereAndWhatCannotBeDone() throws Exception {
        Map<String, Integer> expected = Map.of(
                "/api/v1/tenants/nobody", 404,
                "/api/v1/tenants/NOT%20A%20NAME/drift", 404,
                "/api/v1/runs/0000", 404,
                "/api/v1/runs/..%2f..", 404,
                "/api/v1/nothing", 404,
                "/api/v1/runs?limit=many", 400,
                "/api/v1/tenants/broken/plan", 503);
        for (Map.Entry<String, Integer> row : expected.entrySet()) {
            HttpResponse<String> reply = send(authorised(row.getKey()));

            assertThat(reply.statusCode()).as(row.getKey()).isEqualTo(row.getValue());
            assertThat(reply.headers().firstValue("Content-Type").orElse(""))
                    .as(row.getKey())
                    .startsWith("application/problem+json");
            assertThat(json(reply).path("detail").asText()).as(row.getKey()).isNotEmpty();
        }
        HttpResponse<String> method = send(authorised("/api/v1/tenants/acme").DELETE());
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(json(method).path("title").asText()).isEqualTo("Method Not Allowed");
        assertThat(send(authorised("/api/v1/tenants/broken/sync").POST(empty())).statusCode())
                .isEqualTo(409);
    }

    @Test
    void describesItselfWithRealSchemas() throws Exception {
        HttpResponse<String> reply = send(authorised("/q/openapi?format=json"));
        JsonNode document = json(reply);

        assertThat(client.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(reply.version())
                .as("an upgraded connection may never end a long answer")
                .isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(document.path("paths").fieldNames())
                .toIterable()
                .contains(
                        "/api/v1/tenants",
                        "/api/v1/tenants/{tenant}",
                        "/api/v1/tenants/{tenant}/drift",
                        "/api/v1/tenants/{tenant}/plan",
                        "/api/v1/tenants/{tenant}/sync",
                        "/api/v1/tenants/{tenant}/suspend",
                        "/api/v1/tenants/{tenant}/resume",
                        "/api/v1/runs",
                        "/api/v1/runs/{run}",
                        "/api/v1/findings")
                .doesNotContain("/login", "/tenants/{tenant}");
        JsonNode schemas = document.path("components").path("schemas");
        assertThat(schemas.path("Drift").path("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("tenant", "revision", "observedAt", "items");
        assertThat(schemas.path("Plan").path("properties").fieldNames())
                .toIterable()
                .contains("hash", "revision", "changes", "refusals", "cost");
        JsonNode attribution = schemas.path("DriftItem").path("properties").path("attribution");
        assertThat(attribution.path("oneOf")).hasSize(2);
        assertThat(attribution.has("type") || attribution.has("$ref")).isFalse();
        assertThat(schemas.path("Condition").path("properties").fieldNames())
                .toIterable()
                .contains("type", "status", "reason", "message", "lastTransitionTime");
    }
}
