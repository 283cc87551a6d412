package truekeel.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rows of one resource in one tenant, in insertion order. Rows are live: a handler may change the node it got.
 * Fields that start with {@code _} are private and never served; {@code _n} is the row's number in its table, which
 * cursors rest on. Guarded by the tenant's lock, which every handler holds.
 */
public final class Table {
    private final Map<String, ObjectNode> rows = new LinkedHashMap<>();
    private long last;

    /** The row with this id. */
    public Optional<ObjectNode> get(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    /** The row with this id, or a 404 {@link Problem}. */
    public ObjectNode require(String id) {
        return get(id).orElseThrow(() -> Problem.notFound("No resource with id " + id + "."));
    }

    /** Adds or replaces a row; a replaced row keeps its place. */
    public ObjectNode put(String id, ObjectNode row) {
        ObjectNode old = rows.get(id);
        if (old != null) {
            row.put("_n", old.path("_n").asLong());
        } else if (!row.has("_n")) {
            row.put("_n", ++last);
        } else {
            last = Math.max(last, row.path("_n").asLong());
        }
        rows.put(id, row);
        return row;
    }

    /** Adds a row under its own {@code id} field. */
    public ObjectNode add(ObjectNode row) {
        return put(row.path("id").asText(), row);
    }

    public Optional<ObjectNode> remove(String id) {
        return Optional.ofNullable(rows.remove(id));
    }

    /** A copy of the list of rows, in insertion order; the rows themselves are live. */
    public List<ObjectNode> rows() {
        return new ArrayList<>(rows.values());
    }

    /** The rows that match, in insertion order. */
    public List<ObjectNode> where(Predicate<ObjectNode> condition) {
        return rows.values().stream().filter(condition).toList();
    }

    /** The first row that matches. */
    public Optional<ObjectNode> first(Predicate<ObjectNode> condition) {
        return rows.values().stream().filter(condition).findFirst();
    }

    /** The first row whose text field has exactly this value. */
    public Optional<ObjectNode> by(String field, String value) {
        return first(row -> value.equals(row.path(field).textValue()));
    }

    public int size() {
        return rows.size();
    }

    public boolean removeIf(Predicate<ObjectNode> condition) {
        return rows.values().removeIf(condition);
    }

    /** Rows with their ids, as the state document holds them: {@code {"_id": ..., row...}}. */
    ArrayNode dump() {
        ArrayNode array = Json.array();
        rows.forEach((id, row) -> {
            ObjectNode copy = row.deepCopy();
            copy.put("_id", id);
            array.add(copy);
        });
        return array;
    }

    void load(ArrayNode dumped) {
        rows.clear();
        last = 0;
        dumped.forEach(node -> {
            ObjectNode row = ((ObjectNode) node).deepCopy();
            String id = row.path("_id").asText(row.path("id").asText());
            row.remove("_id");
            put(id, row);
        });
    }
}
