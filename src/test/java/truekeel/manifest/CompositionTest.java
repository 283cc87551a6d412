package truekeel.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import truekeel.model.Artefact;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.schema.Schemas;

/** How templates and a tenant's folder become desired resources. */
class CompositionTest {
    private static final String HEAD = "apiVersion: truekeel/v1alpha1\n";
    private final Manifests manifests = new Manifests(Schemas.bundled(), Limits.DEFAULT);
    private final MemoryTree tree = new MemoryTree()
            .with(
                    "fleet.yaml",
                    HEAD
                            + "kind: Fleet\nmetadata: {name: f}\nspec: {regions: {us: {clientId: a, clientSecret: {secretRef: b}}}}\n");

    private void tenant(String name, String spec) {
        tree.with(
                name + "/tenant.yaml",
                HEAD + "kind: Tenant\nmetadata: {name: " + name + "}\nspec:\n  hostname: " + name
                        + ".us.qlikcloud.com\n" + spec.indent(2));
    }

    private static String document(String kind, String name, String rest) {
        return "---\n" + HEAD + "kind: " + kind + "\nmetadata: {name: " + name + "}\n" + rest + "\n";
    }

    private TenantManifest.Sound acme() {
        Catalogue catalogue = manifests.load(tree, "");
        assertThat(catalogue.findings()).extracting(Finding::toString).isEmpty();
        return (TenantManifest.Sound) catalogue.tenant(TenantName.of("acme")).orElseThrow();
    }

    private static Desired only(TenantManifest.Sound tenant, String kind) {
        List<Desired> found = tenant.desired().stream()
                .filter(resource -> resource.kind().value().equals(kind))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void laysLaterTemplatesOverEarlierOnes() {
        // given
        tenant("acme", "templates: [one, two]");
        tree.with(
                "templates/one/a.yaml",
                document(
                        "Space",
                        "S",
                        "spec: {type: shared, description: one, members: [{user: a@b, roles: [consumer]}]}"));
        tree.with(
                "templates/two/a.yaml",
                document("Space", "S", "spec: {description: two, members: []}\nallowRecreate: true"));
        tree.with("acme/a.yaml", document("Space", "S", "spec: {description: null}"));

        // when
        Desired space = only(acme(), "Space");

        // then
        assertThat(space.spec())
                .isEqualTo(new Value.Fields(java.util.Map.of(
                        "name", Value.text("S"),
                        "type", Value.text("shared"),
                        "description", Value.nothing(),
                        "members", new Value.Items(List.of()))));
        assertThat(space.lifecycle().allowRecreate()).isTrue();
    }

    @Test
    void readsDefaultsOfVariablesByTheTypeOfTheField() {
        tenant("acme", "templates: [one]");
        tree.with(
                "templates/one/a.yaml",
                document("GroupSettings", "g", "spec: {autoCreateGroups: \"${values.auto:-false}\"}")
                        + document("Role", "R", "spec: {description: \"${values.year:-2026}\"}"));

        TenantManifest.Sound acme = acme();

        assertThat(only(acme, "GroupSettings").spec().flag("autoCreateGroups")).contains(false);
        assertThat(only(acme, "Role").spec().text("description")).contains("2026");
    }

    @Test
    void namesDocumentsByVariables() {
        tenant("acme", "templates: [one]\nvalues: {company: Acme}");
        tree.with("templates/one/a.yaml", document("Space", "\"${values.company} Finance\"", "spec: {type: shared}"));
        tree.with("acme/a.yaml", document("Space", "Acme Finance", "spec: {description: ours}"));

        Desired space = only(acme(), "Space");

        assertThat(space.spec().text("name")).contains("Acme Finance");
        assertThat(space.spec().text("description")).contains("ours");
        assertThat(space.spec().text("type")).contains("shared");
    }

    @Test
    void sharesWhatTenantsTakeAsItIs() {
        tenant("acme", "templates: [one]");
        tenant("zeta", "templates: [one]");
        tree.with("templates/one/a.yaml", document("Space", "S", "spec: {type: shared}"));

        Catalogue catalogue = manifests.load(tree, "");

        TenantManifest.Sound acme =
                (TenantManifest.Sound) catalogue.tenant(TenantName.of("acme")).orElseThrow();
        TenantManifest.Sound zeta =
                (TenantManifest.Sound) catalogue.tenant(TenantName.of("zeta")).orElseThrow();
        assertThat(only(acme, "Space")).isSameAs(only(zeta, "Space"));
    }

    @Test
    void declaresTheTenantItselfOnlyWhenItsOwnFieldsAreGiven() {
        tenant("acme", "name: Acme Analytics\nsettings: {enableAppOpeningFeedback: true}\nvalues: {a: b}");
        tenant("zeta", "values: {a: b}");

        Catalogue catalogue = manifests.load(tree, "");

        TenantManifest.Sound acme =
                (TenantManifest.Sound) catalogue.tenant(TenantName.of("acme")).orElseThrow();
        TenantManifest.Sound zeta =
                (TenantManifest.Sound) catalogue.tenant(TenantName.of("zeta")).orElseThrow();
        Desired tenant = only(acme, "Tenant");
        assertThat(tenant.spec().values().keySet()).containsExactlyInAnyOrder("name", "settings");
        assertThat(tenant.key().parts()).containsEntry("hostname", "acme.us.qlikcloud.com");
        assertThat(zeta.desired()).isEmpty();
    }

    @Test
    void needsNoMoreThanAKeyOfWhatShallNotExist() {
        tenant("acme", "");
        tree.with("acme/a.yaml", document("Space", "Old", "ensure: absent"));

        Desired old = only(acme(), "Space");

        assertThat(old.isAbsent()).isTrue();
        assertThat(old.key().display()).isEqualTo("Old");
    }

    @Test
    void takesFilesFromTheFolderThatNamesThem() throws Exception {
        // given
        tenant("acme", "templates: [one]");
        tree.with("templates/one/a.yaml", document("Theme", "corporate", "spec: {source: {file: files/t.zip}}"));
        tree.with("templates/one/files/t.zip", SampleArtefacts.theme("corporate"));
        tree.with("acme/a.yaml", document("App", "A", "spec: {source: {file: files/a.qvf}, stage: {space: Dev}}"));
        tree.with("acme/files/a.qvf", SampleArtefacts.app("A", "1"));

        // when
        TenantManifest.Sound acme = acme();

        // then
        Artefact theme = Optional.ofNullable(only(acme, "Theme").artefacts().get(FieldPath.parse("/source")))
                .orElseThrow();
        assertThat(theme.path()).isEqualTo("templates/one/files/t.zip");
        assertThat(only(acme, "Theme").spec().fields("source").text("digest")).contains(theme.md5());
        Artefact app = Optional.ofNullable(only(acme, "App").artefacts().get(FieldPath.parse("/source")))
                .orElseThrow();
        assertThat(app.path()).isEqualTo("acme/files/a.qvf");
        assertThat(only(acme, "App").spec().fields("source").text("digest")).contains(app.shortDigest());
        assertThat(app.content().open().readAllBytes()).isEqualTo(SampleArtefacts.app("A", "1"));
        assertThat(app.size()).isEqualTo(SampleArtefacts.app("A", "1").length);
    }

    @Test
    void digestsEachContentOnce() {
        tenant("acme", "");
        tree.with("acme/a.yaml", document("App", "A", "spec: {source: {file: files/a.qvf}, stage: {space: Dev}}"));
        tree.with("acme/files/a.qvf", SampleArtefacts.app("A", "1"));

        manifests.load(tree, "");
        manifests.load(tree, "");

        assertThat(tree.opened).filteredOn("acme/files/a.qvf"::equals).hasSize(1);
    }

    @Test
    void keepsUnchangedTenantsButReadsTheirFilesFromTheNewTree() throws Exception {
        // given
        tenant("acme", "");
        tree.with("acme/a.yaml", document("App", "A", "spec: {source: {file: files/a.qvf}, stage: {space: Dev}}"));
        tree.with("acme/files/a.qvf", SampleArtefacts.app("A", "1"));
        Desired before = only(acme(), "App");
        MemoryTree next = new MemoryTree().with(tree);

        // when
        Catalogue catalogue = manifests.load(next, "");

        // then
        Desired after = only(
                (TenantManifest.Sound) catalogue.tenant(TenantName.of("acme")).orElseThrow(), "App");
        assertThat(after).isEqualTo(before);
        assertThat(next.opened).isEmpty();
        after.artefacts().values().iterator().next().content().open().close();
        assertThat(next.opened).containsExactly("acme/files/a.qvf");
    }

    @Test
    void makesATenantAnewWhenAnythingItIsMadeOfChanges() {
        // given
        tenant("acme", "templates: [one]");
        tree.with("templates/one/a.yaml", document("Space", "S", "spec: {type: shared}"));
        acme();

        // when
        tree.with("templates/one/a.yaml", document("Space", "S", "spec: {type: managed}"));

        // then
        assertThat(only(acme(), "Space").spec().text("type")).contains("managed");

        // when
        tree.with(
                "fleet.yaml",
                HEAD
                        + "kind: Fleet\nmetadata: {name: f}\nspec: {regions: {us: {clientId: a, clientSecret: {secretRef: b}}}, defaults: {reconcile: {mode: enforce}}}\n");

        // then
        assertThat(acme().spec().reconcile().mode()).isEqualTo(truekeel.model.ReconcilePolicy.Mode.ENFORCE);
    }

    @Test
    void readsAFileAgainThatCouldNotBeRead() {
        // given
        tenant("acme", "");
        String space = document("Space", "S", "spec: {type: shared}");
        tree.with("acme/a.yaml", space);
        byte[] bytes = tree.bytes("acme/a.yaml");
        tree.lose("acme/a.yaml");
        assertThat(manifests.load(tree, "").hasErrors()).isTrue();

        // when
        tree.with("acme/a.yaml", bytes);

        // then
        assertThat(only(acme(), "Space").spec().text("type")).contains("shared");
    }

    @Test
    void passesOverAMemberWhoIsTheOwner() {
        // given
        tenant("acme", "");
        tree.with(
                "acme/a.yaml",
                document(
                        "Space",
                        "S",
                        "spec: {type: shared, owner: a@b, members: [{user: A@b, roles: [consumer]}, {user: c@d, roles: [consumer]}]}"));

        // when
        Catalogue catalogue = manifests.load(tree, "");

        // then
        TenantManifest.Sound acme =
                (TenantManifest.Sound) catalogue.tenant(TenantName.of("acme")).orElseThrow();
        assertThat(acme.warnings()).extracting(Finding::code).containsExactly(FindingCode.OWNER_IN_MEMBERS);
        assertThat(only(acme, "Space").spec().items("members"))
                .extracting(member -> ((Value.Fields) member).text("user").orElse(""))
                .containsExactly("c@d");
    }

    @Test
    @Tag("slow")
    void readsALargeFleet() {
        for (int i = 0; i < 500; i++) {
            tenant("t" + i, "templates: [one]\nvalues: {company: C" + i + "}");
        }
        tenant("acme", "templates: [one]\nvalues: {company: Acme}");
        StringBuilder template = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            template.append(
                    document("Space", "S" + i, "spec: {type: shared, members: [{group: G, roles: [consumer]}]}"));
        }
        template.append(document("Space", "Own", "spec: {type: shared, description: \"${values.company}\"}"));
        tree.with("templates/one/a.yaml", template.toString());

        Catalogue catalogue = manifests.load(tree, "");

        assertThat(catalogue.tenants()).hasSize(501);
        assertThat(catalogue.tenants().values()).allMatch(TenantManifest.Sound.class::isInstance);
        assertThat(only(acme().desired().stream()
                                .filter(one -> one.ref().name().equals("Own"))
                                .toList())
                        .spec()
                        .text("description"))
                .contains("Acme");
    }

    private static Desired only(List<Desired> resources) {
        assertThat(resources).hasSize(1);
        return resources.get(0);
    }
}
