package truekeel.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.Live;
import truekeel.model.Owned;
import truekeel.model.ResourceRef;
import truekeel.model.Value;

/**
 * Turns what is wanted, what was seen and what is remembered into a plan. A kind that was not seen in full yields
 * neither create nor update nor delete, and its resources are {@code unknown}.
 */
public final class Planner {
    private final PlanInput input;
    private final Matching matching;
    private final Ignores ignores;
    private final OpenCreates open;
    private final Map<ResourceRef, Owned> inventory = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<ResourceState> states = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    private Planner(PlanInput input) {
        this.input = input;
        this.matching = Matching.of(input);
        this.ignores = new Ignores(input.scope().policy().ignore());
        this.open = new OpenCreates(input, matching);
        input.memory().inventory().forEach(owned -> inventory.put(owned.ref(), owned));
    }

    public static Plan plan(PlanInput input) {
        return new Planner(input).plan();
    }

    private Plan plan() {
        input.desired().forEach(this::declared);
        new Undeclared(input, matching, ignores, changes, states).judge();
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
        Optional<String> held = open.isAwaited(desired);
        if (held.isPresent()) {
            hold(desired.ref(), List.of(), held.get());
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
            unseen(desired, live);
        } else {
            Refusal unusable = input.memory().unsent().unusable().get(desired.ref());
            if (unusable != null) {
                block(unusable);
                return;
            }
            List<FieldDiff> fields = new ArrayList<>(Diff.between(desired, live, rules(desired)));
            List<FieldPath> differing = fields.stream().map(FieldDiff::path).toList();
            unsent(desired, live).stream()
                    .filter(field -> !differing.contains(field.path()))
                    .forEach(fields::add);
            compared(desired, live, ignores.filter(desired.ref(), fields));
        }
    }

    private void unseen(Desired desired, Live live) {
        states.add(new ResourceState(
                desired.ref(),
                DriftState.UNKNOWN,
                List.of(),
                live.isAmbiguous() ? Optional.of(RefusalCode.AMBIGUOUS_LIVE) : Optional.empty(),
                live.unknown().orElse("")));
    }

    /** Secrets that Qlik does not hold as they are now; the live side stays empty, for Qlik shows none. */
    private List<FieldDiff> unsent(Desired desired, Live live) {
        Owned owned = inventory.get(desired.ref());
        Collection<FieldPath> paths = owned == null || !owned.liveId().equals(live.id())
                ? desired.secrets().keySet()
                : input.memory().unsent().fields().getOrDefault(desired.ref(), List.of());
        return paths.stream()
                .map(path -> new FieldDiff(path, path.in(desired.spec()).orElseGet(Value::nothing), Value.nothing()))
                .toList();
    }

    private void unwanted(Desired desired, Live live) {
        if (matching.isNameTakenByOther(desired, live)) {
            block(nameTaken(desired));
            return;
        }
        states.add(new ResourceState(
                desired.ref(), DriftState.MODIFIED, List.of(), Optional.empty(), "It exists but is declared absent."));
        if (live.isFullyKnown()) {
            changes.add(new Change.Delete(
                    desired.ref(), live, Optional.of(desired), "The manifest says ensure: absent.", Set.of()));
        }
    }

    private void compared(Desired desired, Live live, List<FieldDiff> fields) {
        ResourceRef ref = desired.ref();
        Optional<String> held = fields.isEmpty() ? Optional.empty() : open.maySoonChange(desired, live);
        if (fields.isEmpty()) {
            agreed(desired, live);
        } else if (held.isPresent()) {
            hold(ref, fields, held.get());
        } else if (renames(fields) && matching.isNameTakenByOther(desired, live)) {
            block(nameTaken(desired));
        } else if (fields.stream().noneMatch(field -> needsRecreate(desired, field))) {
            modified(live, ref, fields);
            changes.add(new Change.Update(desired, live, fields, explained(desired, live, fields), references(ref)));
        } else if (desired.lifecycle().allowRecreate()) {
            modified(live, ref, fields);
            changes.add(new Change.Recreate(
                    desired,
                    live,
                    fields,
                    ("It differs in what cannot be updated. " + rules(desired).recreateLoss()).strip(),
                    references(ref)));
        } else {
            fixed(desired, fields);
        }
    }

    private static Refusal nameTaken(Desired desired) {
        return Refusal.of(
                RefusalCode.AMBIGUOUS_LIVE,
                desired.ref(),
                "Another live object already has the name " + desired.key().display() + ".",
                "Rename or remove that object in Qlik.",
                false);
    }

    private void agreed(Desired desired, Live live) {
        states.add(ResourceState.of(desired.ref(), DriftState.IN_SYNC));
        Owned owned = inventory.get(desired.ref());
        if (owned == null || !owned.liveId().equals(live.id()) || !owned.key().equals(desired.key())) {
            changes.add(new Change.Adopt(desired, live, "The live object agrees with its manifest."));
        }
    }

    private void modified(Live live, ResourceRef ref, List<FieldDiff> fields) {
        states.add(new ResourceState(
                ref,
                DriftState.MODIFIED,
                fields,
                Optional.empty(),
                live.remark().orElse("")));
    }

    private void fixed(Desired desired, List<FieldDiff> fields) {
        ResourceRef ref = desired.ref();
        List<FieldDiff> fixed =
                fields.stream().filter(field -> needsRecreate(desired, field)).toList();
        Refusal refusal = Refusal.of(
                RefusalCode.RECREATE_NOT_ALLOWED,
                ref,
                "Qlik cannot change " + paths(fixed) + " of an existing " + ref.kind() + ".",
                ("Set allowRecreate: true to have it deleted and made anew, with a new id. "
                                + rules(desired).recreateLoss())
                        .strip(),
                false);
        refusals.add(refusal);
        states.add(new ResourceState(ref, DriftState.BLOCKED, fields, Optional.of(refusal.code()), refusal.message()));
    }

    private static boolean renames(List<FieldDiff> fields) {
        return fields.stream().anyMatch(field -> field.path().toString().equals("/name"));
    }

    private boolean needsRecreate(Desired desired, FieldDiff field) {
        return rules(desired).at(field.path()).needsRecreate(desired.spec());
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
                .sorted()
                .map(target -> input.world().of(target.kind()))
                .filter(seen -> !seen.isComplete())
                .findFirst();
    }

    /** Whatever is sent now could do once more what is on its way already. */
    private void hold(ResourceRef ref, List<FieldDiff> fields, String why) {
        states.add(new ResourceState(ref, DriftState.UNKNOWN, fields, Optional.of(RefusalCode.CREATE_UNCERTAIN), why));
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

    private static String difference(List<FieldDiff> fields) {
        boolean secrets = fields.stream().allMatch(field -> field.desired() instanceof Value.SecretRef);
        return secrets
                ? "The secret of " + paths(fields) + " is not the one last sent."
                : "It differs in " + paths(fields) + ".";
    }

    /** What differs, what its change brings about besides, and what Qlik says of the object. */
    private String explained(Desired desired, Live live, List<FieldDiff> fields) {
        List<String> sentences = new ArrayList<>();
        sentences.add(difference(fields));
        sentences.addAll(rules(desired).notesOn(fields));
        live.remark().ifPresent(sentences::add);
        return String.join(" ", sentences);
    }

    private static String paths(List<FieldDiff> fields) {
        return String.join(
                ", ", fields.stream().map(field -> field.path().toString()).toList());
    }
}
