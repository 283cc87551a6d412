package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.JsonPatch;
import truekeel.simulator.Paging;
import truekeel.simulator.PatchOp;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.Sort;
import truekeel.simulator.Stamp;

/**
 * {@code /api/v1/spaces/{id}/shares}: one app for somebody without membership. A share names an app by id, so it dies
 * with the app and survives a republish. Sharing takes the owner of the space or a facilitator, never a mere tenant
 * admin. A {@code link} share is public: it needs the tenant's capability, a managed space and the unpublished scope
 * behind <i>Public link creation</i>, which not even tenant admins have by default. What its {@code assigneeId} means
 * is unconfirmed: any text is kept; one link share per app.
 */
final class Shares implements Resource {
    private static final Paging PAGING = Paging.nextPrev(10, 100);
    private static final JsonPatch PATCH = JsonPatch.closed().replace("/roles", "/disabled");
    private static final String PATH = "/api/v1/spaces/{spaceId}/shares";
    private static final List<String> TYPES = List.of("user", "group", "link");

    @Override
    public Dialect dialect() {
        return Spaces.DIALECT;
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, this::list);
        routes.post(PATH, this::create);
        routes.get(PATH + "/{shareId}", this::read);
        routes.patch(PATH + "/{shareId}", this::patch);
        routes.delete(PATH + "/{shareId}", this::delete);
    }

    private Answer list(Exchange exchange) {
        ObjectNode space = readableSpace(exchange);
        Optional<String> type = exchange.query("type");
        if (type.filter(word -> !TYPES.contains(word)).isPresent()) {
            throw Problem.badParameter("type", "Allowed are user, group, link.");
        }
        Optional<String> name = exchange.query("name").map(text -> text.toLowerCase(Locale.ROOT));
        List<ObjectNode> found = exchange.table("shares")
                .where(row -> row.path("spaceId").equals(space.path("id"))
                        && fits(exchange, "type", row, "type")
                        && fits(exchange, "resourceId", row, "resourceId")
                        && fits(exchange, "resourceType", row, "resourceType")
                        && isFor(exchange, "userId", row, "user")
                        && isFor(exchange, "groupId", row, "group")
                        && name.map(text -> resourceName(exchange, row)
                                        .toLowerCase(Locale.ROOT)
                                        .contains(text))
                                .orElse(true));
        ObjectNode body = PAGING.page(exchange, found, Sort.inserted()).envelope(row -> view(exchange, row));
        body.putObject("meta").put("count", found.size());
        return Answer.ok(body);
    }

    private static boolean fits(Exchange exchange, String parameter, ObjectNode row, String field) {
        return exchange.query(parameter)
                .map(value -> value.equals(row.path(field).asText()))
                .orElse(true);
    }

    private static boolean isFor(Exchange exchange, String parameter, ObjectNode row, String type) {
        return exchange.query(parameter)
                .map(id -> row.path("type").asText().equals(type)
                        && row.path("assigneeId").asText().equals(id))
                .orElse(true);
    }

    private Answer read(Exchange exchange) {
        return Answer.ok(view(exchange, share(exchange, readableSpace(exchange))));
    }

    private Answer create(Exchange exchange) {
        ObjectNode space = sharingSpace(exchange);
        Body body = exchange.body();
        String type = body.required("type");
        body.oneOf("type", "user", "group", "link");
        String assignee = type.equals("link") ? body.text("assigneeId").orElse("") : body.required("assigneeId");
        String resource = body.required("resourceId");
        body.required("resourceType");
        body.oneOf("resourceType", "app");
        List<String> roles = roles(
                body.texts("roles").orElseThrow(() -> body.bad("roles", "This field is required.")), space, body::bad);
        if (!isIn(exchange, resource, space)) {
            throw Problem.notFound("There is no app " + resource + " in this space.")
                    .code("ResourceNotFound");
        }
        if (type.equals("link")) {
            checkPublic(exchange, space);
        } else if (exchange.table(type + "s").get(assignee).isEmpty()) {
            throw Problem.notFound("There is no " + type + " " + assignee + ".").code("AssigneeNotFound");
        }
        refuseTaken(exchange, type, assignee, resource);
        ObjectNode row = fresh(exchange, type, assignee, resource, space);
        row.set("roles", Json.texts(roles));
        exchange.table("shares").add(row);
        audit(exchange, "created", row);
        return Answer.created(view(exchange, row));
    }

    private static ObjectNode fresh(
            Exchange exchange, String type, String assignee, String resource, ObjectNode space) {
        String now = Stamp.millis(exchange.now());
        ObjectNode row = Json.object();
        row.put("id", exchange.ids().hex24());
        row.put("type", type);
        row.put("spaceId", space.path("id").asText());
        row.put("assigneeId", assignee);
        row.put("resourceId", resource);
        row.put("resourceType", "app");
        row.put("disabled", false);
        row.put("tenantId", exchange.tenant().id());
        row.put("createdAt", now);
        row.put("createdBy", exchange.caller().userId());
        row.put("updatedAt", now);
        row.put("updatedBy", exchange.caller().userId());
        return row;
    }

    private static boolean isIn(Exchange exchange, String app, ObjectNode space) {
        return exchange.table("apps")
                .get(app)
                .filter(row -> row.path("spaceId").equals(space.path("id")))
                .isPresent();
    }

    private static void checkPublic(Exchange exchange, ObjectNode space) {
        if (!exchange.tenant().options().anonymousAccess()) {
            throw Problem.forbidden("The tenant has no anonymous access.").code("AnonymousAccessNotEntitled");
        }
        if (Rights.type(space) != SpaceType.MANAGED) {
            throw Problem.forbidden("Only apps in managed spaces can have a public link.");
        }
        exchange.caller().require(exchange.tenant().options().publicLinkScope());
    }

    private static void refuseTaken(Exchange exchange, String type, String assignee, String resource) {
        boolean taken = exchange.table("shares")
                .first(row -> row.path("resourceId").asText().equals(resource)
                        && row.path("type").asText().equals(type)
                        && (type.equals("link")
                                || row.path("assigneeId").asText().equals(assignee)))
                .isPresent();
        if (taken) {
            throw Problem.conflict("The app is shared with this assignee already.")
                    .code("ShareConflict");
        }
    }

    private Answer patch(Exchange exchange) {
        ObjectNode space = sharingSpace(exchange);
        ObjectNode row = share(exchange, space);
        ObjectNode changed = row.deepCopy();
        for (PatchOp op : PATCH.read(exchange)) {
            if (op.rule().equals("/roles")) {
                changed.set("roles", Json.texts(roles(op.texts(), space, (field, detail) -> op.bad(detail))));
            } else {
                if (!row.path("type").asText().equals("link")) {
                    throw op.bad("Only link shares can be disabled.");
                }
                changed.put("disabled", op.flag());
            }
        }
        if (row.path("disabled").asBoolean() && !changed.path("disabled").asBoolean()) {
            checkPublic(exchange, space);
        }
        changed.put("updatedAt", Stamp.millis(exchange.now()));
        changed.put("updatedBy", exchange.caller().userId());
        row.setAll(changed);
        audit(exchange, "updated", row);
        return Answer.ok(view(exchange, row));
    }

    private Answer delete(Exchange exchange) {
        ObjectNode row = share(exchange, sharingSpace(exchange));
        exchange.table("shares").remove(row.path("id").asText());
        audit(exchange, "deleted", row);
        return Answer.noContent();
    }

    /** Removes the shares of an app that goes. */
    static void forget(Exchange exchange, String app) {
        for (ObjectNode row : exchange.table("shares").rows()) {
            if (row.path("resourceId").asText().equals(app)) {
                exchange.table("shares").remove(row.path("id").asText());
                audit(exchange, "deleted", row);
            }
        }
    }

    /** A tenant admin may look at shares, so that public links can be found. */
    private static ObjectNode readableSpace(Exchange exchange) {
        Rights rights = Rights.of(exchange);
        ObjectNode space = rights.space(exchange.param("spaceId"));
        if (!rights.manages(space)) {
            throw Problem.forbidden("The caller may not see the shares of this space.");
        }
        return space;
    }

    private static ObjectNode sharingSpace(Exchange exchange) {
        Rights rights = Rights.of(exchange);
        ObjectNode space = rights.space(exchange.param("spaceId"));
        if (!rights.has(space, "facilitator")) {
            throw Problem.forbidden("The caller may not share apps in this space.");
        }
        return space;
    }

    private static ObjectNode share(Exchange exchange, ObjectNode space) {
        return exchange.table("shares")
                .get(exchange.param("shareId"))
                .filter(row -> row.path("spaceId").equals(space.path("id")))
                .orElseThrow(() -> Problem.notFound("There is no such share in this space.")
                        .code("ShareNotFound"));
    }

    /** Makes the refusal of a field. */
    @FunctionalInterface
    private interface Refusal {
        Problem of(String field, String detail);
    }

    private static List<String> roles(List<String> roles, ObjectNode space, Refusal refusal) {
        List<String> allowed = Rights.type(space).shareRoles();
        if (roles.isEmpty()) {
            throw refusal.of("roles", "At least one role is required.");
        }
        for (String role : roles) {
            if (!allowed.contains(role)) {
                throw refusal.of(
                                "roles",
                                role + " is no role of a share in a "
                                        + Rights.type(space).word() + " space.")
                        .code("InvalidRole");
            }
        }
        return List.copyOf(new LinkedHashSet<>(roles));
    }

    private static String resourceName(Exchange exchange, ObjectNode row) {
        return exchange.table("apps")
                .get(row.path("resourceId").asText())
                .map(app -> app.path("name").asText())
                .orElse("");
    }

    private static JsonNode view(Exchange exchange, ObjectNode row) {
        ObjectNode view = Json.served(row);
        view.put("resourceName", resourceName(exchange, row));
        String space = "/api/v1/spaces/" + row.path("spaceId").asText();
        ObjectNode links = exchange.selfLink(space + "/shares/" + row.path("id").asText());
        links.putObject("space").put("href", exchange.url(space));
        view.set("links", links);
        return view;
    }

    /** The event of a part tells of the whole: the space is its top-level resource. */
    private static void audit(Exchange exchange, String action, ObjectNode row) {
        exchange.audit("spaces", "space.share", action, row.path("spaceId").asText(), row);
    }
}
