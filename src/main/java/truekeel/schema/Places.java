package truekeel.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import truekeel.model.FieldPath;
import truekeel.model.Value;

/** Finds and rewrites the places of a tree that a path with {@code *} stands for. */
final class Places {
    private Places() {}

    /** The concrete places in the tree's order; none where the tree lacks the path. */
    static Map<FieldPath, Value> of(Value root, FieldPath pattern) {
        Map<FieldPath, Value> found = new LinkedHashMap<>();
        collect(root, pattern.segments(), FieldPath.ROOT, found);
        return found;
    }

    private static void collect(Value here, List<String> rest, FieldPath path, Map<FieldPath, Value> found) {
        if (rest.isEmpty()) {
            found.put(path, here);
            return;
        }
        List<String> deeper = rest.subList(1, rest.size());
        boolean all = rest.get(0).equals("*");
        if (here instanceof Value.Fields fields) {
            Map<String, Value> children = fields.values();
            if (all) {
                children.forEach((name, value) -> collect(value, deeper, path.child(name), found));
            } else if (children.containsKey(rest.get(0))) {
                collect(children.get(rest.get(0)), deeper, path.child(rest.get(0)), found);
            }
        } else if (all && here instanceof Value.Items items) {
            for (int i = 0; i < items.values().size(); i++) {
                collect(items.values().get(i), deeper, path.child(i), found);
            }
        }
    }

    /** A copy with every place rewritten; the very same tree when nothing changed. */
    static Value rewrite(Value here, List<String> rest, UnaryOperator<Value> change) {
        if (rest.isEmpty()) {
            return change.apply(here);
        }
        List<String> deeper = rest.subList(1, rest.size());
        boolean all = rest.get(0).equals("*");
        if (here instanceof Value.Fields fields) {
            Map<String, Value> copy = new LinkedHashMap<>();
            fields.values()
                    .forEach((name, value) ->
                            copy.put(name, all || name.equals(rest.get(0)) ? rewrite(value, deeper, change) : value));
            return copy.equals(fields.values()) ? here : new Value.Fields(copy);
        }
        if (all && here instanceof Value.Items items) {
            List<Value> copy = new ArrayList<>();
            items.values().forEach(item -> copy.add(rewrite(item, deeper, change)));
            return copy.equals(items.values()) ? here : new Value.Items(copy);
        }
        return here;
    }
}
