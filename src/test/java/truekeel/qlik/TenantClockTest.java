package truekeel.qlik;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TenantClockTest {
    private static final Instant LOCAL = Instant.parse("2026-11-22T08:00:00Z");

    private final TenantClock clock = new TenantClock(() -> LOCAL);

    @Test
    void keepsLocalTimeForLessThanADateHeaderCanTell() {
        clock.observe("Sun, 22 Nov 2026 08:00:01 GMT");

        assertThat(clock.instant()).isEqualTo(LOCAL);
    }

    @Test
    void leavesOutADateThatCannotBeRead() {
        clock.observe("yesterday");

        assertThat(clock.instant()).isEqualTo(LOCAL);
    }

    @Test
    void readsWaitsInSecondsAndAsDates() {
        clock.observe("Sun, 22 Nov 2026 10:00:00 GMT");

        assertThat(clock.retryAfter(" 30 ")).contains(Duration.ofSeconds(30));
        assertThat(clock.retryAfter("Sun, 22 Nov 2026 10:01:00 GMT")).contains(Duration.ofMinutes(1));
        assertThat(clock.retryAfter("Sun, 22 Nov 2026 09:00:00 GMT")).contains(Duration.ZERO);
        assertThat(clock.retryAfter("-5")).isEmpty();
        assertThat(clock.retryAfter("99999999999")).isEmpty();
        assertThat(clock.retryAfter("")).isEmpty();
    }
}
