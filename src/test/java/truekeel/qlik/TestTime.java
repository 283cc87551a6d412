package truekeel.qlik;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that goes on only when somebody waits or a test says so. */
final class TestTime {
    static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private final List<Duration> pauses = new ArrayList<>();
    private Duration passed = Duration.ZERO;

    synchronized Duration passed() {
        return passed;
    }

    synchronized void advance(Duration duration) {
        passed = passed.plus(duration);
    }

    synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    Clockwork clockwork() {
        return new Clockwork(() -> START.plus(passed()), this::passed, this::pause);
    }

    private synchronized void pause(Duration duration) {
        pauses.add(duration);
        passed = passed.plus(duration);
    }
}
