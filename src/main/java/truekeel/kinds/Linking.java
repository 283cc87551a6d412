package truekeel.kinds;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import truekeel.kinds.Sightings.Sighting;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.NaturalKey;
import truekeel.model.Owned;
import truekeel.model.ResourceRef;
import truekeel.model.Value;
import truekeel.plan.FieldRules;
import truekeel.plan.Observation;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.Identity;
import truekeel.schema.KindSchema;
import truekeel.schema.Reference;

/**
 * Fills the directory from what was seen and declared, looks up in batches what is referred to beyond that, and
 * rewrites the references of both sides into one canonical form. One use per survey.
 */
final class Linking {
    private final Kinds kinds;
    private final Look look;
    private final Map<KindName, Sighting> sightings;
    private final Lookups lookups;
    private final Directory directory = new Directory();
    private final Bots bots;
    private final List<Live> leftBehind = new ArrayList<>();
    private final Map<ResourceRef, Refusal> blocked = new LinkedHashMap<>();
    private final Map<ResourceRef, Set<ResourceRef>> references = new LinkedHashMap<>();

    Linking(Kinds kinds, Look look, Sightings sightings) {
        this.kinds = kinds;
        this.look = look;
        this.sightings = sightings.byKind();
        this.bots = new Bots(look.formerClients());
        this.lookups = new Lookups(kinds, look, sightings, bots);
    }

    Survey survey(Map<KindName, FieldRules> rules, Instant at) {
        lookups.run();
        enterAll();
        meetBots();
        Map<KindName, Observation> observations = new LinkedHashMap<>();
        sightings.forEach((kind, sighting) -> observations.put(
                kind,
                sighting.observation(
                        kind,
                        sighting.seen().stream().map(seen -> live(kind, seen)).toList(),
                        at)));
        List<Desired> desired = look.declared().stream().map(this::canonical).toList();
        return new Survey(
                observations,
                rules,
                desired,
                blocked,
                references,
                directory,
                new Sightings(sightings, lookups.found()));
    }

    /**
     * What a key names is entered before what has such a key, so that every key can be told. What nothing can refer to
     * is left out: a licence has the seats of all its tenants.
     */
    private void enterAll() {
        for (int depth = 0; depth <= kinds.deepestKey(); depth++) {
            for (Kind kind : kinds.all()) {
                if (kinds.keyDepth(kind.name()) == depth && kinds.isReferredTo(kind.name())) {
                    Optional.ofNullable(sightings.get(kind.name())).ifPresent(sighting -> enter(kind.name(), sighting));
                    lookups.found().getOrDefault(kind.name(), List.of()).forEach(seen -> enter(kind.name(), seen));
                }
            }
        }
    }

    /**
     * Enters the live objects of a kind, joined with the manifests that declare them, then the manifests without one.
     */
    private void enter(KindName kind, Sighting sighting) {
        Map<String, Desired> byId = new HashMap<>();
        Map<NaturalKey, Desired> byKey = new HashMap<>();
        Map<ResourceRef, String> owned = new HashMap<>();
        look.owned(kind).forEach(line -> owned.put(line.ref(), line.liveId()));
        Set<Desired> homeless = new LinkedHashSet<>();
        for (Desired desired : look.declared(kind)) {
            if (!desired.isAbsent()) {
                keys(kind, desired.spec()).forEach(key -> byKey.putIfAbsent(key, desired));
                Optional.ofNullable(owned.get(desired.ref())).ifPresent(id -> byId.put(id, desired));
                homeless.add(desired);
            }
        }
        for (Seen seen : sighting.seen()) {
            List<NaturalKey> keys = keys(kind, seen.spec());
            Optional<Desired> declared = Optional.ofNullable(byId.get(seen.id()))
                    .or(() -> keys.stream()
                            .filter(byKey::containsKey)
                            .map(byKey::get)
                            .findFirst())
                    .filter(homeless::remove);
            enter(kind, Optional.of(seen), keys, declared);
        }
        homeless.forEach(desired -> enter(kind, Optional.empty(), keys(kind, desired.spec()), Optional.of(desired)));
    }

    /** Enters an object that was looked up. */
    private void enter(KindName kind, Seen seen) {
        enter(kind, Optional.of(seen), keys(kind, seen.spec()), Optional.empty());
    }

    /** The keys of a spec, with what they refer to in canonical form as far as it is known. */
    private List<NaturalKey> keys(KindName kind, Value.Fields spec) {
        KindSchema schema = kinds.schema(kind);
        Value.Fields named = spec;
        if (kinds.keyDepth(kind) > 0) {
            for (Reference reference : schema.references(spec)) {
                Optional<Directory.Entry> meant = Optional.of(reference)
                        .filter(any -> kinds.isOfKey(schema, any.path()))
                        .flatMap(this::meant);
                if (meant.isPresent()) {
                    named = (Value.Fields) reference.path().replacedIn(named, directory.canonical(meant.get()));
                }
            }
        }
        return schema.keysOf(named);
    }

    private Optional<Directory.Entry> meant(Reference reference) {
        if (reference.written() instanceof Value.Fields fields && fields.has("id")) {
            return directory.byId(reference.target(), fields.text("id").orElse(""));
        }
        List<Directory.Entry> found = directory.matches(reference.target(), reference.written());
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private void enter(KindName kind, Optional<Seen> seen, List<NaturalKey> keys, Optional<Desired> declared) {
        if (keys.isEmpty()) {
            return;
        }
        Set<String> words = new LinkedHashSet<>();
        Map<String, String> parts = new TreeMap<>();
        List<NaturalKey> all = new ArrayList<>(keys);
        declared.ifPresent(desired -> all.addAll(keys(kind, desired.spec())));
        for (NaturalKey key : all) {
            words.add(word(key));
            if (kinds.schema(kind).foldsCase(key)) {
                words.add("~" + word(key));
            }
            key.parts().forEach((path, part) -> parts.putIfAbsent(path.substring(path.lastIndexOf('/') + 1), part));
        }
        Value.Fields traits =
                seen.map(Seen::spec).orElseGet(() -> declared.map(Desired::spec).orElse(Value.Fields.EMPTY));
        directory.add(new Directory.Entry(
                kind, seen.map(Seen::id), declared.map(Desired::ref), word(keys.get(0)), words, parts, traits));
    }

    private static String word(NaturalKey key) {
        String name = key.parts().get("name");
        return name != null ? name : key.parts().values().iterator().next();
    }

    /** Finds the bots that are inactive, and sees to it that our own can be named as the heir. */
    private void meetBots() {
        lookups.users().forEach(bots::meet);
        if (bots.areMet()) {
            Identity self = look.qlik().identity();
            bots.spare(self.userId());
            if (!directory.knows(Bots.USER, self.userId())) {
                Seen own = Seen.of(self.userId(), Value.Fields.EMPTY.with("subject", Value.text(self.subject())));
                lookups.add(Bots.USER, own);
                enter(Bots.USER, own);
            }
        }
    }

    private Optional<Value> user(String id) {
        return directory.byId(Bots.USER, id).map(directory::canonical);
    }

    private Live live(KindName kind, Seen seen) {
        KindSchema schema = kinds.schema(kind);
        Value.Fields spec = seen.spec();
        Optional<String> unknown = seen.unknown();
        for (Reference reference : schema.references(spec)) {
            if (reference.written() instanceof Value.Fields fields && fields.has("id")) {
                Optional<Value> known = directory
                        .byId(reference.target(), fields.text("id").orElse(""))
                        .map(directory::canonical);
                if (known.isPresent()) {
                    spec = (Value.Fields) reference.path().replacedIn(spec, known.get());
                } else if (!reference.soft()) {
                    unknown = unknown.or(() -> unseen(reference));
                }
            }
        }
        Value.Fields facts = seen.facts();
        Optional<String> bot = bots.ownerOf(seen).filter(id -> Bots.areOwned(schema));
        if (bot.isPresent()) {
            spec = spec.with(Bots.OWNER, user(bot.get()).orElseGet(() -> Kind.reference(bot.get())));
            facts = bots.facts(facts, bot.get());
        }
        List<NaturalKey> keys = schema.keysOf(spec);
        String byKey = keys.isEmpty() ? seen.id() : keys.get(0).display();
        // files are called by their path
        String name = spec.text("name").orElse(spec.text("path").orElse(byKey));
        Live live = new Live(kind, seen.id(), keys, name, spec, facts, unknown);
        if (bot.isPresent()) {
            leftBehind.add(live);
        }
        return live;
    }

    /**
     * An id that leads nowhere is a fact, unless its kind could not be read: then the object may be any of the declared
     * ones.
     */
    private Optional<String> unseen(Reference reference) {
        return lookups.failure(reference.target())
                .map(cause ->
                        "The " + reference.target() + " in " + reference.path() + " could not be looked up: " + cause);
    }

    private Desired canonical(Desired desired) {
        if (desired.isAbsent()) {
            return unwanted(desired);
        }
        KindSchema schema = kinds.schema(desired.kind());
        Value.Fields spec = desired.spec();
        for (Reference reference : schema.references(spec)) {
            List<Directory.Entry> found = directory.matches(reference.target(), reference.written());
            if (found.size() == 1) {
                found.get(0)
                        .declared()
                        .filter(ref -> !ref.equals(desired.ref()))
                        .ifPresent(ref -> references
                                .computeIfAbsent(desired.ref(), any -> new LinkedHashSet<>())
                                .add(ref));
                if (!reference.soft()) {
                    spec = (Value.Fields) reference.path().replacedIn(spec, directory.canonical(found.get(0)));
                }
            } else if (!reference.soft()) {
                blocked.putIfAbsent(desired.ref(), refusal(desired, reference, found.size()));
            }
        }
        Set<ResourceRef> first = new Precedence(kinds, look, directory).before(desired);
        if (!first.isEmpty()) {
            references
                    .computeIfAbsent(desired.ref(), any -> new LinkedHashSet<>())
                    .addAll(first);
        }
        return inherited(withKey(desired, spec));
    }

    /** What an inactive bot owns and nobody else is to own falls to our own bot. */
    private Desired inherited(Desired desired) {
        boolean falls = !desired.spec().has(Bots.OWNER) && leftBehind.stream().anyMatch(live -> isMeant(desired, live));
        return falls
                ? user(look.qlik().identity().userId())
                        .map(heir -> desired.withSpec(desired.spec().with(Bots.OWNER, heir)))
                        .orElse(desired)
                : desired;
    }

    /** By the inventory as long as it names something live, else by key. */
    private boolean isMeant(Desired desired, Live live) {
        if (!live.kind().equals(desired.kind())) {
            return false;
        }
        Set<String> seen = Optional.ofNullable(sightings.get(live.kind())).stream()
                .flatMap(sighting -> sighting.seen().stream())
                .map(Seen::id)
                .collect(Collectors.toSet());
        Optional<String> recorded = look.line(desired.ref()).map(Owned::liveId).filter(seen::contains);
        return recorded.map(live.id()::equals).orElseGet(() -> live.keys().contains(desired.key()));
    }

    /** An object that shall not exist depends on nothing; what its key refers to may be gone as well. */
    private Desired unwanted(Desired desired) {
        Value.Fields spec = desired.spec();
        for (Reference reference : lookups.needed(desired).toList()) {
            List<Directory.Entry> found = directory.matches(reference.target(), reference.written());
            if (found.size() == 1) {
                spec = (Value.Fields) reference.path().replacedIn(spec, directory.canonical(found.get(0)));
            } else if (lookups.failure(reference.target()).isPresent()) {
                blocked.putIfAbsent(desired.ref(), refusal(desired, reference, found.size()));
            }
        }
        return withKey(desired, spec);
    }

    private Desired withKey(Desired desired, Value.Fields spec) {
        List<NaturalKey> keys = kinds.schema(desired.kind()).keysOf(spec);
        return new Desired(
                desired.ref(),
                keys.isEmpty() ? desired.key() : keys.get(0),
                desired.metadata(),
                desired.lifecycle(),
                spec,
                desired.position(),
                desired.artefacts());
    }

    private Refusal refusal(Desired desired, Reference reference, int found) {
        String what = reference.target() + " " + reference.written() + " in " + reference.path();
        if (found > 1) {
            return Refusal.of(
                    RefusalCode.REF_AMBIGUOUS,
                    desired.ref(),
                    "The " + what + " may mean " + found + " objects.",
                    "Write it in its long form, for instance {name: …, providerType: …} or {name: …, space: …}.",
                    false);
        }
        Optional<String> failed = lookups.failure(reference.target());
        if (failed.isPresent()) {
            return Refusal.of(
                    RefusalCode.REF_NOT_FOUND,
                    desired.ref(),
                    "The " + what + " could not be looked up: " + failed.get(),
                    "It is tried again in the next run.",
                    false);
        }
        return Refusal.of(
                RefusalCode.REF_NOT_FOUND,
                desired.ref(),
                "The " + what + " is neither declared nor live.",
                "Declare it, or correct the name.",
                false);
    }
}
