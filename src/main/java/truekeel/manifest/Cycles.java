package truekeel.manifest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds a circle in what needs what. */
final class Cycles {
    private Cycles() {}

    /**
     * The first circle that can be reached, its first element once more at the end; empty when there is none. Elements
     * that were looked at before are added to {@code done} and not looked at again.
     */
    static <T> List<T> from(T start, Map<T, Set<T>> needs, Set<T> done) {
        return walk(start, needs, done, new LinkedHashSet<>());
    }

    private static <T> List<T> walk(T here, Map<T, Set<T>> needs, Set<T> done, Set<T> path) {
        if (path.contains(here)) {
            List<T> cycle = new ArrayList<>(path);
            List<T> circle = new ArrayList<>(cycle.subList(cycle.indexOf(here), cycle.size()));
            circle.add(here);
            return circle;
        }
        if (!done.add(here)) {
            return List.of();
        }
        path.add(here);
        for (T next : needs.getOrDefault(here, Set.of())) {
            List<T> circle = walk(next, needs, done, path);
            if (!circle.isEmpty()) {
                return circle;
            }
        }
        path.remove(here);
        return List.of();
    }
}
