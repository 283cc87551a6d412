package truekeel;

import java.time.Clock;
import java.time.InstantSource;

/** The one place where real time enters. */
final class Clocks {
    private Clocks() {}

    static InstantSource system() {
        return Clock.systemUTC();
    }
}
