package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/**
 * One checked operation of a patch.
 *
 * @param index place in the request, for error pointers
 * @param rule the path as the rules spell it, such as {@code /systemGroups/{id}/assignedRoles}; equal to the path
 *     without placeholders
 * @param value a missing node when the operation has none
 */
public record PatchOp(int index, String op, String rule, String path, JsonNode value) {

    public boolean is(String wanted) {
        return op.equals(wanted);
    }

    public String text() {
        if (!value.isTextual()) {
            throw bad("A string is expected.");
        }
        return value.textValue();
    }

    public String text(int max) {
        String text = text();
        if (text.length() > max) {
            throw bad("At most " + max + " characters are allowed.");
        }
        return text;
    }

    public boolean flag() {
        if (!value.isBoolean()) {
            throw bad("A boolean is expected.");
        }
        return value.booleanValue();
    }

    public ArrayNode items() {
        if (value instanceof ArrayNode array) {
            return array;
        }
        throw bad("An array is expected.");
    }

    public List<String> texts() {
        ArrayNode array = items();
        for (JsonNode item : array) {
            if (!item.isTextual()) {
                throw bad("An array of strings is expected.");
            }
        }
        return Json.texts(array);
    }

    /** A 400 that names this operation's value. */
    public Problem bad(String detail) {
        return Problem.badField("/" + index + "/value", path + ": " + detail);
    }
}
