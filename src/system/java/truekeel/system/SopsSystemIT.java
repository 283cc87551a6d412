package truekeel.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.fleet.Vault;
import truekeel.git.FolderTree;
import truekeel.git.GitLimits;
import truekeel.manifest.Catalogue;
import truekeel.manifest.Limits;
import truekeel.manifest.Manifests;
import truekeel.model.Value;
import truekeel.schema.Schemas;
import truekeel.secret.FixtureSecrets;
import truekeel.secret.Secrets;
import truekeel.secret.SopsWriter;

/**
 * SOPS files with keys and wrapping by the program {@code age}, opened by us and by an independent reader: what our own
 * tests write is what others read.
 */
class SopsSystemIT {
    private static final Path SOURCES = Path.of("src", "system", "sops");
    private static final Path FOLDER = Truekeel.OUTPUT.resolve("sops").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @BeforeAll
    static void installTheOtherReader() throws IOException {
        Files.createDirectories(FOLDER);
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Files.write(FOLDER.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        }
        run(Program.named("npm", "npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    }

    private static String run(Program program, String... words) {
        Program.Result result = program.run(FOLDER, PATIENCE, Map.of(), words);
        assertThat(result.code()).as(result.output()).isZero();
        return result.output();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "json"})
    void everybodyReadsTheSame(String form) throws IOException {
        // given
        Path keys = folder.resolve("keys.txt");
        run(Program.named("age-keygen", "age"), "-o", keys.toString());
        String recipient =
                run(Program.named("age-keygen", "age"), "-y", keys.toString()).strip();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("qlik-us", FixtureSecrets.value("region"));
        tree.put("port", 587);
        tree.put("tls", true);
        tree.put("nested", Map.of("list", List.of("Zoë €😀", "two")));
        tree.put("note_unencrypted", "for all to read");
        SopsWriter writer = new SopsWriter(List.of(recipient), key -> List.of(wrapped(key, recipient)));
        Path file = folder.resolve("tenants/secrets.sops." + form);
        Files.createDirectories(file.getParent());
        Files.writeString(file, form.equals("json") ? writer.json(tree) : writer.yaml(tree));

        // when
        String others = run(
                Program.named("node", "nodejs"),
                FOLDER.resolve("open.mjs").toString(),
                keys.toString(),
                file.toString());
        Catalogue catalogue = new Manifests(Schemas.bundled(), Limits.DEFAULT)
                .load(FolderTree.read(folder, "tenants", GitLimits.DEFAULT), "tenants");
        Vault vault = new Vault(new Secrets(Optional.empty(), Map.of(), Optional.of(keys)), FixtureSecrets::digester);
        String ours =
                vault.ofFleet(catalogue).resolve(new Value.SecretRef("qlik-us")).reveal();

        // then
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(others)).isEqualTo(json.valueToTree(tree));
        assertThat(ours).isEqualTo(FixtureSecrets.value("region"));
    }

    private String wrapped(byte[] key, String recipient) {
        try {
            Path clear = Files.write(folder.resolve("data.key"), key);
            Path sealed = folder.resolve("data.age");
            run(
                    Program.named("age", "age"),
                    "--armor",
                    "--recipient",
                    recipient,
                    "--output",
                    sealed.toString(),
                    clear.toString());
            return Files.readString(sealed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
