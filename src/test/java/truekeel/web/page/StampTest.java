package truekeel.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StampTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void tellsAgesInOneUnit() {
        assertThat(Stamp.of(NOW.minusMillis(20), NOW).age()).isEqualTo("now");
        assertThat(Stamp.of(NOW.minusSeconds(59), NOW).age()).isEqualTo("59 s ago");
        assertThat(Stamp.of(NOW.minusSeconds(3599), NOW).age()).isEqualTo("59 min ago");
        assertThat(Stamp.of(NOW.minusSeconds(86_399), NOW).age()).isEqualTo("23 h ago");
        assertThat(Stamp.of(NOW.minusSeconds(200_000), NOW).age()).isEqualTo("2 d ago");
        assertThat(Stamp.of(NOW.plusSeconds(90), NOW).age()).isEqualTo("in 1 min");
    }

    @Test
    void tellsShortSpansToTheMillisecond() {
        assertThat(Stamp.words(Duration.ofMillis(20))).isEqualTo("20 ms");
    }

    @Test
    void hasADashForWhatNeverWas() {
        assertThat(Stamp.of(Optional.empty(), NOW)).isEqualTo(new Stamp("", "–"));
    }
}
