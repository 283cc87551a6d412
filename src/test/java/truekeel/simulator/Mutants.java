package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Requests that differ from a given one in one place: a part of the body is missing, of another type, or another word;
 * a parameter is another word or a number out of the ordinary.
 */
final class Mutants {
    private static final JsonNode WORD = TextNode.valueOf("no such word");
    private static final JsonNode OBJECT = Json.object().put("no", "such field");
    private final String path;
    private final JsonNode original;
    private final List<Mutant> found = new ArrayList<>();

    /**
     * One of them.
     *
     * @param what the place, elements of a list not told apart, and what was done there
     * @param path with its query
     * @param body empty where there is none
     */
    record Mutant(String what, String path, String body) {}

    private Mutants(String path, JsonNode original) {
        this.path = path;
        this.original = original;
    }

    /** Of a read the parameters differ, of a write the body, which may be anything. */
    static List<Mutant> of(String method, String path, String body) {
        Mutants mutants = new Mutants(path, parsed(body));
        if (method.equals("GET")) {
            mutants.query();
        } else {
            mutants.walk("", "");
        }
        return mutants.found;
    }

    private static JsonNode parsed(String body) {
        try {
            return Json.parse(body);
        } catch (UncheckedIOException noJson) {
            return MissingNode.getInstance();
        }
    }

    private void query() {
        int mark = path.indexOf('?');
        if (mark < 0) {
            return;
        }
        List<String> pairs = List.of(path.substring(mark + 1).split("&", -1));
        for (String pair : pairs) {
            String name = pair.split("=", 2)[0];
            for (String value : List.of("none", "0", "1001")) {
                String other = pairs.stream()
                        .map(one -> one.equals(pair) ? name + "=" + value : one)
                        .collect(Collectors.joining("&"));
                found.add(new Mutant("?" + name + "=" + value, path.substring(0, mark + 1) + other, ""));
            }
        }
    }

    private void walk(String pointer, String place) {
        JsonNode here = original.at(pointer);
        if (!pointer.isEmpty()) {
            if (!here.isTextual()) {
                put(pointer, place + " = word", WORD);
            } else {
                put(pointer, place + " = other word", WORD);
            }
            put(pointer, place + " = object", OBJECT);
        }
        if (here instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                String name = entry.getKey().replace("~", "~0").replace("/", "~1");
                change(pointer, place + "/" + entry.getKey() + " missing", parent -> ((ObjectNode) parent)
                        .remove(entry.getKey()));
                walk(pointer + "/" + name, place + "/" + entry.getKey());
            }
        } else if (here instanceof ArrayNode array) {
            for (int i = 0; i < Math.min(array.size(), 2); i++) {
                walk(pointer + "/" + i, place + "/*");
            }
        }
    }

    private void put(String pointer, String what, JsonNode value) {
        int slash = pointer.lastIndexOf('/');
        String last = pointer.substring(slash + 1).replace("~1", "/").replace("~0", "~");
        change(pointer.substring(0, slash), what, parent -> {
            if (parent instanceof ArrayNode array) {
                array.set(Integer.parseInt(last), value);
            } else {
                ((ObjectNode) parent).set(last, value);
            }
        });
    }

    private void change(String pointer, String what, Consumer<JsonNode> edit) {
        JsonNode copy = original.deepCopy();
        edit.accept(copy.at(pointer));
        found.add(new Mutant(what, path, copy.toString()));
    }
}
