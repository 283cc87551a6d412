package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
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
 * {@code /api/v1/collections}: tags ({@code public}, one name once), private collections, and private ones opened to
 * all ({@code publicgoverned}), which takes a scope and at least one item. Members are items, by item id; at most
 * {@value #LARGEST} (the real number is unconfirmed).
 */
final class Collections implements Resource {
    private static final int LARGEST = 1000;
    private static final String PATH = "/api/v1/collections";
    private static final String GOVERNED = "publicgoverned";
    private static final Paging PAGING = Paging.nextPrev(10, 100);
    private static final JsonPatch PATCH = JsonPatch.closed().replace("/name", "/description", "/type");
    private static final List<String> TYPES = List.of("private", "public", GOVERNED);

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.EXPLAINED, "COLLECTIONS-");
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, this::list);
        routes.post(PATH, this::create);
        routes.get(PATH + "/favorites", exchange -> Answer.ok(view(exchange, favorites(exchange))));
        routes.get(PATH + "/{collectionId}", exchange -> Answer.ok(view(exchange, require(exchange))));
        routes.put(PATH + "/{collectionId}", this::replace);
        routes.patch(PATH + "/{collectionId}", this::patch);
        routes.delete(PATH + "/{collectionId}", this::delete);
        routes.get(PATH + "/{collectionId}/items", this::items);
        routes.post(PATH + "/{collectionId}/items", this::add);
        routes.get(PATH + "/{collectionId}/items/{itemId}", this::item);
        routes.delete(PATH + "/{collectionId}/items/{itemId}", this::remove);
    }

    private Answer list(Exchange exchange) {
        return page(exchange, exchange.table("collections").where(row -> isSeen(exchange, row)));
    }

    private static Answer page(Exchange exchange, List<ObjectNode> rows) {
        List<String> types = exchange.query("type")
                .or(() -> exchange.query("types"))
                .map(text -> List.of(text.split(",", -1)))
                .orElse(TYPES);
        if (!TYPES.containsAll(types)) {
            throw Problem.badParameter("type", "Allowed are " + String.join(", ", TYPES) + ".");
        }
        List<ObjectNode> found = rows.stream()
                .filter(row -> types.contains(row.path("type").asText())
                        && exchange.query("name")
                                .map(text -> row.path("name").asText().contains(text))
                                .orElse(true)
                        && (contains(exchange, "query", row, "name") || contains(exchange, "query", row, "description"))
                        && equal(exchange, "id", row, "id")
                        && equal(exchange, "creatorId", row, "creatorId"))
                .toList();
        Sort sort = Sort.from(exchange, Sort.inserted(), Items.SORTS);
        return Answer.ok(PAGING.page(exchange, found, sort).envelope(row -> view(exchange, row)));
    }

    private static boolean contains(Exchange exchange, String parameter, ObjectNode row, String field) {
        return exchange.query(parameter)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .map(text -> row.path(field).asText().toLowerCase(Locale.ROOT).contains(text))
                .orElse(true);
    }

    private static boolean equal(Exchange exchange, String parameter, ObjectNode row, String field) {
        return exchange.query(parameter)
                .map(value -> row.path(field).asText().equals(value))
                .orElse(true);
    }

    private Answer create(Exchange exchange) {
        Body body = exchange.body();
        String name = body.required("name");
        String type = body.required("type");
        body.oneOf("type", TYPES.toArray(String[]::new));
        if (type.equals(GOVERNED)) {
            exchange.caller().require("admin.collections.publicgoverned");
        }
        refuseTaken(exchange, type, name, "");
        ObjectNode row = fresh(exchange, name, type);
        row.put("description", body.text("description").orElse(""));
        return Answer.created(view(exchange, row));
    }

    private static ObjectNode fresh(Exchange exchange, String name, String type) {
        String now = Stamp.seconds(exchange.now());
        ObjectNode row = Json.object();
        row.put("id", exchange.ids().hex24());
        row.put("name", name);
        row.put("description", "");
        row.put("type", type);
        row.put("tenantId", exchange.tenant().id());
        row.put("creatorId", exchange.caller().userId());
        row.put("updaterId", exchange.caller().userId());
        row.put("createdAt", now);
        row.put("updatedAt", now);
        return exchange.table("collections").add(row);
    }

    private static ObjectNode favorites(Exchange exchange) {
        return exchange.table("collections")
                .first(row -> row.path("type").asText().equals("favorite") && isMine(exchange, row))
                .orElseGet(() -> fresh(exchange, "favorites", "favorite"));
    }

    private static void refuseTaken(Exchange exchange, String type, String name, String except) {
        boolean taken = type.equals("public")
                && exchange.table("collections")
                        .first(row -> row.path("type").asText().equals("public")
                                && row.path("name").asText().equalsIgnoreCase(name)
                                && !row.path("id").asText().equals(except))
                        .isPresent();
        if (taken) {
            throw Problem.conflict("There is a public collection named " + name + " already.");
        }
    }

    /** Omitted fields are cleared, but a collection keeps its name. */
    private Answer replace(Exchange exchange) {
        ObjectNode row = changeable(exchange);
        Body body = exchange.body();
        ObjectNode changed = row.deepCopy();
        body.text("name").ifPresent(name -> changed.put("name", name));
        changed.put("description", body.text("description").orElse(""));
        return save(exchange, row, changed);
    }

    private Answer patch(Exchange exchange) {
        ObjectNode row = changeable(exchange);
        ObjectNode changed = row.deepCopy();
        for (PatchOp op : PATCH.read(exchange)) {
            if (op.rule().equals("/type")) {
                checkType(exchange, row, op);
            }
            changed.put(op.rule().substring(1), op.text());
        }
        return save(exchange, row, changed);
    }

    private static void checkType(Exchange exchange, ObjectNode row, PatchOp op) {
        List<String> movable = List.of("private", GOVERNED);
        if (!movable.contains(op.text()) || !movable.contains(row.path("type").asText())) {
            throw op.bad("A collection changes between private and publicgoverned only.");
        }
        if (op.text().equals(GOVERNED)) {
            exchange.caller().require("admin.collections.publicgoverned");
            if (count(exchange, row) == 0) {
                throw op.bad("An empty collection cannot be opened to all.");
            }
        }
    }

    private static Answer save(Exchange exchange, ObjectNode row, ObjectNode changed) {
        if (changed.path("name").asText().isBlank()) {
            throw Problem.badField("/name", "The name must not be empty.");
        }
        refuseTaken(
                exchange,
                changed.path("type").asText(),
                changed.path("name").asText(),
                row.path("id").asText());
        changed.put("updatedAt", Stamp.seconds(exchange.now()));
        changed.put("updaterId", exchange.caller().userId());
        row.setAll(changed);
        return Answer.ok(view(exchange, row));
    }

    private Answer delete(Exchange exchange) {
        String id = changeable(exchange).path("id").asText();
        exchange.table("collections").remove(id);
        exchange.table("collectionItems")
                .removeIf(row -> row.path("collectionId").asText().equals(id));
        return Answer.noContent();
    }

    private Answer items(Exchange exchange) {
        String id = require(exchange).path("id").asText();
        List<ObjectNode> members = Items.seen(exchange).stream()
                .filter(item -> holds(exchange, id, item.path("id").asText()))
                .toList();
        return Items.page(exchange, Items.filtered(exchange, members));
    }

    private Answer item(Exchange exchange) {
        return Answer.ok(Items.view(exchange, member(exchange)));
    }

    private Answer add(Exchange exchange) {
        ObjectNode collection = require(exchange);
        Body body = exchange.body();
        ObjectNode item = Items.require(exchange, body.required("id"));
        requireTagging(exchange, collection, item);
        String id = collection.path("id").asText();
        String itemId = item.path("id").asText();
        if (holds(exchange, id, itemId)) {
            throw Problem.conflict("The item is in the collection already.");
        }
        if (count(exchange, collection) >= LARGEST) {
            throw Problem.forbidden("The collection is full.");
        }
        ObjectNode row = Json.object();
        row.put("collectionId", id);
        row.put("itemId", itemId);
        exchange.table("collectionItems").put(id + " " + itemId, row);
        return Answer.created(Items.view(exchange, item));
    }

    private Answer remove(Exchange exchange) {
        ObjectNode collection = require(exchange);
        requireTagging(exchange, collection, member(exchange));
        exchange.table("collectionItems").remove(collection.path("id").asText() + " " + exchange.param("itemId"));
        return Answer.noContent();
    }

    private static ObjectNode member(Exchange exchange) {
        ObjectNode collection = require(exchange);
        if (!holds(exchange, collection.path("id").asText(), exchange.param("itemId"))) {
            throw Problem.notFound("The collection has no item " + exchange.param("itemId") + ".");
        }
        return Items.require(exchange, exchange.param("itemId"));
    }

    /** A tag is set by whoever may describe the app; every other collection is its creator's own. */
    private static void requireTagging(Exchange exchange, ObjectNode collection, ObjectNode item) {
        boolean tag = collection.path("type").asText().equals("public");
        boolean may = tag
                ? exchange.table("apps")
                        .get(item.path("resourceId").asText())
                        .filter(app -> Rights.of(exchange).describesApp(app))
                        .isPresent()
                : isMine(exchange, collection);
        if (!may) {
            throw Problem.forbidden("The caller may not change what is in this collection.");
        }
    }

    /** Whether an item is in a collection the caller sees. */
    static boolean holds(Exchange exchange, String collectionId, String itemId) {
        return exchange.table("collectionItems")
                        .get(collectionId + " " + itemId)
                        .isPresent()
                && exchange.table("collections")
                        .get(collectionId)
                        .filter(row -> isSeen(exchange, row))
                        .isPresent();
    }

    /** The collections with an item in them that the caller sees. */
    static List<ObjectNode> with(Exchange exchange, String itemId) {
        return exchange.table("collections")
                .where(row -> holds(exchange, row.path("id").asText(), itemId));
    }

    /** The same, as a page. */
    static Answer ofItem(Exchange exchange, String itemId) {
        return page(exchange, with(exchange, itemId));
    }

    /** Ends all memberships of an item. */
    static void forget(Exchange exchange, String itemId) {
        exchange.table("collectionItems")
                .removeIf(row -> row.path("itemId").asText().equals(itemId));
    }

    private static ObjectNode require(Exchange exchange) {
        return exchange.table("collections")
                .get(exchange.param("collectionId"))
                .filter(row -> isSeen(exchange, row))
                .orElseThrow(() -> Problem.notFound("There is no such collection."));
    }

    private static ObjectNode changeable(Exchange exchange) {
        ObjectNode row = require(exchange);
        boolean governed = row.path("type").asText().equals(GOVERNED);
        if (!isMine(exchange, row)
                && !exchange.caller().isAdmin()
                && !(governed && exchange.caller().may("admin.collections.publicgoverned"))) {
            throw Problem.forbidden("The caller may not change this collection.");
        }
        return row;
    }

    private static boolean isSeen(Exchange exchange, ObjectNode row) {
        boolean open = List.of("public", GOVERNED).contains(row.path("type").asText());
        return open || isMine(exchange, row);
    }

    private static boolean isMine(Exchange exchange, ObjectNode row) {
        return row.path("creatorId").asText().equals(exchange.caller().userId());
    }

    private static int count(Exchange exchange, ObjectNode collection) {
        return exchange.table("collectionItems")
                .where(row -> row.path("collectionId").equals(collection.path("id")))
                .size();
    }

    private static ObjectNode view(Exchange exchange, ObjectNode row) {
        ObjectNode view = Json.served(row);
        int count = count(exchange, row);
        view.put("itemCount", count);
        view.put("full", count >= LARGEST);
        String self = PATH + "/" + row.path("id").asText();
        ObjectNode links = exchange.selfLink(self);
        links.putObject("items").put("href", exchange.url(self + "/items"));
        view.set("links", links);
        return view;
    }
}
