package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.JsonPatch;
import truekeel.simulator.PatchOp;
import truekeel.simulator.Problem;

/**
 * Patches of connections under the rules of July 2026: never the string and the properties in one request, the
 * credentials in the request that changes where a connection leads, and the password one way only. Another address
 * detaches credentials that are kept apart.
 */
final class ConnectionPatch {
    private static final String OF_PROPERTY = "/connectionProperties/{property}";
    private static final Set<String> INLINE = Set.of("/qUsername", "/qPassword", "/qConnectionSecret");
    private static final int MOST_TAGS = 32;
    private static final JsonPatch PATCH = JsonPatch.closed()
            .allow("replace", "/qName")
            .allow("add", "/tags", "/qConnectStatement", OF_PROPERTY, "/qUsername", "/qPassword", "/qConnectionSecret")
            .allow(
                    "replace",
                    "/tags",
                    "/qConnectStatement",
                    OF_PROPERTY,
                    "/qUsername",
                    "/qPassword",
                    "/qConnectionSecret")
            .allow("remove", "/tags", OF_PROPERTY);

    private ConnectionPatch() {}

    /** A changed copy of the row. */
    static ObjectNode patched(Exchange exchange, ObjectNode row) {
        List<PatchOp> ops = PATCH.read(exchange);
        refuseMixture(ops);
        requireCredentials(ops, row);
        requireCode(exchange, ops, row);
        ObjectNode changed = row.deepCopy();
        if (movesAddress(ops) && row.path("qSeparateCredentials").asBoolean()) {
            ConnectionBody.detach(changed);
        }
        ops.forEach(op -> apply(op, changed));
        if (ops.stream().anyMatch(ConnectionPatch::isProperty)) {
            SourceCatalogue.Source source = source(changed);
            ConnectionBody.requireAll(source, changed);
            changed.put(ConnectionBody.STATEMENT, ConnectionBody.statement(source, changed));
        }
        return changed;
    }

    private static boolean isProperty(PatchOp op) {
        return op.rule().equals(OF_PROPERTY);
    }

    private static String property(PatchOp op) {
        return op.path()
                .substring(op.path().lastIndexOf('/') + 1)
                .replace("~1", "/")
                .replace("~0", "~");
    }

    private static void refuseMixture(List<PatchOp> ops) {
        boolean string = ops.stream().anyMatch(op -> op.path().equals("/qConnectStatement"));
        boolean properties = ops.stream().anyMatch(ConnectionPatch::isProperty);
        if (string && properties) {
            throw Problem.badRequest("qConnectStatement and connectionProperties cannot be changed together.");
        }
        boolean inline = ops.stream().anyMatch(op -> op.path().equals("/qPassword"));
        boolean within =
                ops.stream().anyMatch(op -> isProperty(op) && property(op).equals("password"));
        if (inline && within) {
            throw Problem.badRequest("The password can be given in one way only.");
        }
    }

    private static boolean movesAddress(List<PatchOp> ops) {
        return ops.stream()
                .anyMatch(op -> op.path().equals("/qConnectStatement")
                        || (isProperty(op) && SourceCatalogue.ADDRESSES.contains(property(op))));
    }

    private static void requireCredentials(List<PatchOp> ops, ObjectNode row) {
        boolean given = ops.stream()
                .anyMatch(op -> INLINE.contains(op.path())
                        || (isProperty(op)
                                && SourceCatalogue.find(row.path("datasourceID").asText())
                                        .flatMap(source -> source.property(property(op)))
                                        .filter(SourceCatalogue.Property::credential)
                                        .isPresent()));
        if (movesAddress(ops) && ConnectionBody.hasCredentials(row) && !given) {
            throw Problem.badRequest(
                    "Credentials are required in the request that changes where the connection leads to.");
        }
    }

    /** Where a person has signed in, what leads there is changed by who has signed in again. */
    private static void requireCode(Exchange exchange, List<PatchOp> ops, ObjectNode row) {
        boolean properties = ops.stream().anyMatch(ConnectionPatch::isProperty);
        boolean signedIn = exchange.call().header("qlik-auth-code").isPresent();
        if (properties && ConnectionBody.isInteractive(row) && !signedIn) {
            throw Problem.badRequest("The source asks for the header qlik-auth-code.");
        }
    }

    private static SourceCatalogue.Source source(ObjectNode row) {
        return SourceCatalogue.find(row.path("datasourceID").asText())
                .orElseThrow(() -> Problem.badRequest("The connection has no properties."));
    }

    private static void apply(PatchOp op, ObjectNode row) {
        if (isProperty(op)) {
            property(op, row);
            return;
        }
        switch (op.path()) {
            case "/qName" -> row.put("qName", op.text());
            case "/tags" -> tags(op, row);
            case "/qConnectStatement" -> {
                row.put(ConnectionBody.STATEMENT, op.text());
                row.putObject("_properties");
            }
            case "/qConnectionSecret" -> row.put("_connectionSecret", op.text());
            default -> row.withObject("/_secrets").put(op.path().substring(1), op.text());
        }
    }

    private static void tags(PatchOp op, ObjectNode row) {
        List<String> tags = op.is("remove") ? List.of() : op.texts();
        if (tags.size() > MOST_TAGS) {
            throw op.bad("At most " + MOST_TAGS + " tags are allowed.");
        }
        row.set("tags", Json.texts(tags));
    }

    private static void property(PatchOp op, ObjectNode row) {
        String name = property(op);
        if (op.is("remove")) {
            boolean shown = row.withObject("/_properties").remove(name) != null;
            boolean secret = row.withObject("/_secrets").remove(name) != null;
            if (!shown && !secret) {
                throw Problem.badField("/" + op.index() + "/path", "The connection has no property " + name + ".");
            }
            return;
        }
        ConnectionBody.put(source(row), row, name, op.value(), "/" + op.index() + "/value");
    }
}
