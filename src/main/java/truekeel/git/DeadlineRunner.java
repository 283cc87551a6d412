package truekeel.git;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs work that may hang on a thread of its own and stops waiting at the deadline. One piece runs at a time: work that
 * was given up delays the next until it notices, and that delay counts as well.
 */
final class DeadlineRunner implements AutoCloseable {
    private final Duration deadline;
    private final ThreadPoolExecutor thread;

    /** The deadline passed, or the waiting thread was interrupted (its flag is set again). */
    static final class Late extends Exception {
        Late(Throwable cause) {
            super(cause);
        }
    }

    DeadlineRunner(Duration deadline) {
        this.deadline = deadline;
        this.thread = new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread made = new Thread(work, "truekeel-git");
            made.setDaemon(true);
            return made;
        });
        thread.allowCoreThreadTimeOut(true);
    }

    /** Throws what the work throws, or {@link Late} after telling the work to stop. */
    <T> T run(Callable<T> work, Runnable onLate) throws Exception {
        Future<T> result = thread.submit(work);
        try {
            return result.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            giveUp(result, onLate);
            throw new Late(e);
        } catch (InterruptedException e) {
            giveUp(result, onLate);
            Thread.currentThread().interrupt();
            throw new Late(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception failure) {
                throw failure;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static void giveUp(Future<?> result, Runnable onLate) {
        onLate.run();
        result.cancel(true);
    }
}
