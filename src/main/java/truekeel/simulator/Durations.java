package truekeel.simulator;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 80ms}, {@code 5s}, {@code 50m}, {@code 2h}, {@code 14d}, several parts, or
 * ISO-8601.
 */
public final class Durations {
    private static final Pattern WHOLE = Pattern.compile("(?:\\d+(?:ms|s|m|h|d))+");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|s|m|h|d)");

    private Durations() {}

    /** Throws {@link IllegalArgumentException} for anything else. */
    public static Duration parse(String text) {
        if (text.startsWith("P")) {
            return iso(text);
        }
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a duration: " + text + ". Write it like 50m, 5s or 80ms.");
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            sum = sum.plus(one(Long.parseLong(part.group(1)), part.group(2)));
        }
        return sum;
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            throw new IllegalArgumentException("Not a duration: " + text, e);
        }
    }

    private static Duration one(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
