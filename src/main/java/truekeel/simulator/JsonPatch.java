package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The patches of Qlik Cloud: JSON Patch in form, but each resource takes only its own operations on its own paths.
 * Whatever is not listed is a 400. All operations are checked before the caller sees the first.
 */
public final class JsonPatch {
    private static final Set<String> WITHOUT_VALUE = Set.of("remove", "unset", "renew", "promote-options");
    private final Map<String, Set<String>> operations = new LinkedHashMap<>();

    private JsonPatch() {}

    /** No operation is allowed yet. */
    public static JsonPatch closed() {
        return new JsonPatch();
    }

    /** Allows an operation on paths; {@code {name}} stands for one segment, a trailing {@code *} for any rest. */
    public JsonPatch allow(String op, String... paths) {
        for (String path : paths) {
            operations.computeIfAbsent(path, key -> new TreeSet<>()).add(op);
        }
        return this;
    }

    public JsonPatch replace(String... paths) {
        return allow("replace", paths);
    }

    /** The operations of the request's body, in order; throws a 400 {@link Problem} that names the first wrong one. */
    public List<PatchOp> read(Exchange exchange) {
        ArrayNode array = exchange.items();
        if (array.isEmpty()) {
            throw Problem.badRequest("The patch holds no operation.");
        }
        List<PatchOp> ops = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            ops.add(one(i, array.get(i)));
        }
        return ops;
    }

    private PatchOp one(int index, JsonNode node) {
        Body body = Body.of(node, "/" + index);
        String op = body.required("op");
        // the one operation that is about the whole resource
        String path = op.equals("promote-options") && !body.has("path") ? "" : body.required("path");
        String rule = rule(path)
                .orElseThrow(() -> Problem.badField("/" + index + "/path", "The path " + path + " cannot be patched."));
        if (!operations.getOrDefault(rule, Set.of()).contains(op)) {
            throw Problem.badField("/" + index + "/op", "The operation " + op + " is not allowed on " + path + ".");
        }
        boolean valued = body.has("value");
        if (!valued && !WITHOUT_VALUE.contains(op)) {
            throw Problem.badField("/" + index + "/value", "The operation " + op + " needs a value.");
        }
        return new PatchOp(index, op, rule, path, valued ? body.node().get("value") : MissingNode.getInstance());
    }

    private Optional<String> rule(String path) {
        return operations.keySet().stream().filter(rule -> fits(rule, path)).findFirst();
    }

    private static boolean fits(String rule, String path) {
        if (rule.endsWith("*")) {
            return path.startsWith(rule.substring(0, rule.length() - 1));
        }
        String[] expected = rule.split("/", -1);
        String[] actual = path.split("/", -1);
        if (expected.length != actual.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (!expected[i].startsWith("{") && !expected[i].equals(actual[i])) {
                return false;
            }
        }
        return true;
    }
}
