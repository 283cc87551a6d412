package truekeel.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import truekeel.model.TenantName;

/** The whole edge over HTTP: access, API, pages, events, health and metrics of a fleet on a simulator. */
@QuarkusTest
@TestProfile(WebTest.Profile.class)
@SuppressWarnings("NullAway.Init") // the container sets the fields
class WebTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REVISION = "folder-[0-9a-f]+";

    private final HttpClient client = HttpClient.newHttpClient();

    @Inject
    Stage stage;

    @TestHTTPResource("/")
    URI main;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    /** One container, without the daemon's own assembly. */
    public static final class Profile implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(TestAssembly.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.arc.exclude-types", "truekeel.Assembly",
                    "quarkus.http.test-port", "0",
                    "quarkus.management.test-port", "0");
        }
    }

    @Test
    void letsNobodyInWithoutAToken() throws Exception {
        for (String path : List.of("/api/v1/tenants", "/api/v1/nothing", "/q/openapi")) {
            HttpResponse<String> reply = send(request(path));

            assertThat(reply.statusCode()).as(path).isEqualTo(401);
            assertThat(reply.headers().firstValue("WWW-Authenticate")).as(path).hasValue("Bearer realm=\"truekeel\"");
            assertThat(json(reply).path("status").asInt()).as(path).isEqualTo(401);
        }
        assertThat(send(request("/api/v1/tenants").header("Authorization", "Bearer wrong"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(request("/api/v1/tenants/acme/suspend").POST(empty())).statusCode())
                .isEqualTo(401);
    }

    @Test
    void sendsABrowserWithoutATokenToTheForm() throws Exception {
        for (String path : List.of("/", "/tenants/acme", "/no-such-page", "/webhooks/git")) {
            HttpResponse<String> reply = send(request(path));

            assertThat(reply.statusCode()).as(path).isEqualTo(302);
            assertThat(reply.headers().firstValue("Location").orElse(""))
                    .as(path)
                    .endsWith("/login?to=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
        }
        assertThat(send(request("/login")).body()).contains("<form method=\"post\" action=\"/login\">");
        assertThat(send(request("/assets/truekeel.css")).statusCode()).isEqualTo(200);
    }

    @Test
    void signsABrowserInWithACookieThatScriptsCannotRead() throws Exception {
        HttpResponse<String> signedIn = send(form("/login", "token=" + TestAssembly.TOKEN + "&to=%2Ftenants%2Facme"));
        String cookie = signedIn.headers().firstValue("Set-Cookie").orElse("");

        HttpResponse<String> page = send(request("/tenants/acme").header("Cookie", cookie.split(";", 2)[0]));

        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(signedIn.headers().firstValue("Location").orElse("")).endsWith("/tenants/acme");
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain(TestAssembly.TOKEN);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Sign out");
        assertThat(send(form("/login", "token=wrong")).statusCode()).isEqualTo(401);
        assertThat(send(request("/").header("Cookie", "truekeel_session=99999999999.forged"))
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void turnsAwayOrdersThatAnotherSiteSends() throws Exception {
        HttpResponse<String> bySite = send(authorised("/api/v1/tenants/acme/suspend")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(empty()));
        HttpResponse<String> byOrigin = send(authorised("/api/v1/tenants/acme/suspend")
                .header("Origin", "https://evil.example")
                .POST(empty()));

        assertThat(bySite.statusCode()).isEqualTo(403);
        assertThat(byOrigin.statusCode()).isEqualTo(403);
        assertThat(stage.fleet()
                        .status(TenantName.of("acme"))
                        .orElseThrow()
                        .stance()
                        .isSuspended())
                .isFalse();
    }

    @Test
    void listsTenantsWithConditionsAndCounts() throws Exception {
        JsonNode tenants = json(get("/api/v1/tenants"));

        assertThat(tenants.findValuesAsText("hostname"))
                .containsExactly("acme.us.qlikcloud.com", "broken.us.qlikcloud.com", "globex.us.qlikcloud.com");
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
    void showsFindingsWithTheirPlace() throws Exception {
        JsonNode findings = json(get("/api/v1/findings"));
        String page = send(authorised("/tenants/broken")).body();

        assertThat(findings.findValuesAsText("code")).containsExactlyInAnyOrder("FIELD_UNKNOWN", "FIELD_MISSING");
        assertThat(findings.findValuesAsText("file")).containsOnly("tenants/broken/spaces.yaml");
        assertThat(findings.findValuesAsText("line")).containsOnly("4");
        assertThat(page).contains("tenants/broken/spaces.yaml:4:", "FIELD_UNKNOWN");
        assertThat(send(authorised("/findings")).body()).contains("FIELD_UNKNOWN");
    }

    @Test
    void writesNoNameIntoAPageUnescaped() throws Exception {
        String page = send(authorised("/tenants/acme")).body();

        assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain(Stage.HOSTILE);
        assertThat(send(authorised("/tenants/%3Cscript%3Ealert(1)%3C%2Fscript%3E"))
                        .body())
                .doesNotContain(Stage.HOSTILE);
    }

    @Test
    void tellsEveryStatusOfTheFleetInWords() throws Exception {
        HttpResponse<String> page = send(authorised("/"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("1 of 3 tenants in sync", "Out of sync", "In sync", "Stalled", "1 modified", "2 findings")
                .doesNotContain("<script>", "style=");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'");
        assertThat(send(authorised("/runs")).body()).contains("unchanged");
        assertThat(send(authorised("/policies")).statusCode()).isEqualTo(200);
        assertThat(send(authorised("/no-such-page")).statusCode()).isEqualTo(404);
    }

    @Test
    void takesOrdersFromFormsAndLeadsBack() throws Exception {
        HttpResponse<String> reply = send(authorised("/tenants/globex/sync")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(empty()));
        stage.fleet().tick();

        assertThat(reply.statusCode()).isEqualTo(303);
        assertThat(reply.headers().firstValue("Location").orElse("")).endsWith("/tenants/globex");
    }

    @Test
    void streamsWhatHappens() throws Exception {
        HttpResponse<Stream<String>> stream = client.send(
                authorised("/api/v1/events")
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofLines());

        try (Stream<String> lines = stream.body()) {
            Iterator<String> each =
                    lines.filter(line -> line.startsWith("data:")).iterator();
            JsonNode hello = JSON.readTree(each.next().substring("data:".length()));
            stage.fleet().resume(TenantName.of("acme"));
            JsonNode news = JSON.readTree(each.next().substring("data:".length()));

            assertThat(hello.path("type").asText()).isEqualTo("alive");
            assertThat(news.path("type").asText()).isEqualTo("status");
            assertThat(news.path("tenant").asText()).isEqualTo("acme");
        }
    }

    @Test
    void describesItselfWithRealSchemas() throws Exception {
        JsonNode document = json(send(authorised("/q/openapi?format=json")));

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

    @Test
    void isHealthyOnTheManagementPortOnly() throws Exception {
        for (String path : List.of("q/health/live", "q/health/ready", "q/health/started")) {
            HttpResponse<String> reply = send(HttpRequest.newBuilder(management.resolve("/" + path)));

            assertThat(reply.statusCode()).as(path).isEqualTo(200);
            assertThat(json(reply).path("status").asText()).as(path).isEqualTo("UP");
            assertThat(json(reply).path("checks")).as(path).isNotEmpty();
        }
        assertThat(send(authorised("/q/health/live")).statusCode()).isEqualTo(404);
    }

    @Test
    void exportsTheMetricsUnderTheirExactNames() throws Exception {
        stage.tickLater(Duration.ofMinutes(20));
        stage.vandal("globex", "Open data");
        stage.tickLater(Duration.ofMinutes(20));

        String scrape =
                send(HttpRequest.newBuilder(management.resolve("/q/metrics"))).body();

        assertThat(scrape)
                .contains("truekeel_resources{kind=\"Space\",state=\"in_sync\",tenant=\"globex\"} 1.0")
                .contains("truekeel_resources{kind=\"Space\",state=\"modified\",tenant=\"acme\"} 1.0")
                .containsPattern("truekeel_tenant_info\\{mode=\"enforce\",ready=\"true\",region=\"us\",revision=\""
                        + REVISION + "\",suspended=\"false\",tenant=\"globex\"\\} 1\\.0")
                .contains("truekeel_drift_oldest_seconds{kind=\"Space\",tenant=\"acme\"}")
                .contains("truekeel_drift_remediation_seconds_bucket{kind=\"Space\",le=\"1.0\"}")
                .contains("truekeel_reconcile_duration_seconds_bucket{outcome=\"applied\",le=\"0.1\"}")
                .containsPattern("truekeel_reconcile_total\\{outcome=\"applied\",tenant=\"globex\"\\} [1-9]")
                .contains("truekeel_reconcile_total{outcome=\"failed\",tenant=\"globex\"} 0.0")
                .contains("truekeel_last_success_timestamp_seconds{tenant=\"globex\"}")
                .contains(
                        "truekeel_actions_total{action=\"create\",kind=\"Space\",outcome=\"applied\",tenant=\"globex\"} 1.0")
                .containsPattern(
                        "truekeel_qlik_request_duration_seconds_count\\{api=\"spaces\",method=\"GET\",status=\"200\"\\}")
                .contains("truekeel_qlik_budget_used_ratio{tenant=\"globex\",tier=\"write\"}")
                .contains("truekeel_git_request_duration_seconds_count{request=\"fetch\"}")
                .contains("truekeel_git_failures_total{request=\"fetch\"} 0.0")
                .contains("truekeel_git_last_success_timestamp_seconds{request=\"fetch\"}")
                .contains("truekeel_commit_to_converged_seconds_count 1.0")
                .doesNotContain("Open data", "Finance");
    }

    @Test
    void documentsEveryMetricThatItExports() throws Exception {
        String reference = Files.readString(Path.of("docs/reference/metrics.md"));

        List<String> families = send(HttpRequest.newBuilder(management.resolve("/q/metrics")))
                .body()
                .lines()
                .filter(line -> line.startsWith("# TYPE truekeel_"))
                .map(line -> line.split(" ", -1)[2])
                .filter(name -> !name.endsWith("_max"))
                .toList();

        assertThat(families).hasSizeGreaterThan(12).allSatisfy(name -> assertThat(reference)
                .containsPattern("`" + name + "(_total)?`"));
    }

    private static JsonNode item(JsonNode list, String name) {
        for (JsonNode item : list) {
            if (item.path("name").asText().equals(name)) {
                return item;
            }
        }
        throw new AssertionError("there is no " + name + " in " + list);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpResponse<String> reply = send(authorised(path));
        assertThat(reply.statusCode()).as(path).isEqualTo(200);
        return reply;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(main.resolve(path)).timeout(PATIENCE);
    }

    private HttpRequest.Builder authorised(String path) {
        return request(path).header("Authorization", "Bearer " + TestAssembly.TOKEN);
    }

    private HttpRequest.Builder form(String path, String fields) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields));
    }

    private static HttpRequest.BodyPublisher empty() {
        return HttpRequest.BodyPublishers.noBody();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> reply) throws IOException {
        return JSON.readTree(reply.body());
    }
}
