package truekeel.qlik;

import java.time.Duration;
import java.util.Arrays;

/**
 * At most {@code limit} calls in any {@code span} of time, and no call later than that makes necessary. Times are
 * monotonic and must not go back between calls of {@link #take}. Not thread-safe.
 */
final class SlidingWindow {
    private static final int SMALLEST = 16;

    private final long span;
    private int limit;
    /** The times of the calls still in the window, a ring: the oldest at {@code first}. */
    private long[] taken = new long[SMALLEST];

    private int first;
    private int size;

    SlidingWindow(int limit, Duration span) {
        this.span = span.toNanos();
        limit(limit);
    }

    void limit(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("a window must let at least one call through");
        }
        limit = calls;
    }

    int limit() {
        return limit;
    }

    /** Calls that count at this time. */
    int used(Duration now) {
        forget(now.toNanos());
        return size;
    }

    /** How long the next call must wait; zero when it may go now. */
    Duration waitAt(Duration now) {
        return waitAt(now, 1);
    }

    /** How long it takes until {@code calls} calls have gone, each as early as it may; zero when all may go now. */
    Duration waitAt(Duration now, long calls) {
        long time = now.toNanos();
        forget(time);
        if (calls < 1) {
            return Duration.ZERO;
        }
        long rounds = (calls - 1) / limit;
        int place = (int) ((calls - 1) % limit);
        // The call in this place follows the one that stands `limit` calls before it.
        int before = size - limit + place;
        long start = before < 0 ? time : Math.max(time, at(Math.min(before, size - 1)) + span);
        return Duration.ofNanos(start - time + rounds * span);
    }

    /** Counts a call; throws when it should have waited. */
    void take(Duration now) {
        if (!waitAt(now).isZero()) {
            throw new IllegalStateException("a call did not wait for its turn. This is a bug in Truekeel.");
        }
        if (size == taken.length) {
            grow();
        }
        taken[(first + size) % taken.length] = now.toNanos();
        size++;
    }

    private void forget(long now) {
        while (size > 0 && at(0) + span <= now) {
            first = (first + 1) % taken.length;
            size--;
        }
        if (size == 0 && taken.length > SMALLEST) {
            // Ten thousand quiet tenants must not keep the memory of their busiest minute.
            taken = new long[SMALLEST];
            first = 0;
        }
    }

    private long at(int index) {
        return taken[(first + index) % taken.length];
    }

    private void grow() {
        long[] larger = Arrays.copyOf(taken, taken.length * 2);
        for (int i = 0; i < size; i++) {
            larger[i] = at(i);
        }
        taken = larger;
        first = 0;
    }
}
