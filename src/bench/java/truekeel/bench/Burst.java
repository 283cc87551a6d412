package truekeel.bench;

import java.time.Duration;

/**
 * What became of many writes into one tenant.
 *
 * @param writes that Qlik carried out, by its own log
 * @param took in virtual time
 * @param throttled answers 429
 * @param failed other answers from 400 up
 */
record Burst(long writes, long reads, Duration took, long throttled, long failed) {
    /** At 400 writes in any five minutes: 400 at once, 400 after five minutes, 400 after ten. */
    static final Duration FLOOR = Duration.ofMinutes(10);

    double ratio() {
        return (double) took.toMillis() / FLOOR.toMillis();
    }
}
