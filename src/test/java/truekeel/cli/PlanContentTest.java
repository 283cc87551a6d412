package truekeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.qvf.AppFile;
import truekeel.store.MemoryStore;

/** What a plan tells of the content of a changed app. */
class PlanContentTest {
    @TempDir
    Path folder;

    private final MemoryStore store = new MemoryStore();
    private Bench bench;

    @BeforeEach
    void deployAnApp() throws IOException {
        bench = new Bench(folder).remembering(store).tenant("acme", "");
        bench.space("acme", "Finance Dev", "{type: shared}");
        bench.space("acme", "Finance", "{type: managed}");
        app("");
        file("Sum(Amount)", "LOAD Amount;");
        assertThat(bench.run("apply").exit()).isZero();
        bench.simulator.clock().advance(Duration.ofHours(1));
    }

    private void app(String annotations) {
        bench.file("acme/app.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: App
                metadata: {name: Sales%s}
                spec:
                  source: {file: files/sales.qvf}
                  stage: {space: Finance Dev}
                  publish: {space: Finance, data: target}
                """.formatted(annotations));
    }

    private void file(String expression, String line) throws IOException {
        Path file = folder.resolve("tenants/acme/files/sales.qvf");
        Files.createDirectories(file.getParent());
        Files.write(
                file,
                AppFile.of("Sales")
                        .script("///$tab Main", "LET vPassword = 'hunter2';", line)
                        .measure("m1", "Amount", expression)
                        .sheet("s1", "Overview", "c1:kpi:Total")
                        .bytes());
    }

    @Test
    void showsLinesAndObjects() throws IOException {
        // given
        file("Sum(Revenue)", "LOAD Revenue;");

        // when
        String text = bench.run("plan").out();
        String markdown = bench.run("plan", "-o", "markdown").out();

        // then
        assertThat(text).contains("""
                      ~ measure "Amount": expression: Sum(Amount) -> Sum(Revenue)
                        Load script: 1 line added, 1 removed
                        @@ -1,3 +1,3 @@ Main
                        ///$tab Main
                        LET vPassword = ***;
                      - LOAD Amount;
                      + LOAD Revenue;
                """);
        assertThat(markdown)
                .contains("\n! measure \"Amount\": expression: Sum(Amount) -> Sum(Revenue)\n")
                .contains("\n- LOAD Amount;\n+ LOAD Revenue;\n");
        assertThat(text + markdown).doesNotContain("hunter2");
    }

    @Test
    void tellsTheSameChangeOnce() throws IOException {
        // given
        bench.file("acme/more.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: App
                metadata: {name: Sales too}
                spec: {source: {file: files/sales.qvf}, stage: {space: Finance Dev}}
                """);
        file("Sum(Amount)", "LOAD Amount;");
        assertThat(bench.run("apply").exit()).isZero();
        file("Sum(Revenue)", "LOAD Revenue;");

        // when
        String text = bench.run("plan").out();

        // then
        assertThat(text)
                .containsOnlyOnce("+ LOAD Revenue;")
                .contains("The file changes as that of App/Sales in tenant acme, above.");
    }

    @Test
    void jsonHoldsTheContentOfAChange() throws IOException {
        // given
        file("Sum(Revenue)", "LOAD Amount;");

        // when
        JsonNode plan =
                new ObjectMapper().readTree(bench.run("plan", "-o", "json").out());

        // then
        JsonNode content = plan.path("tenants").path(0).path("changes").path(0).path("content");
        assertThat(content.path("status").asText()).isEqualTo("compared");
        assertThat(content.path("items").path(0).path("title").asText()).isEqualTo("Amount");
        assertThat(content.path("script").path("hunks")).isEmpty();
    }

    @Test
    void saysThatTheDeployedVersionIsNotAtHand() throws IOException {
        // given
        file("Sum(Revenue)", "LOAD Amount;");

        // when
        String text = bench.alone().run("plan").out();

        // then
        assertThat(text)
                .contains(
                        "The version deployed now is not at hand. This file holds 1 sheet, 1 measure, a load script of"
                                + " 3 lines.");
    }

    @Test
    void keepsTheScriptToItselfWhereAskedTo() throws IOException {
        // given
        app(", annotations: {truekeel/content-diff: \"false\"}");
        file("Sum(Revenue)", "LOAD Revenue;");

        // when
        String text = bench.run("plan").out();

        // then
        assertThat(text)
                .contains("Sum(Revenue)", "The load script is not shown")
                .doesNotContain("LOAD Revenue");
    }

    @Test
    void aFileThatCannotBeReadDeploysAllTheSame() throws IOException {
        // given
        Files.write(folder.resolve("tenants/acme/files/sales.qvf"), new byte[] {(byte) 0xff, (byte) 0xff, 1, 0, 7});

        // when
        Bench.Result plan = bench.run("plan");

        // then
        assertThat(plan.exit()).isZero();
        assertThat(plan.out()).contains("The file cannot be read offline: it holds none of the parts");
        assertThat(bench.run("apply").out()).contains("applied");
    }
}
