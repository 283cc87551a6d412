package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import truekeel.simulator.Answer;
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

/**
 * {@code /api/v1/items}: the late index of content, see {@link ItemIndex}; its ids are not those of the apps. It shows
 * what the caller may see by the space the index still has for it. Deleting an item takes it out of the index and of
 * all collections; the app stays.
 */
final class Items implements Resource {
    static final Dialect DIALECT = new Dialect(Dialect.Shape.EXPLAINED, "ITEMS-");
    static final List<String> SORTS = List.of("createdAt", "name", "updatedAt");
    private static final String PATH = "/api/v1/items";
    private static final Paging PAGING = Paging.nextPrev(10, 100);
    private static final JsonPatch SETTINGS = JsonPatch.closed().replace("/usageMetricsEnabled");
    private static final Pattern TYPE = Pattern.compile("([a-z-]+)(?:\\[([^\\]]*)\\])?");
    private static final List<String> TYPES = List.of(
            ("app qlikview qvapp genericlink sharingservicetask note dataasset dataset automation automl-experiment"
                            + " automl-deployment assistant dataproduct dataqualityrule glossary knowledgebase script"
                            + " semantictype page")
                    .split(" ", -1));

    @Override
    public Dialect dialect() {
        return DIALECT;
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, this::list);
        routes.get(PATH + "/settings", this::settings);
        routes.patch(PATH + "/settings", this::patchSettings);
        routes.get(PATH + "/{itemId}", exchange -> Answer.ok(view(exchange, require(exchange))));
        routes.delete(PATH + "/{itemId}", this::delete);
        routes.get(PATH + "/{itemId}/collections", this::collections);
        routes.get(PATH + "/{itemId}/publisheditems", this::published);
    }

    private Answer list(Exchange exchange) {
        return page(exchange, filtered(exchange, seen(exchange)));
    }

    /** One page of items that were filtered already. */
    static Answer page(Exchange exchange, List<ObjectNode> items) {
        List<String> sorts = new ArrayList<>(SORTS);
        sorts.add("recentlyUsed");
        Sort sort = Sort.from(exchange, Sort.inserted(), sorts);
        Sort real = sort.field().equals("recentlyUsed") ? new Sort("updatedAt", sort.ascending()) : sort;
        return Answer.ok(PAGING.page(exchange, items, real).envelope(item -> view(exchange, item)));
    }

    /** All items the caller may see now. */
    static List<ObjectNode> seen(Exchange exchange) {
        Reloads.settle(exchange);
        Rights rights = Rights.of(exchange);
        return ItemIndex.of(exchange).visible().stream()
                .filter(item -> isSeen(rights, item))
                .toList();
    }

    private static boolean isSeen(Rights rights, ObjectNode item) {
        return rights.seesApp((ObjectNode) item.path("resourceAttributes"));
    }

    /** One item; a 404 when the index does not show it to the caller. */
    static ObjectNode require(Exchange exchange, String itemId) {
        Reloads.settle(exchange);
        return ItemIndex.of(exchange)
                .visible(itemId)
                .filter(item -> isSeen(Rights.of(exchange), item))
                .orElseThrow(() -> Problem.notFound("There is no item " + itemId + "."));
    }

    private static ObjectNode require(Exchange exchange) {
        return require(exchange, exchange.param("itemId"));
    }

    /** The request's filters, which collections take too. */
    static List<ObjectNode> filtered(Exchange exchange, List<ObjectNode> items) {
        List<Predicate<ObjectNode>> filters = new ArrayList<>();
        contains(exchange, "name", filters, "name");
        contains(exchange, "query", filters, "name", "description");
        equal(exchange, "id", filters, "id", true);
        equal(exchange, "ownerId", filters, "ownerId", true);
        equal(exchange, "notOwnerId", filters, "ownerId", false);
        equal(exchange, "createdByUserId", filters, "creatorId", true);
        equal(exchange, "notCreatedByUserId", filters, "creatorId", false);
        equal(exchange, "resourceSubType", filters, "resourceSubType", true);
        equal(exchange, "resourceLink", filters, "resourceLink", true);
        exchange.query("resourceType").map(Items::type).ifPresent(filters::add);
        exchange.query("spaceId")
                .map(id -> id.equals("personal") ? "" : id)
                .ifPresent(
                        id -> filters.add(item -> item.path("spaceId").asText().equals(id)));
        exchange.query("spaceType").ifPresent(words -> filters.add(spaceType(exchange, words)));
        exchange.query("collectionId")
                .ifPresent(id -> filters.add(
                        item -> Collections.holds(exchange, id, item.path("id").asText())));
        byResource(exchange).ifPresent(filters::add);
        return items.stream()
                .filter(item -> filters.stream().allMatch(filter -> filter.test(item)))
                .toList();
    }

    private static void contains(
            Exchange exchange, String parameter, List<Predicate<ObjectNode>> filters, String... fields) {
        exchange.query(parameter)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .ifPresent(text -> filters.add(item -> List.of(fields).stream().anyMatch(field -> item.path(field)
                        .asText()
                        .toLowerCase(Locale.ROOT)
                        .contains(text))));
    }

    private static void equal(
            Exchange exchange, String parameter, List<Predicate<ObjectNode>> filters, String field, boolean wanted) {
        exchange.query(parameter)
                .ifPresent(
                        value -> filters.add(item -> item.path(field).asText().equals(value) == wanted));
    }

    private static Predicate<ObjectNode> type(String text) {
        Matcher matcher = TYPE.matcher(text);
        if (!matcher.matches() || !TYPES.contains(matcher.group(1))) {
            throw Problem.badParameter("resourceType", "There is no resource type " + text + ".");
        }
        String word = matcher.group(1);
        List<String> subTypes =
                matcher.group(2) == null ? List.of() : List.of(matcher.group(2).split(",", -1));
        return item -> item.path("resourceType").asText().equals(word)
                && (subTypes.isEmpty()
                        || subTypes.contains(item.path("resourceSubType").asText()));
    }

    private static Predicate<ObjectNode> spaceType(Exchange exchange, String text) {
        List<String> words = List.of(text.split(",", -1));
        List<String> allowed = new ArrayList<>(SpaceType.words());
        allowed.add("personal");
        if (!allowed.containsAll(words)) {
            throw Problem.badParameter("spaceType", "Allowed are " + String.join(", ", allowed) + ".");
        }
        return item -> words.contains(exchange.table("spaces")
                .get(item.path("spaceId").asText())
                .map(space -> space.path("type").asText())
                .orElse("personal"));
    }

    private static Optional<Predicate<ObjectNode>> byResource(Exchange exchange) {
        Optional<String> one = exchange.query("resourceId");
        Optional<String> several = exchange.query("resourceIds");
        if ((one.isPresent() || several.isPresent())
                && exchange.query("resourceType").isEmpty()) {
            throw Problem.badParameter("resourceType", "A resource id is given together with its resourceType.");
        }
        List<String> ids = several.map(text -> List.of(text.split(",", -1))).orElse(List.of());
        if (ids.size() > 100) {
            throw Problem.badParameter("resourceIds", "At most 100 ids are allowed.");
        }
        if (one.isEmpty() && several.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(item -> {
            String id = item.path("resourceId").asText();
            return ids.contains(id) || one.filter(id::equals).isPresent();
        });
    }

    private Answer delete(Exchange exchange) {
        ObjectNode item = require(exchange);
        Optional<ObjectNode> app =
                exchange.table("apps").get(item.path("resourceId").asText());
        if (app.filter(found -> !Rights.of(exchange).describesApp(found)).isPresent()) {
            throw Problem.forbidden("The caller may not delete this item.");
        }
        String id = item.path("id").asText();
        ItemIndex.of(exchange).hide(id);
        Collections.forget(exchange, id);
        return Answer.noContent();
    }

    private Answer collections(Exchange exchange) {
        return Collections.ofItem(exchange, require(exchange).path("id").asText());
    }

    /** The items of apps that were published from this item's app. */
    private Answer published(Exchange exchange) {
        String app = require(exchange).path("resourceId").asText();
        return page(
                exchange,
                seen(exchange).stream()
                        .filter(item -> item.at("/resourceAttributes/originAppId")
                                        .asText()
                                        .equals(app)
                                && !item.at("/resourceAttributes/publishTime")
                                        .asText()
                                        .isEmpty())
                        .toList());
    }

    private Answer settings(Exchange exchange) {
        return Answer.ok(Json.served(settingsRow(exchange)));
    }

    private Answer patchSettings(Exchange exchange) {
        exchange.caller().requireAdmin();
        for (PatchOp op : SETTINGS.read(exchange)) {
            settingsRow(exchange).put("usageMetricsEnabled", op.flag());
        }
        return settings(exchange);
    }

    private static ObjectNode settingsRow(Exchange exchange) {
        return exchange.table("itemSettings").get("settings").orElseGet(() -> exchange.table("itemSettings")
                .put("settings", Json.object().put("usageMetricsEnabled", true)));
    }

    /** An item as the caller sees it. Actions stand in it twice; tags are the public collections it is in. */
    static ObjectNode view(Exchange exchange, ObjectNode item) {
        ObjectNode view = Json.served(item);
        String id = item.path("id").asText();
        List<String> actions = exchange.flag("noActions")
                ? List.of()
                : exchange.table("apps")
                        .get(item.path("resourceId").asText())
                        .map(app -> AppView.privileges(exchange, app))
                        .orElse(List.of("read"));
        view.putNull("resourceCustomAttributes");
        view.put("isFavorited", false);
        view.set("actions", Json.texts(actions));
        ArrayNode ids = view.putArray("collectionIds");
        ObjectNode meta = view.putObject("meta");
        meta.set("actions", Json.texts(actions));
        meta.put("isFavorited", false);
        ArrayNode tags = meta.putArray("tags");
        ArrayNode others = meta.putArray("collections");
        for (ObjectNode collection : Collections.with(exchange, id)) {
            ids.add(collection.path("id").asText());
            boolean tag = collection.path("type").asText().equals("public");
            (tag ? tags : others)
                    .addObject()
                    .put("id", collection.path("id").asText())
                    .put("name", collection.path("name").asText());
        }
        ObjectNode links = exchange.selfLink(PATH + "/" + id);
        links.putObject("collections").put("href", exchange.url(PATH + "/" + id + "/collections"));
        links.putObject("open")
                .put(
                        "href",
                        exchange.url("/sense/app/" + item.path("resourceId").asText()));
        view.set("links", links);
        return view;
    }
}
