package truekeel.simulator;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Public keys as people paste them: a PEM block of a key or of a certificate, on one line or on many. */
public final class PublicKeys {
    private static final Pattern BLOCK =
            Pattern.compile("\\s*-----BEGIN (CERTIFICATE|PUBLIC KEY)-----(.*)-----END \\1-----\\s*", Pattern.DOTALL);

    private PublicKeys() {}

    /** The key of the block; empty for anything else. */
    public static Optional<PublicKey> parse(String pem) {
        Matcher block = BLOCK.matcher(pem);
        if (!block.matches()) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(block.group(2).replaceAll("\\s", ""));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        return block.group(1).equals("CERTIFICATE") ? certified(bytes) : bare(bytes);
    }

    private static Optional<PublicKey> certified(byte[] bytes) {
        try {
            return Optional.of(CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(bytes))
                    .getPublicKey());
        } catch (GeneralSecurityException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<PublicKey> bare(byte[] bytes) {
        return key("RSA", bytes).or(() -> key("EC", bytes));
    }

    private static Optional<PublicKey> key(String algorithm, byte[] bytes) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(bytes)));
        } catch (GeneralSecurityException another) {
            return Optional.empty();
        }
    }
}
