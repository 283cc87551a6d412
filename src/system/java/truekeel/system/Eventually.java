package truekeel.system;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waits for another process to come to a state, by asking again and again until a deadline. */
final class Eventually {
    private static final long PAUSE_MILLIS = 250;

    private Eventually() {}

    /** The first answer that is there; throws {@link AssertionError} when none came in time. */
    static <T> T get(String what, Duration patience, Supplier<Optional<T>> ask) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        try {
            ScheduledFuture<?> asking = thread.scheduleWithFixedDelay(
                    () -> {
                        try {
                            ask.get().ifPresent(answer::complete);
                        } catch (RuntimeException | AssertionError failed) {
                            answer.completeExceptionally(failed);
                        }
                    },
                    0,
                    PAUSE_MILLIS,
                    TimeUnit.MILLISECONDS);
            T first = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            asking.cancel(true);
            return first;
        } catch (TimeoutException late) {
            throw new AssertionError("Not within " + patience + ": " + what, late);
        } catch (ExecutionException failed) {
            throw new AssertionError(what, failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting: " + what, stopped);
        } finally {
            thread.shutdownNow();
        }
    }
}
