package truekeel.qlik;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class RetryPolicyPropertyTest {
    private static final Duration CAP = Duration.ofSeconds(30);

    @Property
    void waitsWithinTheBounds(
            @ForAll @IntRange(min = 1, max = 200) int attempt,
            @ForAll @DoubleRange(max = 1) double chance,
            @ForAll @DoubleRange(max = 1) double jitter) {
        RetryPolicy policy = new RetryPolicy(5, Duration.ofMillis(500), CAP, jitter);

        Duration wait = policy.backoff(attempt, chance);

        assertThat(wait).isBetween(Duration.ZERO, CAP);
    }

    @Property
    void waitsNoLessAfterMoreAttempts(@ForAll @IntRange(min = 1, max = 50) int attempt) {
        RetryPolicy policy = new RetryPolicy(5, Duration.ofMillis(500), CAP, 0.5);

        assertThat(policy.backoff(attempt + 1, 0.3)).isGreaterThanOrEqualTo(policy.backoff(attempt, 0.3));
    }
}
