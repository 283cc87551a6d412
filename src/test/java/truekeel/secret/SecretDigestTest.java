package truekeel.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.model.Secret;

class SecretDigestTest {
    @Test
    void digestIsHmacSha256UnderTheKeyOfTheFile(@TempDir Path folder) throws Exception {
        // given
        Path key = Files.writeString(folder.resolve("key"), "0123456789abcdef0123456789abcdef\n");

        // when
        String digest = SecretDigest.withKeyFile(key).of(Secret.of("value"));

        // then: printf value | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
        assertThat(digest).isEqualTo("b02733676fc8edd547e8e2a314ca802cc9dde04c903e4cf48139166a6221e7ca");
    }

    @Test
    void generatedKeyIsTheSameEverAfter(@TempDir Path folder) {
        // given
        Path dataDir = folder.resolve("data");
        String before = SecretDigest.withKeyIn(dataDir).of(Secret.of("value"));

        // when
        String after = SecretDigest.withKeyIn(dataDir).of(Secret.of("value"));

        // then
        assertThat(after).isEqualTo(before);
    }

    @Test
    void generatedKeyIsForTheOwnerAloneAndLeavesNothingBeside(@TempDir Path folder) throws Exception {
        // given / when
        SecretDigest.withKeyIn(folder);

        // then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(SecretDigest.KEY_NAME))))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void digestsUnderDifferentKeysDiffer(@TempDir Path one, @TempDir Path other) {
        // given
        Secret secret = Secret.of("value");

        // when
        String first = SecretDigest.withKeyIn(one.resolve("1")).of(secret);
        String second = SecretDigest.withKeyIn(other.resolve("2")).of(secret);

        // then
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void digestTellsARotatedSecret(@TempDir Path folder) {
        // given
        SecretDigest digest = SecretDigest.withKeyIn(folder);

        // when
        String before = digest.of(Secret.of("value"));
        String after = digest.of(Secret.of("valve"));

        // then
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void shortOrMissingKeyIsExplained(@TempDir Path folder) throws Exception {
        // given
        Path shortKey = Files.writeString(folder.resolve("key"), "short\n");

        // when
        SecretException tooShort =
                catchThrowableOfType(SecretException.class, () -> SecretDigest.withKeyFile(shortKey));
        SecretException missing =
                catchThrowableOfType(SecretException.class, () -> SecretDigest.withKeyFile(folder.resolve("none")));

        // then
        assertThat(tooShort.code()).isEqualTo(SecretCode.SECRET_UNREADABLE);
        assertThat(tooShort).hasMessageContaining("16").hasMessageNotContaining("short");
        assertThat(missing).hasMessageContaining("truekeel.secrets.digest-key");
    }
}
