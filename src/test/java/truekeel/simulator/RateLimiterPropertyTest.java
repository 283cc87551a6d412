package truekeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RateLimiterPropertyTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @Property
    void neverLetsMoreThanTheLimitThroughInAnyWindow(
            @ForAll @IntRange(min = 1, max = 20) int limit,
            @ForAll @Size(max = 200) List<@IntRange(max = 60) Integer> gaps) {
        // given
        RateLimiter limiter = new RateLimiter();
        List<Instant> passed = new ArrayList<>();
        Instant now = START;

        // when
        for (int gap : gaps) {
            now = now.plusSeconds(gap);
            if (limiter.count("user", limit, now).isEmpty()) {
                passed.add(now);
            }
        }

        // then
        for (Instant end : passed) {
            Instant start = end.minus(RateLimits.WINDOW);
            long inside = passed.stream()
                    .filter(call -> call.isAfter(start) && !call.isAfter(end))
                    .count();
            assertThat(inside).isLessThanOrEqualTo(limit);
        }
    }

    @Property
    void letsTheFirstCallAfterTheToldWaitThrough(
            @ForAll @IntRange(min = 1, max = 20) int limit,
            @ForAll @Size(min = 30, max = 200) List<@IntRange(max = 5) Integer> gaps) {
        // given
        RateLimiter limiter = new RateLimiter();
        Instant now = START;
        Optional<Duration> wait = Optional.empty();
        for (int gap : gaps) {
            now = now.plusSeconds(gap);
            wait = limiter.count("user", limit, now);
            if (wait.isPresent()) {
                break;
            }
        }

        // when
        Optional<Duration> tooEarly = wait.isPresent()
                ? limiter.count("user", limit, now.plus(wait.get()).minusMillis(1))
                : Optional.of(Duration.ZERO);
        Optional<Duration> inTime = limiter.count("user", limit, now.plus(wait.orElse(Duration.ofMinutes(10))));

        // then
        assertThat(tooEarly).isPresent();
        assertThat(inTime).isEmpty();
    }

    @Property
    void keepsUsersApart(@ForAll @IntRange(min = 1, max = 50) int calls) {
        // given
        RateLimiter limiter = new RateLimiter();

        // when
        for (int i = 0; i < calls; i++) {
            limiter.count("one", 1, START);
        }

        // then
        assertThat(limiter.count("other", 1, START)).isEmpty();
    }
}
