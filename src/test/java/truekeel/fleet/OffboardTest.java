package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.kinds.Mishap;
import truekeel.plan.Action;
import truekeel.plan.Admission;
import truekeel.plan.DriftState;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.report.RunReport;
import truekeel.simulator.RequestLog;
import truekeel.simulator.TenantSpec;
import truekeel.store.RunOutcome;

/** Deactivating tenants that are declared absent, and reactivating those that are not. */
class OffboardTest {
    private static final String HOST = "acme.us.qlikcloud.com";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ProvisioningStage stage;

    @BeforeEach
    void begin() {
        stage = new ProvisioningStage(folder);
        stage.simulator().createTenant(TenantSpec.of(HOST));
        stage.tenant("acme", "hostname: " + HOST).space("acme", "Finance");
        stage.daemon().run("acme");
    }

    @AfterEach
    void end() {
        stage.close();
    }

    private void absent(String approval, String... more) {
        String annotations = approval.isEmpty() ? "" : ", annotations: {" + approval + "}";
        stage.file(
                "acme/tenant.yaml",
                "apiVersion: truekeel/v1alpha1\nkind: Tenant\nmetadata: {name: acme" + annotations
                        + "}\nensure: absent\nspec:\n  hostname: " + HOST + "\n  confirmHostname: " + HOST + "\n  "
                        + String.join("\n  ", more) + "\n");
    }

    private void approve(String... more) {
        absent("", more);
        absent("truekeel/approve: " + stage.daemon().plan("acme").plan().hash().hex(), more);
    }

    private String status() {
        return stage.simulator().state(HOST).at("/tables/tenants/0/status").asText();
    }

    private String purge() {
        return stage.simulator().state(HOST).at("/tables/tenants/0/_purgeAt").asText();
    }

    private static List<RefusalCode> codes(Admission admission) {
        return admission.refusals().stream().map(Refusal::code).toList();
    }

    private static DriftState state(RunReport report) {
        return report.standing().resources().get(0).state();
    }

    @Test
    void alwaysNeedsApproval() {
        // given
        absent("");

        // when
        RunReport report = stage.daemon().run("acme");

        // then
        assertThat(codes(report.admission())).containsExactly(RefusalCode.TENANT_DEACTIVATION);
        assertThat(report.admission().plan().changes()).singleElement().satisfies(change -> {
            assertThat(change.action()).isEqualTo(Action.DELETE);
            assertThat(change.reason()).contains("30 days").contains("Licence assignments");
        });
        assertThat(status()).isEqualTo("active");
        assertThat(stage.registered()).isEmpty();
    }

    @Test
    void approvedItIsDeactivatedOnce() {
        // given
        approve("purgeAfterDays: 90");

        // when
        RunReport report = stage.daemon().run("acme");
        String purge = purge();
        stage.advance(Duration.ofDays(1));
        RunReport again = stage.daemon().run("acme");

        // then
        assertThat(status()).isEqualTo("disabled");
        assertThat(state(report)).isEqualTo(DriftState.IN_SYNC);
        assertThat(report.run().end().orElseThrow().outcome()).isEqualTo(RunOutcome.APPLIED);
        assertThat(purge).startsWith("2027-02-20");
        assertThat(purge()).isEqualTo(purge);
        assertThat(again.run().end().orElseThrow().outcome()).isEqualTo(RunOutcome.UNCHANGED);
        assertThat(stage.registered()).hasSize(1);
    }

    @Test
    void anApprovalIsForTheseDays() {
        // given
        absent("", "purgeAfterDays: 90");
        String hash = stage.daemon().plan("acme").plan().hash().hex();
        absent("truekeel/approve: " + hash, "purgeAfterDays: 10");

        // when
        RunReport report = stage.daemon().run("acme");

        // then
        assertThat(codes(report.admission())).containsExactly(RefusalCode.TENANT_DEACTIVATION);
        assertThat(status()).isEqualTo("active");
    }

    @Test
    void aBudgetWithoutDeletesAndAProtectionRefuseIt() {
        // given
        absent("truekeel/protect: \"true\"", "reconcile: {mode: enforce, budget: {maxDeletes: 0}}");

        // when
        RunReport report = stage.daemon().run("acme");

        // then
        assertThat(codes(report.admission()))
                .containsExactlyInAnyOrder(
                        RefusalCode.TENANT_DEACTIVATION, RefusalCode.BUDGET_DELETES, RefusalCode.PROTECTED);
        assertThat(report.outcomes()).isEmpty();
    }

    @Test
    void anotherTenantsHostnameConfirmsNothing() {
        // given
        stage.simulator().createTenant(TenantSpec.of("globex.us.qlikcloud.com"));
        stage.document(
                "acme",
                "ensure: absent",
                "hostname: " + HOST,
                "alias: globex",
                "confirmHostname: globex.us.qlikcloud.com");

        // when
        RunReport report = stage.daemon().run("acme");

        // then
        assertThat(report.admission().refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(RefusalCode.TENANT_DEACTIVATION);
            assertThat(refusal.approvable()).isFalse();
        });
        assertThat(status()).isEqualTo("active");
    }

    @Test
    void aPurgedTenantIsGone() {
        // given
        approve("purgeAfterDays: 10");
        stage.daemon().run("acme");
        stage.advance(Duration.ofDays(11));

        // when
        RunReport report = stage.daemon().run("acme");

        // then
        assertThat(state(report)).isEqualTo(DriftState.IN_SYNC);
        assertThat(report.outcomes()).isEmpty();
    }

    @Test
    void declaredPresentAgainItIsReactivatedAndReconciled() {
        // given
        approve();
        stage.daemon().run("acme");
        stage.tenant("acme", "hostname: " + HOST).space("acme", "Sales");

        // when
        Admission planned = stage.daemon().plan("acme");
        RunReport report = stage.daemon().run("acme");

        // then
        assertThat(planned.plan().changes()).singleElement().satisfies(change -> {
            assertThat(change.action()).isEqualTo(Action.UPDATE);
            assertThat(change.fields().get(0).path()).hasToString("/status");
        });
        assertThat(status()).isEqualTo("active");
        assertThat(purge()).isEmpty();
        assertThat(report.standing().isInSync()).isTrue();
        assertThat(report.outcomes())
                .extracting(outcome -> outcome.change().ref().toString())
                .containsExactly("Tenant/acme", "Space/Sales");
    }

    @Test
    void aTenantThatSomebodyElseSwitchedOffIsDrift() {
        // given
        String id = stage.simulator().state(HOST).at("/tables/tenants/0/id").asText();
        stage.driver("register.us.qlikcloud.com")
                .with("qlik-confirm-hostname", HOST)
                .post("/api/v1/tenants/" + id + "/actions/deactivate", "{}");
        stage.tenant("acme", "hostname: " + HOST, "reconcile: {mode: observe}");

        // when
        RunReport observed = stage.daemon().run("acme");
        String before = status();
        stage.tenant("acme", "hostname: " + HOST);
        RunReport enforced = stage.daemon().run("acme");

        // then
        assertThat(before).isEqualTo("disabled");
        assertThat(state(observed)).isEqualTo(DriftState.MODIFIED);
        assertThat(status()).isEqualTo("active");
        assertThat(enforced.standing().isInSync()).isTrue();
    }

    @Test
    void withoutItsIdItStaysOff() {
        // given
        String id = stage.simulator().state(HOST).at("/tables/tenants/0/id").asText();
        stage.driver("register.us.qlikcloud.com")
                .with("qlik-confirm-hostname", HOST)
                .post("/api/v1/tenants/" + id + "/actions/deactivate", "{}");
        stage.fleet("");

        // when
        RunReport report = stage.daemon().run("acme");

        // then
        assertThat(codes(report.admission())).containsExactly(RefusalCode.TENANT_DEACTIVATION);
        assertThat(status()).isEqualTo("disabled");
    }

    /** Deactivated at every fault point: at most one call takes effect, and the next runs come to rest. */
    @Test
    void everyFaultOnTheWayLeavesItDeactivatedOnce() {
        int points = 0;
        for (Mishap mishap : Mishap.values()) {
            for (int number = 0; ; number++, points++) {
                try (ProvisioningStage each = new ProvisioningStage(folder)) {
                    each.simulator().createTenant(TenantSpec.of(HOST));
                    stage = each;
                    approve();
                    long before = each.simulator().requests().all().size();
                    try {
                        each.daemon(mishap.at(number, each.wire())).run("acme");
                    } catch (Mishap.Killed killed) {
                        // the next process goes on
                    }
                    boolean reached = each.simulator().requests().all().size() - before > number;
                    each.advance(Duration.ofHours(1));
                    each.daemon().run("acme");
                    String purge = purge();
                    each.advance(Duration.ofHours(1));
                    RunReport last = each.daemon().run("acme");
                    assertThat(status()).as(mishap + " at " + number).isEqualTo("disabled");
                    assertThat(state(last)).isEqualTo(DriftState.IN_SYNC);
                    assertThat(purge()).isEqualTo(purge);
                    assertThat(each.registered().stream()
                                    .filter(entry -> entry.status() == 200)
                                    .map(RequestLog.Entry::path))
                            .as(mishap + " at " + number)
                            .hasSize(1);
                    if (!reached) {
                        break;
                    }
                }
            }
        }
        System.out.println("Fault points of a deactivation: " + points);
        assertThat(points).isGreaterThan(40);
    }

    @Test
    void everyFaultOnTheWayBackLeavesItActive() {
        int points = 0;
        for (Mishap mishap : Mishap.values()) {
            for (int number = 0; ; number++, points++) {
                try (ProvisioningStage each = new ProvisioningStage(folder)) {
                    each.simulator().createTenant(TenantSpec.of(HOST));
                    stage = each;
                    approve();
                    each.daemon().run("acme");
                    each.tenant("acme", "hostname: " + HOST);
                    long before = each.simulator().requests().all().size();
                    try {
                        each.daemon(mishap.at(number, each.wire())).run("acme");
                    } catch (Mishap.Killed killed) {
                        // the next process goes on
                    }
                    boolean reached = each.simulator().requests().all().size() - before > number;
                    each.advance(Duration.ofHours(1));
                    RunReport last = each.daemon().run("acme");
                    assertThat(status()).as(mishap + " at " + number).isEqualTo("active");
                    assertThat(last.standing().isInSync())
                            .as(mishap + " at " + number)
                            .isTrue();
                    if (!reached) {
                        break;
                    }
                }
            }
        }
        System.out.println("Fault points of a reactivation: " + points);
        assertThat(points).isGreaterThan(40);
    }
}
