package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
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

/** Groups of identity providers, custom groups, the one system group, and the group settings. */
final class Groups implements Resource {
    static final String EVERYONE = "000000000000000000000001";
    private static final Paging PAGING = Paging.nextPrev(20, 100);
    private static final int MOST_IDP = 10_000;
    private static final int MOST_CUSTOM = 20_000;
    private static final ScimFilter FILTER = ScimFilter.none()
            .allow(Set.of("eq", "co"), "name")
            .allow(Set.of("eq"), "id", "status", "providerType", "assignedRoles.id", "assignedRoles.name");

    /** The reference spells the paths without a slash, every tutorial with one; both are taken. */
    private static final JsonPatch PATCH = JsonPatch.closed()
            .replace("/assignedRoles", "assignedRoles", "/name", "name", "/description", "description");

    private static final JsonPatch SETTINGS =
            JsonPatch.closed().replace("/autoCreateGroups", "/syncIdpGroups", "/systemGroups/{id}/assignedRoles");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.NUMERIC_STATUS, "GROUPS-");
    }

    @Override
    public void register(Routes routes) {
        routes.get("/api/v1/groups", this::list);
        routes.post("/api/v1/groups", this::create);
        routes.post("/api/v1/groups/actions/filter", this::filter).perMinute(200);
        routes.get("/api/v1/groups/settings", this::settings);
        routes.patch("/api/v1/groups/settings", this::patchSettings);
        routes.get("/api/v1/groups/{groupId}", x -> Answer.ok(view(x, group(x))));
        routes.patch("/api/v1/groups/{groupId}", this::patch);
        routes.delete("/api/v1/groups/{groupId}", this::delete);
    }

    @Override
    public void seed(SimTenant tenant, Ids ids, Instant now) {
        ObjectNode everyone = Json.object();
        everyone.put("id", EVERYONE);
        everyone.put("tenantId", tenant.id());
        everyone.put("name", "com.qlik.Everyone");
        everyone.put("status", "active");
        everyone.put("createdAt", Stamp.millis(now));
        everyone.put("lastUpdatedAt", Stamp.millis(now));
        everyone.putArray("assignedRoles");
        everyone.put("_system", true);
        tenant.table("groups").add(everyone);
        tenant.table("groupSettings")
                .put("settings", Json.object().put("autoCreateGroups", false).put("syncIdpGroups", false));
    }

    private static boolean isSystem(ObjectNode group) {
        return group.path("_system").asBoolean();
    }

    private static ObjectNode group(Exchange exchange) {
        return exchange.table("groups").require(exchange.param("groupId"));
    }

    static ObjectNode view(Exchange exchange, ObjectNode row) {
        ObjectNode view = Json.served(row);
        view.set("assignedRoles", RoleReferences.view(exchange.table("roles"), row.path("assignedRoles")));
        view.set("links", exchange.selfLink("/api/v1/groups/" + row.path("id").asText()));
        return view;
    }

    private Answer list(Exchange exchange) {
        boolean system = exchange.flag("systemGroups");
        if (system && exchange.query().pairs().size() > 1) {
            throw Problem.badParameter("systemGroups", "systemGroups cannot be combined with other parameters.");
        }
        return page(exchange, exchange.query("filter"), system);
    }

    private Answer filter(Exchange exchange) {
        Optional<String> filter = exchange.bodyOrEmpty().text("filter");
        Users.checkIds(filter);
        return page(exchange, filter, false);
    }

    private Answer page(Exchange exchange, Optional<String> filter, boolean system) {
        List<ObjectNode> views = exchange.table("groups").where(row -> isSystem(row) == system).stream()
                .map(row -> view(exchange, row))
                .filter(filter.map(FILTER::parse).orElse(view -> true))
                .map(view -> numbered(exchange, view))
                .toList();
        Sort sort = Sort.from(
                exchange,
                Sort.inserted(),
                List.of("name", "id", "_id", "status", "providerType", "createdAt", "lastUpdatedAt"));
        ObjectNode body = PAGING.page(exchange, views, sort).envelope(Json::served);
        if (exchange.flag("totalResults")) {
            body.put("totalResults", views.size());
        }
        return Answer.ok(body);
    }

    /** Cursors rest on the row's number, which a view does not show. */
    private static ObjectNode numbered(Exchange exchange, ObjectNode view) {
        ObjectNode row = exchange.table("groups").require(view.path("id").asText());
        view.set("_n", row.path("_n"));
        return view;
    }

    private Answer create(Exchange exchange) {
        exchange.caller().requireAdmin();
        Body body = exchange.body();
        String name = body.required("name", 256);
        String provider = body.oneOf("providerType", "idp", "custom").orElse("idp");
        body.oneOf("status", "active");
        Table groups = exchange.table("groups");
        if (taken(groups, name, provider, "")) {
            throw Problem.conflict("There is a group " + name + " of type " + provider + " already.");
        }
        long count = groups.where(row -> row.path("providerType").asText().equals(provider))
                .size();
        if (count >= (provider.equals("idp") ? MOST_IDP : MOST_CUSTOM)) {
            throw Problem.forbidden("The tenant has as many groups of type " + provider + " as it may.");
        }
        ObjectNode group = Json.object();
        group.put("id", exchange.ids().hex24());
        group.put("tenantId", exchange.tenant().id());
        group.put("name", name);
        body.text("description").ifPresent(text -> group.put("description", text));
        group.put("providerType", provider);
        group.put("status", "active");
        JsonNode roles = body.items("assignedRoles").orElseGet(Json::array);
        group.set("assignedRoles", RoleReferences.resolve(exchange.table("roles"), roles, "/assignedRoles"));
        group.put("createdAt", Stamp.millis(exchange.now()));
        group.put("createdBy", exchange.caller().userId());
        touch(exchange, group);
        groups.add(group);
        exchange.audit("groups", "group", "created", group.path("id").asText(), group);
        return Answer.created(view(exchange, group));
    }

    /** Names mind case and are unique within a provider type only. */
    private static boolean taken(Table groups, String name, String provider, String ownId) {
        return groups.first(row -> row.path("name").asText().equals(name)
                        && row.path("providerType").asText().equals(provider)
                        && !row.path("id").asText().equals(ownId))
                .isPresent();
    }

    private Answer patch(Exchange exchange) {
        exchange.caller().requireAdmin();
        ObjectNode group = group(exchange).deepCopy();
        for (PatchOp op : PATCH.read(exchange)) {
            String field = op.rule().replace("/", "");
            if (field.equals("assignedRoles")) {
                group.set(
                        field,
                        RoleReferences.resolve(exchange.table("roles"), op.value(), "/" + op.index() + "/value"));
            } else if (!group.path("providerType").asText().equals("custom")) {
                throw Problem.badField(
                        "/" + op.index() + "/path", "Only custom groups have a " + field + " to change.");
            } else {
                text(exchange, group, field, op);
            }
        }
        touch(exchange, group);
        exchange.table("groups").add(group);
        exchange.audit("groups", "group", "updated", group.path("id").asText(), group);
        return Answer.noContent();
    }

    private static void text(Exchange exchange, ObjectNode group, String field, PatchOp op) {
        if (field.equals("name")) {
            String name = op.text(256);
            if (name.isBlank()
                    || taken(
                            exchange.table("groups"),
                            name,
                            "custom",
                            group.path("id").asText())) {
                throw op.bad("The name is empty or in use.");
            }
            group.put("name", name);
        } else {
            group.put("description", op.text());
        }
    }

    private Answer delete(Exchange exchange) {
        exchange.caller().requireAdmin();
        ObjectNode group = group(exchange);
        String id = group.path("id").asText();
        if (isSystem(group)) {
            throw Problem.forbidden("A system group cannot be deleted.");
        }
        boolean member =
                exchange.table("users").first(user -> Users.isIn(user, id)).isPresent();
        if (member && group.path("providerType").asText().equals("custom")) {
            throw Problem.forbidden("The group still has members.");
        }
        exchange.table("groups").remove(id);
        exchange.table("users").rows().forEach(user -> Users.leave(user, id));
        exchange.audit("groups", "group", "deleted", id, group);
        return Answer.noContent();
    }

    private static ObjectNode settingsRow(Exchange exchange) {
        return exchange.table("groupSettings").require("settings");
    }

    private Answer settings(Exchange exchange) {
        ObjectNode view = Json.served(settingsRow(exchange));
        ObjectNode everyone = view(exchange, exchange.table("groups").require(EVERYONE));
        everyone.put("enabled", true);
        everyone.retain("id", "name", "enabled", "assignedRoles", "createdAt", "lastUpdatedAt");
        view.putObject("systemGroups").set(EVERYONE, everyone);
        view.put("tenantId", exchange.tenant().id());
        view.set("links", exchange.selfLink("/api/v1/groups/settings"));
        return Answer.ok(view);
    }

    private Answer patchSettings(Exchange exchange) {
        exchange.caller().requireAdmin();
        ObjectNode settings = settingsRow(exchange).deepCopy();
        ObjectNode everyone = exchange.table("groups").require(EVERYONE).deepCopy();
        for (PatchOp op : SETTINGS.read(exchange)) {
            if (op.rule().startsWith("/systemGroups")) {
                if (!op.path().equals("/systemGroups/" + EVERYONE + "/assignedRoles")) {
                    throw Problem.badField("/" + op.index() + "/path", "There is no such system group.");
                }
                everyone.set(
                        "assignedRoles",
                        RoleReferences.resolve(exchange.table("roles"), op.value(), "/" + op.index() + "/value"));
                touch(exchange, everyone);
            } else {
                settings.put(op.rule().substring(1), op.flag());
            }
        }
        exchange.table("groupSettings").put("settings", settings);
        exchange.table("groups").add(everyone);
        exchange.audit("groups", "group-setting", "updated", exchange.tenant().id(), settings);
        return Answer.noContent();
    }

    private static void touch(Exchange exchange, ObjectNode group) {
        group.put("lastUpdatedAt", Stamp.millis(exchange.now()));
        group.put("updatedBy", exchange.caller().userId());
    }
}
