package truekeel.manifest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.model.FieldPath;
import truekeel.model.Position;
import truekeel.model.Value;

/** A value as it was written, each part with its place in a file; parts of one tree may come from several files. */
sealed interface Node {
    Position position();

    Value value();

    /** A text, number, flag or null. A loose one came from a variable's default, which has no type of its own. */
    record Scalar(Value value, Position position, boolean loose) implements Node {
        static Scalar of(Value value, Position position) {
            return new Scalar(value, position, false);
        }
    }

    /** A list. */
    record Many(List<Node> items, Position position) implements Node {
        public Many {
            items = List.copyOf(items);
        }

        @Override
        public Value value() {
            return new Value.Items(items.stream().map(Node::value).toList());
        }
    }

    /** A map in the order written. */
    record Entries(Map<String, Entry> entries, Position position) implements Node {
        public Entries {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        Optional<Node> get(String key) {
            return Optional.ofNullable(entries.get(key)).map(Entry::node);
        }

        Optional<String> text(String key) {
            return get(key).map(Node::value)
                    .filter(Value.Text.class::isInstance)
                    .map(Value::toString);
        }

        /** The nested map, or an empty one at this map's place. */
        Entries entries(String key) {
            return get(key).filter(Entries.class::isInstance)
                    .map(Entries.class::cast)
                    .orElse(new Entries(Map.of(), position));
        }

        @Override
        public Value.Fields value() {
            Map<String, Value> fields = new LinkedHashMap<>();
            entries.forEach((key, entry) -> fields.put(key, entry.node().value()));
            return new Value.Fields(fields);
        }

        Entries without(String key) {
            Map<String, Entry> copy = new LinkedHashMap<>(entries);
            copy.remove(key);
            return new Entries(copy, position);
        }

        /** With all of another map's, whose entries win. */
        Entries with(Entries others) {
            Map<String, Entry> copy = new LinkedHashMap<>(entries);
            copy.putAll(others.entries);
            return new Entries(copy, position);
        }

        Entries with(String key, Node node) {
            Map<String, Entry> copy = new LinkedHashMap<>(entries);
            Entry old = copy.get(key);
            copy.put(key, new Entry(old == null ? node.position() : old.key(), node));
            return new Entries(copy, position);
        }
    }

    /** A key's place and what it leads to. */
    record Entry(Position key, Node node) {}

    /** The place of the value at a path; of the nearest value around it where the path leads nowhere. */
    default Position valueAt(FieldPath path) {
        Node here = this;
        for (String segment : path.segments()) {
            Optional<Node> next = here.child(segment);
            if (next.isEmpty()) {
                return here.position();
            }
            here = next.get();
        }
        return here.position();
    }

    /** The place of the key that leads to a path; of the value for an element of a list. */
    default Position keyAt(FieldPath path) {
        Node here = this;
        Position place = position();
        for (String segment : path.segments()) {
            Optional<Node> next = here.child(segment);
            if (next.isEmpty()) {
                return place;
            }
            Entry entry = here instanceof Entries map ? map.entries().get(segment) : null;
            here = next.get();
            place = entry == null ? here.position() : entry.key();
        }
        return place;
    }

    private Optional<Node> child(String segment) {
        if (this instanceof Entries map) {
            return map.get(segment);
        }
        if (this instanceof Many list && segment.matches("\\d{1,6}")) {
            int index = Integer.parseInt(segment);
            return index < list.items().size() ? Optional.of(list.items().get(index)) : Optional.empty();
        }
        return Optional.empty();
    }
}
