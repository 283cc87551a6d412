package truekeel.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.model.ResourceRef;

/**
 * What follows from new drift on what was known: the rule of {@link DriftLog#replace}, the same for every store.
 *
 * @param ended known records that are over
 * @param changed known records with what they now say; those that say the same are left out
 * @param begun records without a predecessor
 */
record DriftSuccession<K>(List<K> ended, Map<K, DriftRecord> changed, List<DriftRecord> begun) {

    /** The n-th record of one reference; undeclared objects may share a reference. */
    private record Place(ResourceRef ref, int number) {}

    /** The known records by the key under which a store keeps them, in the order in which they were written. */
    static <K> DriftSuccession<K> of(Map<K, DriftRecord> known, List<DriftRecord> current, Instant at) {
        Map<Place, K> places = new LinkedHashMap<>();
        Map<ResourceRef, Integer> seen = new HashMap<>();
        known.forEach((key, record) -> places.put(place(record, seen), key));
        seen.clear();

        Map<K, DriftRecord> changed = new LinkedHashMap<>();
        List<DriftRecord> begun = new ArrayList<>();
        for (DriftRecord record : current) {
            K key = places.remove(place(record, seen));
            DriftRecord before = key == null ? null : known.get(key);
            if (key == null || before == null) {
                begun.add(beginning(record, at));
                continue;
            }
            DriftRecord after = continuing(before, record);
            if (!after.equals(before)) {
                changed.put(key, after);
            }
        }
        return new DriftSuccession<>(List.copyOf(places.values()), changed, begun);
    }

    /** The record that each of the current ones continues. */
    static List<Optional<DriftRecord>> predecessors(List<DriftRecord> known, List<DriftRecord> current) {
        Map<Place, DriftRecord> places = new HashMap<>();
        Map<ResourceRef, Integer> seen = new HashMap<>();
        known.forEach(record -> places.put(place(record, seen), record));
        seen.clear();
        return current.stream()
                .map(record -> Optional.ofNullable(places.get(place(record, seen))))
                .toList();
    }

    private static Place place(DriftRecord record, Map<ResourceRef, Integer> seen) {
        return new Place(record.ref(), seen.merge(record.ref(), 1, Integer::sum));
    }

    private static DriftRecord beginning(DriftRecord record, Instant at) {
        Instant onset = record.since().isAfter(at) ? at : record.since();
        return new DriftRecord(
                record.ref(), record.state(), record.fields(), onset, record.cause(), record.attribution());
    }

    private static DriftRecord continuing(DriftRecord before, DriftRecord now) {
        // Evidence about another difference is no evidence about this one.
        Optional<Attribution> kept = before.showsTheSameAs(now) ? before.attribution() : Optional.empty();
        return new DriftRecord(
                now.ref(),
                now.state(),
                now.fields(),
                before.since(),
                before.cause(),
                now.attribution().or(() -> kept));
    }
}
