package truekeel.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.model.FieldPath;
import truekeel.model.Finding;
import truekeel.model.FindingCode;

/** Parts of a file that no schema describes, taken over with their places; what has the wrong shape is a finding. */
final class FilePart {
    private final List<Finding> findings;

    FilePart(List<Finding> findings) {
        this.findings = findings;
    }

    void error(FindingCode code, Node at, String message) {
        findings.add(Finding.error(code, at.position(), message, ""));
    }

    /** What stands under a key, unless it is null. */
    static Optional<Node> given(Node.Entries map, String key) {
        return map.get(key).filter(node -> !node.value().isNull());
    }

    /** The keys that are given, as they are. */
    static Node.Entries copy(Node.Entries from, String... keys) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        for (String key : keys) {
            given(from, key).ifPresent(node -> entries.put(key, from.entries().get(key)));
        }
        return new Node.Entries(entries, from.position());
    }

    /** @param origin the key of the file that says it */
    static Node.Entries with(Node.Entries to, String key, Node.Entries from, String origin, Node node) {
        Node.Entry entry = new Node.Entry(from.keyAt(FieldPath.ROOT.child(origin)), node);
        return to.with(new Node.Entries(Map.of(key, entry), from.position()));
    }

    static Node.Entries with(Node.Entries to, String key, Node.Entries from, String origin, List<Node> items) {
        return with(
                to,
                key,
                from,
                origin,
                new Node.Many(items, from.get(origin).orElse(from).position()));
    }

    /** Empty, with a finding, when there is none. */
    Optional<String> name(Node.Entries part, String what) {
        Optional<String> name = part.text("name").filter(text -> !text.isBlank());
        if (name.isEmpty()) {
            error(FindingCode.FIELD_MISSING, part.get("name").orElse(part), "The " + what + " has no name.");
        }
        return name;
    }

    /** Empty when nothing is given. */
    Optional<List<Node>> items(Node.Entries map, String key) {
        Optional<Node> given = given(map, key);
        if (given.isPresent() && given.get() instanceof Node.Many many) {
            return Optional.of(many.items());
        }
        given.ifPresent(node -> error(FindingCode.FIELD_TYPE, node, "'" + key + "' is not a list."));
        return Optional.empty();
    }

    /** Empty when nothing is given. */
    Optional<List<Node.Entries>> maps(Node.Entries map, String key) {
        return items(map, key).map(items -> {
            List<Node.Entries> maps = new ArrayList<>();
            for (Node item : items) {
                if (item instanceof Node.Entries one) {
                    maps.add(one);
                } else {
                    error(FindingCode.FIELD_TYPE, item, "An element of '" + key + "' is not a map.");
                }
            }
            return maps;
        });
    }
}
