package truekeel.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.model.Artefact;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.SourceTree;
import truekeel.model.TenantName;
import truekeel.schema.Schemas;

/** Extensions whose folder is in the repository, and what such a folder may hold. */
class FolderZipTest {
    private static final String FOLDER = "tenants/acme/files/hello/";

    private final Manifests manifests = new Manifests(Schemas.bundled(), Limits.DEFAULT);

    private static MemoryTree tree(Map<String, String> files) {
        MemoryTree tree = new MemoryTree()
                .with("tenants/fleet.yaml", """
                        apiVersion: truekeel/v1alpha1
                        kind: Fleet
                        metadata: {name: fleet}
                        spec: {regions: {us: {clientId: abc, clientSecret: {secretRef: qlik-us}}}}
                        """)
                .with("tenants/acme/tenant.yaml", """
                        apiVersion: truekeel/v1alpha1
                        kind: Tenant
                        metadata: {name: acme}
                        spec: {hostname: acme.us.qlikcloud.com}
                        """)
                .with("tenants/acme/extension.yaml", """
                        apiVersion: truekeel/v1alpha1
                        kind: Extension
                        metadata: {name: hello}
                        spec: {source: {file: files/hello}}
                        """);
        files.forEach((name, text) -> tree.with(FOLDER + name, text));
        return tree;
    }

    private static final Map<String, String> SOUND = Map.of(
            "hello.qext",
            "{\"name\":\"hello\"}",
            "hello.js",
            "define([], 1);\r\n",
            "css/ö.css",
            "a{}",
            ".DS_Store",
            "x");

    private TenantManifest load(MemoryTree tree) {
        return manifests.load(tree, "tenants").tenant(TenantName.of("acme")).orElseThrow();
    }

    private Artefact artefact(MemoryTree tree) {
        Desired extension = ((TenantManifest.Sound) load(tree))
                .desired().stream()
                        .filter(resource -> resource.kind().value().equals("Extension"))
                        .findFirst()
                        .orElseThrow();
        return extension.artefacts().entrySet().stream()
                .filter(entry -> entry.getKey().equals(FieldPath.parse("/source")))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static byte[] bytes(Artefact artefact) throws IOException {
        try (InputStream in = artefact.content().open()) {
            return in.readAllBytes();
        }
    }

    @Test
    void isAZipThatEveryReaderUnderstands(@TempDir Path temp) throws IOException {
        // when
        Artefact artefact = artefact(tree(SOUND));
        byte[] zip = bytes(artefact);

        // then
        assertThat(artefact.size()).isEqualTo(zip.length);
        List<String> names = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(SOUND.get(entry.getName()));
            }
        }
        assertThat(names).containsExactly("css/ö.css", "hello.js", "hello.qext");
        Path file = temp.resolve("hello.zip");
        Files.write(file, zip);
        try (ZipFile read = new ZipFile(file.toFile())) {
            assertThat(read.stream().map(ZipEntry::getName)).containsExactlyElementsOf(names);
        }
    }

    /** Another digest here means that every deployed extension would be sent again. */
    @Test
    void hasTheBytesThatItAlwaysHad() {
        assertThat(artefact(tree(SOUND)).md5()).isEqualTo("acc078eb003c67aab60c224ca1929681");
    }

    @Test
    void changesWithItsFilesAlone() {
        // given
        Artefact first = artefact(tree(SOUND));
        MemoryTree changed = tree(SOUND).with(FOLDER + "hello.js", "define([], 2);");
        MemoryTree hidden = tree(SOUND).with(FOLDER + ".git-keep", "");

        // when / then
        assertThat(artefact(changed).md5()).isNotEqualTo(first.md5());
        assertThat(artefact(hidden).md5()).isEqualTo(first.md5());
    }

    @Test
    void isReadFromTheLatestTree() throws IOException {
        // given
        Artefact first = artefact(tree(SOUND));
        MemoryTree later = tree(SOUND);

        // when
        Artefact second = artefact(later);
        byte[] zip = bytes(second);

        // then
        assertThat(zip).hasSize((int) first.size());
        assertThat(later.opened).contains(FOLDER + "hello.js");
    }

    private List<FindingCode> codes(MemoryTree tree) {
        return load(tree).findings().stream().map(Finding::code).toList();
    }

    @Test
    void saysWhatIsWrongWithAFolder() {
        assertThat(codes(tree(Map.of("hello.js", "1")))).containsExactly(FindingCode.ARTEFACT_INVALID);
        assertThat(codes(tree(Map.of("hello.qext", "{\"name\":\"other\"}"))))
                .containsExactly(FindingCode.ARTEFACT_NAME);
        assertThat(codes(tree(Map.of()))).containsExactly(FindingCode.ARTEFACT_MISSING);
        assertThat(codes(tree(SOUND).withLink(FOLDER + "link.js", SourceTree.Nature.SYMLINK)))
                .contains(FindingCode.FILE_SYMLINK);
        assertThat(codes(tree(SOUND).withSize(FOLDER + "hello.js", 2L << 30)))
                .containsExactly(FindingCode.FILE_TOO_LARGE);
    }

    @Test
    void warnsOfOriginsThatNobodyAllows() {
        // given
        MemoryTree tree = tree(Map.of(
                        "hello.qext",
                        "{\"name\":\"hello\"}",
                        "hello.js",
                        "fetch('https://api.acme.example/x'); fetch(\"https://api.acme.example/y\");",
                        "hello.css",
                        "@import url(https://fonts.acme.example/a.css);"))
                .with("tenants/acme/csp.yaml", """
                        apiVersion: truekeel/v1alpha1
                        kind: CspOrigin
                        metadata: {name: fonts}
                        spec: {origin: "*.acme.example", directives: [styleSrc]}
                        """);

        // when
        List<Finding> findings = load(tree).findings();

        // then
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.CSP_ORIGIN_MISSING);
            assertThat(finding.isError()).isFalse();
            assertThat(finding.message())
                    .isEqualTo("The files of Extension/hello load from https://api.acme.example (hello.js), which no"
                            + " CspOrigin of this tenant allows.");
            assertThat(finding.hint()).contains("[connectSrc]");
        });
    }
}
