package truekeel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    private static final Pattern METRIC = Pattern.compile("\\btruekeel_[a-z_]+");

    private final Set<String> documented = new TreeSet<>();

    MetricsPageTest() {
        Pages.rows("docs/reference/metrics.md").forEach(row -> {
            documented.add(row.get(0));
            if (row.get(1).equals("histogram")) {
                Set.of("_bucket", "_count", "_sum").forEach(part -> documented.add(row.get(0) + part));
            }
        });
    }

    @Test
    void alertsUseDocumentedMetricsOnly() {
        assertThat(metrics("deploy/prometheus/truekeel.rules.yaml"))
                .hasSizeGreaterThan(8)
                .isSubsetOf(documented);
    }

    @Test
    void theDashboardUsesDocumentedMetricsOnly() {
        assertThat(metrics("deploy/grafana/truekeel-drift.json"))
                .hasSizeGreaterThan(12)
                .isSubsetOf(documented);
    }

    @Test
    void everyAlertHasARunbookThatIsThere() {
        // given
        Set<String> headings = new TreeSet<>();
        Pages.lines("docs/how-to/answer-alerts.md").stream()
                .filter(line -> line.startsWith("## "))
                .forEach(line -> headings.add(line.substring(3)));

        // when
        Set<String> alerts = new TreeSet<>();
        Matcher alert = Pattern.compile("alert: (\\w+)\\R[\\s\\S]*?runbook: docs/how-to/answer-alerts\\.md#(\\w+)")
                .matcher(Pages.read("deploy/prometheus/truekeel.rules.yaml"));
        while (alert.find()) {
            assertThat(alert.group(2)).isEqualToIgnoringCase(alert.group(1));
            alerts.add(alert.group(1));
        }

        // then
        assertThat(alerts).hasSizeGreaterThanOrEqualTo(10).isEqualTo(headings);
    }

    private static Set<String> metrics(String file) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = METRIC.matcher(Pages.read(file));
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }
}
