package truekeel.manifest;

import java.util.LinkedHashMap;
import java.util.Map;

/** Lays one tree over another: maps deep, everything else replaced, null included. */
final class Merge {
    private Merge() {}

    static Node merge(Node below, Node above) {
        if (below instanceof Node.Entries low && above instanceof Node.Entries high) {
            return merge(low, high);
        }
        return above;
    }

    /** The position is that of the upper map: a missing field is missed where somebody wrote last. */
    static Node.Entries merge(Node.Entries below, Node.Entries above) {
        Map<String, Node.Entry> merged = new LinkedHashMap<>(below.entries());
        above.entries()
                .forEach((key, entry) -> merged.merge(
                        key, entry, (low, high) -> new Node.Entry(high.key(), merge(low.node(), high.node()))));
        return new Node.Entries(merged, above.position());
    }
}
