package truekeel.qlik;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Passes a download on, and when it is repeated after a break, takes it up where it broke off: the bytes that were
 * passed on before are compared by digest and not written twice. Not thread-safe.
 */
final class ResumingSink extends OutputStream {
    private final OutputStream target;
    private final MessageDigest written = Sha256.digest();
    private MessageDigest again = Sha256.digest();
    private long passed;
    private long seen;

    ResumingSink(OutputStream target) {
        this.target = target;
    }

    /** This sink, for another attempt that begins with the first byte. */
    ResumingSink restarted() {
        seen = 0;
        again = Sha256.digest();
        return this;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int known = (int) Math.min(length, passed - seen);
        if (known > 0) {
            again.update(bytes, offset, known);
            seen += known;
            if (seen == passed) {
                compare();
            }
        }
        int fresh = length - known;
        if (fresh > 0) {
            target.write(bytes, offset + known, fresh);
            written.update(bytes, offset + known, fresh);
            passed += fresh;
            seen += fresh;
        }
    }

    /** Whether the last attempt brought everything that an earlier one had. */
    boolean isWhole() {
        return seen == passed;
    }

    private void compare() throws IOException {
        byte[] before = copy(written).digest();
        if (!Arrays.equals(before, again.digest())) {
            throw new Changed();
        }
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java's SHA-256 cannot be copied, which every Java's can", e);
        }
    }

    /** The content is another one than before. */
    static final class Changed extends IOException {
        private static final long serialVersionUID = 1L;

        Changed() {
            super("the content changed between two attempts to download it");
        }
    }
}
