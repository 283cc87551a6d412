package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Paging;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.ScimFilter;
import truekeel.simulator.Sort;
import truekeel.simulator.Stamp;
import truekeel.simulator.Table;

/**
 * Users but for their patches and invitations: reading, finding, creating, deleting. What a deleted user owned stays
 * behind.
 */
final class Users implements Resource {
    private static final Paging PAGING = Paging.nextPrev(20, 100);
    private static final Pattern ID_CONDITION = Pattern.compile("\\bid\\s+eq\\b", Pattern.CASE_INSENSITIVE);
    private static final ScimFilter FILTER = ScimFilter.none()
            .allow(Set.of("eq", "co"), "name", "email", "subject")
            .allow(
                    Set.of("eq"),
                    "id",
                    "status",
                    "clientId",
                    "assignedRoles.id",
                    "assignedRoles.name",
                    "assignedGroups.id",
                    "assignedGroups.name");
    private static final List<String> SORTS = List.of(
            "name", "_id", "id", "tenantId", "clientId", "status", "subject", "email", "inviteExpiry", "createdAt");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.NUMERIC_STATUS, "USERS-");
    }

    @Override
    public void register(Routes routes) {
        routes.get("/api/v1/users", x -> page(x, x.query("filter"), SORTS));
        routes.post("/api/v1/users", this::create);
        routes.get("/api/v1/users/actions/count", this::count);
        routes.post("/api/v1/users/actions/filter", this::filter).perMinute(200);
        routes.in(new Dialect(Dialect.Shape.NUMERIC_CODE, ""))
                .post("/api/v1/users/actions/invite", Invitations::invite);
        routes.get("/api/v1/users/me", this::me);
        routes.get("/api/v1/users/{userId}", x -> Answer.ok(fields(x, view(x, user(x)))));
        routes.patch("/api/v1/users/{userId}", UserPatch::apply);
        routes.delete("/api/v1/users/{userId}", this::delete);
    }

    static ObjectNode user(Exchange exchange) {
        return exchange.table("users").require(exchange.param("userId"));
    }

    static boolean isIn(ObjectNode user, String groupId) {
        for (JsonNode reference : user.path("assignedGroups")) {
            if (reference.path("id").asText().equals(groupId)) {
                return true;
            }
        }
        return false;
    }

    static void leave(ObjectNode user, String groupId) {
        ArrayNode kept = Json.array();
        for (JsonNode reference : user.path("assignedGroups")) {
            if (!reference.path("id").asText().equals(groupId)) {
                kept.add(reference);
            }
        }
        user.set("assignedGroups", kept);
    }

    private static ObjectNode view(Exchange exchange, ObjectNode row) {
        ObjectNode view = Json.served(row);
        Table roles = exchange.table("roles");
        view.set("assignedRoles", RoleReferences.view(roles, row.path("assignedRoles")));
        ArrayNode groups = Json.array();
        for (JsonNode reference : row.path("assignedGroups")) {
            exchange.table("groups").get(reference.path("id").asText()).ifPresent(group -> {
                ObjectNode shown = groups.addObject();
                shown.put("id", group.path("id").asText());
                shown.put("name", group.path("name").asText());
                shown.put("providerType", group.path("providerType").asText());
                shown.set("assignedRoles", RoleReferences.view(roles, group.path("assignedRoles")));
            });
        }
        view.set("assignedGroups", groups);
        view.set("links", exchange.selfLink("/api/v1/users/" + row.path("id").asText()));
        return view;
    }

    /** The {@code fields} parameter narrows each user to what it names. */
    private static ObjectNode fields(Exchange exchange, ObjectNode view) {
        exchange.query("fields").ifPresent(names -> view.retain(List.of(names.split(",", -1))));
        return view;
    }

    private Answer page(Exchange exchange, Optional<String> filter, List<String> sorts) {
        List<ObjectNode> rows = exchange.table("users").rows();
        if (filter.isPresent()) {
            java.util.function.Predicate<ObjectNode> condition = FILTER.parse(filter.get());
            rows = rows.stream()
                    .filter(row -> condition.test(view(exchange, row)))
                    .toList();
        }
        Paging.Page page = PAGING.page(exchange, rows, Sort.from(exchange, Sort.inserted(), sorts));
        ObjectNode body = page.envelope(row -> fields(exchange, view(exchange, row)));
        if (exchange.flag("totalResults")) {
            body.put("totalResults", rows.size());
        }
        return Answer.ok(body);
    }

    private Answer filter(Exchange exchange) {
        Optional<String> filter = exchange.bodyOrEmpty().text("filter");
        checkIds(filter);
        return page(exchange, filter, List.of("name"));
    }

    /** Filter operations take at most 100 ids. */
    static void checkIds(Optional<String> filter) {
        if (filter.isPresent() && ID_CONDITION.matcher(filter.get()).results().count() > 100) {
            throw Problem.badField("/filter", "A filter holds at most 100 ids.");
        }
    }

    private Answer count(Exchange exchange) {
        return Answer.ok(Json.object().put("total", exchange.table("users").size()));
    }

    private Answer me(Exchange exchange) {
        return Answer.redirect(
                301, exchange.url("/api/v1/users/" + exchange.caller().userId()));
    }

    private Answer create(Exchange exchange) {
        exchange.caller().require("admin.users");
        if (exchange.call().body().length() > 500_000) {
            throw Problem.of(413, "Payload too large", "The body is larger than 500 kB.");
        }
        Body body = exchange.body();
        String subject = body.required("subject");
        String status = body.oneOf("status", "invited", "active").orElse("active");
        String email = body.text("email").orElse("");
        if (status.equals("invited") && email.isEmpty()) {
            throw body.bad("email", "An invited user needs an e-mail address.");
        }
        body.text("tenantId").filter(id -> !id.equals(exchange.tenant().id())).ifPresent(id -> {
            throw body.bad("tenantId", "This is not the tenant's id.");
        });
        Table users = exchange.table("users");
        if (users.by("subject", subject).isPresent()) {
            throw Problem.conflict("There is a user with this subject already.");
        }
        if (byEmail(users, email).isPresent()) {
            throw Problem.conflict("There is a user with this e-mail address already.");
        }
        JsonNode roles = body.items("assignedRoles").orElseGet(Json::array);
        ArrayNode resolved = RoleReferences.resolve(exchange.table("roles"), roles, "/assignedRoles");
        ObjectNode user = fresh(exchange, subject, body.text("name").orElse(subject), email, status);
        user.set("assignedRoles", resolved);
        body.text("picture").ifPresent(picture -> user.put("picture", picture));
        users.add(user);
        exchange.audit("users", "user", "created", user.path("id").asText(), user);
        return Answer.created(view(exchange, user));
    }

    static ObjectNode fresh(Exchange exchange, String subject, String name, String email, String status) {
        ObjectNode user = Json.object();
        user.put("id", exchange.ids().hex24());
        user.put("tenantId", exchange.tenant().id());
        user.put("subject", subject);
        user.put("name", name);
        user.put("email", email);
        user.put("status", status);
        user.put("createdAt", Stamp.millis(exchange.now()));
        user.put("lastUpdatedAt", Stamp.millis(exchange.now()));
        user.putArray("assignedRoles");
        user.putArray("assignedGroups");
        return user;
    }

    /** E-mail addresses are unique over all statuses. */
    static Optional<ObjectNode> byEmail(Table users, String email) {
        String wanted = email.toLowerCase(Locale.ROOT);
        return users.first(user -> !wanted.isEmpty()
                && user.path("email").asText("").toLowerCase(Locale.ROOT).equals(wanted));
    }

    private Answer delete(Exchange exchange) {
        exchange.caller().require("admin.users");
        ObjectNode user = user(exchange);
        String id = user.path("id").asText();
        if (id.equals(exchange.caller().userId())) {
            throw Problem.badRequest("Users cannot delete themselves.");
        }
        exchange.table("users").remove(id);
        exchange.audit("users", "user", "deleted", id, user);
        return Answer.noContent();
    }

    /** Ids of an {@code assignedGroups} array. */
    static List<String> groupIds(ObjectNode user) {
        List<String> ids = new ArrayList<>();
        user.path("assignedGroups")
                .forEach(reference -> ids.add(reference.path("id").asText()));
        return ids;
    }
}
