package truekeel.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.Position;
import truekeel.model.Value;

/**
 * Builds trees from YAML events within limits. Written here and not left to the library's own composer because that one
 * counts aliases but not what they expand to, and stops at the first duplicate key.
 */
final class Composer {
    private static final String CORE = Tag.PREFIX;
    private static final Set<String> SCALAR_TAGS = Set.of("str", "int", "float", "bool", "null");

    private final String file;
    private final Limits limits;
    private final List<Finding> findings;
    private final Map<Anchor, Sized> anchors = new HashMap<>();
    private final Set<Anchor> open = new HashSet<>();
    private int values;
    private int aliases;
    private int depth;

    Composer(String file, Limits limits, List<Finding> findings) {
        this.file = file;
        this.limits = limits;
        this.findings = findings;
    }

    /** A problem after which the rest of the file means nothing. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final transient Finding finding;

        Unreadable(Finding finding) {
            super(finding.message());
            this.finding = finding;
        }
    }

    private record Sized(Node node, int values) {}

    /** Adds the documents one by one, so that those before a broken one are kept. */
    void documents(Iterator<Event> events, List<Node> documents) {
        while (events.hasNext()) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.DocumentStart) {
                anchors.clear();
                Node document = node(events.next(), events);
                boolean empty =
                        document instanceof Node.Scalar scalar && scalar.value().isNull();
                if (!empty) {
                    documents.add(document);
                }
            }
        }
    }

    private Node node(Event event, Iterator<Event> events) {
        count(event, 1);
        if (event instanceof AliasEvent alias) {
            return alias(alias);
        }
        int before = values;
        Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
        anchor.ifPresent(open::add);
        Node node =
                event instanceof ScalarEvent scalar ? scalar(scalar) : collection((CollectionStartEvent) event, events);
        anchor.ifPresent(name -> {
            open.remove(name);
            anchors.put(name, new Sized(node, values - before + 1));
        });
        return node;
    }

    private void count(Event event, int more) {
        values += more;
        if (values > limits.values()) {
            FindingCode code = aliases > 0 ? FindingCode.YAML_ALIAS_BOMB : FindingCode.FILE_TOO_LARGE;
            throw unreadable(
                    code,
                    event,
                    "The file holds more than " + limits.values()
                            + " values, counting aliases as often as they are used.");
        }
    }

    private Node alias(AliasEvent alias) {
        aliases++;
        Anchor name = alias.getAlias();
        if (open.contains(name)) {
            throw unreadable(FindingCode.YAML_ALIAS_BOMB, alias, "The alias '*" + name + "' stands within itself.");
        }
        if (aliases > limits.aliases()) {
            String message = "The file uses more than " + limits.aliases() + " aliases.";
            throw unreadable(FindingCode.YAML_ALIAS_BOMB, alias, message);
        }
        Sized target = anchors.get(name);
        if (target == null) {
            throw unreadable(FindingCode.YAML_SYNTAX, alias, "The alias '*" + name + "' has no anchor before it.");
        }
        count(alias, target.values() - 1);
        return target.node();
    }

    private Node collection(CollectionStartEvent start, Iterator<Event> events) {
        checkTag(start, start.getTag(), Set.of(start.getEventId() == Event.ID.MappingStart ? "map" : "seq"));
        if (++depth > limits.depth()) {
            String message = "The file is nested more than " + limits.depth() + " levels deep.";
            throw unreadable(FindingCode.YAML_SYNTAX, start, message);
        }
        Node node = start.getEventId() == Event.ID.MappingStart ? map(start, events) : list(start, events);
        depth--;
        return node;
    }

    private Node list(Event start, Iterator<Event> events) {
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, events));
        }
        return new Node.Many(items, position(start));
    }

    private Node map(Event start, Iterator<Event> events) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Position at = position(event);
            Optional<String> key = key(event, events);
            Node value = node(events.next(), events);
            if (key.isEmpty()) {
                findings.add(Finding.error(
                        FindingCode.YAML_SYNTAX, at, "A key is a list or a map.", "Keys are plain words."));
            } else if (entries.putIfAbsent(key.get(), new Node.Entry(at, value)) != null) {
                Position first = entries.get(key.get()).key();
                String message = "The key '" + key.get() + "' is there twice; first in line " + first.line() + ".";
                findings.add(Finding.error(FindingCode.YAML_DUPLICATE_KEY, at, message, "Keep one of them."));
            }
        }
        return new Node.Entries(entries, position(start));
    }

    private Optional<String> key(Event event, Iterator<Event> events) {
        if (event instanceof ScalarEvent scalar) {
            checkTag(scalar, scalar.getTag(), SCALAR_TAGS);
            count(scalar, 1);
            return Optional.of(scalar.getValue());
        }
        Node node = node(event, events);
        return node instanceof Node.Scalar scalar ? Optional.of(scalar.value().toString()) : Optional.empty();
    }

    private Node scalar(ScalarEvent scalar) {
        Position at = position(scalar);
        String word = scalar.getValue();
        Optional<String> tag = scalar.getTag();
        if (!checkTag(scalar, tag, SCALAR_TAGS)) {
            return Node.Scalar.of(Value.text(word), at);
        }
        Optional<Value> value = tag.isPresent() && !tag.get().equals("!")
                ? Scalars.of(word, new Tag(tag.get()))
                : scalar.isPlain() && tag.isEmpty() ? Scalars.resolve(word) : Optional.of(Value.text(word));
        if (value.isEmpty()) {
            String message = "A number here is not one that JSON can say in a hundred digits.";
            findings.add(Finding.error(FindingCode.FIELD_VALUE, at, message, "Put it in quotes if it is a text."));
        }
        return Node.Scalar.of(value.orElse(Value.text(word)), at);
    }

    private boolean checkTag(NodeEvent event, Optional<String> tag, Set<String> allowed) {
        boolean known = tag.isEmpty()
                || tag.get().equals("!")
                || (tag.get().startsWith(CORE) && allowed.contains(tag.get().substring(CORE.length())));
        if (!known) {
            String message = "The tag '" + tag.get() + "' is not allowed here.";
            findings.add(Finding.error(
                    FindingCode.YAML_CUSTOM_TAG, position(event), message, "Leave the tag out; quotes make a text."));
        }
        return known;
    }

    private Unreadable unreadable(FindingCode code, Event event, String message) {
        return new Unreadable(Finding.error(code, position(event), message, ""));
    }

    private Position position(Event event) {
        return event.getStartMark().map(mark -> YamlReader.position(file, mark)).orElse(Position.startOf(file));
    }
}
