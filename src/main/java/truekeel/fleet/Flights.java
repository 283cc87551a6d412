package truekeel.fleet;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Work that many want and one does: whoever asks while it is under way waits for the same result. It is done on threads
 * of its own, none of which waits for another piece of such work, so that runs cannot block each other.
 */
final class Flights<K, V> {
    private final Executor threads;
    private final Duration patience;
    private final Map<K, CompletableFuture<V>> under = new ConcurrentHashMap<>();

    /** @param patience how long one who asks waits; the work goes on all the same */
    Flights(Executor threads, Duration patience) {
        this.threads = threads;
        this.patience = patience;
    }

    /** The result; empty when it is not there in time. Throws what the work throws. */
    Optional<V> join(K key, Supplier<V> work) {
        CompletableFuture<V> own = new CompletableFuture<>();
        CompletableFuture<V> flying = under.putIfAbsent(key, own);
        if (flying == null) {
            start(key, work, own);
            flying = own;
        }
        try {
            return Optional.of(flying.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("The work failed unexpectedly. This is a bug in Truekeel.", failed);
        }
    }

    private void start(K key, Supplier<V> work, CompletableFuture<V> own) {
        try {
            threads.execute(() -> fly(key, work, own));
        } catch (RuntimeException | Error refused) {
            under.remove(key, own);
            own.completeExceptionally(refused); // somebody may wait for it by now
        }
    }

    private void fly(K key, Supplier<V> work, CompletableFuture<V> own) {
        try {
            own.complete(work.get());
        } catch (RuntimeException | Error failed) {
            own.completeExceptionally(failed);
        } finally {
            under.remove(key, own);
        }
    }
}
