package truekeel.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard's queries and the alerts, run by a real Prometheus that scrapes a running daemon. */
@ExtendWith(RunningDemo.class)
class DashboardSystemIT {
    private static final Path DASHBOARD = Path.of("deploy", "grafana", "truekeel-drift.json");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** What a demo that runs well has no series of, because nothing of the sort happens. */
    private static final List<String> QUIET = List.of(
            "truekeel_qlik_throttled_total", "truekeel_refused_total", "truekeel_drift_remediation_seconds_bucket");

    private final Demo demo;
    private final Prometheus prometheus;

    DashboardSystemIT(Demo demo, @TempDir Path folder) throws IOException {
        this.demo = demo;
        this.prometheus = Prometheus.scraping(demo.management().port(), folder);
    }

    @BeforeEach
    void waitForScrapes() {
        Eventually.get(
                "Prometheus scrapes the daemon",
                PATIENCE,
                () -> prometheus.isScraping() ? Optional.of(true) : Optional.empty());
    }

    @AfterEach
    void stop() {
        prometheus.close();
    }

    @Test
    void everyQueryOfTheDashboardYieldsSeries() throws IOException {
        // given
        Map<String, String> queries = queries();
        assertThat(queries).hasSizeGreaterThan(20);

        // when
        List<String> empty = new ArrayList<>();
        queries.forEach((panel, query) -> {
            if (QUIET.stream().anyMatch(query::contains)) {
                prometheus.query(query);
            } else if (!yieldsSeriesSoon(query)) {
                empty.add(panel + ": " + query);
            }
        });

        // then
        assertThat(empty).isEmpty();
    }

    private boolean yieldsSeriesSoon(String query) {
        try {
            return Eventually.get(
                    query,
                    Duration.ofSeconds(30),
                    () -> prometheus.query(query).isEmpty() ? Optional.empty() : Optional.of(true));
        } catch (AssertionError late) {
            return false;
        }
    }

    @Test
    void theTenantVariableFindsEveryTenant() {
        JsonNode tenants = prometheus.query("count by (tenant) (truekeel_tenant_info)");

        assertThat(tenants.findValuesAsText("tenant")).containsExactlyInAnyOrder("acme", "globex", "northwind");
    }

    @Test
    void alertRulesAreLoadedAndNoneIsBroken() {
        List<JsonNode> rules = Eventually.get("rules were evaluated", PATIENCE, () -> {
            List<JsonNode> loaded = new ArrayList<>();
            prometheus.rules().forEach(loaded::add);
            return loaded.stream()
                                    .noneMatch(
                                            rule -> rule.path("health").asText().equals("unknown"))
                            && !loaded.isEmpty()
                    ? Optional.of(loaded)
                    : Optional.empty();
        });

        assertThat(rules).hasSizeGreaterThanOrEqualTo(10);
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.path("health").asText()).as(rule.toString()).isEqualTo("ok");
            assertThat(rule.path("state").asText()).as(rule.toString()).isNotEqualTo("firing");
        });
    }

    @Test
    void healthChecksAreUp() {
        for (String check : List.of("started", "live", "ready")) {
            assertThat(demo.management().get("/q/health/" + check)).contains("\"status\": \"UP\"");
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
