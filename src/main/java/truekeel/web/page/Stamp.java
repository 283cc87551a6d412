package truekeel.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A moment as a page shows it.
 *
 * @param iso in UTC, to the second; empty for none
 * @param age how long ago it was, or how long until then
 */
record Stamp(String iso, String age) {
    static final Stamp NONE = new Stamp("", "–");

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    static Stamp of(Instant moment, Instant now) {
        return new Stamp(moment.truncatedTo(ChronoUnit.SECONDS).toString(), age(Duration.between(moment, now)));
    }

    static Stamp of(Optional<Instant> moment, Instant now) {
        return moment.map(known -> of(known, now)).orElse(NONE);
    }

    private static String age(Duration age) {
        if (age.abs().compareTo(Duration.ofSeconds(1)) < 0) {
            return "now";
        }
        return age.isNegative() ? "in " + words(age.negated()) : words(age) + " ago";
    }

    /** One unit, rounded down, such as {@code 5 min}. */
    static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 1) {
            return duration.toMillis() + " ms";
        }
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min";
        }
        return seconds < DAY ? seconds / HOUR + " h" : seconds / DAY + " d";
    }
}
