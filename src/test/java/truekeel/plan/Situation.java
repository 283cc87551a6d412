package truekeel.plan;

import static truekeel.plan.PlanArbitraries.KINDS;
import static truekeel.plan.PlanArbitraries.NOW;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.NaturalKey;
import truekeel.model.Owned;
import truekeel.model.ReconcilePolicy;
import truekeel.model.ReconcilePolicy.Ignore;
import truekeel.model.ReconcilePolicy.Prune;
import truekeel.model.ResourceRef;
import truekeel.model.Revision;
import truekeel.model.TenantName;
import truekeel.model.Value;

/** A tenant told piece by piece; every kind counts as seen in full unless said otherwise. */
final class Situation {
    private final List<Desired> desired = new ArrayList<>();
    private final List<Live> live = new ArrayList<>();
    private final List<Owned> owned = new ArrayList<>();
    private final List<PlanInput.PendingCreate> pending = new ArrayList<>();
    private final Map<KindName, Observation> broken = new HashMap<>();
    private final Map<KindName, FieldRules> rules = new LinkedHashMap<>();
    private final Map<ResourceRef, Refusal> blocked = new HashMap<>();
    private final Map<ResourceRef, Set<ResourceRef>> references = new HashMap<>();
    private final List<Ignore> ignores = new ArrayList<>();
    private final Set<KindName> pruneKinds = new LinkedHashSet<>();
    private Prune prune = Prune.NEVER;

    Situation() {
        KINDS.forEach(kind -> rules.put(kind, PlanArbitraries.rules(kind)));
    }

    Situation desired(Desired... more) {
        desired.addAll(List.of(more));
        return this;
    }

    Situation live(Live... more) {
        live.addAll(List.of(more));
        return this;
    }

    Situation owned(Owned... more) {
        owned.addAll(List.of(more));
        return this;
    }

    Situation pending(ResourceRef ref, Instant sent) {
        pending.add(new PlanInput.PendingCreate(ref, sent));
        return this;
    }

    Situation seenInPart(KindName kind) {
        broken.put(kind, new Observation.Partial(kind, live, "The list broke off."));
        return this;
    }

    Situation unseen(KindName kind) {
        broken.put(kind, new Observation.Unavailable(kind, "403"));
        return this;
    }

    Situation rules(FieldRules changed) {
        rules.put(changed.kind(), changed);
        return this;
    }

    Situation blocked(Refusal refusal) {
        refusal.subjects().forEach(ref -> blocked.put(ref, refusal));
        return this;
    }

    Situation refers(ResourceRef from, ResourceRef... to) {
        references.put(from, new LinkedHashSet<>(List.of(to)));
        return this;
    }

    Situation ignoring(KindName kind, String glob, String... fields) {
        ignores.add(new Ignore(
                kind,
                Optional.of(glob),
                List.of(fields).stream().map(FieldPath::parse).toList()));
        return this;
    }

    Situation prune(Prune mode, KindName... kinds) {
        prune = mode;
        pruneKinds.addAll(List.of(kinds));
        return this;
    }

    Plan plan() {
        ReconcilePolicy builtIn = ReconcilePolicy.BUILT_IN;
        ReconcilePolicy policy = new ReconcilePolicy(
                ReconcilePolicy.Mode.ENFORCE,
                builtIn.interval(),
                prune,
                pruneKinds,
                builtIn.budget(),
                List.of(),
                ignores);
        Map<KindName, Observation> observations = new LinkedHashMap<>();
        for (KindName kind : rules.keySet()) {
            List<Live> objects =
                    live.stream().filter(object -> object.kind().equals(kind)).toList();
            Observation seen = broken.get(kind);
            observations.put(
                    kind,
                    seen == null
                            ? new Observation.Complete(kind, objects, NOW)
                            : seen instanceof Observation.Partial partial
                                    ? new Observation.Partial(kind, objects, partial.cause())
                                    : seen);
        }
        return Planner.plan(new PlanInput(
                new PlanInput.Scope(TenantName.of("acme"), new Revision("folder-test"), policy, NOW),
                desired,
                new PlanInput.World(observations, rules),
                new PlanInput.Memory(owned, pending),
                blocked,
                references));
    }

    /** The plan's changes as {@code action Kind/name}, in its order. */
    List<String> changes() {
        return plan().changes().stream()
                .map(change -> change.action().word() + " " + change.ref())
                .toList();
    }

    /** The drift states as {@code state Kind/name}. */
    List<String> states() {
        return plan().resources().stream()
                .map(state -> state.state().word() + " " + state.ref())
                .toList();
    }

    /** A live object that answers to keys of its own. */
    static Live answering(KindName kind, String id, NaturalKey... keys) {
        Live plain = PlanArbitraries.live(kind, id, id, Value.Fields.EMPTY);
        return new Live(kind, id, List.of(keys), id, plain.spec(), plain.facts(), plain.unknown());
    }
}
