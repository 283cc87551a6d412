package truekeel.qlik;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Local time, corrected by what the tenant's last {@code Date} header said. Thread-safe. */
final class TenantClock implements InstantSource {
    /** A Date header has whole seconds and the answer took its time: less is no difference. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final InstantSource local;
    private volatile Duration ahead = Duration.ZERO;
    private volatile String last = "";

    TenantClock(InstantSource local) {
        this.local = local;
    }

    @Override
    public Instant instant() {
        return local.instant().plus(ahead);
    }

    /** Takes note of a Date header; one that cannot be read is left out. */
    void observe(String date) {
        if (date.equals(last)) {
            return; // many answers of one second
        }
        last = date;
        parse(date).ifPresent(theirs -> {
            Duration off = Duration.between(instant(), theirs);
            if (off.abs().compareTo(TOLERANCE) >= 0) {
                ahead = Duration.between(local.instant(), theirs);
            }
        });
    }

    /** The wait that a Retry-After header asks for, in seconds or as a date; never negative. */
    Optional<Duration> retryAfter(String value) {
        String text = value.trim();
        if (!text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        return parse(text)
                .map(until -> Duration.between(instant(), until))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    private static Optional<Instant> parse(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date.trim(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
