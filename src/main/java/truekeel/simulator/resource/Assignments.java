package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Paging;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.Sort;
import truekeel.simulator.Stamp;

/**
 * {@code /api/v1/spaces/{id}/assignments}: one assignment per assignee; roles are checked against the type of the
 * space. The owner of a space is never listed, whatever was assigned before ownership moved, and cannot be assigned
 * (unconfirmed, the strict reading); an unknown assignee is a 404 (unconfirmed). Only those who manage the space see
 * its members.
 */
final class Assignments implements Resource {
    private static final Paging PAGING = Paging.nextPrev(10, 100);
    private static final String PATH = "/api/v1/spaces/{spaceId}/assignments";

    @Override
    public Dialect dialect() {
        return Spaces.DIALECT;
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, this::list);
        routes.post(PATH, this::create);
        routes.get(PATH + "/{assignmentId}", this::read);
        routes.put(PATH + "/{assignmentId}", this::replace);
        routes.delete(PATH + "/{assignmentId}", this::delete);
    }

    private Answer list(Exchange exchange) {
        ObjectNode space = managedSpace(exchange);
        Optional<String> type = exchange.query("type");
        if (type.filter(word -> !List.of("user", "group", "bot").contains(word)).isPresent()) {
            throw Problem.badParameter("type", "Allowed are user, group, bot.");
        }
        Optional<String> assignee = exchange.query("assigneeId");
        List<ObjectNode> found = exchange.table("assignments")
                .where(row -> isListed(row, space)
                        && type.map(word -> word.equals(row.path("type").asText()))
                                .orElse(true)
                        && assignee.map(id -> id.equals(row.path("assigneeId").asText()))
                                .orElse(true));
        ObjectNode body = PAGING.page(exchange, found, Sort.inserted()).envelope(row -> view(exchange, row));
        body.putObject("meta").put("count", found.size());
        return Answer.ok(body);
    }

    private Answer read(Exchange exchange) {
        return Answer.ok(view(exchange, assignment(exchange, managedSpace(exchange))));
    }

    private Answer create(Exchange exchange) {
        ObjectNode space = managedSpace(exchange);
        Body body = exchange.body();
        String type = body.required("type");
        body.oneOf("type", "user", "group", "bot");
        String assignee = body.required("assigneeId");
        List<String> roles = roles(body, space);
        if (!exists(exchange, type, assignee)) {
            throw Problem.notFound("There is no " + type + " " + assignee + ".").code("AssigneeNotFound");
        }
        if (assignee.equals(space.path("ownerId").asText())) {
            throw body.bad("assigneeId", "The owner of a space has all roles and cannot be assigned.");
        }
        String spaceId = space.path("id").asText();
        exchange.table("assignments")
                .first(row -> row.path("spaceId").asText().equals(spaceId)
                        && row.path("assigneeId").asText().equals(assignee))
                .ifPresent(row -> {
                    throw Problem.conflict("The assignee has an assignment in this space already.")
                            .code("AssignmentConflict");
                });
        String now = Stamp.millis(exchange.now());
        ObjectNode row = Json.object();
        row.put("id", exchange.ids().hex24());
        row.put("type", type);
        row.put("spaceId", spaceId);
        row.put("assigneeId", assignee);
        row.put("tenantId", exchange.tenant().id());
        row.set("roles", Json.texts(roles));
        row.put("createdAt", now);
        row.put("createdBy", exchange.caller().userId());
        row.put("updatedAt", now);
        row.put("updatedBy", exchange.caller().userId());
        exchange.table("assignments").add(row);
        audit(exchange, "created", row);
        return Answer.created(view(exchange, row));
    }

    private Answer replace(Exchange exchange) {
        ObjectNode space = managedSpace(exchange);
        ObjectNode row = assignment(exchange, space);
        row.set("roles", Json.texts(roles(exchange.body(), space)));
        row.put("updatedAt", Stamp.millis(exchange.now()));
        row.put("updatedBy", exchange.caller().userId());
        audit(exchange, "updated", row);
        return Answer.ok(view(exchange, row));
    }

    private Answer delete(Exchange exchange) {
        ObjectNode row = assignment(exchange, managedSpace(exchange));
        exchange.table("assignments").remove(row.path("id").asText());
        audit(exchange, "deleted", row);
        return Answer.noContent();
    }

    private static ObjectNode managedSpace(Exchange exchange) {
        Rights rights = Rights.of(exchange);
        ObjectNode space = rights.space(exchange.param("spaceId"));
        if (!rights.manages(space)) {
            throw Problem.forbidden("The caller may not manage the members of this space.");
        }
        return space;
    }

    private static ObjectNode assignment(Exchange exchange, ObjectNode space) {
        return exchange.table("assignments")
                .get(exchange.param("assignmentId"))
                .filter(row -> isListed(row, space))
                .orElseThrow(() -> Problem.notFound("There is no such assignment in this space.")
                        .code("AssignmentNotFound"));
    }

    private static boolean isListed(ObjectNode row, ObjectNode space) {
        return row.path("spaceId").equals(space.path("id"))
                && !row.path("assigneeId").equals(space.path("ownerId"));
    }

    private static boolean exists(Exchange exchange, String type, String assignee) {
        if (type.equals("group")) {
            return exchange.table("groups").get(assignee).isPresent();
        }
        boolean bot = type.equals("bot");
        return exchange.table("users")
                .get(assignee)
                .filter(user -> !bot || !user.path("clientId").asText().isEmpty())
                .isPresent();
    }

    private static List<String> roles(Body body, ObjectNode space) {
        List<String> roles = body.texts("roles").orElseThrow(() -> body.bad("roles", "This field is required."));
        if (roles.isEmpty()) {
            throw body.bad("roles", "At least one role is required.");
        }
        List<String> allowed = Rights.type(space).roles();
        for (String role : roles) {
            if (!allowed.contains(role)) {
                throw body.bad(
                                "roles",
                                role + " is no role of a " + Rights.type(space).word() + " space.")
                        .code("InvalidRole");
            }
        }
        return List.copyOf(new LinkedHashSet<>(roles));
    }

    private static JsonNode view(Exchange exchange, ObjectNode row) {
        ObjectNode view = Json.served(row);
        String space = "/api/v1/spaces/" + row.path("spaceId").asText();
        ObjectNode links =
                exchange.selfLink(space + "/assignments/" + row.path("id").asText());
        links.putObject("space").put("href", exchange.url(space));
        view.set("links", links);
        return view;
    }

    /** The event of a part tells of the whole: the space is its top-level resource. */
    private static void audit(Exchange exchange, String action, ObjectNode row) {
        exchange.audit("spaces", "space.assignment", action, row.path("spaceId").asText(), row);
    }
}
