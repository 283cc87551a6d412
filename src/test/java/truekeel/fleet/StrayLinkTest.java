package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.model.TenantName;
import truekeel.report.PolicyViolation;
import truekeel.report.RunReport;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;
import truekeel.simulator.TenantSpec;

/** The whole loop, and a link for everybody that somebody opens by hand where no manifest says a word. */
class StrayLinkTest {
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    private Company company;

    @BeforeEach
    void open() {
        company = new Company(folder);
        for (String tenant : List.of("closing", "telling")) {
            company.simulator.createTenant(TenantSpec.of(Company.host(tenant))
                    .withOption("anonymousAccess", "true")
                    .withOption("publicLinkScope", "\"app.share\""));
        }
        company.fleet("  defaults: {reconcile: {mode: enforce, interval: 10m}}\n")
                .file("closing/tenant.yaml", tenant("closing", "revoke"))
                .file("telling/tenant.yaml", tenant("telling", "report"));
    }

    private static String tenant(String name, String links) {
        return """
                apiVersion: truekeel/v1alpha1
                kind: Tenant
                metadata: {name: %s}
                spec: {hostname: %s, reconcile: {anonymousLinks: %s}}
                """.formatted(name, Company.host(name), links);
    }

    @AfterEach
    void close() {
        company.close();
    }

    @Test
    void isClosedOrToldWithinOneInterval() {
        // given
        Fleet fleet = company.loop();
        String closing = published("closing");
        String telling = published("telling");
        fleet.refresh();
        fleet.tick();
        openLink("closing", closing);
        openLink("telling", telling);

        // when
        company.simulator.clock().advance(INTERVAL);
        fleet.tick();

        // then
        assertThat(isOpen("closing")).isFalse();
        assertThat(isOpen("telling")).isTrue();
        assertThat(last(fleet, "closing").outcomes())
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.verdict().isGood()).isTrue());
        assertThat(last(fleet, "telling").violations())
                .extracting(PolicyViolation::policy)
                .containsExactly("undeclared-anonymous-links");
    }

    private static RunReport last(Fleet fleet, String tenant) {
        return fleet.status(TenantName.of(tenant)).orElseThrow().last().orElseThrow();
    }

    private Driver people(String tenant) {
        return Driver.bot(company.simulator, Company.host(tenant));
    }

    /** An app in a managed space, by both their ids. */
    private String published(String tenant) {
        String dev = id(people(tenant).post("/api/v1/spaces", "{'name':'Dev','type':'shared'}"));
        String prod = id(people(tenant).post("/api/v1/spaces", "{'name':'Prod','type':'managed'}"));
        company.simulator.clock().advance(Duration.ofMinutes(1));
        String draft =
                id(people(tenant).post("/api/v1/apps", "{'attributes':{'name':'Sales','spaceId':'" + dev + "'}}"));
        String app = id(people(tenant)
                .post(
                        "/api/v1/apps/" + draft + "/publish",
                        "{'spaceId':'" + prod + "','data':'source','attributes':{'name':'Sales'}}"));
        return prod + "/" + app;
    }

    private void openLink(String tenant, String place) {
        String[] ids = place.split("/", 2);
        Answer made = people(tenant)
                .post(
                        "/api/v1/spaces/" + ids[0] + "/shares",
                        "{'type':'link','assigneeId':'','resourceId':'" + ids[1]
                                + "','resourceType':'app','roles':['consumer']}");
        assertThat(made.status()).isEqualTo(201);
    }

    private boolean isOpen(String tenant) {
        JsonNode shares = company.simulator.state(Company.host(tenant)).at("/tables/shares");
        assertThat(shares).hasSize(1);
        return !shares.path(0).path("disabled").asBoolean();
    }

    private static String id(Answer answer) {
        return answer.json()
                .path("id")
                .asText(answer.json().at("/attributes/id").asText());
    }
}
