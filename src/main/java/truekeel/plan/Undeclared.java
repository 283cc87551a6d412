package truekeel.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.NaturalKey;
import truekeel.model.Owned;
import truekeel.model.ReconcilePolicy.Prune;
import truekeel.model.ResourceRef;

/** What becomes of what no manifest asks for: lines of the inventory, and live objects that nobody ever declared. */
final class Undeclared {
    private final PlanInput input;
    private final Matching matching;
    private final Ignores ignores;
    private final List<Change> changes;
    private final List<ResourceState> states;
    private final Set<ResourceRef> known = new HashSet<>();
    private final Map<NaturalKey, ResourceRef> byKey = new HashMap<>();

    /** Adds to the changes and states. */
    Undeclared(PlanInput input, Matching matching, Ignores ignores, List<Change> changes, List<ResourceState> states) {
        this.input = input;
        this.matching = matching;
        this.ignores = ignores;
        this.changes = changes;
        this.states = states;
    }

    void judge() {
        input.desired().forEach(desired -> {
            known.add(desired.ref());
            byKey.put(desired.key(), desired.ref());
        });
        input.memory().inventory().stream()
                .filter(owned -> known.add(owned.ref()))
                .forEach(this::undeclared);
        input.world().observations().values().forEach(this::strangers);
    }

    /** An inventory line that no manifest asks for any more. */
    private void undeclared(Owned owned) {
        Observation seen = input.world().of(owned.ref().kind());
        Optional<Live> live = matching.find(owned.ref().kind(), owned.liveId());
        if (ignores.whole(owned.ref())) {
            states.add(ResourceState.of(owned.ref(), DriftState.IGNORED));
        } else if (live.filter(matching::isTaken).isPresent()) {
            changes.add(new Change.Release(owned, "Another manifest declares the object now."));
        } else if (!seen.isComplete()) {
            states.add(ResourceState.of(owned.ref(), DriftState.UNKNOWN, seen.cause()));
        } else if (live.isEmpty()) {
            changes.add(new Change.Release(owned, "It is neither declared nor live."));
        } else if (owned.origin() == Owned.Origin.ADOPTED
                && !reachesEverything(owned.ref().kind())) {
            changes.add(new Change.Release(owned, "It is no longer declared; it was there before us."));
        } else {
            orphan(owned, live.get());
        }
    }

    private void orphan(Owned owned, Live live) {
        FieldRules rules = input.world().rules(owned.ref().kind());
        if (rules.singleton()
                || rules.prunable() == FieldRules.Prunable.NEVER
                || live.isNeverDeleted()
                || live.isBuiltIn()) {
            changes.add(new Change.Release(owned, "It is no longer declared; its like is never deleted."));
            return;
        }
        states.add(ResourceState.of(owned.ref(), DriftState.ORPHANED));
        if (input.scope().policy().prune() != Prune.NEVER && live.isFullyKnown() && !mayBeDeclared(live)) {
            changes.add(new Change.Delete(owned.ref(), live, Optional.empty(), "It is no longer declared.", Set.of()));
        }
    }

    private void strangers(Observation seen) {
        Set<String> owned = new HashSet<>();
        input.memory().inventory().stream()
                .filter(line -> line.ref().kind().equals(seen.kind()))
                .forEach(line -> owned.add(line.liveId()));
        List<Live> strangers = seen.live().stream()
                .filter(live -> !matching.isTaken(live))
                .filter(live -> !owned.contains(live.id()) && !live.isBuiltIn())
                .toList();
        Set<String> names = new HashSet<>();
        Set<String> shared = new HashSet<>();
        strangers.stream().filter(live -> !names.add(live.name())).forEach(live -> shared.add(live.name()));
        for (Live live : strangers) {
            ResourceRef ref = new ResourceRef(live.kind(), live.name());
            boolean ambiguous = shared.contains(live.name()) || known.contains(ref);
            stranger(seen, live, ambiguous ? new ResourceRef(live.kind(), live.name() + " (" + live.id() + ")") : ref);
        }
    }

    /** Whether the policy deletes all objects of the kind that nobody declares, whoever made them. */
    private boolean reachesEverything(KindName kind) {
        return input.scope().policy().prune() == Prune.ALL
                && input.scope().policy().pruneKinds().contains(kind);
    }

    /**
     * Whether an object is one of several that answer to a manifest; or whether a declared resource of its kind could
     * not be looked for, because what its key refers to was not found, and may be any object.
     */
    private boolean mayBeDeclared(Live live) {
        return matching.isDoubtful(live)
                || input.blocked().keySet().stream()
                        .anyMatch(ref ->
                                ref.kind().equals(live.kind()) && matching.of(ref) instanceof Matching.Match.None);
    }

    /** What Qlik lets bear one name can be made twice by a request that arrives twice; which is which, people know. */
    private Optional<String> twin(Live live) {
        return live.keys().stream()
                .map(byKey::get)
                .filter(Objects::nonNull)
                .filter(ref -> matching.of(ref) instanceof Matching.Match.One)
                .findFirst()
                .map(ref -> "It answers to " + ref + ", as does the object that is declared. Remove the one that is not"
                        + " needed, in Qlik.");
    }

    /** Its reference is its name, with its id where the name alone could mean another resource. */
    private void stranger(Observation seen, Live live, ResourceRef ref) {
        if (ignores.whole(new ResourceRef(live.kind(), live.name()))) {
            states.add(ResourceState.of(ref, DriftState.IGNORED));
            return;
        }
        states.add(ResourceState.of(
                ref, DriftState.UNMANAGED, twin(live).or(live::remark).orElse("")));
        FieldRules rules = input.world().rules(live.kind());
        boolean prunable = reachesEverything(live.kind())
                && rules.prunable() != FieldRules.Prunable.NEVER
                && !rules.singleton()
                && !live.isNeverDeleted();
        if (prunable && seen.isComplete() && live.isFullyKnown() && !mayBeDeclared(live)) {
            changes.add(new Change.Delete(
                    ref, live, Optional.empty(), "Nobody declares it and prune: all covers its kind.", Set.of()));
        }
    }
}
