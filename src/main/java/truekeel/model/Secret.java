package truekeel.model;

import java.util.Arrays;

/**
 * A secret's value on its way to a request: printed as {@code ***}, never serialised. Only {@code qlik} and {@code git}
 * reveal it.
 */
public final class Secret {
    private final char[] value;

    private Secret(char[] value) {
        this.value = value;
    }

    public static Secret of(String value) {
        return new Secret(value.toCharArray());
    }

    /** The value in clear. Never log, store or print it. */
    public String reveal() {
        return new String(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && Arrays.equals(secret.value, value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "***";
    }
}
