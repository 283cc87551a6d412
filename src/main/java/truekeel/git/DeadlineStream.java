package truekeel.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Function;

/**
 * Fails once the deadline has passed, so that a sender of single bytes cannot hold its reader for ever; explains every
 * failure of the network below.
 */
final class DeadlineStream extends FilterInputStream {
    private final long start = System.nanoTime();
    private final long nanos;
    private final Function<IOException, ? extends IOException> explain;

    DeadlineStream(InputStream source, Duration deadline, Function<IOException, ? extends IOException> explain) {
        super(source);
        this.nanos = deadline.toNanos();
        this.explain = explain;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            if (System.nanoTime() - start > nanos) {
                throw new SocketTimeoutException("the whole deadline passed");
            }
            return super.read(into, offset, length);
        } catch (IOException e) {
            throw explain.apply(e);
        }
    }
}
