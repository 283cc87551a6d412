package truekeel.git;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, the digest of Git LFS and of everything this room names by content itself. */
final class Digests {
    private Digests() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256. This is a bug in Truekeel.", e);
        }
    }

    /** 64 lower-case hex digits. */
    static String sha256(String text) {
        MessageDigest digest = sha256();
        digest.update(utf8(text));
        return hex(digest);
    }

    /** Lower-case hex digits of what was digested so far; the digest begins anew. */
    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
