package truekeel.model;

import java.util.List;
import java.util.Optional;

/**
 * One object as Qlik holds it, read into the same shape as a manifest's spec.
 *
 * @param id Qlik's own id, unique within kind and tenant
 * @param keys every natural key the object answers to, the preferred one first
 * @param spec the comparable fields, references by natural key
 * @param facts what is not compared but needed to act: ids of parts, times, marks of ownership
 * @param unknown why a part of the object could not be read; such an object is never deleted and never called in sync
 */
public record Live(
        KindName kind,
        String id,
        List<NaturalKey> keys,
        String name,
        Value.Fields spec,
        Value.Fields facts,
        Optional<String> unknown) {
    /** The fact that holds files the object could be made from anew, as texts by field, for an export. */
    public static final String CONTENT = "content";

    /** The fact that {@link #remark} tells. */
    public static final String REMARK = "remark";

    /** The fact that holds a full sentence on what an export cannot write down of the object. */
    public static final String UNTOLD = "untold";

    /** The fact that Qlik ships the object, or that it is there of itself: it is nobody's drift. */
    public static final String BUILT_IN = "builtIn";

    /** The fact that prune leaves the object alone though it reaches its kind. */
    public static final String NEVER_DELETED = "neverDeleted";

    /** The fact that the part which is not known is there more than once, so that nobody can tell which is meant. */
    public static final String AMBIGUOUS = "ambiguous";

    public Live {
        keys = List.copyOf(keys);
    }

    public boolean isFullyKnown() {
        return unknown.isEmpty();
    }

    /** A full sentence of Qlik's own about the object, such as why it switched it off. */
    public Optional<String> remark() {
        return facts.text(REMARK).filter(text -> !text.isBlank());
    }

    public boolean isBuiltIn() {
        return facts.flag(BUILT_IN).orElse(false);
    }

    public boolean isAmbiguous() {
        return facts.flag(AMBIGUOUS).orElse(false);
    }

    public boolean isNeverDeleted() {
        return facts.flag(NEVER_DELETED).orElse(false);
    }

    public Live withSpec(Value.Fields changed) {
        return new Live(kind, id, keys, name, changed, facts, unknown);
    }
}
