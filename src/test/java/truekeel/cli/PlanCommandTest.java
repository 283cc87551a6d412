package truekeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.store.MemoryStore;

class PlanCommandTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void makeTenants() {
        bench = new Bench(folder).remembering(new MemoryStore()).tenant("acme", "");
    }

    private static String stable(String text) {
        return text.replaceAll("folder-[0-9a-f]{12}", "<revision>")
                .replaceAll("Hash: [0-9a-f]{64}", "Hash: <hash>")
                .replaceAll("about \\d+ reads and \\d+ writes, at least \\d+ s", "about <cost>");
    }

    @Test
    void showsCreatesUpdatesAndDeletes() {
        // given
        bench.driver().post("/api/v1/spaces", "{'name':'Finance','type':'shared','description':'Old'}");
        bench.driver().post("/api/v1/spaces", "{'name':'Gone','type':'shared'}");
        bench.space("acme", "Finance", "{type: shared, description: New}");
        bench.space("acme", "Sales", "{type: managed}");
        bench.space("acme", "Gone", "{type: shared}\nensure: absent");

        // when
        Bench.Result result = bench.run("plan");

        // then
        assertThat(stable(result.out())).isEqualTo("""
                Tenant acme at revision <revision>
                  ~ Space/Finance /description: Old -> New
                    It differs in /description.  [tenants/acme/Finance.yaml:1:1]
                  + Space/Sales  [tenants/acme/Sales.yaml:1:1]
                      /type: managed
                  - Space/Gone  [tenants/acme/Gone.yaml:1:1]
                      The manifest says ensure: absent.
                  Plan: 1 to create, 1 to update, 1 to delete. It takes about <cost>.
                  Hash: <hash>

                1 tenant: 1 to create, 1 to update, 1 to delete.
                """);
        assertThat(result.exit()).isZero();
        assertThat(bench.run("plan", "--detailed-exitcode").exit()).isEqualTo(2);
    }

    @Test
    void endsWithZeroWhereNothingDiffers() {
        // when
        Bench.Result result = bench.run("plan", "--detailed-exitcode");

        // then
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("No changes: live state agrees with Git.");
    }

    @Test
    void endsWithThreeWhenAGuardRefuses() {
        // given
        bench.tenant("acme", "reconcile: {mode: enforce, budget: {maxDeletes: 0}}");
        bench.driver().post("/api/v1/spaces", "{'name':'Gone','type':'shared'}");
        bench.space("acme", "Gone", "{type: shared}\nensure: absent");

        // when
        Bench.Result result = bench.run("plan", "--detailed-exitcode");

        // then
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.out())
                .contains("- Space/Gone (withheld)")
                .contains("! refused BUDGET_DELETES (the whole plan)")
                .contains("Raise spec.reconcile.budget.maxDeletes")
                .contains("1 tenant: 1 to delete; 1 refused.");
    }

    @Test
    void endsWithOneForABrokenTenantAndStillPlansTheOthers() {
        // given
        bench.tenant("globex", "").space("globex", "Open", "{type: shard}");
        bench.space("acme", "Sales", "{type: managed}");

        // when
        Bench.Result result = bench.run("plan");

        // then
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out())
                .contains("+ Space/Sales")
                .contains("tenants/globex/Open.yaml:4:14 FIELD_VALUE")
                .contains("2 tenants: 1 to create; 1 with errors.");
    }

    @Test
    void endsWithOneWhereATenantCannotBeSeen() {
        // given
        bench.space("acme", "Sales", "{type: managed}").space("acme", "Finance", "{type: managed}");
        bench.driver().post("/__sim/faults", "{'path':'/api/v1/spaces','method':'GET','effect':'503','times':50}");

        // when
        Bench.Result result = bench.run("plan");

        // then
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out())
                .contains("? Space/Finance and 1 more unknown: ")
                .contains("not all was seen");
    }

    @Test
    void saysThatOrphansWereNotComputedWithoutAStore() {
        // given
        Bench alone = bench.alone();

        // when
        Bench.Result result = alone.run("plan");

        // then
        assertThat(result.out()).contains("note: Orphans were not computed");
        assertThat(bench.run("plan").out()).doesNotContain("Orphans were not computed");
    }

    @Test
    void narrowsToKindsWithoutLosingReferences() {
        // given
        bench.file("acme/people.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: User
                metadata: {name: jane}
                spec: {subject: jane, email: jane@acme.example, name: Jane}
                """);
        bench.space("acme", "Sales", "{type: managed, owner: jane}");

        // when
        Bench.Result result = bench.run("plan", "--kind", "user");

        // then
        assertThat(result.out()).contains("+ User/jane").doesNotContain("Space/Sales");
        assertThat(result.exit()).isZero();
    }

    @Test
    void countsForGitLab() {
        // given
        bench.space("acme", "Sales", "{type: managed}");

        // then
        assertThat(bench.run("plan", "-o", "gitlab-terraform").out()).isEqualToIgnoringWhitespace("""
                {"create": 1, "update": 0, "delete": 0}
                """);
    }

    @Test
    void writesTheShapeOfTheApi() throws IOException {
        // given
        bench.driver().post("/api/v1/spaces", "{'name':'Finance','type':'shared','description':'Old'}");
        bench.space("acme", "Finance", "{type: shared, description: New}");

        // when
        JsonNode plan = new ObjectMapper()
                .readTree(bench.run("plan", "-o", "json").out())
                .path("tenants")
                .path(0);

        // then
        JsonNode change = plan.path("changes").path(0);
        assertThat(plan.path("tenant").asText()).isEqualTo("acme");
        assertThat(plan.path("hash").asText()).hasSize(64);
        assertThat(change.path("action").asText()).isEqualTo("update");
        assertThat(change.path("kind").asText()).isEqualTo("Space");
        assertThat(change.path("name").asText()).isEqualTo("Finance");
        assertThat(change.path("source").asText()).isEqualTo("tenants/acme/Finance.yaml:1:1");
        assertThat(change.path("fields").toString())
                .isEqualTo("[{\"path\":\"/description\",\"desired\":\"New\",\"live\":\"Old\"}]");
        assertThat(plan.path("refusals").isArray()).isTrue();
        assertThat(plan.path("cost").path("writes").asInt()).isPositive();
    }

    @Test
    void keepsHostileNamesFromSteeringTerminalsAndComments() {
        // given
        bench.driver()
                .post(
                        "/api/v1/spaces",
                        "{'name':'Finance','type':'shared','description':'\\u001b[2J` @all <script>\\n\\u202e'}");
        bench.space("acme", "Finance", "{type: shared, description: New}");

        // when
        String text = bench.run("plan").out();
        String comment = bench.run("plan", "-o", "markdown").out();

        // then
        assertThat(text).contains("\\u001b[2J` @all <script>\\n\\u202e -> New").doesNotContain("\u001b", "\u202e");
        assertThat(comment).startsWith("<!-- truekeel:plan -->\n").doesNotContain("\u001b", "J`");
        assertThat(comment.split("```", -1)).hasSize(3);
    }

    @Test
    void showsProgressToATerminalOnly() {
        assertThat(bench.run(true, "plan").err())
                .contains("Planning 1 of 1 tenant")
                .endsWith("\r\u001b[K");
        assertThat(bench.run(true, "plan").out()).contains("\u001b[1m");
        assertThat(bench.run("plan").err()).isEmpty();
        assertThat(bench.run("plan").out()).doesNotContain("\u001b");
    }

    @Test
    void namesTheHolderOfALockedStore() {
        // given
        bench.storeFailure = Optional.of(Locked.failure(folder));

        // when
        Bench.Result result = bench.run("plan");

        // then
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("truekeel: ")
                .contains("is in use by process " + ProcessHandle.current().pid());
        assertThat(result.err()).doesNotContain("\tat ");
    }
}
