package truekeel.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.model.Desired;
import truekeel.model.Live;
import truekeel.model.Owned;
import truekeel.model.ReconcilePolicy.Prune;
import truekeel.model.ResourceRef;

/**
 * Turns what is wanted, what was seen and what is remembered into a plan. A kind that was not seen in full yields
 * neither create nor update nor delete, and its resources are {@code unknown}.
 */
public final class Planner {
    private final PlanInput input;
    private final Matching matching;
    private final Ignores ignores;
    private final Map<ResourceRef, Owned> inventory = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<ResourceState> states = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    private Planner(PlanInput input) {
        this.input = input;
        this.matching = Matching.of(input);
        this.ignores = new Ignores(input.scope().policy().ignore());
        input.memory().inventory().forEach(owned -> inventory.put(owned.ref(), owned));
    }

    public static Plan plan(PlanInput input) {
        return new Planner(input).plan();
    }

    private Plan plan() {
        input.desired().forEach(this::declared);
        Set<ResourceRef> names = new HashSet<>();
        input.desired().forEach(desired -> names.add(desired.ref()));
        input.memory().inventory().stream()
                .filter(owned -> !names.contains(owned.ref()))
                .forEach(this::undeclared);
        input.world().observations().values().forEach(this::strangers);
        List<Change> ordered = Order.of(changes, input);
        return new Plan(
                input.scope().tenant(), input.scope().revision(), PlanHash.over(ordered), ordered, states, refusals);
    }

    private void declared(Desired desired) {
        ResourceRef ref = desired.ref();
        Refusal refusal = input.blocked().get(ref);
        if (ignores.whole(ref)) {
            states.add(ResourceState.of(ref, DriftState.IGNORED));
        } else if (refusal != null) {
            block(refusal);
        } else {
            Observation seen = input.world().of(desired.kind());
            if (!seen.isComplete()) {
                states.add(ResourceState.of(ref, DriftState.UNKNOWN, seen.cause()));
            } else {
                observed(desired, matching.of(ref));
            }
        }
    }

    private void observed(Desired desired, Matching.Match match) {
        Optional<Instant> pending = pendingSince(desired.ref(), rules(desired));
        if (pending.isPresent()) {
            states.add(ResourceState.of(
                    desired.ref(),
                    DriftState.UNKNOWN,
                    "A create sent at " + pending.get() + " may still come to light."));
        } else if (match instanceof Matching.Match.One one) {
            matched(desired, one.live());
        } else if (match instanceof Matching.Match.Many many) {
            block(Refusal.of(
                    RefusalCode.AMBIGUOUS_LIVE,
                    desired.ref(),
                    many.count() + " live objects answer to " + desired.key().display() + ".",
                    "Rename or remove all but one of them in Qlik.",
                    false));
        } else if (match instanceof Matching.Match.Taken taken) {
            block(Refusal.of(
                    RefusalCode.DUPLICATE_MATCH,
                    desired.ref(),
                    "The live object is already " + taken.by() + ".",
                    "Let one of the two manifests go, or give it another name.",
                    false));
        } else {
            missing(desired);
        }
    }

    private void matched(Desired desired, Live live) {
        if (desired.isAbsent()) {
            unwanted(desired, live);
        } else if (!live.isFullyKnown()) {
            states.add(ResourceState.of(
                    desired.ref(), DriftState.UNKNOWN, live.unknown().orElse("")));
        } else {
            compared(desired, live, ignores.filter(desired.ref(), Diff.between(desired, live, rules(desired))));
        }
    }

    private void unwanted(Desired desired, Live live) {
        states.add(new ResourceState(
                desired.ref(), DriftState.MODIFIED, List.of(), Optional.empty(), "It exists but is declared absent."));
        if (live.isFullyKnown()) {
            changes.add(new Change.Delete(
                    desired.ref(), live, Optional.of(desired), "The manifest says ensure: absent.", Set.of()));
        }
    }

    private void compared(Desired desired, Live live, List<FieldDiff> fields) {
        ResourceRef ref = desired.ref();
        if (fields.isEmpty()) {
            states.add(ResourceState.of(ref, DriftState.IN_SYNC));
            Owned owned = inventory.get(ref);
            if (owned == null
                    || !owned.liveId().equals(live.id())
                    || !owned.key().equals(desired.key())) {
                changes.add(new Change.Adopt(desired, live, "The live object agrees with its manifest."));
            }
            return;
        }
        if (renames(fields) && matching.isNameTakenByOther(desired, live)) {
            block(Refusal.of(
                    RefusalCode.AMBIGUOUS_LIVE,
                    ref,
                    "Another live object already has the name " + desired.key().display() + ".",
                    "Rename or remove that object in Qlik.",
                    false));
            return;
        }
        boolean recreate = fields.stream().anyMatch(field -> needsRecreate(desired, field));
        if (recreate && !desired.lifecycle().allowRecreate()) {
            Refusal refusal = Refusal.of(
                    RefusalCode.RECREATE_NOT_ALLOWED,
                    ref,
                    "Qlik cannot change " + paths(fields) + " of an existing " + ref.kind() + ".",
                    "Set allowRecreate: true to have it deleted and made anew, with a new id.",
                    false);
            refusals.add(refusal);
            states.add(
                    new ResourceState(ref, DriftState.BLOCKED, fields, Optional.of(refusal.code()), refusal.message()));
            return;
        }
        states.add(new ResourceState(ref, DriftState.MODIFIED, fields, Optional.empty(), ""));
        Set<ResourceRef> needs = references(ref);
        changes.add(
                recreate
                        ? new Change.Recreate(desired, live, fields, "It differs in what cannot be updated.", needs)
                        : new Change.Update(desired, live, fields, "It differs in " + paths(fields) + ".", needs));
    }

    private static boolean renames(List<FieldDiff> fields) {
        return fields.stream().anyMatch(field -> field.path().toString().equals("/name"));
    }

    private boolean needsRecreate(Desired desired, FieldDiff field) {
        return rules(desired).at(field.path()).recreate();
    }

    private void missing(Desired desired) {
        ResourceRef ref = desired.ref();
        if (desired.isAbsent()) {
            states.add(ResourceState.of(ref, DriftState.IN_SYNC));
            Optional.ofNullable(inventory.get(ref))
                    .ifPresent(owned -> changes.add(new Change.Release(owned, "It is gone, as its manifest asks.")));
            return;
        }
        FieldRules rules = rules(desired);
        Optional<Observation> unseen = unseenTarget(ref);
        if (rules.singleton()) {
            states.add(ResourceState.of(ref, DriftState.UNKNOWN, "The tenant did not show its " + ref.kind() + "."));
        } else if (unseen.isPresent()) {
            states.add(ResourceState.of(ref, DriftState.UNKNOWN, unseen.get().cause()));
        } else {
            states.add(ResourceState.of(ref, DriftState.MISSING));
            changes.add(new Change.Create(desired, "It does not exist.", references(ref)));
        }
    }

    /** What an object refers to can be part of its name, so that one cannot be told missing while that was not seen. */
    private Optional<Observation> unseenTarget(ResourceRef ref) {
        return references(ref).stream()
                .map(target -> input.world().of(target.kind()))
                .filter(seen -> !seen.isComplete())
                .findFirst();
    }

    private Optional<Instant> pendingSince(ResourceRef ref, FieldRules rules) {
        Instant horizon = input.scope().now().minus(rules.settle());
        return input.memory().pending().stream()
                .filter(pending -> pending.ref().equals(ref) && pending.sent().isAfter(horizon))
                .map(PlanInput.PendingCreate::sent)
                .findFirst();
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
        } else if (owned.origin() == Owned.Origin.ADOPTED) {
            changes.add(new Change.Release(owned, "It is no longer declared; it was there before us."));
        } else {
            orphan(owned, live.get());
        }
    }

    private void orphan(Owned owned, Live live) {
        FieldRules rules = input.world().rules(owned.ref().kind());
        if (rules.singleton() || rules.prunable() == FieldRules.Prunable.NEVER || isNeverDeleted(live)) {
            changes.add(new Change.Release(owned, "It is no longer declared; its like is never deleted."));
            return;
        }
        states.add(ResourceState.of(owned.ref(), DriftState.ORPHANED));
        if (input.scope().policy().prune() != Prune.NEVER && live.isFullyKnown()) {
            changes.add(new Change.Delete(
                    owned.ref(), live, Optional.empty(), "We made it and it is no longer declared.", Set.of()));
        }
    }

    private void strangers(Observation seen) {
        Set<String> owned = new HashSet<>();
        input.memory().inventory().stream()
                .filter(line -> line.ref().kind().equals(seen.kind()))
                .forEach(line -> owned.add(line.liveId()));
        for (Live live : seen.live()) {
            if (!matching.isTaken(live) && !owned.contains(live.id()) && !isBuiltIn(live)) {
                stranger(seen, live);
            }
        }
    }

    /** Objects that Qlik ships are no one's drift; a kind marks them with the fact {@code builtIn}. */
    private static boolean isBuiltIn(Live live) {
        return live.facts().flag("builtIn").orElse(false);
    }

    /** Objects that prune leaves alone though it reaches their kind, such as groups of an identity provider. */
    private static boolean isNeverDeleted(Live live) {
        return live.facts().flag("neverDeleted").orElse(false);
    }

    private void stranger(Observation seen, Live live) {
        ResourceRef ref = new ResourceRef(live.kind(), live.name());
        if (ignores.whole(ref)) {
            states.add(ResourceState.of(ref, DriftState.IGNORED));
            return;
        }
        states.add(ResourceState.of(ref, DriftState.UNMANAGED));
        FieldRules rules = input.world().rules(live.kind());
        boolean prunable = input.scope().policy().prune() == Prune.ALL
                && input.scope().policy().pruneKinds().contains(live.kind())
                && rules.prunable() != FieldRules.Prunable.NEVER
                && !rules.singleton()
                && !isNeverDeleted(live);
        if (prunable && seen.isComplete() && live.isFullyKnown()) {
            changes.add(new Change.Delete(
                    ref, live, Optional.empty(), "Nobody declares it and prune: all covers its kind.", Set.of()));
        }
    }

    private void block(Refusal refusal) {
        refusals.add(refusal);
        refusal.subjects().forEach(ref -> states.add(ResourceState.blocked(ref, refusal.code(), refusal.message())));
    }

    private Set<ResourceRef> references(ResourceRef ref) {
        return input.references().getOrDefault(ref, Set.of());
    }

    private FieldRules rules(Desired desired) {
        return input.world().rules(desired.kind());
    }

    private static String paths(List<FieldDiff> fields) {
        return String.join(
                ", ", fields.stream().map(field -> field.path().toString()).toList());
    }
}
