package truekeel.qlik;

import java.time.Duration;

/** The one way to wait, so that tests and rehearsals can let a clock of their own go on instead. */
@FunctionalInterface
public interface Pause {
    /** Waits; zero and negative durations return at once. */
    void pause(Duration duration) throws InterruptedException;

    /** Waits in real time. */
    static Pause real() {
        return duration -> {
            if (!duration.isZero() && !duration.isNegative()) {
                Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
            }
        };
    }
}
