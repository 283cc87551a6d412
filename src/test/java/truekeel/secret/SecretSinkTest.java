package truekeel.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.model.Secret;

class SecretSinkTest {
    @TempDir
    Path folder;

    private SecretSink sink() {
        return SecretSink.parse("dir:" + folder.resolve("new"));
    }

    private static List<String> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void putsASecretIntoAFileOfItsOwnThatOnlyTheOwnerReads() throws IOException {
        // when
        sink().put("acme", "portal", Map.of("clientId", "c1"), "clientSecret", Secret.of("hush"));

        // then
        Path file = folder.resolve("new/acme/portal.json");
        JsonNode content = new ObjectMapper().readTree(file.toFile());
        assertThat(content.path("clientId").asText()).isEqualTo("c1");
        assertThat(content.path("clientSecret").asText()).isEqualTo("hush");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(below(folder)).containsExactly("new/acme/portal.json");
    }

    @Test
    void replacesTheOlderSecretAsAWhole() throws IOException {
        // given
        sink().put("acme", "portal", Map.of("clientId", "c1"), "clientSecret", Secret.of("older"));

        // when
        sink().put("acme", "portal", Map.of("clientId", "c1"), "clientSecret", Secret.of("newer"));

        // then
        assertThat(Files.readString(folder.resolve("new/acme/portal.json")))
                .contains("newer")
                .doesNotContain("older");
    }

    @Test
    void knowsWhatItHolds() {
        // when
        sink().put("acme", "portal", Map.of("clientId", "c1"), "clientSecret", Secret.of("hush"));

        // then
        assertThat(sink().holds("acme", "portal", "clientId", "c1")).isTrue();
        assertThat(sink().holds("acme", "portal", "clientId", "c2")).isFalse();
        assertThat(sink().holds("acme", "other", "clientId", "c1")).isFalse();
    }

    @Test
    void leavesNothingBehindWhenItChecks() throws IOException {
        // when
        sink().check("acme", "portal");

        // then
        assertThat(below(folder)).isEmpty();
    }

    @Test
    void saysBeforehandThatNothingCanBePut() throws IOException {
        // given
        Files.writeString(folder.resolve("new"), "a file where the folder should be");

        // when / then
        assertThatThrownBy(() -> sink().check("acme", "portal"))
                .isInstanceOfSatisfying(SecretException.class, problem -> assertThat(problem.code())
                        .isEqualTo(SecretCode.SECRET_SINK_UNUSABLE))
                .hasMessageContaining("truekeel.secrets.sink");
    }

    @Test
    void doesNotTakeAFolderForAFile() throws IOException {
        // given
        Files.createDirectories(folder.resolve("new/acme/portal.json"));

        // when / then
        assertThatThrownBy(() -> sink().check("acme", "portal")).isInstanceOf(SecretException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../acme", "a/b", "", ".hidden", "x.", "a b"})
    void refusesNamesThatLeadElsewhere(String name) {
        assertThatThrownBy(() -> sink().put("acme", name, Map.of(), "clientSecret", Secret.of("hush")))
                .isInstanceOf(SecretException.class)
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dir:", "/run/new", "vault:x"})
    void knowsFoldersOnly(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> SecretSink.parse(text));
    }
}
