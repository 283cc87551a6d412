package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Caller;
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
import truekeel.simulator.Table;

/**
 * {@code /api/v1/spaces}: names are unique in the tenant over all types, without regard to case; an invisible space is
 * a 404; a space goes only when nothing is in it. Members go with it. By default only what the tenant really holds
 * counts as content; with the tenant option {@code staleItemsBlockSpaces} an item that the index still shows does too.
 */
final class Spaces implements Resource {
    static final Dialect DIALECT = new Dialect(Dialect.Shape.DOUBLE, "");

    private static final Pattern FORBIDDEN = Pattern.compile("[\"*?<>/|\\\\:]");
    private static final Paging PAGING = Paging.nextPrev(10, 100);
    private static final JsonPatch PATCH = JsonPatch.closed().replace("/name", "/ownerId", "/description");

    /** Tables whose rows name a space without being content of it. */
    private static final Set<String> NOT_CONTENT =
            Set.of("spaces", "assignments", "shares", "items", "audits", "deletedApps");

    @Override
    public Dialect dialect() {
        return DIALECT;
    }

    @Override
    public void register(Routes routes) {
        routes.get("/api/v1/spaces", this::list);
        routes.post("/api/v1/spaces", this::create);
        routes.get("/api/v1/spaces/types", this::types);
        routes.get("/api/v1/spaces/{spaceId}", this::read);
        routes.patch("/api/v1/spaces/{spaceId}", this::patch);
        routes.put("/api/v1/spaces/{spaceId}", this::replace);
        routes.delete("/api/v1/spaces/{spaceId}", this::delete);
    }

    private Answer list(Exchange exchange) {
        Rights rights = Rights.of(exchange);
        Optional<String> name = exchange.query("name").map(Spaces::folded);
        Optional<List<String>> types = words(exchange, "type", SpaceType.words());
        Optional<List<String>> roles = words(exchange, "roles", SpaceType.ROLES);
        Optional<String> action = exchange.query("action");
        Optional<String> owner = exchange.query("ownerId");
        boolean inEnvironment = exchange.query("environmentId").isPresent()
                || exchange.query("environment.name")
                        .filter(text -> !text.isEmpty())
                        .isPresent();
        List<ObjectNode> found = exchange.table("spaces")
                .where(space -> rights.sees(space)
                        && !inEnvironment
                        && name.map(text -> folded(space.path("name").asText()).contains(text))
                                .orElse(true)
                        && types.map(list -> list.contains(space.path("type").asText()))
                                .orElse(true)
                        && roles.map(list -> list.stream().anyMatch(rights.roles(space)::contains))
                                .orElse(true)
                        && action.map(word -> actions(space, rights).contains(word))
                                .orElse(true)
                        && owner.map(id -> id.equals(space.path("ownerId").asText()))
                                .orElse(true));
        Sort sort = Sort.from(exchange, Sort.inserted(), List.of("name", "type", "createdAt"));
        ObjectNode body = PAGING.page(exchange, found, sort).envelope(space -> view(exchange, space));
        ObjectNode meta = body.putObject("meta");
        meta.put("count", found.size());
        meta.putObject("personalSpace")
                .put("resourceType", "personal")
                .set("actions", Json.texts(List.of("create", "read", "update", "delete")));
        return Answer.ok(body);
    }

    private static Optional<List<String>> words(Exchange exchange, String parameter, List<String> allowed) {
        return exchange.query(parameter).filter(text -> !text.isEmpty()).map(text -> {
            List<String> words = List.of(text.split(",", -1));
            if (!allowed.containsAll(words)) {
                throw Problem.badParameter(parameter, "Allowed are " + String.join(", ", allowed) + ".");
            }
            return words;
        });
    }

    private Answer types(Exchange exchange) {
        ObjectNode body = Json.object();
        body.set("data", Json.texts(SpaceType.words()));
        return Answer.ok(body);
    }

    private Answer read(Exchange exchange) {
        return Answer.ok(view(exchange, Rights.of(exchange).space(exchange.param("spaceId"))));
    }

    private Answer create(Exchange exchange) {
        Body body = exchange.body();
        SpaceType type = SpaceType.of(body.required("type"))
                .orElseThrow(() -> body.bad("type", "Allowed are " + String.join(", ", SpaceType.words()) + "."));
        String name = checkedName(body.required("name"), "/name");
        String description = body.text("description").orElse("");
        if (!mayCreate(exchange, type)) {
            throw Problem.forbidden("The caller may not create " + type.word() + " spaces.");
        }
        refuseTaken(exchange, name, "");
        String now = Stamp.millis(exchange.now());
        ObjectNode space = Json.object();
        space.put("id", exchange.ids().hex24());
        space.put("type", type.word());
        space.put("ownerId", exchange.caller().userId());
        space.put("tenantId", exchange.tenant().id());
        space.put("name", name);
        space.put("description", description);
        space.put("createdAt", now);
        space.put("createdBy", exchange.caller().userId());
        space.put("updatedAt", now);
        exchange.table("spaces").add(space);
        audit(exchange, "created", space);
        return Answer.created(view(exchange, space));
    }

    private static boolean mayCreate(Exchange exchange, SpaceType type) {
        Caller caller = exchange.caller();
        return switch (type) {
            case SHARED ->
                caller.isAdmin()
                        || caller.hasRole("SharedSpaceCreator")
                        || exchange.tenant()
                                .license()
                                .seat(caller.subject(), "professional")
                                .isPresent();
            case MANAGED ->
                caller.isAdmin() || caller.hasRole("ManagedSpaceCreator") || caller.hasRole("AnalyticsAdmin");
            case DATA -> caller.isAdmin() || caller.hasRole("DataSpaceCreator") || caller.hasRole("DataAdmin");
        };
    }

    private Answer patch(Exchange exchange) {
        ObjectNode space = Rights.of(exchange).space(exchange.param("spaceId"));
        requireManaging(exchange, space);
        ObjectNode changed = space.deepCopy();
        for (PatchOp op : PATCH.read(exchange)) {
            switch (op.rule()) {
                case "/name" -> changed.put("name", checkedName(op.text(), "/" + op.index() + "/value"));
                case "/description" -> changed.put("description", op.text());
                default -> changed.put("ownerId", checkedOwner(exchange, op.text(), "/" + op.index() + "/value"));
            }
        }
        return save(exchange, space, changed);
    }

    /** A full replace: an omitted description is cleared; an omitted owner stays, as a space cannot be without one. */
    private Answer replace(Exchange exchange) {
        ObjectNode space = Rights.of(exchange).space(exchange.param("spaceId"));
        requireManaging(exchange, space);
        Body body = exchange.body();
        ObjectNode changed = space.deepCopy();
        changed.put("name", checkedName(body.required("name"), "/name"));
        changed.put("description", body.text("description").orElse(""));
        body.text("ownerId").ifPresent(owner -> changed.put("ownerId", checkedOwner(exchange, owner, "/ownerId")));
        return save(exchange, space, changed);
    }

    private static Answer save(Exchange exchange, ObjectNode space, ObjectNode changed) {
        boolean givenAway = !changed.path("ownerId").equals(space.path("ownerId"));
        if (givenAway && !Rights.of(exchange).givesAway(space)) {
            throw Problem.forbidden("Only the owner of a space or a tenant admin may change its owner.");
        }
        refuseTaken(exchange, changed.path("name").asText(), space.path("id").asText());
        changed.put("updatedAt", Stamp.millis(exchange.now()));
        space.setAll(changed);
        audit(exchange, "settings.updated", space);
        return Answer.ok(view(exchange, space));
    }

    private Answer delete(Exchange exchange) {
        ObjectNode space = Rights.of(exchange).space(exchange.param("spaceId"));
        requireManaging(exchange, space);
        String id = space.path("id").asText();
        if (isFull(exchange, id)) {
            throw Problem.precondition("The space is not empty.").code("SpaceNotEmpty");
        }
        exchange.table("assignments")
                .removeIf(row -> row.path("spaceId").asText().equals(id));
        exchange.table("spaces").remove(id);
        audit(exchange, "deleted", space);
        return Answer.noContent();
    }

    private static boolean isFull(Exchange exchange, String id) {
        for (Map.Entry<String, Table> table : exchange.tenant().tables().entrySet()) {
            if (!NOT_CONTENT.contains(table.getKey())
                    && table.getValue().first(row -> isIn(row, id)).isPresent()) {
                return true;
            }
        }
        return exchange.tenant().options().flag("staleItemsBlockSpaces", false)
                && ItemIndex.of(exchange).visible().stream()
                        .anyMatch(item -> item.path("spaceId").asText().equals(id));
    }

    /** Data connections call the field {@code space}; what the service made by itself goes with the space. */
    private static boolean isIn(ObjectNode row, String id) {
        boolean here = row.path("spaceId").asText().equals(id)
                || row.path("space").asText().equals(id);
        return here && !row.path("_automatic").asBoolean();
    }

    private static void requireManaging(Exchange exchange, ObjectNode space) {
        if (!Rights.of(exchange).manages(space)) {
            throw Problem.forbidden("The caller may not manage this space.");
        }
    }

    private static String checkedName(String name, String pointer) {
        if (name.isBlank()) {
            throw Problem.badField(pointer, "The name must not be empty.");
        }
        if (name.length() > 256) {
            throw Problem.badField(pointer, "The name has more than 256 characters.");
        }
        if (FORBIDDEN.matcher(name).find()) {
            throw Problem.badField(pointer, "The name has one of the characters \" * ? < > / | \\ : in it.");
        }
        return name;
    }

    private static String checkedOwner(Exchange exchange, String owner, String pointer) {
        if (exchange.table("users").get(owner).isEmpty()) {
            throw Problem.badField(pointer, "There is no user " + owner + ".");
        }
        return owner;
    }

    private static void refuseTaken(Exchange exchange, String name, String except) {
        boolean taken = exchange.table("spaces")
                .first(space -> folded(space.path("name").asText()).equals(folded(name))
                        && !space.path("id").asText().equals(except))
                .isPresent();
        if (taken) {
            throw Problem.conflict("A space named " + name + " exists already.").code("SpaceNameConflict");
        }
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static List<String> actions(ObjectNode space, Rights rights) {
        List<String> actions = new ArrayList<>();
        if (rights.givesAway(space)) {
            actions.add("change_owner");
        }
        if (rights.edits(space)) {
            actions.add("create");
        }
        if (rights.manages(space)) {
            actions.add("delete");
        }
        if (rights.publishesInto(space)) {
            actions.add("publish");
        }
        actions.add("read");
        if (rights.manages(space)) {
            actions.add("update");
        }
        return actions;
    }

    private static JsonNode view(Exchange exchange, ObjectNode space) {
        Rights rights = Rights.of(exchange);
        ObjectNode view = Json.served(space);
        ObjectNode meta = view.putObject("meta");
        meta.set("actions", Json.texts(actions(space, rights)));
        ArrayNode roles = meta.putArray("roles");
        if (!rights.owns(space)) {
            rights.roles(space).forEach(roles::add);
        }
        meta.set("assignableRoles", Json.texts(Rights.type(space).roles()));
        String self = "/api/v1/spaces/" + space.path("id").asText();
        ObjectNode links = exchange.selfLink(self);
        links.putObject("assignments").put("href", exchange.url(self + "/assignments"));
        view.set("links", links);
        return view;
    }

    private static void audit(Exchange exchange, String action, ObjectNode space) {
        exchange.audit("spaces", "space", action, space.path("id").asText(), space);
    }
}
