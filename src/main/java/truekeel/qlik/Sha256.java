package truekeel.qlik;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as lower-case hex. */
final class Sha256 {
    private Sha256() {}

    static String of(byte[] bytes) {
        return of(() -> new ByteArrayInputStream(bytes));
    }

    static String of(BodySource source) {
        return of(source::open);
    }

    /** A new digest; every Java platform has this one. */
    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }

    private static String of(Opening opening) {
        MessageDigest digest = digest();
        try (InputStream in = opening.open()) {
            byte[] buffer = new byte[16 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a request body could not be read", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private interface Opening {
        InputStream open() throws IOException;
    }
}
