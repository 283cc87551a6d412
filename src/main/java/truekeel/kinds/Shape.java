package truekeel.kinds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import truekeel.model.Value;

/**
 * Cuts what Qlik tells to the shape of what is declared, for parts that only compare as a whole: a list of objects to
 * which the service adds fields of its own. What is not declared is not managed, inside of lists too.
 */
public final class Shape {
    private Shape() {}

    /** The live value with the fields that the wanted one has; lists of other lengths stay as they are. */
    public static Value within(Value live, Value wanted) {
        if (live instanceof Value.Fields there && wanted instanceof Value.Fields shape) {
            Map<String, Value> kept = new LinkedHashMap<>();
            shape.values().forEach((name, value) -> there.get(name).ifPresent(at -> kept.put(name, within(at, value))));
            return new Value.Fields(kept);
        }
        if (live instanceof Value.Items there
                && wanted instanceof Value.Items shape
                && there.values().size() == shape.values().size()) {
            List<Value> kept = new ArrayList<>();
            for (int i = 0; i < there.values().size(); i++) {
                kept.add(within(there.values().get(i), shape.values().get(i)));
            }
            return new Value.Items(kept);
        }
        return live;
    }
}
