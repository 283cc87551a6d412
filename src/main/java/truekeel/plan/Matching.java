package truekeel.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.Owned;
import truekeel.model.ResourceRef;

/**
 * Which live object is which declared resource: by the id in the inventory, else by the former name, else by natural
 * key. An object belongs to one resource at most.
 */
final class Matching {

    /** What a declared resource was matched with. */
    sealed interface Match {
        record One(Live live) implements Match {}

        record None() implements Match {}

        record Many(int count) implements Match {}

        record Taken(ResourceRef by) implements Match {}
    }

    /** What tells a live object from all others of its tenant. */
    private record Thing(KindName kind, String id) {
        static Thing of(Live live) {
            return new Thing(live.kind(), live.id());
        }
    }

    private final Map<KindName, Map<String, Live>> byId = new HashMap<>();
    private final Map<NaturalKey, List<Live>> byKey = new HashMap<>();
    private final Map<ResourceRef, Match> matches = new LinkedHashMap<>();
    private final Map<Thing, ResourceRef> takenBy = new HashMap<>();
    private final Set<Thing> doubtful = new HashSet<>();
    private final Set<String> ownedElsewhere = new HashSet<>();

    static Matching of(PlanInput input) {
        Matching matching = new Matching();
        input.world().observations().values().forEach(matching::index);
        Map<ResourceRef, Owned> owned = new HashMap<>();
        input.memory().inventory().forEach(line -> owned.put(line.ref(), line));
        Set<ResourceRef> declared = new HashSet<>();
        input.desired().forEach(desired -> declared.add(desired.ref()));
        input.memory().inventory().stream()
                .filter(line -> declared.contains(line.ref()))
                .forEach(line -> matching.ownedElsewhere.add(line.ref().kind() + " " + line.liveId()));
        // sorted, so that of two that claim one object it is always the same one that gets it
        input.desired().stream()
                .sorted(Comparator.comparing(Desired::ref))
                .forEach(desired -> matching.match(desired, Optional.ofNullable(owned.get(desired.ref()))));
        return matching;
    }

    private void index(Observation observation) {
        for (Live live : observation.live()) {
            byId.computeIfAbsent(live.kind(), kind -> new HashMap<>()).put(live.id(), live);
            live.keys().forEach(key -> byKey.computeIfAbsent(key, any -> new ArrayList<>())
                    .add(live));
        }
    }

    private void match(Desired desired, Optional<Owned> owned) {
        Match match = owned.flatMap(line -> find(desired.kind(), line.liveId()))
                .<Match>map(Match.One::new)
                .orElseGet(() -> byName(desired));
        if (match instanceof Match.One one) {
            ResourceRef other = takenBy.putIfAbsent(Thing.of(one.live()), desired.ref());
            if (other != null) {
                match = new Match.Taken(other);
            }
        }
        matches.put(desired.ref(), match);
    }

    /**
     * By the key as declared; by the former name only when nothing has the new one and the object is to stay: no object
     * is deleted for a name that its manifest gave up. Objects of other lines are not up for it.
     */
    private Match byName(Desired desired) {
        Match match = byKey(desired.key());
        if (!(match instanceof Match.None) || desired.isAbsent()) {
            return match;
        }
        return desired.metadata()
                .annotation(Metadata.PREVIOUS_NAME)
                .map(former -> byKey(renamed(desired.key(), former)))
                .orElse(match);
    }

    private Match byKey(NaturalKey key) {
        List<Live> free = byKey.getOrDefault(key, List.of()).stream()
                .filter(live -> !ownedElsewhere.contains(live.kind() + " " + live.id()))
                .toList();
        return switch (free.size()) {
            case 0 -> new Match.None();
            case 1 -> new Match.One(free.get(0));
            default -> {
                free.forEach(live -> doubtful.add(Thing.of(live)));
                yield new Match.Many(free.size());
            }
        };
    }

    private static NaturalKey renamed(NaturalKey key, String former) {
        Map<String, String> parts = new HashMap<>(key.parts());
        parts.replace("name", former);
        return NaturalKey.of(key.kind(), parts);
    }

    Optional<Live> find(KindName kind, String id) {
        return Optional.ofNullable(byId.getOrDefault(kind, Map.of()).get(id));
    }

    Match of(ResourceRef ref) {
        Match match = matches.get(ref);
        return match != null ? match : new Match.None();
    }

    /** Whether a live object is some declared resource's. */
    boolean isTaken(Live live) {
        return takenBy.containsKey(Thing.of(live));
    }

    /** Whether a live object is one of several that a declared resource may be. */
    boolean isDoubtful(Live live) {
        return doubtful.contains(Thing.of(live));
    }

    /** The other objects that carry a declared resource's natural key while it is matched by its recorded id. */
    boolean isNameTakenByOther(Desired desired, Live matched) {
        return byKey.getOrDefault(desired.key(), List.of()).stream()
                .anyMatch(live -> !live.id().equals(matched.id()));
    }
}
