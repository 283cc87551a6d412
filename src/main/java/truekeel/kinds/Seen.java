package truekeel.kinds;

import java.util.Optional;
import truekeel.model.Value;

/**
 * One live object as a kind read it.
 *
 * @param spec in the shape of a manifest's spec, references as {@link Kind#reference ids}
 * @param facts what is needed to act or guard but not compared; {@code builtIn: true} marks what Qlik ships
 * @param unknown why part of the object could not be read
 */
public record Seen(String id, Value.Fields spec, Value.Fields facts, Optional<String> unknown) {
    public static Seen of(String id, Value.Fields spec) {
        return new Seen(id, spec, Value.Fields.EMPTY, Optional.empty());
    }

    public Seen withFacts(Value.Fields changed) {
        return new Seen(id, spec, changed, unknown);
    }

    public Seen unknownBecause(String cause) {
        return new Seen(id, spec, facts, Optional.of(cause));
    }
}
