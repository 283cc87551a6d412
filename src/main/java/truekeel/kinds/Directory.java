package truekeel.kinds;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import truekeel.model.KindName;
import truekeel.model.NaturalKey;
import truekeel.model.ResourceRef;
import truekeel.model.Value;

/**
 * Who is who in one tenant during one run: natural references to ids and back. Every live object that was observed or
 * looked up is in it, and every declared one that is still to be made. Reading is safe from any thread once the run's
 * survey is done.
 */
public final class Directory {
    private final Map<KindName, List<Entry>> entries = new LinkedHashMap<>();
    private final Map<KindName, Map<String, Entry>> byId = new HashMap<>();
    private final Map<KindName, Map<String, List<Entry>>> byWord = new HashMap<>();
    private final Map<ResourceRef, String> made = new ConcurrentHashMap<>();
    private final Map<KindName, Set<String>> ambiguous = new HashMap<>();

    /**
     * One object that can be referred to.
     *
     * @param id empty for a declared object that does not exist yet
     * @param declared the manifest that declares it
     * @param words every text that names it, folded as Qlik compares
     * @param parts the fields of its keys, by which the long form of a reference can name it
     * @param traits its other fields, which the long form may ask for as well, such as a space's type
     */
    record Entry(
            KindName kind,
            Optional<String> id,
            Optional<ResourceRef> declared,
            String preferred,
            Set<String> words,
            Map<String, String> parts,
            Value.Fields traits) {}

    /** Enters an object that others may refer to. */
    void add(Entry entry) {
        ambiguous.remove(entry.kind());
        entries.computeIfAbsent(entry.kind(), kind -> new ArrayList<>()).add(entry);
        entry.id().ifPresent(id -> byId.computeIfAbsent(entry.kind(), kind -> new HashMap<>())
                .put(id, entry));
        Map<String, List<Entry>> words = byWord.computeIfAbsent(entry.kind(), kind -> new HashMap<>());
        entry.words().forEach(word -> words.computeIfAbsent(word, any -> new ArrayList<>(1))
                .add(entry));
    }

    boolean knows(KindName kind, String id) {
        return byId.getOrDefault(kind, Map.of()).containsKey(id);
    }

    Optional<Entry> byId(KindName kind, String id) {
        return Optional.ofNullable(byId.getOrDefault(kind, Map.of()).get(id));
    }

    /** All entries that a reference as written may mean. */
    List<Entry> matches(KindName kind, Value reference) {
        if (reference instanceof Value.Text text) {
            return named(byWord.getOrDefault(kind, Map.of()), text.value());
        }
        return entries.getOrDefault(kind, List.of()).stream()
                .filter(entry -> isMeant(entry, reference))
                .toList();
    }

    private static List<Entry> named(Map<String, List<Entry>> words, String text) {
        List<Entry> found = new ArrayList<>(words.getOrDefault(text, List.of()));
        for (Entry entry : words.getOrDefault("~" + NaturalKey.withoutCase(text), List.of())) {
            if (!found.contains(entry)) {
                found.add(entry);
            }
        }
        return found;
    }

    private static boolean isMeant(Entry entry, Value reference) {
        if (reference instanceof Value.Fields fields && !fields.isEmpty()) {
            if (fields.has("id")) {
                return entry.id().equals(fields.text("id"));
            }
            return fields.values().entrySet().stream()
                    .allMatch(part -> Optional.ofNullable(entry.parts().get(part.getKey()))
                            .or(() -> entry.traits().text(part.getKey()))
                            .filter(part.getValue().toString()::equals)
                            .isPresent());
        }
        return false;
    }

    /**
     * The one way in which references to an entry are written in a run: a text, or the parts where the text is
     * ambiguous.
     */
    Value canonical(Entry entry) {
        Set<String> several = ambiguous.computeIfAbsent(entry.kind(), this::ambiguousNames);
        if (!several.contains(entry.preferred())) {
            return Value.text(entry.preferred());
        }
        Value.Fields parts = Value.Fields.EMPTY;
        for (Map.Entry<String, String> part : entry.parts().entrySet()) {
            parts = parts.with(part.getKey(), Value.text(part.getValue()));
        }
        return parts;
    }

    private Set<String> ambiguousNames(KindName kind) {
        Set<String> seen = new HashSet<>();
        Set<String> several = new HashSet<>();
        entries.getOrDefault(kind, List.of()).forEach(entry -> {
            if (!seen.add(entry.preferred())) {
                several.add(entry.preferred());
            }
        });
        return several;
    }

    /** Records the id of a declared object that this run made. */
    public void made(ResourceRef ref, String id) {
        made.put(ref, id);
    }

    /**
     * The id behind a canonical reference. Throws {@link Unbound} when its object was declared but could not be made in
     * this run.
     */
    public String idOf(KindName kind, Value reference) {
        List<Entry> found = matches(kind, reference);
        if (found.size() != 1) {
            throw new Unbound("The reference to " + kind + " " + reference + " leads to " + found.size() + " objects.");
        }
        Entry entry = found.get(0);
        return entry.declared()
                .map(made::get)
                .or(entry::id)
                .orElseThrow(() -> new Unbound(kind + " " + reference + " does not exist yet."));
    }

    /** A reference whose object is not there when a step needs its id; the change fails, nothing was sent. */
    public static final class Unbound extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unbound(String message) {
            super(message);
        }
    }
}
