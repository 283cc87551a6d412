package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import truekeel.simulator.Body;
import truekeel.simulator.Problem;

/** A JSON Patch as RFC 6902 has it: add, remove, replace, move, copy on any path of a document. */
final class TaskPatch {
    private TaskPatch() {}

    /** The document after all operations; the first that fails is a 400. */
    static ObjectNode applied(ObjectNode document, ArrayNode operations) {
        if (operations.isEmpty()) {
            throw Problem.badRequest("The patch holds no operation.");
        }
        ObjectNode changed = document.deepCopy();
        for (int i = 0; i < operations.size(); i++) {
            Body body = Body.of(operations.get(i), "/" + i);
            String op = body.oneOf("op", "add", "remove", "replace", "move", "copy")
                    .orElseThrow(() -> body.bad("op", "This field is required."));
            String path = body.required("path");
            switch (op) {
                case "add" -> add(changed, path, value(body));
                case "remove" -> take(changed, path);
                case "replace" -> {
                    take(changed, path);
                    add(changed, path, value(body));
                }
                case "move" -> add(changed, path, take(changed, body.required("from")));
                default ->
                    add(changed, path, get(changed, body.required("from")).deepCopy());
            }
        }
        return changed;
    }

    private static JsonNode value(Body body) {
        if (!body.has("value")) {
            throw body.bad("value", "This operation needs a value.");
        }
        return body.node().get("value").deepCopy();
    }

    private static JsonNode get(JsonNode document, String path) {
        JsonNode found = parent(document, path).path(last(path));
        if (found.isMissingNode()
                && parent(document, path) instanceof ArrayNode array
                && last(path).matches("\\d{1,6}")) {
            found = array.path(Integer.parseInt(last(path)));
        }
        if (found.isMissingNode()) {
            throw Problem.badField(path, "There is nothing at " + path + ".");
        }
        return found;
    }

    private static JsonNode take(JsonNode document, String path) {
        JsonNode found = get(document, path);
        JsonNode parent = parent(document, path);
        if (parent instanceof ArrayNode array) {
            array.remove(Integer.parseInt(last(path)));
        } else {
            ((ObjectNode) parent).remove(last(path));
        }
        return found;
    }

    private static void add(JsonNode document, String path, JsonNode value) {
        JsonNode parent = parent(document, path);
        String name = last(path);
        if (parent instanceof ObjectNode object) {
            object.set(name, value);
        } else if (parent instanceof ArrayNode array && (name.equals("-") || name.matches("\\d{1,6}"))) {
            int at = name.equals("-") ? array.size() : Integer.parseInt(name);
            if (at > array.size()) {
                throw Problem.badField(path, "The array has no such place.");
            }
            array.insert(at, value);
        } else {
            throw Problem.badField(path, "There is nothing that could hold " + path + ".");
        }
    }

    private static JsonNode parent(JsonNode document, String path) {
        if (!path.startsWith("/")) {
            throw Problem.badField(path, "A JSON Pointer starts with a slash.");
        }
        return document.at(path.substring(0, path.lastIndexOf('/')));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
    }
}
