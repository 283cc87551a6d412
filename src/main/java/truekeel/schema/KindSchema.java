package truekeel.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.NaturalKey;
import truekeel.model.Value;

/** The schema of one kind: the only source of its key, references and field marks. Immutable and thread-safe. */
public final class KindSchema {
    private static final String MARK = "x-truekeel-";

    private final JsonNode strict;
    private final KindName name;
    private final List<List<FieldPath>> keys;
    private final SortedMap<FieldPath, FieldSchema> fields;
    private final Map<FieldPath, FieldSchema> byPath;
    private final List<FieldSchema> folded;
    private final List<FieldSchema> rewritten;
    private final List<FieldSchema> referring;
    private final List<FieldSchema> artefacts;
    private final List<FieldSchema> inclusions;
    private final List<FieldSchema> preceded;
    private final List<FieldSchema> heldOnce;
    private final Validation validation;
    private final MarkChecks checks;

    KindSchema(JsonNode strict) {
        this.strict = strict;
        this.name = KindName.of(strict.path("title").asText());
        this.keys = readKeys(strict.path(MARK + "key"));
        this.fields = Collections.unmodifiableSortedMap(
                FieldWalk.of(strict.path("properties").path("spec")));
        this.byPath = Map.copyOf(fields);
        this.folded = with(FieldSchema::isCaseInsensitive);
        this.rewritten = with(field -> field.isWriteOnly()
                || field.mayBeSecret()
                || field.isPublicKey()
                || !field.aliases().isEmpty());
        this.referring = with(field -> field.reference().isPresent());
        this.preceded = with(field -> !field.after().isEmpty());
        this.artefacts = with(field -> field.artefact().isPresent());
        this.inclusions = with(field -> field.inclusion().isPresent());
        this.heldOnce = with(FieldSchema::isHeldOnce);
        this.validation = new Validation(strict);
        this.checks = new MarkChecks(fields);
    }

    private List<FieldSchema> with(Predicate<FieldSchema> condition) {
        return fields.values().stream().filter(condition).toList();
    }

    public KindName name() {
        return name;
    }

    public String description() {
        return strict.path("description").asText();
    }

    public Scope scope() {
        return Scope.valueOf(strict.path(MARK + "scope").asText().toUpperCase(Locale.ROOT));
    }

    /** Whether a tenant has exactly one such object, never created and never deleted. */
    public boolean isSingleton() {
        return strict.path(MARK + "singleton").asBoolean(false);
    }

    /** Whether such a document has no object of its own in Qlik, so that there is none to make, delete or export. */
    public boolean isGitOnly() {
        return strict.path(MARK + "git-only").asBoolean(false);
    }

    /** Names of objects that exist in every tenant and are never created or deleted. */
    public Set<String> builtIn() {
        Set<String> names = new TreeSet<>();
        strict.path(MARK + "builtin").forEach(entry -> names.add(entry.asText()));
        return names;
    }

    public PruneRule prune() {
        return PruneRule.of(strict.path(MARK + "prune").asText());
    }

    /** What is lost when an object is deleted and made anew, a full sentence; empty where nothing is. */
    public String recreateLoss() {
        return strict.path(MARK + "recreate-loss").asText();
    }

    /** How long a created object may stay out of Qlik's lists; zero for kinds that are listed at once. */
    public Duration settle() {
        return Duration.parse(strict.path(MARK + "settle").asText("PT0S"));
    }

    /**
     * Whether Qlik refuses a second object of the same key, and of each of its parts, so that a create which is sent
     * twice makes one object. Only where Qlik's documentation says so.
     */
    public boolean isKeptUnique() {
        return strict.path(MARK + "kept-unique").asBoolean(false);
    }

    /** The fields of the key's alternatives, the preferred one first; empty for singletons. */
    public List<List<FieldPath>> keys() {
        return keys;
    }

    /** Every field by its path within the spec; {@code *} stands for the elements of lists and maps. */
    public SortedMap<FieldPath, FieldSchema> fields() {
        return fields;
    }

    /** The field at a path that is written with {@code *}, with list positions, or with neither. */
    public Optional<FieldSchema> field(FieldPath path) {
        FieldSchema exact = byPath.get(path);
        return exact != null
                ? Optional.of(exact)
                : fields.values().stream()
                        .filter(field -> matches(field.path(), path))
                        .findFirst();
    }

    /** The fields of which no two documents of a tenant may hold the same value. */
    public List<FieldSchema> heldOnce() {
        return heldOnce;
    }

    /** The fields that name a file of the repository, in the order of their paths. */
    public List<FieldSchema> artefacts() {
        return artefacts;
    }

    /** The fields right below the spec that name a file which stands for others. */
    public List<FieldSchema> inclusions() {
        return inclusions;
    }

    /** The whole document's schema as editors use it: partial documents and {@code ${…}} are allowed. */
    public JsonNode document() {
        return AuthoringForm.of(strict);
    }

    /**
     * Checks a whole document after merge, substitution and {@link #normalise}.
     *
     * @return all violations in the document's order; empty when it is sound
     */
    public List<Violation> validate(JsonNode document) {
        return validation.check(document);
    }

    /**
     * The spec with defaults filled in, other spellings of words replaced and secrets as {@link Value.SecretRef}. Does
     * not require a sound spec.
     */
    public Value.Fields normalise(Value.Fields spec, String metadataName) {
        Value.Fields filled = spec;
        for (Map.Entry<String, JsonNode> entry : strict.path(MARK + "defaults").properties()) {
            String written = entry.getValue().asText();
            if (!filled.has(entry.getKey())) {
                String value = written.equals("metadata.name") ? metadataName : written;
                filled = filled.with(entry.getKey(), Value.text(value));
            }
        }
        for (FieldSchema field : rewritten) {
            filled = normalise(filled, field);
        }
        return filled;
    }

    private static Value.Fields normalise(Value.Fields spec, FieldSchema field) {
        Value changed = spec;
        Map<String, String> aliases = field.aliases();
        if (!aliases.isEmpty()) {
            changed = Places.rewrite(changed, field.path().segments(), value -> spelt(value, aliases));
        }
        if (field.isPublicKey()) {
            changed = Places.rewrite(changed, field.path().segments(), KindSchema::key);
        }
        if (field.isWriteOnly() || field.mayBeSecret()) {
            changed = Places.rewrite(changed, field.path().segments(), KindSchema::secret);
        }
        return (Value.Fields) changed;
    }

    private static Value spelt(Value value, Map<String, String> aliases) {
        String word = aliases.get(value.toString());
        return word != null && value instanceof Value.Text ? Value.text(word) : value;
    }

    private static Value key(Value value) {
        return value instanceof Value.Text text ? Value.text(Pem.canonical(text.value())) : value;
    }

    private static Value secret(Value value) {
        return value instanceof Value.Fields fields && fields.values().size() == 1
                ? fields.text("secretRef").<Value>map(Value.SecretRef::new).orElse(value)
                : value;
    }

    /** What the marks demand beyond JSON Schema; paths within the spec. */
    public List<Violation> checkMarks(Value.Fields spec) {
        return checks.of(spec);
    }

    /**
     * Every complete alternative of the natural key, folded as Qlik compares it, the preferred one first; empty when
     * the spec has none.
     */
    public List<NaturalKey> keysOf(Value.Fields spec) {
        if (keys.isEmpty()) {
            return isSingleton() ? List.of(NaturalKey.ofSingleton(name)) : List.of();
        }
        return keys.stream()
                .flatMap(alternative -> keyOf(spec, alternative).stream())
                .toList();
    }

    private Optional<NaturalKey> keyOf(Value.Fields spec, List<FieldPath> alternative) {
        SortedMap<String, String> parts = new TreeMap<>();
        for (FieldPath path : alternative) {
            Optional<String> part = path.in(spec).flatMap(value -> keyPart(path, value));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.put(part(path), part.get());
        }
        return Optional.of(new NaturalKey(name, parts));
    }

    /** What a field of the key is called in {@link NaturalKey#parts}. */
    private static String part(FieldPath path) {
        return path.segments().size() == 1 ? path.last() : String.join("/", path.segments());
    }

    /** Whether Qlik compares a part of the key without case. */
    public boolean foldsCase(NaturalKey key) {
        return folded.stream().anyMatch(field -> key.parts().containsKey(part(field.path())));
    }

    private Optional<String> keyPart(FieldPath path, Value value) {
        Optional<String> text = value instanceof Value.Fields named
                ? named.text("name").map(name -> named.text("space")
                        .map(space -> name + " (" + space + ")")
                        .orElse(name))
                : Optional.of(value)
                        .filter(word -> word instanceof Value.Text || word instanceof Value.Flag)
                        .map(Value::toString)
                        .filter(written -> !written.isEmpty());
        return folded.stream().anyMatch(field -> matches(field.path(), path))
                ? text.map(NaturalKey::withoutCase)
                : text;
    }

    /** Every place of the spec that names another object, in the order of the schema's paths. */
    public List<Reference> references(Value.Fields spec) {
        List<Reference> found = new ArrayList<>();
        for (FieldSchema field : referring) {
            field.reference().ifPresent(target -> Places.of(spec, field.path()).forEach((path, value) -> {
                if (value instanceof Value.Text || value instanceof Value.Fields) {
                    found.add(new Reference(path, target, narrowed(field, value), field.isSoftReference()));
                }
            }));
        }
        return found;
    }

    /** Kinds whose documents in the same space come before one with that spec, though it does not name them. */
    public List<KindName> after(Value.Fields spec) {
        return preceded.stream()
                .filter(field -> field.path().in(spec).isPresent())
                .flatMap(field -> field.after().stream())
                .distinct()
                .toList();
    }

    private static Value narrowed(FieldSchema field, Value written) {
        Value.Fields defaults = field.referenceDefaults();
        if (defaults.isEmpty()) {
            return written;
        }
        Value.Fields wide = written instanceof Value.Fields fields ? fields : Value.Fields.EMPTY.with("name", written);
        for (Map.Entry<String, Value> entry : defaults.values().entrySet()) {
            wide = wide.has(entry.getKey()) ? wide : wide.with(entry.getKey(), entry.getValue());
        }
        return wide;
    }

    /**
     * Whether a reference, as written elsewhere, means an object of this kind with that spec: a text is compared with
     * the first field of each alternative of the key, a map with all of its fields.
     */
    public boolean isNamedBy(Value written, Value.Fields spec) {
        if (written instanceof Value.Fields named) {
            return named.values().entrySet().stream()
                    .allMatch(entry -> pathsOf(entry.getKey()).anyMatch(path -> equal(path, entry.getValue(), spec)));
        }
        return keys.stream().anyMatch(alternative -> equal(alternative.get(0), written, spec));
    }

    /** Where a part of a long reference may stand: an app's space is in a field of a field. */
    private Stream<FieldPath> pathsOf(String part) {
        return Stream.concat(
                Stream.of(FieldPath.ROOT.child(part)),
                keys.stream().flatMap(List::stream).filter(path -> path.last().equals(part)));
    }

    private boolean equal(FieldPath path, Value written, Value.Fields spec) {
        Optional<String> wanted = keyPart(path, written);
        return wanted.isPresent() && wanted.equals(path.in(spec).flatMap(value -> keyPart(path, value)));
    }

    private static boolean matches(FieldPath pattern, FieldPath path) {
        List<String> left = pattern.segments();
        List<String> right = path.segments();
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!left.get(i).equals("*") && !left.get(i).equals(right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<List<FieldPath>> readKeys(JsonNode mark) {
        List<List<FieldPath>> keys = new ArrayList<>();
        for (JsonNode alternative : mark) {
            List<FieldPath> paths = new ArrayList<>();
            alternative.forEach(path -> paths.add(FieldPath.parse("/" + path.asText())));
            keys.add(List.copyOf(paths));
        }
        return List.copyOf(keys);
    }
}
