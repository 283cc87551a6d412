package truekeel.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The container image that the build left as a tar, without a base: what it holds and how it starts. */
class ImageSystemIT {
    private static final Path IMAGE = Path.of("target", "jib-image.tar").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Program tar = Program.named("tar", "tar");
    private final Path unpacked;

    ImageSystemIT(@TempDir Path folder) {
        this.unpacked = folder;
        tar(folder, "-xf", IMAGE.toString());
    }

    @Test
    void startsTheDaemonAsNobodySpecial() throws IOException {
        JsonNode config = read("config.json").path("config");

        assertThat(config.path("User").asText()).isEqualTo("10001:0");
        assertThat(texts(config.path("Entrypoint")))
                .startsWith("java")
                .endsWith("-jar", "/opt/truekeel/quarkus-run.jar");
        assertThat(texts(config.path("Cmd"))).containsExactly("run");
        assertThat(texts(config.path("Env")))
                .contains("TRUEKEEL_DATA_DIR=/var/lib/truekeel", "TRUEKEEL_SECRETS_DIR=/run/secrets/truekeel");
        assertThat(config.path("ExposedPorts").fieldNames()).toIterable().containsExactly("8080/tcp", "9000/tcp");
        assertThat(config.path("Volumes").fieldNames()).toIterable().contains("/var/lib/truekeel", "/tmp");
        assertThat(config.path("Labels")
                        .path("org.opencontainers.image.licenses")
                        .asText())
                .isEqualTo("Apache-2.0");
    }

    @Test
    void holdsTheProgramOnceAndTheSample() throws IOException {
        List<String> files = files();

        assertThat(files)
                .contains("opt/truekeel/quarkus-run.jar", "opt/truekeel/tenants/fleet.yaml", "var/lib/truekeel/")
                .anyMatch(file -> file.startsWith("opt/truekeel/lib/main/"))
                .anyMatch(file -> file.startsWith("opt/truekeel/app/"))
                .noneMatch(file -> file.startsWith("app/"));
    }

    /** Its user is in the group of root, to which all files belong. */
    @Test
    void letsItsUserWriteToTheDataFolderOnly() throws IOException {
        List<String> writable = new ArrayList<>();
        for (String layer : layers()) {
            tar(unpacked, "--numeric-owner", "-tvzf", layer)
                    .lines()
                    .filter(line -> line.matches("^.....w.*|^........w.*|^\\S+ +(?!0/0 ).*"))
                    .forEach(writable::add);
        }

        assertThat(writable).singleElement().asString().matches("drwxrwx--- 0/0 .* var/lib/truekeel/");
    }

    @Test
    void isThatWhichThePackagedDaemonIsMadeOf(@TempDir Path root) throws IOException {
        // given
        for (String layer : layers()) {
            tar(root, "-xzf", unpacked.resolve(layer).toString());
        }
        List<String> entrypoint = texts(read("config.json").path("config").path("Entrypoint")).stream()
                .map(word -> word.replace(
                        "/opt/truekeel", root.resolve("opt/truekeel").toString()))
                .skip(1)
                .collect(Collectors.toCollection(ArrayList::new));
        entrypoint.add("kinds");

        // when
        Program.Result kinds = new Program(Path.of(System.getProperty("java.home"), "bin", "java"))
                .run(root, PATIENCE, Map.of(), entrypoint.toArray(String[]::new));

        // then
        assertThat(kinds.code()).as(kinds.output()).isZero();
        assertThat(kinds.output()).contains("WebIntegration");
    }

    private List<String> files() throws IOException {
        List<String> files = new ArrayList<>();
        for (String layer : layers()) {
            files.addAll(tar(unpacked, "-tzf", layer).lines().toList());
        }
        return files;
    }

    private List<String> layers() throws IOException {
        return texts(read("manifest.json").path(0).path("Layers"));
    }

    private JsonNode read(String file) throws IOException {
        return JSON.readTree(Files.readString(unpacked.resolve(file)));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private String tar(Path folder, String... words) {
        List<String> all = new ArrayList<>(List.of("--warning=no-unknown-keyword"));
        all.addAll(List.of(words));
        Program.Result result = tar.run(folder, PATIENCE, Map.of(), all.toArray(String[]::new));
        assertThat(result.code()).as(result.output()).isZero();
        return result.output();
    }
}
