package truekeel.simulator;

import java.time.Duration;

/**
 * The limits of Qlik Cloud: calls in a sliding window of five minutes, per user, tenant and tier.
 *
 * @param tier1 reads per window
 * @param tier2 writes per window
 * @param smallTenantCeiling whether half the user limit times the number of users binds the tenant as a whole
 *     (unconfirmed)
 */
public record RateLimits(boolean enabled, int tier1, int tier2, boolean smallTenantCeiling) {
    static final Duration WINDOW = Duration.ofMinutes(5);

    /** 1000 reads and 100 writes a minute. */
    public static RateLimits on() {
        return new RateLimits(true, 5000, 500, false);
    }

    public static RateLimits off() {
        return new RateLimits(false, 5000, 500, false);
    }

    /** Lower numbers, for tests. */
    public static RateLimits of(int tier1, int tier2) {
        return new RateLimits(true, tier1, tier2, false);
    }
}
