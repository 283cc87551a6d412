package truekeel.plan;

import truekeel.model.FieldPath;
import truekeel.model.Value;

/**
 * One field that differs. An element of a keyed list has the path {@code /list/field=key}; {@link Value.Null} on one
 * side stands for an element or field that is not there.
 */
public record FieldDiff(FieldPath path, Value desired, Value live) {

    /** How many members, roles or other elements the live object loses when this difference is written. */
    public int removals() {
        if (desired.isNull() && path.last().contains("=")) {
            return 1;
        }
        if (live instanceof Value.Items before && desired instanceof Value.Items after) {
            return (int) before.values().stream()
                    .filter(value -> !after.values().contains(value))
                    .count();
        }
        if (live instanceof Value.Items before && desired.isNull()) {
            return before.values().size();
        }
        return 0;
    }
}
