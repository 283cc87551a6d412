package truekeel.kinds;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Runs independent pieces of one tenant's work side by side, up to a width. The caller's thread takes part, so a width
 * of one needs no other thread and a full pool never deadlocks.
 */
public final class Branches {
    private final Executor executor;
    private final int width;

    public Branches(Executor executor, int width) {
        if (width < 1) {
            throw new IllegalArgumentException("At least one branch is needed, not " + width);
        }
        this.executor = executor;
        this.width = width;
    }

    /** One after the other, on the caller's thread. */
    public static Branches single() {
        return new Branches(Runnable::run, 1);
    }

    public int width() {
        return width;
    }

    /** Runs the action for every item; returns when all are done, then throws what the first failing one threw. */
    public <T> void each(List<T> items, Consumer<T> action) {
        if (width == 1 || items.size() < 2) {
            items.forEach(action);
            return;
        }
        ConcurrentLinkedQueue<T> queue = new ConcurrentLinkedQueue<>(items);
        Runnable worker = () -> {
            for (T item = queue.poll(); item != null; item = queue.poll()) {
                action.accept(item);
            }
        };
        List<CompletableFuture<Void>> others = new ArrayList<>();
        for (int branch = 1; branch < Math.min(width, items.size()); branch++) {
            try {
                others.add(CompletableFuture.runAsync(worker, executor));
            } catch (RejectedExecutionException full) {
                break;
            }
        }
        try {
            worker.run();
        } finally {
            others.forEach(Branches::await);
        }
    }

    /** What the function gives for each item, in the items' order; otherwise as {@link #each}. */
    public <T, R> List<R> map(List<T> items, Function<T, R> function) {
        AtomicReferenceArray<R> results = new AtomicReferenceArray<>(items.size());
        each(
                IntStream.range(0, items.size()).boxed().toList(),
                place -> results.set(place, function.apply(items.get(place))));
        return IntStream.range(0, items.size()).mapToObj(results::get).toList();
    }

    private static void await(CompletableFuture<Void> branch) {
        try {
            branch.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed;
        }
    }
}
