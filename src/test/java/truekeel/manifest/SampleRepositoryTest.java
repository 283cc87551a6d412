package truekeel.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import truekeel.model.Desired;
import truekeel.model.ReconcilePolicy;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.schema.Schemas;

/** The repository that the demo starts from. */
class SampleRepositoryTest {
    private static final Path ROOT = Path.of("tenants");
    private static final Map<String, byte[]> ARTEFACTS = new TreeMap<>(Map.of(
            "templates/finance/files/sales.qvf", SampleArtefacts.app("Sales Overview", "Sum(Amount)"),
            "templates/standard/files/corporate.zip", SampleArtefacts.theme("corporate"),
            "globex/files/open-data.qvf", SampleArtefacts.app("Open Data", "Count(Region)")));

    static {
        SampleArtefacts.extension("hello-ext")
                .forEach((name, text) ->
                        ARTEFACTS.put("acme/files/hello-ext/" + name, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Catalogue load() {
        MemoryTree tree = new MemoryTree();
        MemoryTree files = MemoryTree.of(ROOT);
        files.files().keySet().forEach(path -> tree.with("tenants/" + path, files.bytes(path)));
        return new Manifests(Schemas.bundled(), Limits.DEFAULT).load(tree, "tenants");
    }

    @Test
    void holdsTheArtefactsThatTheTestMakes() throws IOException {
        for (Map.Entry<String, byte[]> artefact : ARTEFACTS.entrySet()) {
            Path file = ROOT.resolve(artefact.getKey());
            if (Boolean.getBoolean("truekeel.update")) {
                Files.createDirectories(file.getParent());
                Files.write(file, artefact.getValue());
            }
            assertThat(Files.readAllBytes(file)).as(artefact.getKey()).isEqualTo(artefact.getValue());
        }
    }

    @Test
    void hasNoFindings() {
        // when
        Catalogue catalogue = load();

        // then
        assertThat(catalogue.findings()).isEmpty();
        assertThat(catalogue.tenants().keySet())
                .extracting(TenantName::value)
                .containsExactly("acme", "globex", "northwind");
        assertThat(catalogue.policies()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void suitsTheDemo() {
        // when
        Catalogue catalogue = load();

        // then
        assertThat(catalogue.tenants().values()).allSatisfy(tenant -> {
            TenantManifest.Sound sound = (TenantManifest.Sound) tenant;
            assertThat(sound.spec().reconcile().mode()).isEqualTo(ReconcilePolicy.Mode.ENFORCE);
            assertThat(sound.spec().reconcile().windows()).isEmpty();
            assertThat(catalogue.credentials(sound.spec()))
                    .map(Credentials::clientId)
                    .contains("truekeel-demo");
            List<Desired> spaces = sound.desired().stream()
                    .filter(resource -> resource.kind().value().equals("Space"))
                    .toList();
            assertThat(spaces).isNotEmpty().allSatisfy(space -> assertThat(
                            space.spec().text("description"))
                    .isPresent());
        });
        TenantManifest.Sound globex =
                (TenantManifest.Sound) catalogue.tenant(TenantName.of("globex")).orElseThrow();
        assertThat(globex.desired())
                .anySatisfy(resource -> assertThat(resource.spec().fields("anonymousAccess"))
                        .isEqualTo(Value.Fields.EMPTY.with("enabled", Value.flag(true))));
    }

    @Test
    void tellsEditorsWhereTheSchemaIs() throws IOException {
        for (String path : MemoryTree.of(ROOT).files().keySet()) {
            if (path.endsWith(".yaml")) {
                String first = Files.readString(ROOT.resolve(path), StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElse("");
                String prefix = "# yaml-language-server: $schema=";
                assertThat(first).as(path).startsWith(prefix);
                Path schema = ROOT.resolve(path).resolveSibling(first.substring(prefix.length()));
                assertThat(schema.normalize()).as(path).isEqualTo(Path.of("docs/schema/catalogue.json"));
                assertThat(schema).exists();
            }
        }
    }
}
