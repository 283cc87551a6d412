package truekeel.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dashboard's queries and the alerts, run by a real Prometheus that scraped a daemon through eventful minutes:
 * commits that converge, drift that is healed, answers of status 429, a plan that is refused, a link that is not
 * declared any more.
 */
class DashboardSystemIT {
    private static final Path DASHBOARD = Path.of("deploy", "grafana", "truekeel-drift.json");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Counters show a rate from their second step on. */
    private static final int TIMES = 3;

    private static final Cloud CLOUD = new Cloud(InstantSource.system());

    @TempDir
    private static Path folder;

    private static Optional<FleetRun> running = Optional.empty();
    private static Optional<Prometheus> scraping = Optional.empty();

    @BeforeAll
    static void liveThroughEventfulMinutes() throws IOException {
        FleetRun run = FleetRun.start("dashboard", folder.resolve("fleet"), CLOUD);
        running = Optional.of(run);
        Prometheus prometheus = Prometheus.scraping(run.management().port(), folder);
        scraping = Optional.of(prometheus);
        Eventually.get(
                "Prometheus scrapes the daemon",
                PATIENCE,
                () -> prometheus.isScraping() ? Optional.of(true) : Optional.empty());
        run.awaitInSync(FiveTenants.NAMES);
        for (int time = 1; time <= TIMES; time++) {
            CLOUD.trouble(Trouble.THROTTLED, FiveTenants.host("umbrella"), 0, 1);
            run.commit(FiveTenants.later(time));
            run.awaitInSync(FiveTenants.NAMES);
            healDrift(time);
        }
        run.commit(FiveTenants.without("globex"));
        Eventually.get("the plan is refused again and again", PATIENCE, () -> {
            JsonNode refused = prometheus.query("increase(truekeel_refused_total[30s]) > 0");
            return refused.isEmpty() ? Optional.empty() : Optional.of(true);
        });
    }

    private static void healDrift(int time) {
        String host = FiveTenants.host("acme");
        Person person = CLOUD.person(host);
        JsonNode space = person.send("GET", "/api/v1/spaces?name=Sandbox", "")
                .path("data")
                .path(0);
        String path = "/api/v1/spaces/" + space.path("id").asText();
        String declared = space.path("description").asText();
        person.send(
                "PATCH", path, "[{\"op\":\"replace\",\"path\":\"/description\",\"value\":\"by hand " + time + "\"}]");
        Eventually.get(
                "the description is healed",
                PATIENCE,
                () -> person.send("GET", path, "").path("description").asText().equals(declared)
                        ? Optional.of(true)
                        : Optional.empty());
    }

    @AfterAll
    static void stop() {
        scraping.ifPresent(Prometheus::close);
        running.ifPresent(FleetRun::close);
        CLOUD.close();
    }

    private static Prometheus prometheus() {
        return scraping.orElseThrow();
    }

    @Test
    void everyPanelShowsSomething() throws IOException {
        // given
        Map<String, String> queries = queries();
        assertThat(queries).hasSizeGreaterThan(20);

        // when
        List<String> empty = new ArrayList<>();
        queries.forEach((panel, query) -> {
            if (!prometheus().showed(query)) {
                empty.add(panel + ": " + query);
            }
        });

        // then
        assertThat(empty).isEmpty();
    }

    @Test
    void theTenantVariableFindsEveryTenant() {
        JsonNode tenants = prometheus().query("count by (tenant) (truekeel_tenant_info)");

        assertThat(tenants.findValuesAsText("tenant")).containsExactlyInAnyOrderElementsOf(FiveTenants.NAMES);
    }

    /** What nobody declares any more includes a link that anybody may read an app by; the rest may mend itself. */
    @Test
    void onlyTheAlertThatMayNotWaitFires() {
        List<JsonNode> rules = Eventually.get("an alert fires, another is pending", PATIENCE, () -> {
            List<JsonNode> loaded = new ArrayList<>();
            prometheus().rules().forEach(loaded::add);
            boolean both = !named(loaded, "firing").isEmpty()
                    && named(loaded, "pending").contains("TruekeelPlanRefused");
            return both ? Optional.of(loaded) : Optional.empty();
        });

        assertThat(rules).hasSizeGreaterThanOrEqualTo(10).allSatisfy(rule -> assertThat(
                        rule.path("health").asText())
                .as(rule.toString())
                .isEqualTo("ok"));
        assertThat(named(rules, "firing")).containsExactly("TruekeelAnonymousLinks");
    }

    private static List<String> named(List<JsonNode> rules, String state) {
        return rules.stream()
                .filter(rule -> rule.path("state").asText().equals(state))
                .map(rule -> rule.path("name").asText())
                .toList();
    }

    @Test
    void healthChecksAreUp() {
        for (String check : List.of("started", "live", "ready")) {
            assertThat(running.orElseThrow().management().get("/q/health/" + check))
                    .contains("\"status\": \"UP\"");
        }
    }

    /** Every query of the dashboard with its variables filled in, by the panel's title. */
    private static Map<String, String> queries() throws IOException {
        Map<String, String> queries = new TreeMap<>();
        for (JsonNode panel : new ObjectMapper().readTree(DASHBOARD.toFile()).path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                String query =
                        target.path("expr").asText().replace("$tenant", ".*").replace("$__rate_interval", "30s");
                assertThat(query).as("a variable that this test does not know").doesNotContain("$");
                queries.put(
                        panel.path("title").asText() + " "
                                + target.path("refId").asText(),
                        query);
            }
        }
        assertThat(Files.readString(DASHBOARD)).contains("\"name\": \"tenant\"");
        return queries;
    }
}
