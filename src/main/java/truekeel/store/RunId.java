package truekeel.store;

import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The id of a run: 14 letters and digits that sort by the time the run began. */
public record RunId(String value) implements Comparable<RunId> {
    /** Crockford's alphabet: in ASCII order, without letters that read like digits. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int BITS = 5;
    private static final int TIME_LENGTH = 9;
    private static final int RANDOM_LENGTH = 5;
    private static final Pattern SHAPE = Pattern.compile("[0-9a-z-]{1,40}");

    /** Throws {@link IllegalArgumentException} for anything but lower-case letters, digits and dashes. */
    public RunId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is not the id of a run");
        }
    }

    public static RunId of(String value) {
        return new RunId(value);
    }

    /** A new id for a run that begins now: milliseconds (until the year 3084), then 25 random bits. */
    public static RunId make(Instant now, RandomGenerator random) {
        return new RunId(encode(now.toEpochMilli(), TIME_LENGTH) + encode(random.nextLong(), RANDOM_LENGTH));
    }

    private static String encode(long bits, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int place = length - 1; place >= 0; place--) {
            text.append(ALPHABET.charAt((int) (bits >>> (place * BITS)) & (ALPHABET.length() - 1)));
        }
        return text.toString();
    }

    @Override
    public int compareTo(RunId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
