package truekeel.kinds;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import truekeel.qlik.QlikException;

/** What several kinds want of one look: whoever comes first reads it, the others wait, and a failure is everybody's. */
final class Once<T> {
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<T> value = new CompletableFuture<>();

    /** Throws the {@link QlikException} of the one that read. */
    T get(Supplier<T> read) {
        if (begun.compareAndSet(false, true)) {
            try {
                value.complete(read.get());
            } catch (Throwable failed) {
                value.completeExceptionally(failed);
                throw failed;
            }
        }
        try {
            return value.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof QlikException problem) {
                throw problem;
            }
            throw failed;
        }
    }
}
