package truekeel.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as Qlik writes them, always UTC. */
public final class Stamp {
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HTTP = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Stamp() {}

    /** With three decimals, as most services write it. */
    public static String millis(Instant instant) {
        return MILLIS.format(instant);
    }

    /** Without decimals, as the items service writes it. */
    public static String seconds(Instant instant) {
        return SECONDS.format(instant);
    }

    /** As in a {@code Date} or {@code Sunset} header. */
    public static String http(Instant instant) {
        return HTTP.format(instant);
    }
}
