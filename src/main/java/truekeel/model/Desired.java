package truekeel.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * One resource as the manifests at a revision ask for it, templates merged and variables filled in.
 *
 * @param key how the object is found in Qlik
 * @param spec absent fields are not managed, {@link Value.Null} clears
 * @param artefacts files named in the spec, by the path of the field that names them
 */
public record Desired(
        ResourceRef ref,
        NaturalKey key,
        Metadata metadata,
        Lifecycle lifecycle,
        Value.Fields spec,
        Position position,
        Map<FieldPath, Artefact> artefacts) {

    /** Whether the object shall exist, and whether it may be deleted and made anew to reach that. */
    public record Lifecycle(Ensure ensure, boolean allowRecreate) {
        public static final Lifecycle PRESENT = new Lifecycle(Ensure.PRESENT, false);
    }

    public Desired {
        artefacts = Collections.unmodifiableMap(new TreeMap<>(artefacts));
    }

    public KindName kind() {
        return ref.kind();
    }

    public boolean isAbsent() {
        return lifecycle.ensure() == Ensure.ABSENT;
    }

    /** The secrets that the spec names, by the path of the field, lists by index; in the order written. */
    public Map<FieldPath, Value.SecretRef> secrets() {
        Map<FieldPath, Value.SecretRef> found = new LinkedHashMap<>();
        collect(FieldPath.ROOT, spec, found);
        return found;
    }

    private static void collect(FieldPath path, Value value, Map<FieldPath, Value.SecretRef> found) {
        if (value instanceof Value.SecretRef secret) {
            found.put(path, secret);
        } else if (value instanceof Value.Fields fields) {
            fields.values().forEach((name, field) -> collect(path.child(name), field, found));
        } else if (value instanceof Value.Items items) {
            for (int i = 0; i < items.values().size(); i++) {
                collect(path.child(i), items.values().get(i), found);
            }
        }
    }

    public Desired withSpec(Value.Fields changed) {
        return new Desired(ref, key, metadata, lifecycle, changed, position, artefacts);
    }
}
