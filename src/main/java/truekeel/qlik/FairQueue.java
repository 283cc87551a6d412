package truekeel.qlik;

import java.util.concurrent.locks.ReentrantLock;

/** Lets one caller at a time do something that may wait, in the order they came. */
final class FairQueue {
    private final ReentrantLock lock = new ReentrantLock(true);

    <T> T inTurn(Turn<T> turn) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            return turn.take();
        } finally {
            lock.unlock();
        }
    }

    interface Turn<T> {
        T take() throws InterruptedException;
    }
}
