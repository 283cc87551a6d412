package truekeel.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A place in a value tree, written as a JSON Pointer ({@code /publish/space}). In a rule, {@code *} as a segment stands
 * for every element of a list or map.
 */
public record FieldPath(List<String> segments) implements Comparable<FieldPath> {
    public static final FieldPath ROOT = new FieldPath(List.of());

    public FieldPath {
        segments = List.copyOf(segments);
    }

    /**
     * Reads a JSON Pointer; the empty text is the root. Throws {@link IllegalArgumentException} without the leading
     * slash.
     */
    public static FieldPath parse(String pointer) {
        if (pointer.isEmpty()) {
            return ROOT;
        }
        if (pointer.charAt(0) != '/') {
            throw new IllegalArgumentException("A field path starts with a slash: '" + pointer + "'");
        }
        return new FieldPath(Arrays.stream(pointer.substring(1).split("/", -1))
                .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
                .toList());
    }

    public FieldPath child(String segment) {
        List<String> longer = new ArrayList<>(segments);
        longer.add(segment);
        return new FieldPath(longer);
    }

    public FieldPath child(int index) {
        return child(Integer.toString(index));
    }

    /** The first segment, such as the field of a spec; the empty text at the root. */
    public String first() {
        return segments.isEmpty() ? "" : segments.get(0);
    }

    /** The last segment; the empty text at the root. */
    public String last() {
        return segments.isEmpty() ? "" : segments.get(segments.size() - 1);
    }

    public boolean startsWith(FieldPath prefix) {
        return segments.size() >= prefix.segments.size()
                && segments.subList(0, prefix.segments.size()).equals(prefix.segments);
    }

    /** The value at this path, walking maps by name and lists by index; empty when any step is missing. */
    public Optional<Value> in(Value root) {
        Value here = root;
        for (String segment : segments) {
            Optional<Value> deeper = step(here, segment);
            if (deeper.isEmpty()) {
                return deeper;
            }
            here = deeper.get();
        }
        return Optional.of(here);
    }

    /** A copy of the tree with the value at this path replaced; the tree itself when the path leads nowhere. */
    public Value replacedIn(Value root, Value replacement) {
        return segments.isEmpty() ? replacement : replaced(root, 0, replacement);
    }

    private Value replaced(Value here, int depth, Value replacement) {
        if (depth == segments.size()) {
            return replacement;
        }
        String segment = segments.get(depth);
        Optional<Value> child = step(here, segment);
        if (child.isEmpty()) {
            return here;
        }
        Value changed = replaced(child.get(), depth + 1, replacement);
        if (here instanceof Value.Fields fields) {
            return fields.with(segment, changed);
        }
        List<Value> items = new ArrayList<>(((Value.Items) here).values());
        items.set(Integer.parseInt(segment), changed);
        return new Value.Items(items);
    }

    private static Optional<Value> step(Value value, String segment) {
        if (value instanceof Value.Fields fields) {
            return fields.get(segment);
        }
        if (value instanceof Value.Items items && segment.matches("\\d{1,6}")) {
            int index = Integer.parseInt(segment);
            return index < items.values().size() ? Optional.of(items.values().get(index)) : Optional.empty();
        }
        return Optional.empty();
    }

    @Override
    public int compareTo(FieldPath other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        StringBuilder pointer = new StringBuilder();
        for (String segment : segments) {
            pointer.append('/').append(segment.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
