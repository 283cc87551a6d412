package truekeel.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.model.Secret;
import truekeel.model.Value;

class SecretsTest {
    private static final Value.SecretRef QLIK_US = new Value.SecretRef("qlik-us");
    private static final Map<String, String> ENVIRONMENT = Map.of("TRUEKEEL_SECRET_QLIK_US", "from-environment");

    @ParameterizedTest
    @ValueSource(strings = {"value", "value\n", "value\r\n"})
    void fileHoldsTheValueWithOrWithoutALineEnd(String content, @TempDir Path folder) throws Exception {
        // given
        Files.writeString(folder.resolve("qlik-us"), content);

        // when
        Secret secret = in(folder).resolve(QLIK_US);

        // then
        assertThat(secret).isEqualTo(Secret.of("value"));
    }

    @Test
    void onlyOneLineEndIsNotPartOfTheValue(@TempDir Path folder) throws Exception {
        // given
        Files.writeString(folder.resolve("qlik-us"), " a\nb \n\n");

        // when
        Secret secret = in(folder).resolve(QLIK_US);

        // then
        assertThat(secret).isEqualTo(Secret.of(" a\nb \n"));
    }

    @Test
    void fileGoesBeforeTheEnvironment(@TempDir Path folder) throws Exception {
        // given
        Files.writeString(folder.resolve("qlik-us"), "from-file");

        // when
        Secret secret = new Secrets(Optional.of(folder), ENVIRONMENT).resolve(QLIK_US);

        // then
        assertThat(secret).isEqualTo(Secret.of("from-file"));
    }

    @Test
    void environmentIsAskedWhereTheFolderHasNothing(@TempDir Path folder) {
        // given
        Secrets secrets = new Secrets(Optional.of(folder), ENVIRONMENT);

        // when
        Secret secret = secrets.resolve(QLIK_US);

        // then
        assertThat(secret).isEqualTo(Secret.of("from-environment"));
    }

    @Test
    void secretsMountedByKubernetesAreReadAgainWhenTheyRotate(@TempDir Path folder) throws Exception {
        // given
        Files.createDirectory(folder.resolve("..2026_1"));
        Files.writeString(folder.resolve("..2026_1/qlik-us"), "old");
        Files.createDirectory(folder.resolve("..2026_2"));
        Files.writeString(folder.resolve("..2026_2/qlik-us"), "new");
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_1"));
        Files.createSymbolicLink(folder.resolve("qlik-us"), Path.of("..data/qlik-us"));
        Secrets secrets = in(folder);
        Secret before = secrets.resolve(QLIK_US);

        // when
        Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2026_2"));
        Files.move(folder.resolve("..data_tmp"), folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

        // then
        assertThat(before).isEqualTo(Secret.of("old"));
        assertThat(secrets.resolve(QLIK_US)).isEqualTo(Secret.of("new"));
    }

    @Test
    void missingSecretNamesBothPlaces(@TempDir Path folder) {
        // given
        Secrets secrets = in(folder);

        // when
        SecretException failure = refusal(secrets, "qlik-us");

        // then
        assertThat(failure.code()).isEqualTo(SecretCode.SECRET_MISSING);
        assertThat(failure)
                .hasMessageContaining(folder.resolve("qlik-us").toString())
                .hasMessageContaining("TRUEKEEL_SECRET_QLIK_US");
    }

    @Test
    void missingSecretWithoutAFolderNamesTheProperty() {
        // given
        Secrets secrets = new Secrets(Optional.empty(), Map.of());

        // when
        SecretException failure = refusal(secrets, "qlik-us");

        // then
        assertThat(failure).hasMessageContaining("truekeel.secrets.dir").hasMessageContaining("TRUEKEEL_SECRET_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../x", "a/b", "/etc/passwd", ".hidden", "a b", "a\nb", "ä"})
    void nameThatLeadsElsewhereIsRefused(String name, @TempDir Path folder) {
        // given
        Secrets secrets = in(folder);

        // when
        SecretException failure = refusal(secrets, name);

        // then
        assertThat(failure.code()).isEqualTo(SecretCode.SECRET_NAME);
        assertThat(failure.getMessage()).doesNotContain("\n");
    }

    @Test
    void fileThatCannotBeUsedIsNotPassedOverForTheEnvironment(@TempDir Path folder) throws Exception {
        // given
        Secrets secrets = new Secrets(Optional.of(folder), ENVIRONMENT);
        Files.createSymbolicLink(folder.resolve("qlik-us"), Path.of("nowhere"));

        // when
        SecretException failure = refusal(secrets, "qlik-us");

        // then
        assertThat(failure.code()).isEqualTo(SecretCode.SECRET_UNREADABLE);
    }

    @Test
    void folderEmptyBinaryAndHugeFilesAreUnreadable(@TempDir Path folder) throws Exception {
        // given
        Files.createDirectory(folder.resolve("folder"));
        Files.writeString(folder.resolve("empty"), "\n");
        Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
        Files.write(folder.resolve("huge"), new byte[1024 * 1024 + 1]);

        // when / then
        for (String name : new String[] {"folder", "empty", "binary", "huge"}) {
            SecretException failure = refusal(in(folder), name);
            assertThat(failure.code()).as(name).isEqualTo(SecretCode.SECRET_UNREADABLE);
            assertThat(failure).hasMessageContaining(folder.resolve(name).toString());
        }
    }

    private static Secrets in(Path folder) {
        return new Secrets(Optional.of(folder), Map.of());
    }

    private static SecretException refusal(Secrets secrets, String name) {
        return catchThrowableOfType(SecretException.class, () -> secrets.resolve(new Value.SecretRef(name)));
    }
}
