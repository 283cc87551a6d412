package truekeel.store;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings commits to the file, those of several threads by one write: whoever comes first writes for all who wait by
 * then. A write costs the same however many commits it holds.
 */
final class SharedFlush {
    /** Writes what was committed. */
    interface Writer {
        /**
         * Writes.
         *
         * @param disk whether it must survive the loss of power, not only of the process
         */
        void write(boolean disk);
    }

    private final Writer writer;
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong askedForDisk = new AtomicLong();
    private final ReentrantLock turn = new ReentrantLock();
    private long written;
    private long onDisk;

    SharedFlush(Writer writer) {
        this.writer = writer;
    }

    /** Returns when what this thread committed before is written, by whichever thread. */
    void flush(boolean disk) {
        long mine = asked.incrementAndGet();
        if (disk) {
            askedForDisk.accumulateAndGet(mine, Math::max);
        }
        turn.lock();
        try {
            if ((disk ? onDisk : written) < mine) {
                write();
            }
        } finally {
            turn.unlock();
        }
    }

    private void write() {
        long upTo = asked.get();
        boolean toDisk = askedForDisk.get() > onDisk;
        writer.write(toDisk);
        written = upTo;
        if (toDisk) {
            onDisk = upTo;
        }
    }
}
