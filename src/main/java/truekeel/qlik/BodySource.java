package truekeel.qlik;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a request body, readable any number of times so that a request can be repeated. */
public interface BodySource {
    /** A new stream from the first byte on; the caller closes it. */
    InputStream open() throws IOException;

    /** Length in bytes. */
    long length();

    static BodySource of(byte[] bytes) {
        byte[] copy = bytes.clone();
        return new BodySource() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(copy);
            }

            @Override
            public long length() {
                return copy.length;
            }
        };
    }

    /** A file that must not change while the request lives; throws {@link IOException} when it cannot be read. */
    static BodySource of(Path file) throws IOException {
        long length = Files.size(file);
        return new BodySource() {
            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }

            @Override
            public long length() {
                return length;
            }
        };
    }
}
