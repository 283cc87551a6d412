package truekeel.model;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What makes an object the same in Git and in Qlik, and over tenants: field names to values, already folded as Qlik
 * compares them. Two keys are equal when they name the same fields with the same values, so a user may be known by two
 * keys.
 */
public record NaturalKey(KindName kind, SortedMap<String, String> parts) {
    public NaturalKey {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A natural key of " + kind + " needs at least one part");
        }
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    public static NaturalKey of(KindName kind, Map<String, String> parts) {
        return new NaturalKey(kind, new TreeMap<>(parts));
    }

    /** Folds a part that Qlik compares without case. */
    public static String withoutCase(String part) {
        return part.toLowerCase(Locale.ROOT);
    }

    /** The key of a singleton kind, of which a tenant has exactly one. */
    public static NaturalKey ofSingleton(KindName kind) {
        return of(kind, Map.of("singleton", kind.value()));
    }

    /** For people: the single part's value, else all parts as {@code a=x, b=y}. */
    public String display() {
        if (parts.size() == 1) {
            return parts.values().iterator().next();
        }
        return String.join(
                ", ",
                parts.entrySet().stream()
                        .map(part -> part.getKey() + "=" + part.getValue())
                        .toList());
    }
}
