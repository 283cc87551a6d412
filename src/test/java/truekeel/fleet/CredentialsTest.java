package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.plan.Admission;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikTenant;
import truekeel.report.RunReport;
import truekeel.simulator.ClientCredential;
import truekeel.simulator.RequestLog;
import truekeel.simulator.TenantSpec;

/** Which client speaks to which host, whence its secret comes, and what it is known not to be able to do. */
class CredentialsTest {
    private static final String HOST = "acme.us.qlikcloud.com";
    private static final String NARROW = "credentials: {clientId: narrow, clientSecret: {secretRef: narrow}}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ProvisioningStage stage;

    @BeforeEach
    void begin() {
        stage = new ProvisioningStage(
                folder,
                List.of(ClientCredential.tenant("narrow", "narrow-secret", HOST, Set.of("admin.ip-policies", "apps"))));
        stage.simulator().createTenant(TenantSpec.of(HOST));
        stage.secret("narrow", "narrow-secret");
    }

    @AfterEach
    void end() {
        stage.close();
    }

    private List<String> logins() {
        return stage.simulator().requests().all().stream()
                .filter(entry -> entry.path().equals("/oauth/token") && entry.status() == 200)
                .map(entry -> entry.host() + " " + entry.user())
                .distinct()
                .toList();
    }

    @Test
    void everyHostGetsTheClientThatIsMeantForIt() {
        // given
        stage.tenant("acme", "hostname: " + HOST, NARROW).space("acme", "Finance");
        stage.tenant("globex", "create: true", "region: us", "name: Globex");

        // when
        stage.daemon().run("acme");
        stage.daemon().run("globex");

        // then
        assertThat(logins())
                .contains(
                        HOST + " qlikbot\\narrow",
                        ProvisioningStage.FIRST + " qlikbot\\sim-client",
                        "console.qlikcloud.com sim-org",
                        "register.us.qlikcloud.com sim-client")
                .doesNotContain(HOST + " qlikbot\\sim-client");
    }

    /** A client of each tier whose secret's file is wrong at first and mended under the running process. */
    @Test
    void aRotatedSecretIsReadAtTheNextLogin() {
        // given
        stage.tenant("acme", "hostname: " + HOST, NARROW);
        stage.tenant("globex", "create: true", "region: us");
        stage.secret("narrow", "old").secret("qlik-us", "old").secret("qlik-org", "old");
        ProvisioningStage.Daemon daemon = stage.daemon();
        Hosts ofAcme = daemon.task("acme").site().orElseThrow().hosts();
        Hosts ofGlobex = daemon.task("globex").site().orElseThrow().hosts();
        List<QlikTenant> clients = List.of(
                ofAcme.own(HOST).orElseThrow(),
                ofGlobex.register().orElseThrow(),
                ofGlobex.neighbour(ProvisioningStage.FIRST).orElseThrow(),
                ofGlobex.console().orElseThrow());
        clients.forEach(client -> assertThatThrownBy(client::signIn).isInstanceOf(QlikException.Denied.class));

        // when
        stage.secret("narrow", "narrow-secret")
                .secret("qlik-us", "sim-secret")
                .secret("qlik-org", ProvisioningStage.CONSOLE_SECRET);

        // then
        clients.forEach(QlikTenant::signIn);
        assertThat(logins()).hasSize(4);
    }

    @Test
    void whatTheTokenLacksIsSaidBeforeAnythingIsSent() {
        // given
        stage.tenant("acme", "hostname: " + HOST, NARROW).space("acme", "Finance");
        stage.file("acme/role.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Role
                metadata: {name: Reader}
                spec: {assignedScopes: [apps]}
                """);

        // when
        RunReport report = stage.daemon().run("acme");

        // then
        List<Refusal> refusals = report.admission().refusals();
        assertThat(refusals).extracting(Refusal::code).containsOnly(RefusalCode.NOT_PERMITTED);
        assertThat(refusals)
                .extracting(refusal -> refusal.subjects().get(0).toString())
                .containsExactlyInAnyOrder("Role/Reader", "Space/Finance");
        assertThat(refusals.get(0).message())
                .contains("tenant's OAuth client")
                .contains("it has admin.ip-policies, apps");
        assertThat(stage.simulator().requests().all().stream()
                        .filter(entry -> entry.host().equals(HOST))
                        .filter(entry -> !entry.path().equals("/oauth/token"))
                        .map(RequestLog.Entry::method))
                .containsOnly("GET");
    }

    @Test
    void whatNobodySaidIsNotHeldAgainstAClient() {
        // given
        stage.tenant("acme", "hostname: " + HOST).space("acme", "Finance");

        // when
        RunReport report = stage.daemon().run("acme");

        // then
        assertThat(report.admission().refusals()).isEmpty();
        assertThat(report.standing().isInSync()).isTrue();
    }

    @Test
    void onlyARegionsClientGetsIntoTheRegisterHost() {
        // given
        stage.file("fleet.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Fleet
                metadata: {name: fleet}
                spec:
                  regions:
                    us: {clientId: narrow, clientSecret: {secretRef: narrow}, licenseKey: {secretRef: licence}}
                  organisation: {clientId: sim-org, clientSecret: {secretRef: qlik-org}}
                  defaults: {reconcile: {mode: enforce}}
                """);
        stage.tenant("acme", "hostname: " + HOST);
        stage.tenant("globex", "create: true", "region: us");

        // when
        Admission admission = stage.daemon().plan("globex");

        // then
        assertThat(admission.refusals()).extracting(Refusal::code).containsExactly(RefusalCode.NOT_PERMITTED);
        assertThat(stage.registered()).isEmpty();
    }
}
