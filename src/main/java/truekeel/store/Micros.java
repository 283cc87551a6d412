package truekeel.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as every store keeps them: to the microsecond, cut and never rounded up into the future. */
final class Micros {
    private Micros() {}

    static Instant of(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
