package truekeel.schema;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PEM blocks (RFC 7468), which people break into lines as they like. */
public final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("\\s*-----BEGIN ([A-Z ]+)-----(.*)-----END \\1-----\\s*", Pattern.DOTALL);
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    /** The block with lines of 64 characters; a text that is none stays as it is. */
    public static String canonical(String text) {
        Matcher block = BLOCK.matcher(text);
        return block.matches()
                ? decoded(block.group(2))
                        .map(bytes -> "-----BEGIN " + block.group(1) + "-----\n" + LINES.encodeToString(bytes)
                                + "\n-----END " + block.group(1) + "-----\n")
                        .orElse(text)
                : text;
    }

    /** Whether it is a public key, or a certificate of one, that can be read. */
    static boolean isPublicKey(String text) {
        Matcher block = BLOCK.matcher(text);
        Optional<byte[]> bytes = block.matches() ? decoded(block.group(2)) : Optional.empty();
        return bytes.isPresent()
                && switch (block.group(1)) {
                    case "CERTIFICATE" -> isCertificate(bytes.get());
                    case "PUBLIC KEY" -> List.of("RSA", "EC").stream().anyMatch(type -> isKey(type, bytes.get()));
                    default -> false;
                };
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64.replaceAll("\\s", "")));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isCertificate(byte[] bytes) {
        try {
            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
            return true;
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static boolean isKey(String type, byte[] bytes) {
        try {
            KeyFactory.getInstance(type).generatePublic(new X509EncodedKeySpec(bytes));
            return true;
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }
}
