package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.apply.Outcome;
import truekeel.report.RunReport;
import truekeel.simulator.TenantSpec;

/** Apps whose file lies on a web server, named by its digest. */
class WebSourceTest {
    private static final String URL = "https://artefacts.acme.example/sales.qvf";

    @TempDir
    private Path folder;

    private Company company;

    @BeforeEach
    void open() {
        company = new Company(folder);
        for (String tenant : new String[] {"one", "two"}) {
            company.simulator.createTenant(TenantSpec.of(Company.host(tenant)));
        }
    }

    @AfterEach
    void close() {
        company.close();
    }

    private static String app(String sha256, String more) {
        return """
                apiVersion: truekeel/v1alpha1
                kind: Space
                metadata: {name: Dev}
                spec: {type: shared}
                ---
                apiVersion: truekeel/v1alpha1
                kind: App
                metadata: {name: Sales}
                spec: {source: {url: "%s", sha256: %s%s}, stage: {space: Dev}}
                ---
                apiVersion: truekeel/v1alpha1
                kind: App
                metadata: {name: Other}
                spec: {source: {url: "https://artefacts.acme.example/other.qvf", sha256: %s}, stage: {space: Dev}}
                """.formatted(URL, sha256, more, other());
    }

    private static String other() {
        return new ShelfOfFiles().put("x", "other");
    }

    private void declare(String sha256) {
        company.web.put("https://artefacts.acme.example/other.qvf", "other");
        company.tenant("one", app(sha256, "")).tenant("two", app(sha256, ""));
    }

    private static Outcome outcome(RunReport report, String app) {
        return report.outcomes().stream()
                .filter(outcome -> outcome.change().ref().toString().equals("App/" + app))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFileIsFetchedOnceForAllTenantsAndNeverForAPlan() {
        // given
        declare(company.web.put(URL, "version 1"));
        DesiredSource.Pull pull = company.pull();
        company.plan(pull, "one");
        assertThat(company.web.asked()).isEmpty();

        // when
        RunReport one = company.run(pull, "one");
        RunReport two = company.run(pull, "two");
        RunReport again = company.run(pull, "one");

        // then
        assertThat(one.standing().isInSync()).isTrue();
        assertThat(two.standing().isInSync()).isTrue();
        assertThat(again.outcomes()).isEmpty();
        assertThat(company.web.asked()).containsExactlyInAnyOrder(URL, "https://artefacts.acme.example/other.qvf");
    }

    @Test
    void anotherFileThanTheManifestNamesIsNeverSent() {
        // given
        String wanted = company.web.put(URL, "version 1");
        company.web.put(URL, "something else");
        declare(wanted);

        // when
        RunReport report = company.run(company.pull(), "one");

        // then
        assertThat(outcome(report, "Sales").code()).isEqualTo("SOURCE_MISMATCH");
        assertThat(outcome(report, "Sales").message()).contains(wanted.substring(0, 12));
        assertThat(outcome(report, "Other").verdict()).isEqualTo(Outcome.Verdict.APPLIED);
        assertThat(company.simulator.requests().all())
                .filteredOn(entry -> entry.path().equals("/api/v1/apps/import"))
                .hasSize(1);
    }

    @Test
    void aFileThatIsNotThereIsAskedForOnceAMinuteByTheWholeFleet() {
        // given
        declare("a".repeat(64));
        DesiredSource.Pull pull = company.pull();

        // when
        RunReport one = company.run(pull, "one");
        company.run(pull, "two");
        company.run(pull, "one");

        // then
        assertThat(outcome(one, "Sales").code()).isEqualTo("SOURCE_MISSING");
        assertThat(company.web.asked()).filteredOn(URL::equals).hasSize(1);
    }

    @Test
    void aFileThatCameLateIsTakenByALaterRun() {
        // given
        String wanted = new ShelfOfFiles().put("x", "version 1");
        declare(wanted);
        DesiredSource.Pull pull = company.pull();
        company.run(pull, "one");
        company.web.put(URL, "version 1");
        company.simulator.clock().advance(Duration.ofMinutes(2));

        // when
        RunReport report = company.run(pull, "one");

        // then
        assertThat(report.standing().isInSync()).isTrue();
    }

    @Test
    void aFileLargerThanTheCacheIsRefused() {
        // given
        declare(company.web.put(URL, new byte[(1 << 20) + 1]));

        // when
        RunReport report = company.run(company.pull(), "one");

        // then
        assertThat(outcome(report, "Sales").code()).isEqualTo("SOURCE_TOO_LARGE");
        assertThat(outcome(report, "Other").verdict()).isEqualTo(Outcome.Verdict.APPLIED);
    }

    @Test
    void aTokenIsShownToTheServerAndIsNoDifferenceAfterwards() {
        // given
        String sha256 = company.web.put(URL, "version 1");
        company.web.put("https://artefacts.acme.example/other.qvf", "other");
        company.tenant("one", app(sha256, ", token: {secretRef: qlik-us}"));
        DesiredSource.Pull pull = company.pull();

        // when
        RunReport first = company.run(pull, "one");
        RunReport second = company.run(pull, "one");

        // then
        assertThat(company.web.asked()).contains(URL + " sim-secret");
        assertThat(first.standing().isInSync()).isTrue();
        assertThat(second.outcomes()).isEmpty();
        assertThat(first.admission().plan().toString()).doesNotContain("sim-secret");
    }
}
