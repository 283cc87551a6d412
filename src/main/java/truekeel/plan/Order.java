package truekeel.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import truekeel.model.ResourceRef;

/**
 * Execution order: adopts and releases, then what brings or changes objects so that what is referred to comes first,
 * then deletions in the reverse order of kinds. Between independent changes the order is by kind, then name, so that it
 * is stable.
 */
final class Order {
    private final Map<ResourceRef, Change> pending = new LinkedHashMap<>();
    private final Set<ResourceRef> done = new LinkedHashSet<>();
    private final List<Change> ordered = new ArrayList<>();

    private final Comparator<Change> stable;

    private Order(Comparator<Change> stable) {
        this.stable = stable;
    }

    static List<Change> of(List<Change> changes, PlanInput input) {
        Comparator<Change> byKind = Comparator.comparing(change -> input.world().rank(change.kind()));
        Comparator<Change> stable = byKind.thenComparing(Change::ref)
                .thenComparing(change -> change.live().map(live -> live.id()).orElse(""));
        List<Change> quiet = changes.stream()
                .filter(change -> !change.action().writes())
                .sorted(stable)
                .toList();
        List<Change> deletes = changes.stream()
                .filter(change -> change.action() == Action.DELETE)
                .sorted(byKind.reversed().thenComparing(stable))
                .toList();
        Order order = new Order(stable);
        changes.stream()
                .filter(change -> change.action().writes() && change.action() != Action.DELETE)
                .sorted(stable)
                .forEach(change -> order.pending.put(change.ref(), change));
        order.pending.values().forEach(order::visit);
        List<Change> all = new ArrayList<>(quiet);
        all.addAll(order.ordered);
        all.addAll(Deletions.chained(deletes, input));
        return all;
    }

    /** Depth first; cycles were refused when the manifests were read, a remaining one only loses its last edge. */
    private void visit(Change change) {
        if (done.add(change.ref())) {
            change.dependsOn().stream()
                    .map(pending::get)
                    .filter(Objects::nonNull)
                    .sorted(stable)
                    .forEach(this::visit);
            ordered.add(change);
        }
    }

    /** Deletions wait for every deletion of kinds that are made later, since those objects may lean on theirs. */
    private static final class Deletions {
        static List<Change> chained(List<Change> deletes, PlanInput input) {
            Map<Integer, Set<ResourceRef>> byRank = new HashMap<>();
            deletes.forEach(
                    delete -> byRank.computeIfAbsent(input.world().rank(delete.kind()), rank -> new LinkedHashSet<>())
                            .add(delete.ref()));
            List<Change> chained = new ArrayList<>();
            for (Change change : deletes) {
                int rank = input.world().rank(change.kind());
                Set<ResourceRef> first = new LinkedHashSet<>();
                byRank.forEach((other, refs) -> {
                    if (other > rank) {
                        first.addAll(refs);
                    }
                });
                chained.add(withNeeds((Change.Delete) change, first));
            }
            return chained;
        }

        private static Change withNeeds(Change.Delete delete, Set<ResourceRef> needs) {
            return new Change.Delete(delete.ref(), delete.from(), delete.desired(), delete.reason(), needs);
        }
    }
}
