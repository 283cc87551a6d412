package truekeel.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Health and metrics on the management port. */
@QuarkusTest
@TestProfile(WebScene.Profile.class)
class WebTelemetryTest extends WebScene {
    private static final String REVISION = "folder-[0-9a-f]+";

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
}
