package truekeel.kinds;

import java.util.Objects;
import java.util.Optional;
import truekeel.model.Value;
import truekeel.qlik.QlikException;

/**
 * One live object as a kind read it.
 *
 * @param spec in the shape of a manifest's spec, references as {@link Kind#reference ids}
 * @param facts what is needed to act or guard but not compared; {@code builtIn: true} marks what Qlik ships,
 *     {@code neverDeleted: true} what prune must leave alone though its kind can be pruned, {@code ambiguous: true}
 *     that the unknown part is there more than once
 * @param unknown why part of the object could not be read
 */
public record Seen(String id, Value.Fields spec, Value.Fields facts, Optional<String> unknown) {
    /** The fact that holds the id of an object's owner, for kinds that do not always tell the owner in the spec. */
    public static final String OWNER_ID = "ownerId";

    /** The fact that holds the id of the space that an object is in. */
    public static final String SPACE_ID = "spaceId";

    public static Seen of(String id, Value.Fields spec) {
        return new Seen(id, spec, Value.Fields.EMPTY, Optional.empty());
    }

    public Seen withSpec(Value.Fields changed) {
        return new Seen(id, changed, facts, unknown);
    }

    public Seen withFacts(Value.Fields changed) {
        return new Seen(id, spec, changed, unknown);
    }

    /** The object with a part that could not be read. */
    public Seen unknownBecause(QlikException problem) {
        return new Seen(id, spec, facts, Optional.of(explained(problem)));
    }

    static String explained(QlikException problem) {
        return Objects.toString(problem.getMessage(), problem.code().name());
    }
}
