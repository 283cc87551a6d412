package truekeel.kinds.datafile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import truekeel.kinds.Binding;
import truekeel.kinds.Kind;
import truekeel.kinds.Seen;
import truekeel.model.Owned;
import truekeel.model.Value;

/**
 * One file as Qlik shows it. There is no digest: a file holds what we sent as long as its size and the time of its last
 * change are those that it had then.
 */
record FileView(JsonNode node) {
    static final String SOURCE = "source";
    /** The facts that tell what was sent last, and as what it was there afterwards. */
    private static final String DIGEST = "digest";

    private static final String SIZE = "size";
    private static final String CHANGED = "changed";
    /** The inventory's facts: the id of the space, and the name that it was declared by. */
    static final String SPACE_ID = "spaceId";

    static final String SPACE_NAME = "spaceName";

    /** Whether it can be declared: neither a folder nor somebody's own. */
    boolean isResource() {
        return !node.path("folder").asBoolean(false)
                && !node.path(SPACE_ID).asText("").isEmpty();
    }

    String id() {
        return node.path("id").asText();
    }

    String path() {
        return node.path("name").asText();
    }

    String spaceId() {
        return node.path(SPACE_ID).asText();
    }

    /** When the bytes last changed, as Qlik writes it. */
    private String changed() {
        for (String field : new String[] {"contentUpdatedDate", "modifiedDate", "createdDate"}) {
            String time = node.path(field).asText("");
            if (!time.isEmpty()) {
                return time;
            }
        }
        return "";
    }

    Seen seen(Optional<Owned> line) {
        Value.Fields spec =
                Value.Fields.EMPTY.with("path", Value.text(path())).with("space", Kind.reference(spaceId()));
        if (line.isPresent() && line.get().facts().has(DIGEST)) {
            String digest = holds(line.get().facts())
                    ? line.get().facts().text(DIGEST).orElse("")
                    : "other content, " + node.path(SIZE).asLong() + " bytes of " + changed();
            spec = spec.with(SOURCE, Value.Fields.EMPTY.with(DIGEST, Value.text(digest)));
        }
        return Seen.of(id(), spec).withFacts(Value.Fields.EMPTY.with(Seen.SPACE_ID, Value.text(spaceId())));
    }

    private boolean holds(Value.Fields facts) {
        return facts.text(SIZE).equals(Optional.of(node.path(SIZE).asText()))
                && facts.text(CHANGED).equals(Optional.of(changed()));
    }

    /** The file now holds what was sent. */
    void remember(Binding binding, String digest, String spaceName) {
        binding.remember(DIGEST, Value.text(digest));
        binding.remember(SIZE, Value.text(node.path(SIZE).asText()));
        binding.remember(CHANGED, Value.text(changed()));
        binding.remember(SPACE_ID, Value.text(spaceId()));
        binding.remember(SPACE_NAME, Value.text(spaceName));
    }
}
