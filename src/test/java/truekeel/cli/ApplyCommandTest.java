package truekeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.model.TenantName;
import truekeel.simulator.Driver;
import truekeel.store.MemoryStore;
import truekeel.store.Store;

class ApplyCommandTest {
    @TempDir
    Path folder;

    private final Store store = new MemoryStore();
    private Bench bench;

    @BeforeEach
    void makeTenants() {
        bench = new Bench(folder).remembering(store).tenant("acme", "");
    }

    private long spaces() {
        return bench.driver().get("/api/v1/spaces").json().path("data").size();
    }

    @Test
    void printsTheHostnameToCommit() {
        // given
        bench.withSecret("qlik-org", "org-secret");
        bench.file("fleet.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Fleet
                metadata: {name: fleet}
                spec:
                  regions:
                    us: {clientId: sim-client, clientSecret: {secretRef: qlik-us}}
                  organisation: {clientId: sim-org, clientSecret: {secretRef: qlik-org}}
                """);
        bench.tenant("acme", "").tenant("globex", "");
        bench.file("umbrella/tenant.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Tenant
                metadata: {name: umbrella}
                spec: {create: true, region: us, name: Umbrella, reconcile: {mode: enforce}}
                """);
        bench.space("umbrella", "Finance", "{type: shared}");

        // when
        Bench.Result planned = bench.run("plan", "--tenant", "umbrella", "-o", "gitlab-terraform");
        Bench.Result result = bench.run("apply", "--tenant", "umbrella");

        // then
        assertThat(planned.out()).isEqualToIgnoringWhitespace("{\"create\":2,\"update\":0,\"delete\":0}");
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out())
                .contains("+ Tenant/umbrella applied")
                .contains("+ Space/Finance applied")
                .containsPattern(
                        "Commit this line to tenants/umbrella/tenant.yaml: hostname: [a-z0-9]+\\.us\\.qlikcloud\\.com");
    }

    @Test
    void doesWhatPlanShowsAndThenNothingMore() {
        // given
        bench.space("acme", "Sales", "{type: managed}");

        // when
        Bench.Result first = bench.run("apply");
        Bench.Result second = bench.run("apply");

        // then
        assertThat(first.exit()).isZero();
        assertThat(first.out())
                .contains("+ Space/Sales applied  [tenants/acme/Sales.yaml:1:1]")
                .contains("1 tenant: 1 to create; 1 applied.");
        assertThat(second.out()).contains("No changes: live state agrees with Git.");
        assertThat(spaces()).isEqualTo(1);
    }

    @Test
    void appliesAtOnceInModeCommit() {
        // given
        bench.tenant("acme", "reconcile: {mode: commit}").space("acme", "Sales", "{type: managed}");
        bench.run("apply");
        String id = bench.driver()
                .get("/api/v1/spaces")
                .json()
                .path("data")
                .path(0)
                .path("id")
                .asText();
        bench.driver().delete("/api/v1/spaces/" + id);

        // when
        Bench.Result again = bench.run("apply");

        // then
        assertThat(again.exit()).isZero();
        assertThat(spaces()).isEqualTo(1);
    }

    @Test
    void onlyPlansInModeObserve() {
        // given
        bench.tenant("acme", "reconcile: {mode: observe}").space("acme", "Sales", "{type: managed}");

        // when
        Bench.Result result = bench.run("apply");

        // then
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("+ Space/Sales").contains("The tenant's mode is observe");
        assertThat(spaces()).isZero();
    }

    @Test
    void refusesSuspendedTenants() {
        // given
        bench.space("acme", "Sales", "{type: managed}");
        store.suspensions().suspend(TenantName.of("acme"), Bench.START);

        // when
        Bench.Result byApi = bench.run("apply");
        store.suspensions().resume(TenantName.of("acme"));
        bench.tenant("acme", "reconcile: {mode: suspend}");
        Bench.Result byGit = bench.run("apply");

        // then
        assertThat(byApi.exit()).isEqualTo(3);
        assertThat(byApi.out()).contains("suspended by the API");
        assertThat(byGit.exit()).isEqualTo(3);
        assertThat(byGit.out()).contains("suspended in Git");
        assertThat(spaces()).isZero();
    }

    @Test
    void endsWithThreeWhenRefusedAndWithOneWhenAChangeFails() {
        // given
        bench.driver().post("/api/v1/spaces", "{'name':'Gone','type':'shared'}");
        bench.tenant("acme", "reconcile: {mode: enforce, budget: {maxDeletes: 0}}");
        bench.space("acme", "Gone", "{type: shared}\nensure: absent");

        // when
        Bench.Result refused = bench.run("apply");
        bench.space("acme", "Gone", "{type: shared}").space("acme", "Sales", "{type: managed}");
        bench.driver().post("/__sim/faults", "{'path':'/api/v1/spaces','method':'POST','effect':'403','times':50}");
        Bench.Result failed = bench.run("apply");

        // then
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.out()).contains("+ Space/Sales failed QLIK_DENIED");
        assertThat(spaces()).isEqualTo(1);
    }

    @Test
    void prunesOrphansWithTheStoreAndNothingWithoutIt() {
        // given
        bench.tenant("acme", "reconcile: {mode: enforce, prune: orphans}");
        bench.space("acme", "Sales", "{type: managed}").space("acme", "Kept", "{type: managed}");
        bench.run("apply");
        bench.file("acme/Sales.yaml", "# gone\n");

        // when
        Bench.Result alone = bench.alone().run("apply");
        long left = spaces();
        Bench.Result beside = bench.run("apply");

        // then
        assertThat(alone.out()).contains("note: Nothing is pruned");
        assertThat(left).isEqualTo(2);
        assertThat(beside.out()).contains("- Space/Sales applied");
        assertThat(spaces()).isEqualTo(1);
    }

    @Test
    void withoutAStoreItEndsWhenQlikListsWhatItMade() {
        // given
        bench.file("acme/files/sales.qvf", "\u00ff\u00ff not an app, but a file");
        bench.space("acme", "Dev", "{type: shared}");
        bench.file("acme/app.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: App
                metadata: {name: Sales}
                spec: {source: {file: files/sales.qvf}, stage: {space: Dev}}
                """);
        Bench alone = bench.alone();

        // when
        Bench.Result first = alone.run("apply");
        Bench.Result second = alone.run("plan", "--detailed-exitcode");

        // then
        assertThat(first.exit()).as(first.out()).isZero();
        assertThat(second.exit()).as(second.out()).isZero();
        assertThat(Driver.bot(bench.simulator, Bench.ACME)
                        .get("/api/v1/items?resourceType=app")
                        .json()
                        .path("data"))
                .hasSize(1);
    }
}
