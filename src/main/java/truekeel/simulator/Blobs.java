package truekeel.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Binary content by its SHA-256. Small content stays in memory, the rest in a folder of its own that goes with the
 * simulator.
 */
public final class Blobs implements AutoCloseable {
    private static final long IN_MEMORY = 256 * 1024;
    private final Map<String, Payload> content = new ConcurrentHashMap<>();
    private @Nullable Path folder;

    Blobs() {}

    /** Keeps a copy of the content and returns its key, the lower-case hex SHA-256. */
    public String put(Payload payload) {
        String key = digest(payload, "SHA-256");
        content.computeIfAbsent(key, sha -> keep(sha, payload));
        return key;
    }

    public Optional<Payload> get(String key) {
        return Optional.ofNullable(content.get(key));
    }

    /** The lower-case hex digest of a payload by any JDK algorithm, such as MD5. */
    public static String digest(Payload payload, String algorithm) {
        try (InputStream in = payload.open()) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] buffer = new byte[64 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("No " + algorithm + " in this JVM. This is a bug in Truekeel.", e);
        }
    }

    /** A new file in the simulator's own folder, for content that is still growing. */
    public Path newFile() {
        try {
            return Files.createTempFile(folder(), "part-", ".bin");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Payload keep(String key, Payload payload) {
        if (payload.length() <= IN_MEMORY) {
            return Payload.of(payload.bytes());
        }
        Path file = folder().resolve(key);
        try (InputStream in = payload.open();
                OutputStream out = Files.newOutputStream(file)) {
            in.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Payload.of(file);
    }

    private synchronized Path folder() {
        if (folder == null) {
            try {
                folder = Files.createTempDirectory("truekeel-simulator-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folder;
    }

    @Override
    public synchronized void close() {
        content.clear();
        Path gone = folder;
        folder = null;
        if (gone == null) {
            return;
        }
        try (java.util.stream.Stream<Path> files = Files.list(gone)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(gone);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
