package truekeel.model;

import java.util.regex.Pattern;

/** The name of a kind of manifest, in upper camel case, such as {@code Space}. */
public record KindName(String value) implements Comparable<KindName> {
    private static final Pattern SHAPE = Pattern.compile("[A-Z][A-Za-z0-9]{0,62}");

    /** Throws {@link IllegalArgumentException} when the word is not in upper camel case. */
    public KindName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is not a kind name; expected a word such as Space");
        }
    }

    public static KindName of(String value) {
        return new KindName(value);
    }

    @Override
    public int compareTo(KindName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
