package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.plan.Admission;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.report.Cost;
import truekeel.report.RunReport;
import truekeel.simulator.RequestLog;
import truekeel.simulator.TenantSpec;

/** Three imports are allowed in a day. */
class DailyImportsTest {
    @TempDir
    private Path folder;

    private Company company;

    @BeforeEach
    void open() {
        company = new Company(folder).importsPerDay(3);
        company.simulator.createTenant(TenantSpec.of(Company.host("one")));
    }

    @AfterEach
    void close() {
        company.close();
    }

    private void declare(int apps) {
        StringBuilder documents = new StringBuilder("""
                apiVersion: truekeel/v1alpha1
                kind: Space
                metadata: {name: Dev}
                spec: {type: shared}
                """);
        IntStream.rangeClosed(1, apps).forEach(number -> {
            String url = "https://artefacts.acme.example/" + number + ".qvf";
            String sha256 = company.web.put(url, "app number " + number);
            documents.append("""
                    ---
                    apiVersion: truekeel/v1alpha1
                    kind: App
                    metadata: {name: App %d}
                    spec: {source: {url: "%s", sha256: "%s"}, stage: {space: Dev}}
                    """.formatted(number, url, sha256));
        });
        company.tenant("one", documents.toString());
    }

    private long imported() {
        return company.simulator.requests().all().stream()
                .map(RequestLog.Entry::path)
                .filter("/api/v1/apps/import"::equals)
                .count();
    }

    @Test
    void aPlanTellsWhatItTakesOfTheDay() {
        // given
        declare(2);
        RunReport first = company.run(company.pull(), "one");
        declare(3);

        // when
        Cost cost = company.price(company.pull(), "one");

        // then
        assertThat(first.admission().refusals()).isEmpty();
        assertThat(cost.imports()).contains(new Cost.Imports(1, 3, 2));
        assertThat(cost.imports().orElseThrow()).hasToString("1 of the day's 3 (2 used today by Truekeel)");
    }

    @Test
    void whatDoesNotFitWaitsAndTheRestGoesOn() {
        // given
        declare(5);
        DesiredSource.Pull pull = company.pull();

        // when
        RunReport first = company.run(pull, "one");
        RunReport second = company.run(pull, "one");
        long soFar = imported();
        company.simulator.clock().advance(Duration.ofHours(25));
        RunReport third = company.run(pull, "one");

        // then
        Refusal refusal = first.admission().refusals().get(0);
        assertThat(refusal.code()).isEqualTo(RefusalCode.IMPORTS_EXCEEDED);
        assertThat(refusal.subjects()).hasSize(2);
        assertThat(refusal.message()).contains("imports 5 apps", "takes 3 in a day", "imported 0 in", "leaves 3");
        assertThat(second.admission().refusals().get(0).subjects()).hasSize(2);
        assertThat(soFar).isEqualTo(3);
        assertThat(third.standing().isInSync()).isTrue();
        assertThat(imported()).isEqualTo(5);
    }

    @Test
    void aPlanWithoutImportsTakesNothingOfTheDay() {
        // given
        declare(1);
        DesiredSource.Pull pull = company.pull();
        company.run(pull, "one");

        // when
        Admission admission = company.plan(pull, "one");
        Cost cost = company.price(pull, "one");

        // then
        assertThat(admission.refusals()).isEqualTo(List.of());
        assertThat(cost.imports()).isEmpty();
    }
}
