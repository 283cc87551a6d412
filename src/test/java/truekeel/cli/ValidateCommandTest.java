package truekeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void makeTenants() {
        bench = new Bench(folder).tenant("acme", "").tenant("globex", "");
        bench.space("globex", "Open", "{type: shared}");
    }

    @Test
    void saysThatThereIsNothingToSay() {
        // when
        Bench.Result result = bench.run("validate");

        // then
        assertThat(result.out()).isEqualTo("No findings in 2 tenants.\n");
        assertThat(result.exit()).isZero();
        assertThat(result.err()).isEmpty();
    }

    @Test
    void namesPlaceCodeAndHintOfEveryFinding() {
        // given
        bench.space("acme", "Finance", "{type: shard, owne: jane}");
        bench.file("policies/odd.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Policy
                metadata: {name: odd}
                spec: {match: {}, on: [desired], severity: block, rule: "resource.", message: odd}
                """);

        // when
        Bench.Result result = bench.run("validate", folder.toString());

        // then
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).isEqualTo("""
                tenants/acme/Finance.yaml:4:14 FIELD_VALUE 'shard' is not a value of 'spec.type'.
                    Did you mean 'shared'? Possible: shared, managed, data.
                tenants/acme/Finance.yaml:4:21 FIELD_UNKNOWN The field 'owne' is unknown in 'spec'.
                    Did you mean 'owner'?

                tenants/policies/odd.yaml:4:57 POLICY_INVALID %s
                    A rule is a CEL expression of type bool over resource, tenant, action, before, after.

                3 findings (3 errors, 0 warnings) in 2 tenants; 1 would not be reconciled.
                """.formatted(policyProblem(result.out())));
    }

    /** CEL's own words are not ours to fix in a test. */
    private static String policyProblem(String out) {
        String line = out.lines()
                .filter(text -> text.contains("POLICY_INVALID"))
                .findFirst()
                .orElseThrow();
        assertThat(line).contains("The rule of policy odd is no sound CEL.");
        return line.substring(line.indexOf("POLICY_INVALID ") + "POLICY_INVALID ".length());
    }

    @Test
    void looksAtChosenTenantsOnly() {
        // given
        bench.space("acme", "Finance", "{type: shard}");

        // then
        assertThat(bench.run("validate", "--tenant", "globex").exit()).isZero();
        assertThat(bench.run("validate", "--selector", "tier=gold").exit()).isEqualTo(2);
        assertThat(bench.run("validate", "--tenant", "glbex"))
                .isEqualTo(new Bench.Result(
                        1, "", "truekeel: There is no tenant 'glbex' in the repository. Did you mean 'globex'?\n"));
    }

    @Test
    void refusesWhatIsNoRepository() {
        // when
        Bench.Result result = bench.run("validate", folder.resolve("elsewhere").toString());

        // then
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("elsewhere").contains("could not be read");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void writesJson() throws IOException {
        // given
        bench.space("acme", "Finance", "{type: shard}");

        // when
        JsonNode json =
                new ObjectMapper().readTree(bench.run("validate", "-o", "json").out());

        // then
        JsonNode finding = json.path("findings").path(0);
        assertThat(finding.path("code").asText()).isEqualTo("FIELD_VALUE");
        assertThat(finding.path("severity").asText()).isEqualTo("error");
        assertThat(finding.path("file").asText()).isEqualTo("tenants/acme/Finance.yaml");
        assertThat(finding.path("line").asInt()).isEqualTo(4);
        assertThat(finding.path("column").asInt()).isEqualTo(14);
        assertThat(json.path("summary").path("errors").asInt()).isEqualTo(1);
        assertThat(json.path("summary").path("broken").asInt()).isEqualTo(1);
    }

    @Test
    void writesSarif() throws IOException {
        // given
        bench.space("acme", "Finance dev", "{type: shard}");

        // when
        JsonNode log =
                new ObjectMapper().readTree(bench.run("validate", "-o", "sarif").out());

        // then
        JsonNode run = log.path("runs").path(0);
        JsonNode result = run.path("results").path(0);
        JsonNode place = result.path("locations").path(0).path("physicalLocation");
        assertThat(log.path("version").asText()).isEqualTo("2.1.0");
        assertThat(run.path("tool").path("driver").path("semanticVersion").asText())
                .isEqualTo("1.2.3");
        assertThat(run.path("tool")
                        .path("driver")
                        .path("rules")
                        .path(result.path("ruleIndex").asInt())
                        .path("id"))
                .isEqualTo(result.path("ruleId"));
        assertThat(result.path("level").asText()).isEqualTo("error");
        assertThat(place.path("artifactLocation").path("uri").asText()).isEqualTo("tenants/acme/Finance-dev.yaml");
        assertThat(run.path("originalUriBaseIds")
                        .has(place.path("artifactLocation").path("uriBaseId").asText()))
                .isTrue();
        assertThat(place.path("region").path("startLine").asInt()).isEqualTo(4);
    }

    @Test
    void writesCodeQualityWithFingerprintsThatOutliveMovedLines() throws IOException {
        // given
        bench.space("acme", "Finance", "{type: shard}");
        JsonNode before = new ObjectMapper()
                .readTree(bench.run("validate", "-o", "codequality").out());
        bench.space("acme", "Finance", "\n\n  {type: shard}");

        // when
        JsonNode after = new ObjectMapper()
                .readTree(bench.run("validate", "-o", "codequality").out());

        // then
        assertThat(before.path(0).path("location").path("lines").path("begin").asInt())
                .isEqualTo(4);
        assertThat(after.path(0).path("location").path("lines").path("begin").asInt())
                .isEqualTo(6);
        assertThat(after.path(0).path("fingerprint")).isEqualTo(before.path(0).path("fingerprint"));
        assertThat(StreamSupport.stream(after.spliterator(), false)).allSatisfy(issue -> {
            assertThat(issue.path("severity").asText()).isEqualTo("major");
            assertThat(issue.path("check_name").asText()).isNotEmpty();
            assertThat(issue.path("description").asText()).isNotEmpty();
        });
    }

    @Test
    void hasNoPlanToCount() {
        // when
        Bench.Result result = bench.run("validate", "-o", "gitlab-terraform");

        // then
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("Formats: text, json, markdown, sarif, codequality.");
    }
}
