package truekeel.manifest;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads spans of time as people write them: {@code 30s}, {@code 10m}, {@code 1h30m}, {@code 1d}, or ISO 8601. */
final class Durations {
    private static final Pattern WHOLE = Pattern.compile("([0-9]{1,6}(ms|s|m|h|d))+");
    private static final Pattern PART = Pattern.compile("([0-9]{1,6})(ms|s|m|h|d)");

    private Durations() {}

    static Optional<Duration> parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return iso(text);
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            sum = sum.plus(of(Long.parseLong(part.group(1)), part.group(2)));
        }
        return Optional.of(sum);
    }

    private static Optional<Duration> iso(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
