package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.kinds.SimulatorTransport;
import truekeel.plan.Admission;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.Transport;
import truekeel.report.RunReport;
import truekeel.simulator.Driver;
import truekeel.simulator.LicensePool;
import truekeel.simulator.TenantSpec;

/** Three tenants, whose bot is one and the same user of the licence and has a seat of it. */
class SharedLicenceTest {
    private static final String KEY = "key-of-all";
    private static final List<String> TENANTS = List.of("acme", "beta", "gamma");

    @TempDir
    private Path folder;

    private Company company;

    @BeforeEach
    void begin() {
        company = new Company(folder);
    }

    @AfterEach
    void close() {
        company.close();
    }

    private void sharing(int seats) {
        TENANTS.forEach(name -> company.simulator.createTenant(
                TenantSpec.of(Company.host(name)).withLicenseKey(KEY).withSeats("professional", seats)));
    }

    private static String seat(String subject) {
        return seat(subject, "");
    }

    private static String seat(String subject, String more) {
        return """
                apiVersion: truekeel/v1alpha1
                kind: LicenseAssignment
                metadata: {name: %1$s}
                spec: {subject: %1$s, type: professional}
                %2$s""".formatted(subject, more);
    }

    private LicensePool licence() {
        return company.simulator
                .fleet()
                .byHost(Company.host("acme"))
                .orElseThrow()
                .license();
    }

    private List<String> holders() {
        return licence().seats().stream()
                .map(LicensePool.Seat::subject)
                .sorted()
                .toList();
    }

    private static List<Refusal> refusals(RunReport report) {
        return report.admission().refusals();
    }

    @Test
    void refusesEveryTenantThatWouldTakeASeatOfALicenceThatIsTooSmall() {
        // given
        sharing(5);
        company.tenant("acme", seat("a")).tenant("beta", seat("b"), seat("c")).tenant("gamma", seat("c"), seat("d"));
        Driver.bot(company.simulator, Company.host("acme"));
        licence().take("stranger", "professional", "2026-11-22T09:00:00Z");
        DesiredSource.Pull pull = company.pull();

        // when
        List<RunReport> reports =
                TENANTS.stream().map(tenant -> company.run(pull, tenant)).toList();

        // then
        assertThat(reports).allSatisfy(report -> assertThat(refusals(report))
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(RefusalCode.ENTITLEMENT_EXCEEDED);
                    assertThat(refusal.scope()).isEqualTo(Refusal.Scope.PLAN);
                    assertThat(refusal.message())
                            .isEqualTo("The licence has 5 professional seats: 2 taken by others (1 by a bot), 0 by"
                                    + " people who are declared, plus 4 that are asked for (acme 1, beta 2, gamma 1)"
                                    + " make 6.");
                }));
        assertThat(company.licenceRequests(0)).allMatch(line -> line.startsWith("GET "));
        assertThat(holders()).containsExactly("qlikbot\\sim-client", "stranger");
    }

    @Test
    void convergesAsSoonAsThereIsRoom() {
        // given
        sharing(5);
        company.tenant("acme", seat("a")).tenant("beta", seat("b"), seat("c")).tenant("gamma", seat("c"), seat("d"));
        Driver.bot(company.simulator, Company.host("acme"));
        licence().take("stranger", "professional", "2026-11-22T09:00:00Z");
        DesiredSource.Pull pull = company.pull();
        TENANTS.forEach(tenant -> company.run(pull, tenant));
        licence().release("stranger", "professional");

        // when
        List<RunReport> reports =
                TENANTS.stream().map(tenant -> company.run(pull, tenant)).toList();
        long after = company.lastRequest();
        List<RunReport> again =
                TENANTS.stream().map(tenant -> company.run(pull, tenant)).toList();

        // then
        assertThat(reports).allSatisfy(report -> assertThat(refusals(report)).isEmpty());
        assertThat(holders()).containsExactly("a", "b", "c", "d", "qlikbot\\sim-client");
        assertThat(again)
                .allSatisfy(report ->
                        assertThat(report.admission().plan().changes()).isEmpty());
        assertThat(company.licenceRequests(after))
                .containsExactly("GET acme assignments", "GET beta assignments", "GET gamma assignments");
    }

    @Test
    void asksTheOthersForTheirLicenceOnlyInDoubtAndOnce() {
        // given
        TENANTS.forEach(name ->
                company.simulator.createTenant(TenantSpec.of(Company.host(name)).withSeats("professional", 2)));
        company.tenant("acme", seat("a")).tenant("beta", seat("b")).tenant("gamma", seat("c"));
        DesiredSource.Pull pull = company.pull();

        // when
        List<RunReport> reports =
                TENANTS.stream().map(tenant -> company.run(pull, tenant)).toList();

        // then
        assertThat(reports).allSatisfy(report -> assertThat(refusals(report)).isEmpty());
        assertThat(holders()).containsExactly("a", "qlikbot\\sim-client");
        assertThat(company.licenceRequests(0).stream().filter(line -> line.endsWith("overview")))
                .containsExactly(
                        "GET acme overview",
                        "GET beta overview",
                        "GET gamma overview",
                        "GET beta overview",
                        "GET gamma overview");
    }

    @Test
    void letsSeatsWaitForThoseThatAreReleased() {
        // given
        sharing(2);
        company.tenant("acme", seat("a")).tenant("beta").tenant("gamma");
        company.run(company.pull(), "acme");
        company.tenant("acme", seat("a", "ensure: absent\n"), seat("b"));
        DesiredSource.Pull swap = company.pull();

        // when
        RunReport first = company.run(swap, "acme");
        List<String> between = holders();
        RunReport second = company.run(swap, "acme");

        // then
        assertThat(refusals(first)).singleElement().satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(RefusalCode.ENTITLEMENT_EXCEEDED);
            assertThat(refusal.scope()).isEqualTo(Refusal.Scope.SUBJECTS);
            assertThat(refusal.subjects()).hasToString("[LicenseAssignment/b]");
        });
        assertThat(between).containsExactly("qlikbot\\sim-client");
        assertThat(refusals(second)).isEmpty();
        assertThat(holders()).containsExactly("b", "qlikbot\\sim-client");
    }

    @Test
    void movesASeatOfAFullLicenceToAnotherPersonAtOnce() {
        // given
        sharing(2);
        company.tenant("acme", seat("a")).tenant("beta").tenant("gamma");
        company.run(company.pull(), "acme");
        company.tenant("acme", seat("a").replace("subject: a", "subject: b"));

        // when
        RunReport report = company.run(company.pull(), "acme");

        // then
        assertThat(refusals(report)).isEmpty();
        assertThat(holders()).containsExactly("b", "qlikbot\\sim-client");
    }

    @Test
    void countsSeatsThatAnotherRunIsAboutToTake() {
        // given
        sharing(2);
        company.tenant("acme", seat("a")).tenant("beta").tenant("gamma");
        DesiredSource.Pull before = company.pull();
        company.tenant("acme").tenant("beta", seat("b"));
        DesiredSource.Pull after = company.pull();
        List<Admission> meanwhile = new ArrayList<>();
        Transport plain = new SimulatorTransport(company.simulator);
        company.wire(request -> {
            if (request.target().endsWith("/actions/add") && meanwhile.isEmpty()) {
                meanwhile.add(company.plan(after, "beta"));
            }
            return plain.exchange(request);
        });

        // when
        company.run(before, "acme");

        // then
        assertThat(meanwhile).singleElement().satisfies(admission -> assertThat(admission.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.message()).contains("(acme 1, beta 1) make 3")));
        assertThat(holders()).containsExactly("a", "qlikbot\\sim-client");
    }

    @Test
    void forgetsWhatARunWasAboutToTakeWhenItEnds() {
        // given
        sharing(2);
        company.tenant("acme", seat("a")).tenant("beta").tenant("gamma");
        company.plan(company.pull(), "acme");
        company.tenant("acme").tenant("beta", seat("b"));

        // when
        RunReport report = company.run(company.pull(), "beta");

        // then
        assertThat(refusals(report)).isEmpty();
        assertThat(holders()).containsExactly("b", "qlikbot\\sim-client");
    }

    @Test
    void keepsTheTenantsOfAPoolToItsNumber() {
        // given
        sharing(50);
        company.fleet("  entitlement: {pools: [{name: gold, selector: tier=gold, professional: 2}]}\n");
        company.tenant("acme", seat("a")).tenant("beta", seat("a"), seat("b")).tenant("gamma", seat("c"));

        // when
        RunReport report = company.run(company.pull(), "gamma");

        // then
        assertThat(refusals(report))
                .singleElement()
                .extracting(Refusal::message)
                .isEqualTo("The pool gold has 2 professional seats, and its tenants declare 3 (acme 1, beta 1, gamma"
                        + " 1).");
    }

    @Test
    void namesPeopleOfOtherTenantsBySubjectWhereTheirDocumentsTell() {
        // given
        sharing(2);
        String jane = """
                apiVersion: truekeel/v1alpha1
                kind: User
                metadata: {name: jane}
                spec: {subject: jane, email: jane@acme.example}
                """;
        company.tenant("acme", jane, seat("desk").replace("subject: desk", "user: Jane@acme.example"))
                .tenant("beta", seat("jane"))
                .tenant("gamma");

        // when
        RunReport report = company.run(company.pull(), "beta");

        // then
        assertThat(refusals(report)).isEmpty();
        assertThat(holders()).containsExactly("jane", "qlikbot\\sim-client");
    }

    @Test
    void countsNoSeatsOfATenantThatIsToGo() {
        // given
        sharing(2);
        company.tenant("acme", seat("a")).tenant("beta", seat("b")).tenant("gamma");
        company.file("beta/tenant.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Tenant
                metadata: {name: beta}
                ensure: absent
                spec: {hostname: beta.us.qlikcloud.com, confirmHostname: beta.us.qlikcloud.com}
                """);

        // when
        RunReport report = company.run(company.pull(), "acme");

        // then
        assertThat(refusals(report)).isEmpty();
        assertThat(holders()).containsExactly("a", "qlikbot\\sim-client");
    }

    @Test
    void takesNoSeatWhileTheLicenceCannotBeRead() {
        // given
        sharing(50);
        company.tenant("acme", seat("a")).tenant("beta").tenant("gamma");
        Driver.bot(company.simulator, Company.host("acme"))
                .post("/__sim/faults", "{'method':'GET','path':'/api/v1/licenses/overview','effect':403,'times':-1}");

        // when
        RunReport report = company.run(company.pull(), "acme");

        // then
        assertThat(refusals(report)).singleElement().satisfies(refusal -> assertThat(refusal.code())
                .isEqualTo(RefusalCode.ENTITLEMENT_UNKNOWN));
        assertThat(holders()).containsExactly("qlikbot\\sim-client");
    }
}
