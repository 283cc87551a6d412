package truekeel.kinds;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import truekeel.kinds.Sightings.Sighting;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.qlik.QlikException;
import truekeel.schema.KindSchema;
import truekeel.schema.Reference;

/**
 * Looks up in batches what is referred to beyond what was observed: first the kinds whose keys name others, then those
 * others, so that every key can be told at the end. One use per survey.
 */
final class Lookups {
    private final Kinds kinds;
    private final Look look;
    private final Map<KindName, Sighting> sightings;
    private final Bots bots;
    private final Map<KindName, List<Seen>> found = new LinkedHashMap<>();
    private final Map<KindName, Set<String>> known = new HashMap<>();
    private final Map<KindName, Set<String>> ids = new HashMap<>();
    private final Map<KindName, Set<Value>> names = new HashMap<>();
    private final Map<KindName, String> failures = new HashMap<>();

    Lookups(Kinds kinds, Look look, Sightings sightings, Bots bots) {
        this.kinds = kinds;
        this.look = look;
        this.sightings = sightings.byKind();
        this.bots = bots;
        sightings.lookedUp().forEach((kind, seen) -> seen.forEach(one -> add(kind, one)));
    }

    void run() {
        sightings.forEach((kind, sighting) -> sighting.seen().forEach(seen -> ask(kind, seen)));
        look.declared().forEach(this::ask);
        if (sightings.entrySet().stream()
                .anyMatch(entry -> Bots.areOwned(kinds.schema(entry.getKey()))
                        && !entry.getValue().seen().isEmpty())) {
            Set<String> subjects = users().flatMap(user -> user.spec().text("subject").stream())
                    .collect(Collectors.toSet());
            bots.unmet(subjects).forEach(bot -> names.computeIfAbsent(Bots.USER, any -> new LinkedHashSet<>())
                    .add(bot));
        }
        for (int depth = kinds.deepestKey(); depth >= 0; depth--) {
            for (Kind kind : kinds.all()) {
                if (kinds.keyDepth(kind.name()) == depth) {
                    lookUp(kind);
                }
            }
        }
    }

    /** What was looked up by now, in this survey or before it. */
    Map<KindName, List<Seen>> found() {
        return found;
    }

    /** Why not every object of a kind can be found. */
    Optional<String> failure(KindName kind) {
        return Optional.ofNullable(failures.get(kind));
    }

    /** Every user that is known by now, in whatever way. */
    Stream<Seen> users() {
        Sighting observed = sightings.get(Bots.USER);
        return Stream.concat(
                observed == null ? Stream.of() : observed.seen().stream(),
                found.getOrDefault(Bots.USER, List.of()).stream());
    }

    void add(KindName kind, Seen seen) {
        if (known.computeIfAbsent(kind, any -> new HashSet<>()).add(seen.id())) {
            found.computeIfAbsent(kind, any -> new ArrayList<>()).add(seen);
            ask(kind, seen);
        }
    }

    private void ask(KindName kind, Seen seen) {
        for (Reference reference : kinds.schema(kind).references(seen.spec())) {
            if (!reference.soft() && reference.written() instanceof Value.Fields fields) {
                fields.text("id").ifPresent(id -> ids.computeIfAbsent(reference.target(), any -> new LinkedHashSet<>())
                        .add(id));
            }
        }
    }

    private void ask(Desired desired) {
        needed(desired).filter(reference -> !isFound(reference)).forEach(reference -> names.computeIfAbsent(
                        reference.target(), any -> new LinkedHashSet<>())
                .add(reference.written()));
    }

    private boolean isFound(Reference reference) {
        KindSchema schema = kinds.schema(reference.target());
        return found.getOrDefault(reference.target(), List.of()).stream()
                .anyMatch(seen -> schema.isNamedBy(reference.written(), seen.spec()));
    }

    /** The references that must lead somewhere: of what shall not exist only those that say which object it is. */
    Stream<Reference> needed(Desired desired) {
        KindSchema schema = kinds.schema(desired.kind());
        return schema.references(desired.spec()).stream()
                .filter(reference -> !reference.soft())
                .filter(reference -> !desired.isAbsent() || kinds.isOfKey(schema, reference.path()));
    }

    private void lookUp(Kind kind) {
        Set<String> missing = new LinkedHashSet<>(ids.getOrDefault(kind.name(), Set.of()));
        missing.removeAll(known.getOrDefault(kind.name(), Set.of()));
        Set<Value> unnamed = names.getOrDefault(kind.name(), Set.of());
        Sighting sighting = sightings.get(kind.name());
        if (sighting != null) {
            if (!sighting.cause().isEmpty()) {
                failures.put(kind.name(), sighting.cause());
            }
        } else if (!missing.isEmpty() || !unnamed.isEmpty()) {
            try {
                kind.find(look, missing, unnamed, seen -> add(kind.name(), seen));
            } catch (QlikException problem) {
                failures.put(kind.name(), Seen.explained(problem));
            }
        }
    }
}
