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
import truekeel.store.Birth;
import truekeel.store.RunOutcome;

/** From a document without a tenant to a configured tenant. */
class CreateTenantTest {
    private static final TenantName ACME = TenantName.of("acme");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Nursery nursery;

    @BeforeEach
    void begin() {
        nursery = new Nursery(folder);
        nursery.tenant("acme", "create: true", "region: us", "name: Acme Analytics", "alias: acme");
        nursery.space("acme", "Finance");
    }

    @AfterEach
    void end() {
        nursery.close();
    }

    private static List<RefusalCode> codes(Admission admission) {
        return admission.refusals().stream().map(Refusal::code).toList();
    }

    @Test
    void oneRunTakesItFromNothingToConfigured() {
        // when
        RunReport report = nursery.daemon().run("acme");

        // then
        assertThat(nursery.born()).hasSize(1);
        String host = nursery.born().get(0);
        assertThat(nursery.store().births().of(ACME)).hasValueSatisfying(birth -> {
            assertThat(birth.state()).isEqualTo(Birth.State.CREATED);
            assertThat(birth.hostname()).contains(host);
            assertThat(birth.tenantId()).isPresent();
        });
        assertThat(nursery.driver(host).get("/api/v1/tenants/me").status()).isEqualTo(302);
        assertThat(nursery.simulator().state(host).at("/tables/tenants/0/name").asText())
                .isEqualTo("Acme Analytics");
        assertThat(nursery.simulator()
                        .state(host)
                        .at("/tables/tenants/0/hostnames/1")
                        .asText())
                .isEqualTo("acme.us.qlikcloud.com");
        assertThat(report.standing().isInSync()).isTrue();
        assertThat(report.run().end().orElseThrow().outcome()).isEqualTo(RunOutcome.APPLIED);
        assertThat(report.outcomes().get(0).change().action()).isEqualTo(Action.CREATE);
        assertThat(report.outcomes().get(0).change().ref()).hasToString("Tenant/acme");
        assertThat(nursery.daemon().plan("acme").plan().changes()).isEmpty();
    }

    @Test
    void nothingComesBeforeItsName() {
        // given
        nursery.simulator().createTenant(TenantSpec.of("taken.us.qlikcloud.com"));
        nursery.tenant("other", "hostname: taken.us.qlikcloud.com");
        nursery.tenant("acme", "create: true", "region: us", "alias: taken");

        // when
        RunReport report = nursery.daemon().run("acme");

        // then
        assertThat(report.outcomes())
                .extracting(
                        outcome -> outcome.verdict() + " " + outcome.change().ref())
                .containsExactly("APPLIED Tenant/acme", "FAILED Tenant/acme", "SKIPPED Space/Finance");
        assertThat(nursery.born()).hasSize(2);
    }

    @Test
    void theHostnameIsToldUntilGitHasIt() {
        // when
        RunReport first = nursery.daemon().run("acme");
        String host = nursery.born().get(0);
        RunReport again = nursery.daemon().run("acme");
        nursery.tenant("acme", "hostname: " + host, "name: Acme Analytics", "alias: acme");
        RunReport committed = nursery.daemon().run("acme");

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
        nursery.daemon().run("acme");
        long before = nursery.simulator().requests().all().size();

        // when
        RunReport again = nursery.daemon().run("acme");

        // then
        assertThat(nursery.born()).hasSize(1);
        assertThat(again.run().end().orElseThrow().outcome()).isEqualTo(RunOutcome.UNCHANGED);
        assertThat(nursery.simulator().requests().since(before))
                .extracting(RequestLog.Entry::host)
                .doesNotContain("register.us.qlikcloud.com", "console.qlikcloud.com");
    }

    @Test
    void thePlanShowsTheTenantAndAllThatFollows() {
        // given
        nursery.file("acme/settings.yaml", """
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
        Admission admission = nursery.daemon().plan("acme");

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
        assertThat(nursery.born()).isEmpty();
        assertThat(nursery.registered()).isEmpty();
    }

    @Test
    void nothingIsMadeInModeObserve() {
        // given
        nursery.tenant("acme", "create: true", "region: us", "reconcile: {mode: observe}");

        // when
        RunReport report = nursery.daemon().run("acme");

        // then
        assertThat(nursery.born()).isEmpty();
        assertThat(report.run().end().orElseThrow().outcome()).isEqualTo(RunOutcome.OBSERVED);
        assertThat(report.standing().resources().get(0).state()).isEqualTo(DriftState.MISSING);
        assertThat(nursery.store().births().all()).isEmpty();
    }

    @Test
    void nothingIsMadeOutsideItsWindow() {
        // given
        nursery.tenant(
                "acme",
                "create: true",
                "region: us",
                "reconcile: {mode: enforce, windows: [{allow: '0 22 * * *', duration: 1h}]}");

        // when
        RunReport closed = nursery.daemon().run("acme");
        List<String> before = nursery.born();
        nursery.advance(Duration.ofHours(12).plusMinutes(10));
        nursery.daemon().run("acme");

        // then
        assertThat(codes(closed.admission())).containsExactly(RefusalCode.OUTSIDE_WINDOW);
        assertThat(before).isEmpty();
        assertThat(nursery.born()).hasSize(1);
    }

    @Test
    void withoutTheOrganisationItIsBlocked() {
        // given
        nursery.fleet("");

        // when
        RunReport report = nursery.daemon().run("acme");

        // then
        assertThat(codes(report.admission())).containsExactly(RefusalCode.TENANT_CREATE_UNCERTAIN);
        assertThat(report.standing().resources().get(0).state()).isEqualTo(DriftState.BLOCKED);
        assertThat(report.run().end().orElseThrow().outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(nursery.born()).isEmpty();
    }

    @Test
    void anApprovalDoesNotLiftTheDoubt() {
        // given
        nursery.fleet("");
        String hash = nursery.daemon().plan("acme").plan().hash().hex();
        nursery.file("acme/tenant.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Tenant
                metadata: {name: acme, annotations: {truekeel/approve: %s}}
                spec: {create: true, region: us, name: Acme Analytics, alias: acme}
                """.formatted(hash));

        // when
        RunReport report = nursery.daemon().run("acme");

        // then
        assertThat(report.admission().approved()).isTrue();
        assertThat(codes(report.admission())).containsExactly(RefusalCode.TENANT_CREATE_UNCERTAIN);
        assertThat(nursery.born()).isEmpty();
    }

    @Test
    void theKeyComesFromTheSecretThatIsClosest() {
        // given
        nursery.tenant("acme", "create: true", "region: us", "licenseKey: {secretRef: licence}");

        // when
        nursery.daemon().run("acme");

        // then
        assertThat(nursery.born()).hasSize(1);
        assertThat(nursery.simulator().requests().all())
                .extracting(RequestLog.Entry::path)
                .doesNotContain("/api/v1/licenses/overview");
    }

    @Test
    void withoutAnySourceOfTheKeyItSaysSo() {
        // given
        nursery.tenant("first", "hostname: " + Nursery.FIRST, "reconcile: {mode: suspend}");

        // when
        Admission admission = nursery.daemon().plan("acme");

        // then
        assertThat(codes(admission)).containsExactly(RefusalCode.LICENSE_KEY_MISSING);
    }

    @Test
    void theKeyIsNowhereToBeRead() {
        // when
        RunReport report = nursery.daemon().run("acme");

        // then
        String told = report.toString()
                + nursery.store().births().all()
                + nursery.store().journal().of(report.run().id())
                + nursery.simulator().requests().all();
        assertThat(told).doesNotContain(FixtureSecrets.PREFIX);
    }

    @Test
    void aTenantThatNobodyDeclaresStopsIt() {
        // given
        nursery.simulator().createTenant(TenantSpec.of("stray.us.qlikcloud.com"));

        // when
        RunReport report = nursery.daemon().run("acme");

        // then
        assertThat(codes(report.admission())).containsExactly(RefusalCode.TENANT_CREATE_UNCERTAIN);
        assertThat(report.admission().refusals().get(0).message()).contains("stray.us.qlikcloud.com");
        assertThat(nursery.born()).containsExactly("stray.us.qlikcloud.com");
    }

    @Test
    void aTenantWithPeopleInItDoesNot() {
        // given
        nursery.simulator().createTenant(TenantSpec.of("stray.us.qlikcloud.com"));
        nursery.simulator().token("stray.us.qlikcloud.com", "auth0|jane");
        nursery.advance(Duration.ofMinutes(1));

        // when
        nursery.daemon().run("acme");

        // then
        assertThat(nursery.born()).hasSize(2);
    }

    @Test
    void aLostStoreIsNoReasonForAnotherTenant() {
        // given
        nursery.daemon().run("acme");
        String host = nursery.born().get(0);
        nursery.simulator().token(host, "auth0|jane");
        nursery.loseTheStore();

        // when
        RunReport report = nursery.daemon().run("acme");

        // then
        assertThat(nursery.born()).containsExactly(host);
        assertThat(codes(report.admission())).containsExactly(RefusalCode.TENANT_CREATE_UNCERTAIN);
        assertThat(report.admission().refusals().get(0).liftedBy()).contains("hostname: " + host);
    }

    @Test
    void aDocumentRenamedInGitGetsNoSecondTenant() {
        // given
        nursery.daemon().run("acme");
        nursery.remove("acme/tenant.yaml").remove("acme/Finance.yaml");
        nursery.tenant("acme-corp", "create: true", "region: us", "name: Acme Analytics", "alias: acme");

        // when
        RunReport report = nursery.daemon().run("acme-corp");

        // then
        assertThat(nursery.born()).hasSize(1);
        assertThat(report.admission().refusals().get(0).message()).contains("made for the document acme");
    }

    @Test
    void whatGitSaysOfTheHostnameWins() {
        // given
        nursery.daemon().run("acme");
        nursery.simulator().createTenant(TenantSpec.of("other.us.qlikcloud.com"));
        nursery.tenant("acme", "create: true", "hostname: other.us.qlikcloud.com");

        // when
        RunReport report = nursery.daemon().run("acme");

        // then
        assertThat(report.standing().isInSync()).isTrue();
        assertThat(nursery.simulator().state("other.us.qlikcloud.com").at("/tables/spaces"))
                .isNotEmpty();
        assertThat(nursery.born()).hasSize(2);
    }
}
