package truekeel.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import truekeel.model.Secret;

/**
 * Tells whether a secret is the one that was sent before, without keeping it: HMAC-SHA256 under a key that stays on
 * this side, so that nobody who reads the store can try guesses.
 */
public final class SecretDigest {
    /** The generated key's name in the data folder. */
    static final String KEY_NAME = "digest.key";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int LEAST_KEY_BYTES = 16;
    private static final int MOST_KEY_BYTES = 4096;

    private final SecretKeySpec key;

    private SecretDigest(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * With the key in a file: its bytes as they are, line ends at the end aside.
     *
     * @throws SecretException when the file cannot be read or holds less than 16 bytes or more than 4 KiB
     */
    public static SecretDigest withKeyFile(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int length = bytes.length;
            while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
                length--;
            }
            if (length < LEAST_KEY_BYTES || length > MOST_KEY_BYTES) {
                throw new SecretException(
                        SecretCode.SECRET_UNREADABLE,
                        "The digest key in " + file + " has " + length + " bytes. Put " + LEAST_KEY_BYTES + " to "
                                + MOST_KEY_BYTES + " random bytes into it.");
            }
            return new SecretDigest(Arrays.copyOf(bytes, length));
        } catch (IOException e) {
            throw new SecretException(
                    SecretCode.SECRET_UNREADABLE,
                    "The digest key cannot be read from " + file + " ("
                            + e.getClass().getSimpleName() + "). Check truekeel.secrets.digest-key.",
                    e);
        }
    }

    /**
     * With a key of its own in the data folder, readable by the owner alone; made at the first call and the same ever
     * after, over processes too.
     *
     * @throws SecretException when the key can be neither read nor written
     */
    public static SecretDigest withKeyIn(Path dataDir) {
        Path file = dataDir.resolve(KEY_NAME);
        if (!Files.exists(file)) {
            try {
                generate(dataDir, file);
            } catch (IOException e) {
                throw new SecretException(
                        SecretCode.SECRET_UNREADABLE,
                        "The digest key cannot be written to " + file + " ("
                                + e.getClass().getSimpleName()
                                + "). Make truekeel.data.dir writable, or set truekeel.secrets.digest-key.",
                        e);
            }
        }
        return withKeyFile(file);
    }

    /** With a key of at least 16 bytes that the caller keeps. */
    public static SecretDigest withKey(byte[] key) {
        if (key.length < LEAST_KEY_BYTES) {
            throw new IllegalArgumentException("A digest key has at least " + LEAST_KEY_BYTES + " bytes");
        }
        return new SecretDigest(key.clone());
    }

    /** 64 lower-case hex digits; equal for equal values under one key. */
    public String of(Secret secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM + ". This is a bug in Truekeel.", e);
        }
    }

    /** Writes the key aside and links it into place, so that a kill leaves no half key and two processes agree. */
    private static void generate(Path dataDir, Path file) throws IOException {
        Files.createDirectories(dataDir);
        Path aside = Files.createTempFile(dataDir, KEY_NAME, ".new", ownerOnly());
        try {
            byte[] random = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(random);
            try (FileChannel out = FileChannel.open(aside, EnumSet.of(StandardOpenOption.WRITE))) {
                out.write(ByteBuffer.wrap(HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII)));
                out.force(true);
            }
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException e) {
            // Another process was faster: its key is the key.
        } catch (UnsupportedOperationException e) {
            Files.move(aside, file);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        Set<String> views = FileSystems.getDefault().supportedFileAttributeViews();
        return views.contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
