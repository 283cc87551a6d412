package truekeel.plan;

import static truekeel.plan.PlanArbitraries.KINDS;
import static truekeel.plan.PlanArbitraries.NOW;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import truekeel.model.Desired;
import truekeel.model.Ensure;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Metadata;
import truekeel.model.Owned;
import truekeel.model.ReconcilePolicy;
import truekeel.model.ReconcilePolicy.Prune;
import truekeel.model.ResourceRef;
import truekeel.model.Revision;
import truekeel.model.TenantName;
import truekeel.model.Value;

/** One tenant with what is declared, live and remembered; every place holds at most one declaration and one line. */
record Scene(List<Place> places, Map<KindName, Seeing> seeing, Prune prune, Set<KindName> pruneKinds) {
    private static final List<String> NAMES = List.of("a", "b", "c", "d");

    /** What Git says. */
    enum Wish {
        NOTHING,
        PRESENT,
        ABSENT
    }

    /** What the inventory says. */
    enum Line {
        NONE,
        CREATED,
        ADOPTED,
        LOST
    }

    /** How much of a kind was seen. */
    enum Seeing {
        COMPLETE,
        PARTIAL,
        NOTHING
    }

    /** A live object: its name, what it holds, and what it is marked with. */
    record Thing(String name, Value.Fields spec, boolean known, String mark) {
        Live live(KindName kind, String id) {
            Value.Fields facts = mark.isEmpty() ? Value.Fields.EMPTY : Value.Fields.EMPTY.with(mark, Value.flag(true));
            return new Live(
                    kind,
                    id,
                    List.of(PlanArbitraries.key(kind, name)),
                    name,
                    spec.with("name", Value.text(name)),
                    facts,
                    known ? Optional.empty() : Optional.of("It broke off."));
        }
    }

    /** One name of one kind. */
    record Place(
            KindName kind,
            String name,
            Wish wish,
            Value.Fields wanted,
            boolean recreatable,
            List<Thing> things,
            Line line,
            Set<Integer> needs) {
        ResourceRef ref() {
            return new ResourceRef(kind, name);
        }

        String id(int number) {
            return kind + "-" + name + "-" + number;
        }

        Optional<Desired> desired() {
            Ensure ensure = wish == Wish.ABSENT ? Ensure.ABSENT : Ensure.PRESENT;
            return wish == Wish.NOTHING
                    ? Optional.empty()
                    : Optional.of(PlanArbitraries.desired(
                            kind,
                            name,
                            wanted.with("name", Value.text(name)),
                            new Desired.Lifecycle(ensure, recreatable),
                            Map.of(Metadata.PREVIOUS_NAME, "old-" + name)));
        }

        List<Live> live() {
            List<Live> live = new ArrayList<>();
            for (Thing thing : things) {
                live.add(thing.live(kind, id(live.size())));
            }
            return live;
        }

        Optional<Owned> owned() {
            Owned.Origin origin = line == Line.ADOPTED ? Owned.Origin.ADOPTED : Owned.Origin.CREATED;
            return line == Line.NONE
                    ? Optional.empty()
                    : Optional.of(PlanArbitraries.owned(kind, name, line == Line.LOST ? "lost" : id(0), origin));
        }
    }

    private static Arbitrary<Thing> things(String name) {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.just(name)),
                                Tuple.of(1, Arbitraries.just("old-" + name)),
                                Tuple.of(1, Arbitraries.of(NAMES))),
                        typed(),
                        Arbitraries.frequency(Tuple.of(9, true), Tuple.of(1, false)),
                        Arbitraries.frequency(Tuple.of(8, ""), Tuple.of(1, "builtIn"), Tuple.of(1, "neverDeleted")))
                .as(Thing::new);
    }

    private static Arbitrary<Value.Fields> typed() {
        return Combinators.combine(
                        PlanArbitraries.some(Map.of("description", PlanArbitraries.texts())),
                        Arbitraries.frequency(Tuple.of(6, "x"), Tuple.of(1, "y")))
                .as((spec, type) -> spec.with("type", Value.text(type)));
    }

    private static Arbitrary<Place> place(KindName kind, String name) {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(6, Wish.PRESENT), Tuple.of(3, Wish.NOTHING), Tuple.of(1, Wish.ABSENT)),
                        typed(),
                        Arbitraries.of(true, false),
                        Arbitraries.frequencyOf(
                                Tuple.of(2, things(name).list().ofSize(0)),
                                Tuple.of(6, things(name).list().ofSize(1)),
                                Tuple.of(1, things(name).list().ofSize(2))),
                        Arbitraries.of(Line.class),
                        Arbitraries.integers().between(0, 7).set().ofMaxSize(3))
                .as((wish, wanted, recreatable, things, line, needs) ->
                        new Place(kind, name, wish, wanted, recreatable, things, line, needs));
    }

    /** Scenes in which some kinds were seen in part or not at all. */
    static Arbitrary<Scene> any() {
        return scenes(Arbitraries.frequency(
                Tuple.of(5, Seeing.COMPLETE), Tuple.of(1, Seeing.PARTIAL), Tuple.of(1, Seeing.NOTHING)));
    }

    /** Scenes in which every kind was seen in full. */
    static Arbitrary<Scene> seen() {
        return scenes(Arbitraries.just(Seeing.COMPLETE));
    }

    private static Arbitrary<Scene> scenes(Arbitrary<Seeing> seeing) {
        List<Arbitrary<Place>> places = new ArrayList<>();
        KINDS.forEach(kind -> NAMES.forEach(name -> places.add(place(kind, name))));
        return Combinators.combine(
                        Combinators.combine(places).as(list -> list),
                        seeing.list().ofSize(KINDS.size()),
                        Arbitraries.of(Prune.class),
                        Arbitraries.of(KINDS).set())
                .as((chosen, seen, prune, pruneKinds) -> {
                    Map<KindName, Seeing> byKind = new LinkedHashMap<>();
                    KINDS.forEach(kind -> byKind.put(kind, seen.get(byKind.size())));
                    return new Scene(chosen, byKind, prune, pruneKinds);
                });
    }

    Scene withPrune(Prune changed) {
        return new Scene(places, seeing, changed, pruneKinds);
    }

    List<Desired> desired() {
        return places.stream().flatMap(place -> place.desired().stream()).toList();
    }

    List<Owned> owned() {
        return places.stream().flatMap(place -> place.owned().stream()).toList();
    }

    List<Live> live(KindName kind) {
        return places.stream()
                .filter(place -> place.kind().equals(kind))
                .flatMap(place -> place.live().stream())
                .toList();
    }

    /** Declared resources refer to declared ones of kinds that are made before theirs. */
    Map<ResourceRef, Set<ResourceRef>> references() {
        Map<ResourceRef, Set<ResourceRef>> references = new LinkedHashMap<>();
        for (Place place : places) {
            Set<ResourceRef> targets = new LinkedHashSet<>();
            for (int need : place.needs()) {
                Place target = places.get(need);
                boolean earlier = KINDS.indexOf(target.kind()) < KINDS.indexOf(place.kind());
                if (earlier && target.wish() == Wish.PRESENT && place.wish() == Wish.PRESENT) {
                    targets.add(target.ref());
                }
            }
            references.put(place.ref(), targets);
        }
        return references;
    }

    Map<KindName, Observation> observations() {
        Map<KindName, Observation> observations = new LinkedHashMap<>();
        seeing.forEach((kind, seen) -> observations.put(
                kind,
                switch (seen) {
                    case COMPLETE -> new Observation.Complete(kind, live(kind), NOW);
                    case PARTIAL -> new Observation.Partial(kind, live(kind), "The list broke off.");
                    case NOTHING -> new Observation.Unavailable(kind, "403");
                }));
        return observations;
    }

    PlanInput input() {
        return input(desired(), observations(), owned());
    }

    PlanInput input(List<Desired> desired, Map<KindName, Observation> observations, List<Owned> owned) {
        ReconcilePolicy builtIn = ReconcilePolicy.BUILT_IN;
        ReconcilePolicy policy = new ReconcilePolicy(
                ReconcilePolicy.Mode.ENFORCE,
                builtIn.interval(),
                prune,
                pruneKinds,
                builtIn.budget(),
                List.of(),
                List.of());
        Map<KindName, FieldRules> rules = new LinkedHashMap<>();
        KINDS.forEach(kind -> rules.put(kind, PlanArbitraries.rules(kind)));
        return new PlanInput(
                new PlanInput.Scope(TenantName.of("acme"), new Revision("folder-test"), policy, NOW),
                desired,
                new PlanInput.World(observations, rules),
                new PlanInput.Memory(owned, List.of()),
                Map.of(),
                references());
    }

    /** The same scene told in another order. */
    PlanInput shuffled(Random random) {
        List<Desired> desired = shuffled(desired(), random);
        Map<KindName, Observation> observations = new LinkedHashMap<>();
        observations().forEach((kind, seen) -> {
            List<Live> live = shuffled(seen.live(), random);
            observations.put(
                    kind,
                    seen instanceof Observation.Complete complete
                            ? new Observation.Complete(kind, live, complete.at())
                            : seen instanceof Observation.Partial partial
                                    ? new Observation.Partial(kind, live, partial.cause())
                                    : seen);
        });
        PlanInput input = input(desired, observations, shuffled(owned(), random));
        Map<ResourceRef, Set<ResourceRef>> references = new LinkedHashMap<>();
        input.references()
                .forEach(
                        (ref, needs) -> references.put(ref, new LinkedHashSet<>(shuffled(List.copyOf(needs), random))));
        return new PlanInput(
                input.scope(), input.desired(), input.world(), input.memory(), input.blocked(), references);
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }
}
