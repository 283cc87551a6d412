package truekeel.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.ReconcilePolicy;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.schema.Schemas;

class ManifestsTest {
    private static final String FLEET = """
            apiVersion: truekeel/v1alpha1
            kind: Fleet
            metadata: {name: fleet}
            spec:
              regions:
                us: {clientId: abc, clientSecret: {secretRef: qlik-us}}
              defaults: {reconcile: {mode: enforce, interval: 5m, budget: {maxDeletes: 3}}}
            """;
    private static final String TENANT = """
            apiVersion: truekeel/v1alpha1
            kind: Tenant
            metadata: {name: acme, labels: {tier: gold}}
            spec:
              hostname: ACME.us.qlikcloud.com
              templates: [standard]
              values: {company: Acme, anonymous: true}
              reconcile: {mode: commit, budget: {maxUpdatesPercent: 10}}
            """;
    private static final String TEMPLATE = """
            apiVersion: truekeel/v1alpha1
            kind: Space
            metadata: {name: Finance}
            spec:
              type: managed
              description: "Finance of ${values.company} (${tenant.labels.tier}, ${values.none:-x})"
              members:
                - {group: Analysts, roles: [Can view]}
            ---
            apiVersion: truekeel/v1alpha1
            kind: GroupSettings
            metadata: {name: groups}
            spec: {autoCreateGroups: "${values.anonymous}"}
            """;
    private static final String OVERLAY = """
            apiVersion: truekeel/v1alpha1
            kind: Space
            metadata: {name: Finance}
            spec: {owner: jane@acme.example}
            """;

    private final Manifests manifests = new Manifests(Schemas.bundled(), Limits.DEFAULT);

    private static MemoryTree sample() {
        return new MemoryTree()
                .with("tenants/fleet.yaml", FLEET)
                .with("tenants/templates/standard/spaces.yaml", TEMPLATE)
                .with("tenants/acme/tenant.yaml", TENANT)
                .with("tenants/acme/spaces.yaml", OVERLAY);
    }

    @Test
    void mergesTemplatesAndTheTenantsFolder() {
        // given
        MemoryTree tree = sample();

        // when
        Catalogue catalogue = manifests.load(tree, "tenants");

        // then
        assertThat(catalogue.findings()).isEmpty();
        TenantManifest.Sound acme =
                (TenantManifest.Sound) catalogue.tenant(TenantName.of("acme")).orElseThrow();
        assertThat(acme.desired())
                .extracting(Desired::ref)
                .containsExactly(ResourceRef.of("GroupSettings", "groups"), ResourceRef.of("Space", "Finance"));
        Value.Fields space = acme.desired().get(1).spec();
        assertThat(space.text("description")).contains("Finance of Acme (gold, x)");
        assertThat(space.text("owner")).contains("jane@acme.example");
        assertThat(space.text("name")).contains("Finance");
        assertThat(FieldPath.parse("/members/0/roles/0").in(space)).contains(Value.text("consumer"));
        assertThat(acme.desired().get(0).spec().flag("autoCreateGroups")).contains(true);
        assertThat(acme.desired().get(1).position().toString()).isEqualTo("tenants/acme/spaces.yaml:1:1");
    }

    @Test
    void fillsInTheReconcilePolicyFromFleetAndBuiltIns() {
        // given
        MemoryTree tree = sample();

        // when
        Catalogue catalogue = manifests.load(tree, "tenants/");

        // then
        TenantSpec acme =
                catalogue.tenant(TenantName.of("acme")).orElseThrow().document().orElseThrow();
        assertThat(acme.reconcile().mode()).isEqualTo(ReconcilePolicy.Mode.COMMIT);
        assertThat(acme.reconcile().interval()).hasMinutes(5);
        assertThat(acme.reconcile().budget()).isEqualTo(new ReconcilePolicy.Budget(3, 20, 10));
        assertThat(acme.hostname()).contains("acme.us.qlikcloud.com");
        assertThat(catalogue.credentials(acme))
                .contains(new Credentials("abc", new Value.SecretRef("qlik-us"), List.of()));
    }

    @Test
    void parsesOnlyChangedFilesAgain() {
        // given
        manifests.load(sample(), "tenants");
        MemoryTree changed = sample().with("tenants/acme/spaces.yaml", OVERLAY.replace("jane", "joe"));

        // when
        manifests.load(changed, "tenants");

        // then
        assertThat(changed.opened).containsExactly("tenants/acme/spaces.yaml");
    }

    /** A file that lay elsewhere was read once, and its next version never deployed. */
    @Test
    void seesAChangeOfAFileThatDoesNotLieWhereFilesShould() {
        // given
        String app = """
                apiVersion: truekeel/v1alpha1
                kind: App
                metadata: {name: Sales}
                spec: {source: {file: apps/sales.qvf}, stage: {space: Dev}}
                """;
        MemoryTree tree = sample().with("tenants/acme/app.yaml", app);
        byte[] first = SampleArtefacts.app("Sales", "Sum(a)");
        byte[] second = SampleArtefacts.app("Sales", "Sum(b)");

        // when
        String before = digest(manifests.load(tree.with("tenants/acme/apps/sales.qvf", first), "tenants"));
        String after = digest(manifests.load(tree.with("tenants/acme/apps/sales.qvf", second), "tenants"));

        // then
        assertThat(after).isNotEqualTo(before);
    }

    private static String digest(Catalogue catalogue) {
        return ((TenantManifest.Sound) catalogue.tenant(TenantName.of("acme")).orElseThrow())
                .desired().stream()
                        .filter(resource -> resource.kind().value().equals("App"))
                        .map(resource ->
                                resource.spec().fields("source").text("digest").orElseThrow())
                        .findFirst()
                        .orElseThrow();
    }
}
