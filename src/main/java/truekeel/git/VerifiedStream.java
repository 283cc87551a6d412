package truekeel.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Counts and digests what passes, and fails at the end (or beyond it) when it was not what the pointer promised. */
final class VerifiedStream extends FilterInputStream {
    private final String path;
    private final LfsPointer pointer;
    private final MessageDigest digest = Digests.sha256();
    private long passed;
    private boolean verified;

    VerifiedStream(InputStream source, String path, LfsPointer pointer) {
        super(source);
        this.path = path;
        this.pointer = pointer;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        if (count > 0) {
            digest.update(into, offset, count);
            passed += count;
        }
        if (passed > pointer.size()) {
            throw damaged("is longer than the " + pointer.size() + " bytes that the pointer states");
        }
        if (count < 0) {
            verify();
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        // Skipped bytes must be digested too.
        return read(new byte[(int) Math.min(count, 8192)]) < 0 ? 0 : Math.min(count, 8192);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void verify() throws GitException {
        if (verified) {
            return;
        }
        if (passed < pointer.size()) {
            throw damaged("ends after " + passed + " of " + pointer.size() + " bytes");
        }
        if (!Digests.hex(digest).equals(pointer.oid())) {
            throw damaged("has another SHA-256 than the pointer states");
        }
        verified = true;
    }

    private GitException damaged(String how) {
        return new GitException(
                GitCode.LFS_OBJECT_DAMAGED,
                "The Git LFS object of " + path + " (" + pointer.oid() + ") " + how
                        + ". Push it again with: git lfs push --all");
    }
}
