package truekeel.manifest;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import truekeel.model.Selector;

/**
 * A part of a licence that some tenants may use.
 *
 * @param maxima the most people by type of seat; a type that is not in it is bounded by the licence alone
 */
public record SeatPool(String name, Selector tenants, SortedMap<String, Long> maxima) {
    public SeatPool {
        maxima = Collections.unmodifiableSortedMap(new TreeMap<>(maxima));
    }
}
