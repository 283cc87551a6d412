package truekeel.store;

import java.time.Duration;
import java.time.Instant;

/**
 * How much history is kept: what is beyond the count, or older than the age, may go.
 *
 * @param count the most entries per tenant, at least 1
 * @param age at least one hour, so that the journal outlives the 45 minutes in which a new app must not be deleted
 */
public record Retention(int count, Duration age) {
    private static final Duration LEAST = Duration.ofHours(1);

    public Retention {
        if (count < 1) {
            throw new IllegalArgumentException("Retention keeps at least one entry, not " + count);
        }
        if (age.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("Retention keeps entries for at least " + LEAST + ", not " + age);
        }
    }

    Instant horizon(Instant now) {
        return Micros.of(now.minus(age));
    }
}
