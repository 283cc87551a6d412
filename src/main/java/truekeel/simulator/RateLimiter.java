package truekeel.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts calls in sliding windows. A refused call is not counted, and until the wait it was told is over every further
 * call of the same user, tenant and tier is refused, whatever has left the window meanwhile. Thread-safe.
 */
final class RateLimiter {

    private static final class Window {
        private final Deque<Instant> calls = new ArrayDeque<>();
        private Instant blockedUntil = Instant.MIN;
    }

    private final Map<String, Window> windows = new HashMap<>();

    /**
     * Counts one call.
     *
     * @param key user, tenant and tier
     * @return the wait when the call is refused: whole seconds, at least one
     */
    synchronized Optional<Duration> count(String key, int limit, Instant now) {
        Window window = windows.computeIfAbsent(key, k -> new Window());
        if (now.isBefore(window.blockedUntil)) {
            return Optional.of(seconds(Duration.between(now, window.blockedUntil)));
        }
        Instant start = now.minus(RateLimits.WINDOW);
        while (!window.calls.isEmpty() && !window.calls.peekFirst().isAfter(start)) {
            window.calls.removeFirst();
        }
        if (window.calls.size() < limit) {
            window.calls.addLast(now);
            return Optional.empty();
        }
        Instant oldest = window.calls.isEmpty() ? now : window.calls.peekFirst();
        Duration wait = seconds(Duration.between(start, oldest));
        window.blockedUntil = now.plus(wait);
        return Optional.of(wait);
    }

    private static Duration seconds(Duration exact) {
        return Duration.ofSeconds(Math.max(1, exact.plusMillis(999).toSeconds()));
    }
}
