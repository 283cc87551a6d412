package truekeel.simulator.resource;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import truekeel.simulator.Payload;

/** A part of another payload, without a copy. */
final class Slice implements Payload {
    private final Payload whole;
    private final long from;
    private final long length;

    /** The caller sees to it that the range lies inside {@code whole}. */
    Slice(Payload whole, long from, long length) {
        this.whole = whole;
        this.from = from;
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public InputStream open() {
        InputStream in = whole.open();
        try {
            in.skipNBytes(from);
            return new Limited(in, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Limited extends FilterInputStream {
        private long left;

        Limited(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            int value = left == 0 ? -1 : super.read();
            if (value >= 0) {
                left--;
            }
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) throws IOException {
            if (left == 0 && count > 0) {
                return -1;
            }
            int read = super.read(buffer, offset, (int) Math.min(count, left));
            left -= Math.max(read, 0);
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(Math.min(count, left));
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(super.available(), left);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
