package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Exchange;
import truekeel.simulator.PatchOp;
import truekeel.simulator.Problem;
import truekeel.simulator.Stamp;

/**
 * Patches of identity providers: one operation that fails fails them all. Parts of pending options can be replaced only
 * while there are any (unconfirmed), and each change of them asks for a new login test.
 */
final class IdpPatch {
    private static final String MATCH = "QLIK-IDP-POPTS-MATCH";

    private IdpPatch() {}

    static Answer apply(Exchange exchange) {
        exchange.caller().requireAdmin();
        ObjectNode row = IdentityProviders.row(exchange).deepCopy();
        IdpProtocol protocol = IdpProtocol.of(row.path("protocol").asText());
        for (PatchOp op : protocol.patch().read(exchange)) {
            if (op.is("promote-options")) {
                promote(exchange, row);
            } else {
                replace(row, op);
            }
        }
        IdentityProviders.refuseSecondInteractive(exchange.table(IdentityProviders.TABLE), row);
        row.put("lastUpdated", Stamp.millis(exchange.now()));
        exchange.table(IdentityProviders.TABLE).add(row);
        return Answer.noContent();
    }

    private static void promote(Exchange exchange, ObjectNode row) {
        if (!row.path("pendingState").asText().equals("verified")) {
            throw Problem.badRequest("The pending options are not verified.");
        }
        Optional<String> told = exchange.call().header(MATCH);
        if (told.filter(LoginTests.hash(row)::equals).isEmpty()) {
            throw Problem.precondition(MATCH + " does not name the options that were tested.");
        }
        LoginTests.promote(row);
    }

    private static void replace(ObjectNode row, PatchOp op) {
        String[] path = op.rule().split("/", -1);
        switch (path[1]) {
            case "active" -> {
                if (op.flag() && !row.has("options")) {
                    throw op.bad("There are no options to be active with.");
                }
                row.put("active", op.flag());
            }
            case "description", "postLogoutRedirectUri" -> row.put(path[1], op.text());
            case "clockToleranceSec" -> {
                if (!op.value().isIntegralNumber() || op.value().asInt() < 0) {
                    throw op.bad("A whole number is expected.");
                }
                row.put("clockToleranceSec", op.value().asInt());
            }
            case "meta" -> row.set("meta", op.value());
            default -> options(row, op, path);
        }
    }

    private static void options(ObjectNode row, PatchOp op, String[] path) {
        String part = path[1];
        ObjectNode whole;
        if (path.length == 2) {
            whole = Body.of(op.value(), "/" + op.index() + "/value").node();
        } else if (row.path(part) instanceof ObjectNode there) {
            whole = there.deepCopy();
            String secret = "_" + part + "Secret";
            if (row.has(secret)) {
                whole.put("clientSecret", row.path(secret).asText());
            }
            whole.set(path[2], op.value());
        } else {
            throw op.bad("There are no such options yet.");
        }
        ObjectNode checked = IdentityProviders.options(row, Body.of(whole, "/" + part), "/" + part);
        IdentityProviders.put(row, part, checked);
        if (part.equals("pendingOptions")) {
            row.put("pendingState", "pending");
            row.remove("pendingResult");
        }
    }
}
