package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;

/** Invitations by e-mail: always a 207 with one result per invitee. */
final class Invitations {
    /** How long an invitation holds; not published. */
    static final Duration VALID = Duration.ofDays(30);

    private Invitations() {}

    static Answer invite(Exchange exchange) {
        exchange.caller().require("admin.users");
        ArrayNode invitees = exchange.body().requiredItems("invitees");
        ArrayNode results = Json.array();
        for (int i = 0; i < invitees.size(); i++) {
            results.add(one(exchange, Body.of(invitees.get(i), "/invitees/" + i)));
        }
        ObjectNode answer = Json.object();
        answer.set("data", results);
        return Answer.json(207, answer);
    }

    private static JsonNode one(Exchange exchange, Body invitee) {
        String email = invitee.required("email");
        if (!email.contains("@")) {
            return error(email, "400", "Invalid e-mail address");
        }
        Optional<ObjectNode> known = Users.byEmail(exchange.table("users"), email);
        if (known.isEmpty()) {
            return result(email, "ok", create(exchange, invitee, email));
        }
        return switch (known.get().path("status").asText()) {
            case "active" -> error(email, "1001", "Active user");
            case "disabled" -> error(email, "1002", "Disabled user");
            default -> {
                boolean resend = invitee.flag("resend").orElse(false);
                yield result(email, resend ? "ok" : "exists", known.get());
            }
        };
    }

    private static ObjectNode create(Exchange exchange, Body invitee, String email) {
        String subject = exchange.ids().uuid();
        ObjectNode user = Users.fresh(exchange, subject, invitee.text("name").orElse(email), email, "invited");
        user.put("inviteExpiry", exchange.now().plus(VALID).getEpochSecond());
        exchange.table("users").add(user);
        exchange.audit("users", "user", "created", user.path("id").asText(), user);
        return user;
    }

    private static ObjectNode result(String email, String status, ObjectNode user) {
        return Json.object()
                .put("email", email)
                .put("status", status)
                .put("subject", user.path("subject").asText())
                .put("userId", user.path("id").asText());
    }

    private static ObjectNode error(String email, String code, String title) {
        return Json.object()
                .put("email", email)
                .put("status", "error")
                .put("code", code)
                .put("title", title);
    }
}
