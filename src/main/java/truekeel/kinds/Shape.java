package truekeel.kinds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import truekeel.model.Value;

/**
 * What is declared and what is there of a part that goes as a whole, brought into one shape: for the comparison that of
 * the manifest, since what is not declared is not managed, inside of lists too; for the write that of Qlik.
 */
public final class Shape {
    private Shape() {}

    /** What is declared laid over what is there, for parts that Qlik takes as a whole; what is cleared is left out. */
    public static Value.Fields over(Value.Fields live, Value.Fields declared) {
        Value.Fields whole = live.with(declared);
        for (Map.Entry<String, Value> field : declared.values().entrySet()) {
            whole = field.getValue().isNull() ? whole.without(field.getKey()) : whole;
        }
        return whole;
    }

    /**
     * The live value with the fields that the wanted one has, such as a list of objects to which the service adds some
     * of its own; lists of other lengths stay as they are.
     */
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
