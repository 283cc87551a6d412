package truekeel.model;

import java.util.regex.Pattern;

/** The name of a tenant in Git: the name of its folder, a lower-case DNS label of at most 63 characters. */
public record TenantName(String value) implements Comparable<TenantName> {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** Throws {@link IllegalArgumentException} when the word is no DNS label; ask {@link #isValid} first. */
    public TenantName {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not a tenant name; use lower-case letters, digits and dashes");
        }
    }

    public static TenantName of(String value) {
        return new TenantName(value);
    }

    public static boolean isValid(String value) {
        return SHAPE.matcher(value).matches();
    }

    @Override
    public int compareTo(TenantName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
