package truekeel.kinds.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Reads;
import truekeel.kinds.RoleNames;
import truekeel.kinds.Step;
import truekeel.model.NaturalKey;
import truekeel.model.Value;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.Problem;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;

/** The two ways into a tenant: made with a subject before the first login, or invited by e-mail. */
final class Arrivals {
    private Arrivals() {}

    static Step step(Value.Fields spec) {
        return spec.text("subject").isPresent() ? made(spec) : invited(spec);
    }

    /** Whether the call that brings the user cannot carry all that is declared. */
    static boolean leavesOpen(Value.Fields spec) {
        boolean groups = !spec.items("assignedGroups").isEmpty();
        boolean disabled = spec.text("status").filter("disabled"::equals).isPresent();
        boolean invited = spec.text("subject").isEmpty();
        return groups || disabled || (invited && (spec.has("status") || spec.has("assignedRoles")));
    }

    private static Step made(Value.Fields spec) {
        String subject = spec.text("subject").orElseThrow();
        ObjectNode body = JsonValues.present(spec, "subject", "email", "name");
        spec.text("status")
                .filter(status -> !status.equals("disabled"))
                .ifPresent(status -> body.put("status", status));
        spec.get("assignedRoles")
                .filter(roles -> !roles.isNull())
                .ifPresent(roles -> body.set("assignedRoles", RoleNames.json(roles)));
        return Step.creates(
                "create user",
                binding -> QlikRequest.of(AccessOperations.CREATE_USER).json(body),
                binding -> find(binding, Reads.clause("subject", "eq", subject), "subject", subject));
    }

    /** The answer is always a 207 that holds the invitation's own outcome. */
    private static Step invited(Value.Fields spec) {
        String email = spec.text("email").orElseThrow();
        ObjectNode body = JsonValues.object();
        body.putArray("invitees").add(JsonValues.present(spec, "email", "name"));
        return Step.creates(
                        "invite user",
                        binding -> QlikRequest.of(AccessOperations.INVITE_USERS).json(body),
                        binding -> find(binding, Reads.clause("email", "co", email), "email", email))
                .then((reply, binding) -> binding.ownId(invitedId(reply)));
    }

    private static String invitedId(QlikReply reply) {
        JsonNode item = reply.body().path("data").path(0);
        String id = item.path("userId").asText(reply.body().path("id").asText());
        if (item.path("status").asText().equals("error")) {
            throw new QlikException.Rejected(
                    AccessOperations.INVITE_USERS.id(),
                    Problem.from(reply.status(), item),
                    "Qlik did not invite the user: " + item.path("title").asText("no reason given") + " (code "
                            + item.path("code").asText("none") + ").");
        }
        if (id.isEmpty()) {
            throw new QlikException.Malformed(
                    AccessOperations.INVITE_USERS.id(),
                    Problem.ofStatus(reply.status()),
                    "The answer to an invitation names no user.",
                    null);
        }
        return id;
    }

    /** After a lost answer; texts are compared as the key is, addresses without case. */
    private static Optional<String> find(Binding binding, String clause, String field, String wanted) {
        return binding.qlik().list(QlikRequest.of(AccessOperations.GET_USERS).query("filter", clause)).stream()
                .filter(user -> isSame(field, user.path(field).asText(), wanted))
                .map(user -> user.path("id").asText())
                .findFirst();
    }

    private static boolean isSame(String field, String live, String wanted) {
        return field.equals("email")
                ? NaturalKey.withoutCase(live).equals(NaturalKey.withoutCase(wanted))
                : live.equals(wanted);
    }
}
