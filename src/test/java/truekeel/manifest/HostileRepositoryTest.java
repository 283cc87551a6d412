package truekeel.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import truekeel.model.FindingCode;
import truekeel.model.SourceTree.Nature;
import truekeel.model.TenantName;
import truekeel.schema.Schemas;

/** What plain files in a folder cannot show: links, sizes, files that cannot be read, archives that lie. */
class HostileRepositoryTest {
    private static final String HEAD = "apiVersion: truekeel/v1alpha1\n";
    private final Manifests manifests = new Manifests(Schemas.bundled(), new Limits(10_000, 1_000_000, 5_000, 20, 16));
    private MemoryTree tree = new MemoryTree();

    @BeforeEach
    void twoSoundTenants() {
        tree = new MemoryTree()
                .with(
                        "tenants/fleet.yaml",
                        HEAD
                                + "kind: Fleet\nmetadata: {name: f}\nspec: {regions: {us: {clientId: a, clientSecret: {secretRef: b}}}}\n")
                .with("tenants/acme/tenant.yaml", tenant("acme"))
                .with("tenants/good/tenant.yaml", tenant("good"));
    }

    private static String tenant(String name) {
        return HEAD + "kind: Tenant\nmetadata: {name: " + name + "}\nspec: {hostname: " + name + ".us.qlikcloud.com}\n";
    }

    private static String extension(String file) {
        return HEAD + "kind: Extension\nmetadata: {name: hello}\nspec: {source: {file: " + file + "}}\n";
    }

    private void assertOnlyAcmeIsBrokenBy(FindingCode code) {
        Catalogue catalogue = manifests.load(tree, "tenants");
        assertThat(catalogue.tenant(TenantName.of("good"))).containsInstanceOf(TenantManifest.Sound.class);
        assertThat(catalogue.tenant(TenantName.of("acme"))).hasValueSatisfying(acme -> {
            assertThat(acme).isInstanceOf(TenantManifest.Broken.class);
            assertThat(acme.findings()).extracting("code").containsOnly(code);
        });
    }

    @Test
    void refusesLinksInATenantsFolder() {
        tree.withLink("tenants/acme/shared", Nature.SYMLINK);
        assertOnlyAcmeIsBrokenBy(FindingCode.FILE_SYMLINK);
    }

    @Test
    void refusesSubmodules() {
        tree.withLink("tenants/acme/files/module", Nature.SUBMODULE);
        assertOnlyAcmeIsBrokenBy(FindingCode.FILE_SYMLINK);
    }

    @Test
    void keepsATenantThatBecameALinkAsBroken() {
        tree.without("tenants/acme/tenant.yaml").withLink("tenants/acme", Nature.SYMLINK);

        Catalogue catalogue = manifests.load(tree, "tenants");

        assertThat(catalogue.tenant(TenantName.of("acme"))).containsInstanceOf(TenantManifest.Broken.class);
        assertThat(catalogue.tenant(TenantName.of("good"))).containsInstanceOf(TenantManifest.Sound.class);
    }

    @Test
    void refusesHugeManifestsWithoutOpeningThem() {
        tree.withSize("tenants/acme/big.yaml", 1L << 40);
        assertOnlyAcmeIsBrokenBy(FindingCode.FILE_TOO_LARGE);
        assertThat(tree.opened).doesNotContain("tenants/acme/big.yaml");
    }

    @Test
    void refusesManifestsThatAreLargerThanTheyClaim() {
        tree.with("tenants/acme/big.yaml", "#" + " ".repeat(20_000)).withSize("tenants/acme/big.yaml", 5);
        assertOnlyAcmeIsBrokenBy(FindingCode.FILE_TOO_LARGE);
    }

    @Test
    void refusesTooManyValues() {
        tree.with("tenants/acme/many.yaml", "[" + "1,".repeat(4_990) + "2,3,4,5,6,7,8,9,0,1,2,3]");
        assertOnlyAcmeIsBrokenBy(FindingCode.FILE_TOO_LARGE);
    }

    @Test
    void refusesDeepNesting() {
        tree.with("tenants/acme/deep.yaml", "[".repeat(3_000));
        assertOnlyAcmeIsBrokenBy(FindingCode.YAML_SYNTAX);
    }

    @Test
    void refusesManyAliases() {
        tree.with("tenants/acme/a.yaml", "a: &a x\nb: [" + "*a,".repeat(21) + "]\n");
        assertOnlyAcmeIsBrokenBy(FindingCode.YAML_ALIAS_BOMB);
    }

    @Test
    void takesAFewAliases() {
        tree.with(
                "tenants/acme/a.yaml",
                HEAD + "kind: Role\nmetadata: {name: &n R}\nspec: {name: *n, assignedScopes: [&s apps]}\n");
        assertThat(manifests.load(tree, "tenants").findings()).isEmpty();
    }

    @Test
    void reportsFilesThatCannotBeRead() {
        tree.withSize("tenants/acme/gone.yaml", 10);
        assertOnlyAcmeIsBrokenBy(FindingCode.FILE_UNREADABLE);
    }

    @Test
    void reportsArtefactsThatCannotBeRead() {
        tree.with("tenants/acme/e.yaml", extension("files/e.zip")).withSize("tenants/acme/files/e.zip", 10);
        assertOnlyAcmeIsBrokenBy(FindingCode.ARTEFACT_MISSING);
    }

    @Test
    void refusesHugeArtefactsWithoutOpeningThem() {
        tree.with("tenants/acme/e.yaml", extension("files/e.zip")).withSize("tenants/acme/files/e.zip", 1L << 40);
        assertOnlyAcmeIsBrokenBy(FindingCode.FILE_TOO_LARGE);
        assertThat(tree.opened).doesNotContain("tenants/acme/files/e.zip");
    }

    @Test
    void refusesLinksAsArtefacts() {
        tree.with("tenants/acme/e.yaml", extension("files/e.zip")).withLink("tenants/acme/files/e.zip", Nature.SYMLINK);
        assertOnlyAcmeIsBrokenBy(FindingCode.FILE_SYMLINK);
    }

    @Test
    void comparesTheNameInsideTheZip() {
        tree.with("tenants/acme/e.yaml", extension("files/e.zip"))
                .with("tenants/acme/files/e.zip", SampleArtefacts.zip(SampleArtefacts.extension("other")));
        assertOnlyAcmeIsBrokenBy(FindingCode.ARTEFACT_NAME);
    }

    @Test
    void refusesZipsThatQlikWouldRefuse() {
        List<byte[]> zips = List.of(
                "plain text".getBytes(StandardCharsets.UTF_8),
                new byte[0],
                "PK\u0003\u0004 and nothing more".getBytes(StandardCharsets.UTF_8),
                SampleArtefacts.zip(Map.of("hello.js", "")),
                SampleArtefacts.zip(Map.of("a.qext", "{\"name\": \"hello\"}", "b.qext", "{\"name\": \"hello\"}")));
        for (byte[] zip : zips) {
            tree.with("tenants/acme/e.yaml", extension("files/e.zip")).with("tenants/acme/files/e.zip", zip);
            assertOnlyAcmeIsBrokenBy(FindingCode.ARTEFACT_INVALID);
        }
    }

    @Test
    void readsTheNameFromADefinitionInAFolderToo() {
        tree.with("tenants/acme/e.yaml", extension("./files/../files/e.zip"))
                .with("tenants/acme/files/e.zip", SampleArtefacts.zip(Map.of("hello/x.qext", "{\"name\": \"hello\"}")));
        assertThat(manifests.load(tree, "tenants").findings()).isEmpty();
    }

    @Test
    void ignoresWhatStartsWithADotAndWhatIsNoManifest() {
        tree.with("tenants/.git/config.yaml", "a: [")
                .with("tenants/acme/.hidden.yaml", "a: [")
                .with("tenants/README.md", "# hello")
                .with("tenants/acme/notes.txt", "a: [")
                .with("tenants/acme/files/data.yaml", "a: [")
                .with("elsewhere/x.yaml", "a: [")
                .with("tenantsish/x.yaml", "a: [");
        assertThat(manifests.load(tree, "tenants").findings()).isEmpty();
    }

    @Test
    void saysThatAnEmptyRepositoryDeclaresNothing() {
        for (MemoryTree empty : List.of(new MemoryTree(), new MemoryTree().with("README.md", "hello"))) {
            Catalogue catalogue = manifests.load(empty, "tenants");
            assertThat(catalogue.tenants()).isEmpty();
            assertThat(catalogue.hasErrors()).isTrue();
            assertThat(catalogue.findings())
                    .extracting("code")
                    .containsExactlyInAnyOrder(FindingCode.REPOSITORY_EMPTY, FindingCode.FLEET_MISSING);
        }
    }

    @Test
    void readsARepositoryWithoutASubFolder() {
        MemoryTree flat = new MemoryTree();
        tree.files().keySet().forEach(path -> flat.with(path.substring("tenants/".length()), tree.bytes(path)));
        for (String path : List.of("", ".", "./", "/")) {
            assertThat(manifests.load(flat, path).tenants()).hasSize(2);
            assertThat(manifests.load(flat, path).findings()).isEmpty();
        }
    }

    @Test
    void survivesAnyBytes() {
        java.util.Random random = new java.util.Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = (byte) "{}[]:,-?&*!|>'\"%@`#\n \ta1$~<=".charAt(random.nextInt(28));
            }
            tree.with("tenants/acme/x.yaml", bytes);
            assertThat(manifests.load(tree, "tenants").tenant(TenantName.of("good")))
                    .as(new String(bytes, StandardCharsets.UTF_8))
                    .containsInstanceOf(TenantManifest.Sound.class);
        }
    }
}
