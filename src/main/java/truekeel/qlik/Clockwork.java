package truekeel.qlik;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * The three faces of time: {@code clock} for dates, {@code ticker} for deadlines and rates (monotonic, from an
 * arbitrary start), {@code pause} for waiting. They must go on together.
 */
public record Clockwork(InstantSource clock, Supplier<Duration> ticker, Pause pause) {
    public Clockwork {
        requireNonNull(clock);
        requireNonNull(ticker);
        requireNonNull(pause);
    }

    /** Real time; {@code clock} is the caller's. */
    public static Clockwork real(InstantSource clock) {
        return new Clockwork(clock, () -> Duration.ofNanos(System.nanoTime()), Pause.real());
    }
}
