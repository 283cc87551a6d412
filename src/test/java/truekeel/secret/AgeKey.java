package truekeel.secret;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;

/** A fresh age identity and its recipient. */
public record AgeKey(String identity, String recipient) {
    public static AgeKey make() {
        try {
            KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
            return new AgeKey(
                    new String(pair.getPrivate().getEncoded(), StandardCharsets.US_ASCII),
                    new String(pair.getPublic().getEncoded(), StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes the key file as {@code age-keygen} does. */
    public Path write(Path file) {
        try {
            return Files.writeString(
                    file, "# created: 2026-11-20T08:00:00Z\n# public key: " + recipient + "\n" + identity + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
