package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.model.TenantName;
import truekeel.plan.Action;
import truekeel.plan.Admission;
import truekeel.plan.DriftState;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.report.RunReport;
import truekeel.secret.FixtureSecrets;
import truekeel.simulator.RequestLog;
import truekeel.simulator.TenantSpec;
import truekeel.store.RunOutcome;
import truekeel.store.TenantCreation;

/** From a document without a tenant to a configured tenant. */
class CreateTenantTest {
    private static final TenantName ACME = TenantName.of("acme");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ProvisioningStage stage;

    @BeforeEach
    void begin() {
        stage = new ProvisioningStage(folder);
        stage.tenant("acme", "create: true", "region: us", "name: Acme Analytics", "alias: acme");
        stage.space("acme", "Finance");
    }

    @AfterEach
    void end() {
        stage.close();
    }

    private static List<RefusalCode> codes(Admission admission) {
        return admission.refusals().stream().map(Refusal::code).toList();
    }

    @Test
    void oneRunTakesItFromNothingToConfigured() {
        // when
        RunReport report = stage.daemon().run("acme");

        // then
        assertThat(stage.born()).hasSize(1);
        String host = stage.born().get(0);
        assertThat(stage.store().creations().of(ACME)).hasValueSatisfying(creation -> {
            assertThat(creation.state()).isEqualTo(TenantCreation.State.CREATED);
            assertThat(creation.hostname()).contains(host);
            assertThat(creation.tenantId()).isPresent();
        });
        assertThat(stage.driver(host).get("/api/v1/tenants/me").status()).isEqualTo(302);
        assertThat(stage.simulator().state(host).at("/tables/tenants/0/name").asText())
                .isEqualTo("Acme Analytics");
        assertThat(stage.simulator()
                        .state(host)
                        .at("/tables/tenants/0/hostnames/1")
                        .asText())
                .isEqualTo("acme.us.qlikcloud.com");
        assertThat(report.standing().isInSync()).isTrue();
        assertThat(report.run().end().orElseThrow().outcome()).isEqualTo(RunOutcome.APPLIED);
        assertThat(report.outcomes().get(0).change().action()).isEqualTo(Action.CREATE);
        assertThat(report.outcomes().get(0).change().ref()).hasToString("Tenant/acme");
        assertThat(stage.daemon().plan("acme").plan().changes()).isEmpty();
    }

    @Test
    void nothingComesBeforeItsName() {
        // given
        stage.simulator().createTenant(TenantSpec.of("taken.us.qlikcloud.com"));
        stage.tenant("other", "hostname: taken.us.qlikcloud.com");
        stage.tenant("acme", "create: true", "region: us", "alias: taken");

        // when
        RunReport report = stage.daemon().run("acme");

        // then
        assertThat(report.outcomes())
                .extracting(
                        outcome -> outcome.verdict() + " " + outcome.change().ref())
                .containsExactly("APPLIED Tenant/acme", "FAILED Tenant/acme", "SKIPPED Space/Finance");
        assertThat(stage.born()).hasSize(2);
    }

    @Test
    void theHostnameIsToldUntilGitHasIt() {
        // when
        RunReport first = stage.daemon().run("acme");
        String host = stage.born().get(0);
        RunReport again = stage.daemon().run("acme");
        stage.tenant("acme", "hostname: " + host, "name: Acme Analytics", "alias: acme");
        RunReport committed = stage.daemon().run("acme");

        // then
        for (RunReport report : List.of(first, again)) {
            assertThat(report.residence()).hasValueSatisfying(residence -> {
                assertThat(residence.toCommit()).contains(host);
                assertThat(residence.note()).contains("tenants/acme/tenant.yaml: hostname: " + host);
            });
        }
        assertThat(committed.residence()).isEmpty();
        assertThat(committed.run().end().orElseThrow().outcome()).isEqualTo(RunOutcome.UNCHANGED);
    }

    @Test
    void theSecondRunMakesNothing() {
        // given
        stage.daemon().run("acme");
        long before = stage.simulator().requests().all().size();

        // when
        RunReport again = stage.daemon().run("acme");

        // then
        assertThat(stage.born()).hasSize(1);
        assertThat(again.run().end().orElseThrow().outcome()).isEqualTo(RunOutcome.UNCHANGED);
        assertThat(stage.simulator().requests().since(before))
                .extracting(RequestLog.Entry::host)
                .doesNotContain("register.us.qlikcloud.com", "console.qlikcloud.com");
    }

    @Test
    void thePlanShowsTheTenantAndAllThatFollows() {
        // given
        stage.file("acme/settings.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: GroupSettings
                metadata: {name: groups}
                spec: {autoCreateGroups: true}
                ---
                apiVersion: truekeel/v1alpha1
                kind: Role
                metadata: {name: everybody}
                spec: {name: UserDefault, assignedScopes: [apps]}
                ---
                apiVersion: truekeel/v1alpha1
                kind: Role
                metadata: {name: Reader}
                spec: {assignedScopes: [apps]}
                """);

        // when
        Admission admission = stage.daemon().plan("acme");

        // then
        assertThat(admission.plan().changes())
                .extracting(change -> change.action().word() + " " + change.ref())
                .startsWith("create Tenant/acme")
                .containsExactlyInAnyOrder(
                        "create Tenant/acme",
                        "update GroupSettings/groups",
                        "update Role/everybody",
                        "create Role/Reader",
                        "create Space/Finance");
        assertThat(admission.refusals()).isEmpty();
        assertThat(stage.born()).isEmpty();
        assertThat(stage.registered()).isEmpty();
    }

    @Test
    void nothingIsMadeInModeObserve() {
        // given
        stage.tenant("acme", "create: true", "region: us", "reconcile: {mode: observe}");

        // when
        RunReport report = stage.daemon().run("acme");

        // then
        assertThat(stage.born()).isEmpty();
        assertThat(report.run().end().orElseThrow().outcome()).isEqualTo(RunOutcome.OBSERVED);
        assertThat(report.standing().resources().get(0).state()).isEqualTo(DriftState.MISSING);
        assertThat(stage.store().creations().all()).isEmpty();
    }

    @Test
    void nothingIsMadeOutsideItsWindow() {
        // given
        stage.tenant(
                "acme",
                "create: true",
                "region: us",
                "reconcile: {mode: enforce, windows: [{allow: '0 22 * * *', duration: 1h}]}");

        // when
        RunReport closed = stage.daemon().run("acme");
        List<String> before = stage.born();
        stage.advance(Duration.ofHours(12).plusMinutes(10));
        stage.daemon().run("acme");

        // then
        assertThat(codes(closed.admission())).containsExactly(RefusalCode.OUTSIDE_WINDOW);
        assertThat(before).isEmpty();
        assertThat(stage.born()).hasSize(1);
    }

    @Test
    void withoutTheOrganisationItIsBlocked() {
        // given
        stage.fleet("");

        // when
        RunReport report = stage.daemon().run("acme");

        // then
        assertThat(codes(report.admission())).containsExactly(RefusalCode.TENANT_CREATE_UNCERTAIN);
        assertThat(report.standing().resources().get(0).state()).isEqualTo(DriftState.BLOCKED);
        assertThat(report.run().end().orElseThrow().outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(stage.born()).isEmpty();
    }

    @Test
    void anApprovalDoesNotLiftTheDoubt() {
        // given
        stage.fleet("");
        String hash = stage.daemon().plan("acme").plan().hash().hex();
        stage.file("acme/tenant.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Tenant
                metadata: {name: acme, annotations: {truekeel/approve: %s}}
                spec: {create: true, region: us, name: Acme Analytics, alias: acme}
                """.formatted(hash));

        // when
        RunReport report = stage.daemon().run("acme");

        // then
        assertThat(report.admission().approved()).isTrue();
        assertThat(codes(report.admission())).containsExactly(RefusalCode.TENANT_CREATE_UNCERTAIN);
        assertThat(stage.born()).isEmpty();
    }

    @Test
    void theKeyComesFromTheSecretThatIsClosest() {
        // given
        stage.tenant("acme", "create: true", "region: us", "licenseKey: {secretRef: licence}");

        // when
        stage.daemon().run("acme");

        // then
        assertThat(stage.born()).hasSize(1);
        assertThat(stage.simulator().requests().all())
                .extracting(RequestLog.Entry::path)
                .doesNotContain("/api/v1/licenses/overview");
    }

    @Test
    void withoutAnySourceOfTheKeyItSaysSo() {
        // given
        stage.tenant("first", "hostname: " + ProvisioningStage.FIRST, "reconcile: {mode: suspend}");

        // when
        Admission admission = stage.daemon().plan("acme");

        // then
        assertThat(codes(admission)).containsExactly(RefusalCode.LICENSE_KEY_MISSING);
    }

    @Test
    void theKeyIsNowhereToBeRead() {
        // when
        RunReport report = stage.daemon().run("acme");

        // then
        String told = report.toString()
                + stage.store().creations().all()
                + stage.store().journal().of(report.run().id())
                + stage.simulator().requests().all();
        assertThat(told).doesNotContain(FixtureSecrets.PREFIX);
    }

    @Test
    void aTenantThatNobodyDeclaresStopsIt() {
        // given
        stage.simulator().createTenant(TenantSpec.of("stray.us.qlikcloud.com"));

        // when
        RunReport report = stage.daemon().run("acme");

        // then
        assertThat(codes(report.admission())).containsExactly(RefusalCode.TENANT_CREATE_UNCERTAIN);
        assertThat(report.admission().refusals().get(0).message()).contains("stray.us.qlikcloud.com");
        assertThat(stage.born()).containsExactly("stray.us.qlikcloud.com");
    }

    @Test
    void aTenantWithPeopleInItDoesNot() {
        // given
        stage.simulator().createTenant(TenantSpec.of("stray.us.qlikcloud.com"));
        stage.simulator().token("stray.us.qlikcloud.com", "auth0|jane");
        stage.advance(Duration.ofMinutes(1));

        // when
        stage.daemon().run("acme");

        // then
        assertThat(stage.born()).hasSize(2);
    }

    @Test
    void aLostStoreIsNoReasonForAnotherTenant() {
        // given
        stage.daemon().run("acme");
        String host = stage.born().get(0);
        stage.simulator().token(host, "auth0|jane");
        stage.loseTheStore();

        // when
        RunReport report = stage.daemon().run("acme");

        // then
        assertThat(stage.born()).containsExactly(host);
        assertThat(codes(report.admission())).containsExactly(RefusalCode.TENANT_CREATE_UNCERTAIN);
        assertThat(report.admission().refusals().get(0).liftedBy()).contains("hostname: " + host);
    }

    @Test
    void aDocumentRenamedInGitGetsNoSecondTenant() {
        // given
        stage.daemon().run("acme");
        stage.remove("acme/tenant.yaml").remove("acme/Finance.yaml");
        stage.tenant("acme-corp", "create: true", "region: us", "name: Acme Analytics", "alias: acme");

        // when
        RunReport report = stage.daemon().run("acme-corp");

        // then
        assertThat(stage.born()).hasSize(1);
        assertThat(report.admission().refusals().get(0).message()).contains("made for the document acme");
    }

    @Test
    void whatGitSaysOfTheHostnameWins() {
        // given
        stage.daemon().run("acme");
        stage.simulator().createTenant(TenantSpec.of("other.us.qlikcloud.com"));
        stage.tenant("acme", "create: true", "hostname: other.us.qlikcloud.com");

        // when
        RunReport report = stage.daemon().run("acme");

        // then
        assertThat(report.standing().isInSync()).isTrue();
        assertThat(stage.simulator().state("other.us.qlikcloud.com").at("/tables/spaces"))
                .isNotEmpty();
        assertThat(stage.born()).hasSize(2);
    }
}
