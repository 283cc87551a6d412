package truekeel.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A body that can be read more than once: bytes in memory or a file on disk, so that an upload of 600 MB needs no heap.
 */
public interface Payload {

    /** A new stream from the first byte; the caller closes it. */
    InputStream open();

    /** Length in bytes. */
    long length();

    /** The file behind the payload, when there is one. */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /** The whole body in memory. Only for bodies known to be small. */
    default byte[] bytes() {
        try (InputStream in = open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body as UTF-8. */
    default String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    static Payload empty() {
        return new InMemory(new byte[0]);
    }

    /** Takes the array over; the caller must not change it afterwards. */
    static Payload of(byte[] bytes) {
        return new InMemory(bytes);
    }

    static Payload of(String text) {
        return new InMemory(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The file must stay unchanged as long as the payload is used. */
    static Payload of(Path file) {
        return new OnDisk(file);
    }

    /** Bytes in memory. */
    final class InMemory implements Payload {
        private final byte[] bytes;

        private InMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public long length() {
            return bytes.length;
        }
    }

    /** A file. */
    final class OnDisk implements Payload {
        private final Path file;

        private OnDisk(Path file) {
            this.file = file;
        }

        @Override
        public Optional<Path> file() {
            return Optional.of(file);
        }

        @Override
        public InputStream open() {
            try {
                return Files.newInputStream(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public long length() {
            try {
                return Files.size(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
