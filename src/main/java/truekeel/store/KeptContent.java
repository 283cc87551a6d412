package truekeel.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;

/** A kept file's bytes; at their end the digest is compared, and a damaged file is dropped. */
final class KeptContent extends FilterInputStream {
    private final DigestInputStream digested;
    private final String hash;
    private final Path file;
    private boolean checked;

    KeptContent(DigestInputStream in, String hash, Path file) {
        super(in);
        digested = in;
        this.hash = hash;
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        return atEnd(super.read());
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return atEnd(super.read(buffer, offset, length));
    }

    /** Reads on, so that the digest covers what is skipped. */
    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 8192)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private int atEnd(int read) throws IOException {
        if (read < 0 && !checked) {
            checked = true;
            if (!HexFormat.of().formatHex(digested.getMessageDigest().digest()).equals(hash)) {
                Files.deleteIfExists(file);
                throw new IOException("The kept file " + file + " was damaged and has been dropped.");
            }
        }
        return read;
    }
}
