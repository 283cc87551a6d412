package truekeel.qlik;

import java.time.Duration;

/**
 * How often and how patiently a call is repeated where that is safe. The wait doubles from {@code base} up to
 * {@code cap}; {@code jitter} (0 to 1) is the part of it that is left to chance.
 */
public record RetryPolicy(int attempts, Duration base, Duration cap, double jitter) {
    public static final RetryPolicy DEFAULT = new RetryPolicy(5, Duration.ofMillis(500), Duration.ofSeconds(30), 0.5);

    public RetryPolicy {
        if (attempts < 1 || base.isNegative() || cap.compareTo(base) < 0 || jitter < 0 || jitter > 1) {
            throw new IllegalArgumentException(
                    "a retry policy needs at least one attempt, 0 <= base <= cap and a jitter from 0 to 1");
        }
    }

    /** The wait after failed attempt number {@code attempt} (from 1); {@code chance} is from 0 to 1. */
    public Duration backoff(int attempt, double chance) {
        Duration full = base;
        for (int i = 1; i < attempt && full.compareTo(cap) < 0; i++) {
            full = full.multipliedBy(2);
        }
        full = full.compareTo(cap) < 0 ? full : cap;
        return Duration.ofNanos((long) (full.toNanos() * (1 - jitter * chance)));
    }
}
