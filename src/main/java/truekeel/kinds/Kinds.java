package truekeel.kinds;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.plan.FieldRules;
import truekeel.schema.FieldSchema;
import truekeel.schema.KindSchema;
import truekeel.schema.PruneRule;
import truekeel.schema.Schemas;

/** The kinds that live in tenants, in the order in which they are made: what is referred to comes first. */
public final class Kinds {
    private final Schemas schemas;
    private final Map<KindName, Kind> byName = new LinkedHashMap<>();
    private final Map<KindName, FieldRules> rules = new LinkedHashMap<>();
    private final Map<KindName, Integer> depths = new LinkedHashMap<>();
    private final Set<KindName> targets = new HashSet<>();

    /** Throws {@link IllegalArgumentException} for a kind without a schema. */
    public Kinds(Schemas schemas, List<Kind> kinds) {
        this.schemas = schemas;
        for (Kind kind : kinds) {
            byName.put(kind.name(), kind);
            rules.put(kind.name(), rulesOf(schemas.get(kind.name())));
            depths.put(kind.name(), depthOf(schemas.get(kind.name())));
            schemas.get(kind.name()).fields().values().forEach(field -> field.reference()
                    .ifPresent(targets::add));
        }
    }

    /** All kinds, in the order in which they are made. */
    public List<Kind> all() {
        return List.copyOf(byName.values());
    }

    public Optional<Kind> find(KindName name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** A kind that is known to exist. */
    public Kind kind(KindName name) {
        return find(name)
                .orElseThrow(
                        () -> new IllegalStateException("There is no kind " + name + ". This is a bug in Truekeel."));
    }

    public KindSchema schema(KindName name) {
        return schemas.get(name);
    }

    public FieldRules rules(KindName name) {
        return rules.getOrDefault(name, FieldRules.plain(name));
    }

    /** Whether a field of any kind may name an object of this one. */
    boolean isReferredTo(KindName kind) {
        return targets.contains(kind);
    }

    /** How many references a key goes through before it is a mere name: none for a space, one for an app in a space. */
    int keyDepth(KindName kind) {
        return depths.getOrDefault(kind, 0);
    }

    /** The depth of the deepest key of all. */
    int deepestKey() {
        return depths.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Whether the field at that path says which object it is. */
    boolean isOfKey(KindSchema schema, FieldPath path) {
        return schema.keys().stream().anyMatch(key -> key.contains(path));
    }

    private int depthOf(KindSchema schema) {
        return schema.keys().stream()
                .flatMap(List::stream)
                .flatMap(path -> schema.field(path).stream())
                .filter(field -> !field.isSoftReference())
                .flatMap(field -> field.reference().stream())
                .mapToInt(target -> 1 + depthOf(schemas.get(target)))
                .max()
                .orElse(0);
    }

    private static FieldRules rulesOf(KindSchema schema) {
        Map<FieldPath, FieldRules.Rule> marks = new LinkedHashMap<>();
        schema.fields().forEach((path, field) -> marks.put(path, rule(field)));
        schema.fields().values().stream()
                .filter(field -> field.artefact().isPresent())
                .forEach(field -> {
                    marks.put(field.path().child("file"), FieldRules.Rule.IGNORED);
                    marks.put(field.path().child("version"), FieldRules.Rule.IGNORED);
                });
        FieldRules.Prunable prunable = schema.isSingleton() || schema.prune() == PruneRule.NEVER
                ? FieldRules.Prunable.NEVER
                : FieldRules.Prunable.YES;
        Map<FieldPath, String> notes = new LinkedHashMap<>();
        schema.fields().forEach((path, field) -> {
            if (!field.note().isEmpty()) {
                notes.put(path, field.note());
            }
        });
        return new FieldRules(
                schema.name(), marks, schema.isSingleton(), prunable, lateness(schema), schema.recreateLoss(), notes);
    }

    private static FieldRules.Lateness lateness(KindSchema schema) {
        return new FieldRules.Lateness(
                schema.settle(), schema.isKeptUnique() ? Duration.ZERO : FieldRules.Lateness.JOURNEY);
    }

    private static FieldRules.Rule rule(FieldSchema field) {
        Optional<FieldSchema.SetMark> set = field.set();
        return new FieldRules.Rule(
                set.isPresent(),
                set.map(FieldSchema.SetMark::identity).orElse(List.of()),
                set.flatMap(FieldSchema.SetMark::modeField),
                field.needsRecreate(),
                field.recreateWhere().words(),
                field.isLocal() || field.isWriteOnly(),
                field.isCaseInsensitive());
    }
}
