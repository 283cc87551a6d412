package truekeel.apply;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import truekeel.kinds.Branches;
import truekeel.kinds.Kinds;
import truekeel.model.ResourceRef;
import truekeel.plan.Action;
import truekeel.plan.Admission;
import truekeel.plan.Change;
import truekeel.qlik.Clockwork;
import truekeel.store.Store;

/**
 * Carries out the admitted changes of a plan, independent ones side by side, deletions last. A change whose predecessor
 * did not come about is skipped; the others go on.
 */
public final class Executor {
    private final Kinds kinds;
    private final Store store;
    private final Clockwork clockwork;
    private final Branches branches;

    public Executor(Kinds kinds, Store store, Clockwork clockwork, Branches branches) {
        this.kinds = kinds;
        this.store = store;
        this.clockwork = clockwork;
        this.branches = branches;
    }

    /** One outcome per admitted change, in the plan's order. */
    public List<Outcome> execute(Run run, Admission admission) {
        Map<Change, Outcome> outcomes = new ConcurrentHashMap<>();
        Carrier carrier = new Carrier(run, kinds, store, clockwork, admission.plan());
        phase(admission.admitted(), change -> change.action() != Action.DELETE, carrier, outcomes);
        phase(admission.admitted(), change -> change.action() == Action.DELETE, carrier, outcomes);
        return admission.admitted().stream()
                .map(outcomes::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * Runs wave after wave: each wave holds the changes whose predecessors are all through. One that waits for
     * something, such as a reload, takes part in the next wave again and holds up only what depends on it.
     */
    private void phase(
            List<Change> admitted, Predicate<Change> chosen, Carrier carrier, Map<Change, Outcome> outcomes) {
        List<Change> waiting = new ArrayList<>(admitted.stream().filter(chosen).toList());
        while (!waiting.isEmpty()) {
            Set<ResourceRef> open = new HashSet<>();
            waiting.forEach(change -> open.add(change.ref()));
            List<Change> wave = waiting.stream()
                    .filter(change -> change.dependsOn().stream()
                            .noneMatch(needed -> open.contains(needed) && !needed.equals(change.ref())))
                    .toList();
            List<Change> next = wave.isEmpty() ? List.of(waiting.get(0)) : wave;
            branches.each(next, change -> carry(change, carrier, outcomes)
                    .ifPresent(outcome -> outcomes.put(change, outcome)));
            if (!waiting.removeIf(outcomes::containsKey)) {
                carrier.rest();
            }
        }
    }

    private static Optional<Outcome> carry(Change change, Carrier carrier, Map<Change, Outcome> outcomes) {
        Map<ResourceRef, Outcome> bad = new LinkedHashMap<>();
        outcomes.values().stream()
                .filter(outcome -> !outcome.verdict().isGood())
                .filter(outcome -> change.dependsOn().contains(outcome.change().ref()))
                .sorted(Comparator.comparing(outcome -> outcome.change().ref()))
                .forEach(outcome -> bad.put(outcome.change().ref(), outcome));
        return bad.isEmpty()
                ? carrier.carry(change)
                : Optional.of(Carrier.skipped(
                        change, "It depends on " + bad.keySet().iterator().next() + ", which did not come about."));
    }
}
