package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Ids;
import truekeel.simulator.Json;
import truekeel.simulator.JsonPatch;
import truekeel.simulator.Paging;
import truekeel.simulator.PatchOp;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.ScimFilter;
import truekeel.simulator.SimTenant;
import truekeel.simulator.Sort;
import truekeel.simulator.Stamp;
import truekeel.simulator.Table;

/**
 * Roles: the default ones locked but for the scopes of UserDefault, custom ones as many as 500. A name in use is a 400,
 * as no 409 is documented; so is the deletion of an unknown role.
 */
final class Roles implements Resource {
    private static final Paging PAGING = Paging.nextPrev(20, 100);
    private static final int MOST = 500;
    private static final ScimFilter FILTER = ScimFilter.none()
            .allow(Set.of("eq", "co"), "name")
            .allow(Set.of("eq"), "id", "type", "level", "assignedScopes");
    private static final JsonPatch PATCH = JsonPatch.closed()
            .replace("/name", "/description", "/assignedScopes")
            .allow("add", "/assignedScopes/-")
            .allow("remove-value", "/assignedScopes");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "IDENTITIES-");
    }

    @Override
    public void register(Routes routes) {
        routes.get("/api/v1/roles", this::list);
        routes.post("/api/v1/roles", this::create);
        routes.get("/api/v1/roles/{id}", x -> Answer.ok(view(x, role(x))));
        routes.patch("/api/v1/roles/{id}", this::patch);
        routes.delete("/api/v1/roles/{id}", this::delete);
    }

    @Override
    public void seed(SimTenant tenant, Ids ids, Instant now) {
        Scopes.defaultRoles().forEach((name, scopes) -> {
            boolean admin = name.endsWith("Admin");
            ObjectNode role = Json.object();
            role.put("id", ids.hex24());
            role.put("name", name);
            role.put("description", "");
            role.put("type", "default");
            role.put("level", admin ? "admin" : "user");
            role.put("tenantId", tenant.id());
            role.put("createdAt", Stamp.millis(now));
            role.put("lastUpdatedAt", Stamp.millis(now));
            role.set("assignedScopes", Json.texts(scopes));
            tenant.table("roles").add(role);
        });
    }

    private static ObjectNode role(Exchange exchange) {
        return exchange.table("roles").require(exchange.param("id"));
    }

    private static boolean isUserDefault(ObjectNode role) {
        return role.path("name").asText().equals("UserDefault")
                && role.path("type").asText().equals("default");
    }

    private static ObjectNode view(Exchange exchange, ObjectNode row) {
        boolean custom = row.path("type").asText().equals("custom");
        ObjectNode view = Json.served(row);
        view.put("canEdit", custom || isUserDefault(row));
        view.put("canDelete", custom);
        view.put("fullUser", false);
        view.put("userEntitlementType", row.path("level").asText().equals("admin") ? "fullUser" : "");
        view.putArray("permissions");
        view.set("links", exchange.selfLink("/api/v1/roles/" + row.path("id").asText()));
        return view;
    }

    private Answer list(Exchange exchange) {
        List<ObjectNode> rows = exchange.table("roles").rows();
        Optional<String> filter = exchange.query("filter");
        if (filter.isPresent()) {
            rows = rows.stream().filter(FILTER.parse(filter.get())).toList();
        }
        Sort sort = Sort.from(
                exchange, Sort.inserted(), List.of("name", "id", "_id", "type", "level", "createdAt", "lastUpdatedAt"));
        ObjectNode body = PAGING.page(exchange, rows, sort).envelope(row -> view(exchange, row));
        if (exchange.flag("totalResults")) {
            body.put("totalResults", rows.size());
        }
        return Answer.ok(body);
    }

    private Answer create(Exchange exchange) {
        exchange.caller().requireAdmin();
        Body body = exchange.body();
        Table roles = exchange.table("roles");
        String name = freeName(roles, body.required("name"), "", body.bad("name", "The name is in use."));
        List<String> scopes = body.texts("assignedScopes").orElse(List.of());
        checkScopes(Scopes.known(exchange.tenant().options()), scopes, "/assignedScopes");
        if (roles.where(role -> role.path("type").asText().equals("custom")).size() >= MOST) {
            throw Problem.forbidden("A tenant has at most " + MOST + " custom roles.");
        }
        ObjectNode role = Json.object();
        role.put("id", exchange.ids().hex24());
        role.put("name", name);
        role.put("description", body.text("description").orElse(""));
        role.put("type", "custom");
        role.put("tenantId", exchange.tenant().id());
        role.put("createdAt", Stamp.millis(exchange.now()));
        role.put("createdBy", exchange.caller().userId());
        setScopes(role, scopes);
        touch(exchange, role);
        roles.add(role);
        exchange.audit("roles", "role", "created", role.path("id").asText(), role);
        return Answer.created(view(exchange, role));
    }

    private Answer patch(Exchange exchange) {
        exchange.caller().requireAdmin();
        ObjectNode role = role(exchange);
        boolean everybodys = isUserDefault(role);
        if (role.path("type").asText().equals("default") && !everybodys) {
            throw Problem.forbidden("A default role cannot be changed.");
        }
        Set<String> known = everybodys
                ? Scopes.knownForEverybody(exchange.tenant().options())
                : Scopes.known(exchange.tenant().options());
        ObjectNode changed = role.deepCopy();
        for (PatchOp op : PATCH.read(exchange)) {
            if (everybodys && !op.rule().startsWith("/assignedScopes")) {
                throw Problem.forbidden("Only the scopes of UserDefault can be changed.");
            }
            apply(exchange.table("roles"), changed, known, op);
        }
        touch(exchange, changed);
        exchange.table("roles").add(changed);
        exchange.audit("roles", "role", "updated", changed.path("id").asText(), changed);
        return Answer.noContent();
    }

    private static void apply(Table roles, ObjectNode role, Set<String> known, PatchOp op) {
        List<String> scopes = new ArrayList<>(Json.texts(role.path("assignedScopes")));
        switch (op.op() + " " + op.rule()) {
            case "replace /name" ->
                role.put(
                        "name",
                        freeName(roles, op.text(), role.path("id").asText(), op.bad("The name is empty or in use.")));
            case "replace /description" -> role.put("description", op.text());
            case "replace /assignedScopes" -> {
                checkScopes(known, op.texts(), "/" + op.index() + "/value");
                setScopes(role, op.texts());
            }
            case "add /assignedScopes/-" -> {
                checkScopes(known, values(op), "/" + op.index() + "/value");
                scopes.addAll(values(op));
                setScopes(role, scopes);
            }
            default -> {
                scopes.removeAll(values(op));
                setScopes(role, scopes);
            }
        }
    }

    private static List<String> values(PatchOp op) {
        return op.value().isArray() ? op.texts() : List.of(op.text());
    }

    private static String freeName(Table roles, String name, String ownId, Problem taken) {
        boolean used = roles.by("name", name)
                .filter(other -> !other.path("id").asText().equals(ownId))
                .isPresent();
        if (used || name.isBlank()) {
            throw taken;
        }
        return name;
    }

    private static void checkScopes(Set<String> known, List<String> scopes, String pointer) {
        for (int i = 0; i < scopes.size(); i++) {
            if (!known.contains(scopes.get(i))) {
                throw Problem.badField(pointer + "/" + i, "The scope " + scopes.get(i) + " cannot be assigned.");
            }
        }
    }

    private static void setScopes(ObjectNode role, List<String> scopes) {
        List<String> distinct = scopes.stream().distinct().toList();
        role.set("assignedScopes", Json.texts(distinct));
        boolean admin = distinct.stream().anyMatch(scope -> scope.startsWith("admin"));
        role.put("level", admin ? "admin" : "user");
    }

    private static void touch(Exchange exchange, ObjectNode role) {
        role.put("lastUpdatedAt", Stamp.millis(exchange.now()));
        role.put("updatedBy", exchange.caller().userId());
    }

    private Answer delete(Exchange exchange) {
        exchange.caller().requireAdmin();
        String id = exchange.param("id");
        ObjectNode role = exchange.table("roles")
                .get(id)
                .orElseThrow(() -> Problem.badRequest("There is no role with id " + id + "."));
        if (role.path("type").asText().equals("default")) {
            throw Problem.forbidden("A default role cannot be deleted.");
        }
        boolean used = RoleReferences.isAssigned(exchange.table("users"), id)
                || RoleReferences.isAssigned(exchange.table("groups"), id);
        if (used) {
            throw Problem.forbidden("The role is still assigned to a user or a group.");
        }
        exchange.table("roles").remove(id);
        exchange.audit("roles", "role", "deleted", id, role);
        return Answer.noContent();
    }
}
