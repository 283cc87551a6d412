package truekeel.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The simulator's clock: a given source plus what it has been advanced by. Never goes back. */
public final class SimClock implements InstantSource {
    private final InstantSource base;
    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

    private SimClock(InstantSource base) {
        this.base = base;
    }

    /** Follows the source; {@link #advance} adds to it. */
    public static SimClock following(InstantSource base) {
        return new SimClock(base);
    }

    /** Stands still; only {@link #advance} moves it. */
    public static SimClock frozenAt(Instant start) {
        return new SimClock(InstantSource.fixed(start));
    }

    @Override
    public Instant instant() {
        return base.instant().plus(offset.get());
    }

    /** Moves the clock forward; a negative duration is refused. */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("The clock cannot go back: " + by);
        }
        offset.updateAndGet(now -> now.plus(by));
    }
}
