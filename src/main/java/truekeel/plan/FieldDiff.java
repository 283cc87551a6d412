package truekeel.plan;

import java.util.Set;
import java.util.stream.Collectors;
import truekeel.model.FieldPath;
import truekeel.model.NaturalKey;
import truekeel.model.Value;

/**
 * One field that differs. An element of a keyed list has the path {@code /list/field=key}; {@link Value.Null} on one
 * side stands for an element or field that is not there.
 *
 * @param withoutCase texts that differ in their case alone are the same
 */
public record FieldDiff(FieldPath path, Value desired, Value live, boolean withoutCase) {

    public FieldDiff(FieldPath path, Value desired, Value live) {
        this(path, desired, live, false);
    }

    /** How many members, roles or other elements the live object loses when this difference is written. */
    public int removals() {
        if (desired.isNull() && path.last().contains("=")) {
            return 1;
        }
        if (live instanceof Value.Items before && desired instanceof Value.Items after) {
            Set<Value> kept = after.values().stream().map(this::folded).collect(Collectors.toSet());
            return (int) before.values().stream()
                    .filter(value -> !kept.contains(folded(value)))
                    .count();
        }
        if (live instanceof Value.Items before && desired.isNull()) {
            return before.values().size();
        }
        return 0;
    }

    private Value folded(Value value) {
        return withoutCase && value instanceof Value.Text text
                ? Value.text(NaturalKey.withoutCase(text.value()))
                : value;
    }
}
