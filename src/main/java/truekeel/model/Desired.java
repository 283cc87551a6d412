package truekeel.model;

import java.util.Collections;
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

    public Desired withSpec(Value.Fields changed) {
        return new Desired(ref, key, metadata, lifecycle, changed, position, artefacts);
    }
}
