package truekeel.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * IPv4 addresses that follow each other, written as one address or in CIDR form (RFC 4632).
 *
 * @param first as an unsigned 32-bit number
 * @param last not below the first
 */
public record IpRange(long first, long last) {
    private static final int BITS = 32;
    private static final long MOST = 0xFFFF_FFFFL;

    public IpRange {
        if (first < 0 || last > MOST || first > last) {
            throw new IllegalArgumentException("no range of IPv4 addresses: " + first + " to " + last);
        }
    }

    /** Reads {@code 203.0.113.7} or {@code 203.0.113.0/24}; throws {@link IllegalArgumentException} for all else. */
    public static IpRange parse(String text) {
        String[] parts = text.strip().split("/", 2);
        String[] bytes = parts[0].split("\\.", -1);
        if (bytes.length != 4) {
            throw new IllegalArgumentException("'" + text + "' is no IPv4 address and no range such as 203.0.113.0/24");
        }
        long address = 0;
        for (String octet : bytes) {
            address = address * 256 + number(text, octet, 255);
        }
        int length = parts.length < 2 ? BITS : number(text, parts[1], BITS);
        long size = 1L << (BITS - length);
        long first = address / size * size;
        return new IpRange(first, first + size - 1);
    }

    private static int number(String text, String digits, int most) {
        if (!digits.matches("\\d{1,3}") || Integer.parseInt(digits) > most) {
            throw new IllegalArgumentException("'" + text + "' is no IPv4 address and no range such as 203.0.113.0/24");
        }
        return Integer.parseInt(digits);
    }

    /** Whether every address of this range is in one of the others. */
    public boolean isWithin(List<IpRange> others) {
        long next = first;
        for (IpRange other :
                others.stream().sorted(Comparator.comparingLong(IpRange::first)).toList()) {
            if (other.first <= next && other.last >= next) {
                next = other.last + 1;
            }
        }
        return next > last;
    }

    /** The addresses that are in both ranges, if there are any. */
    public Optional<IpRange> common(IpRange other) {
        long from = Math.max(first, other.first);
        long to = Math.min(last, other.last);
        return from <= to ? Optional.of(new IpRange(from, to)) : Optional.empty();
    }

    @Override
    public String toString() {
        long size = last - first + 1;
        return size == 1 ? dotted(first) : dotted(first) + "/" + (BITS - Long.numberOfTrailingZeros(size));
    }

    private static String dotted(long address) {
        return (address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }
}
