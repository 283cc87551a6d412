package truekeel.store;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Threads that nobody interrupts, for work on a file: Java closes a file under a thread that is interrupted while it
 * reads or writes, and with it the database for everyone. The caller waits for the result and keeps its interrupt.
 */
final class Uninterrupted implements AutoCloseable {
    private final ExecutorService threads;

    Uninterrupted(int most) {
        threads = Executors.newFixedThreadPool(most, work -> {
            Thread thread = new Thread(work, "truekeel-store");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Runs the work on a thread of ours; what it throws is thrown here. */
    <T> T call(Supplier<T> work) {
        Future<T> future = submit(work);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw unchecked(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> Future<T> submit(Supplier<T> work) {
        try {
            return threads.submit(work::get);
        } catch (RejectedExecutionException e) {
            throw new StoreException(StoreCode.CLOSED, "The store was closed. Open it again to use it.", e);
        }
    }

    /** Lets work under way come to its end. */
    @Override
    public void close() {
        threads.shutdown();
    }

    private static RuntimeException unchecked(ExecutionException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }
}
