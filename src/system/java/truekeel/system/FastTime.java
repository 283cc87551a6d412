package truekeel.system;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import truekeel.qlik.Clockwork;
import truekeel.qlik.Pause;

/** Time that goes ten times as fast, for the cloud and the daemon alike, so that no test waits out Qlik's minutes. */
final class FastTime implements InstantSource {
    private static final int FACTOR = 10;

    private final Instant start = InstantSource.system().instant();
    private final long zero = System.nanoTime();

    @Override
    public Instant instant() {
        return start.plus(passed());
    }

    private Duration passed() {
        return Duration.ofNanos((System.nanoTime() - zero) * FACTOR);
    }

    Pause pause() {
        return duration -> Pause.real().pause(duration.dividedBy(FACTOR));
    }

    Clockwork clockwork() {
        return new Clockwork(this, this::passed, pause());
    }
}
