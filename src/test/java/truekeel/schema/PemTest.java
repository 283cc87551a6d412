package truekeel.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
    private static String key(String type, int size) throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
        generator.initialize(size);
        String body = Base64.getEncoder()
                .encodeToString(generator.generateKeyPair().getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----" + body + "-----END PUBLIC KEY-----";
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void hasOneFormForAllWaysToBreakLines(String type) throws NoSuchAlgorithmException {
        // given
        String line = key(type, type.equals("RSA") ? 2048 : 256);
        String windows = Pem.canonical(line).replace("\n", "\r\n");
        String indented = "  " + Pem.canonical(line).replace("\n", "\n  ");

        // when
        String canonical = Pem.canonical(line);

        // then
        assertThat(canonical).startsWith("-----BEGIN PUBLIC KEY-----\n").endsWith("\n-----END PUBLIC KEY-----\n");
        assertThat(canonical.lines().mapToInt(String::length).max()).hasValue(64);
        assertThat(Pem.canonical(windows)).isEqualTo(canonical);
        assertThat(Pem.canonical(indented)).isEqualTo(canonical);
        assertThat(Pem.canonical(canonical)).isEqualTo(canonical);
        assertThat(Pem.isPublicKey(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "key",
                "-----BEGIN PUBLIC KEY-----AAAA-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----*-----END PUBLIC KEY-----",
                "-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----",
                "-----BEGIN PUBLIC KEY-----AAAA-----END CERTIFICATE-----",
                "-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----"
            })
    void knowsWhatIsNoPublicKey(String text) {
        assertThat(Pem.isPublicKey(text)).isFalse();
    }

    @Test
    void leavesAloneWhatIsNoBlock() {
        assertThat(Pem.canonical("no block")).isEqualTo("no block");
        assertThat(Pem.canonical("-----BEGIN X-----*-----END X-----")).isEqualTo("-----BEGIN X-----*-----END X-----");
    }
}
