package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The paging styles of Qlik Cloud. A cursor names the row it stands at by sort key and row number, not by a count, so
 * that inserts and deletes between two pages neither repeat nor skip the rows that stay. Every link is absolute, on the
 * host the client used.
 */
public final class Paging {

    /** How a client asks for another page. */
    private enum Style {
        NEXT_PREV,
        FORWARD,
        IDS
    }

    private static final List<String> CURSORS =
            List.of("next", "prev", "page", "cursor", "offset", "startingAfter", "endingBefore");

    private final Style style;
    private final String forward;
    private final String backward;
    private final int fallback;
    private final int min;
    private final int max;

    private Paging(Style style, String forward, String backward, int fallback, int min, int max) {
        this.style = style;
        this.forward = forward;
        this.backward = backward;
        this.fallback = fallback;
        this.min = min;
        this.max = max;
    }

    /** Query cursors {@code next} and {@code prev}. */
    public static Paging nextPrev(int fallback, int max) {
        return new Paging(Style.NEXT_PREV, "next", "prev", fallback, 1, max);
    }

    /** One cursor parameter for both directions: {@code page}, {@code cursor} or {@code offset}. */
    public static Paging by(String parameter, int fallback, int max) {
        return new Paging(Style.FORWARD, parameter, parameter, fallback, 1, max);
    }

    /** Ids of rows in {@code startingAfter} and {@code endingBefore}. */
    public static Paging ids(int fallback, int min, int max) {
        return new Paging(Style.IDS, "startingAfter", "endingBefore", fallback, min, max);
    }

    /** One page of rows and the links around it. */
    public record Page(List<ObjectNode> rows, ObjectNode links) {

        /** {@code {data, links}} with each row as the view shows it. */
        public ObjectNode envelope(Function<ObjectNode, ? extends JsonNode> view) {
            ObjectNode body = Json.object();
            ArrayNode data = body.putArray("data");
            rows.forEach(row -> data.add(view.apply(row)));
            body.set("links", links);
            return body;
        }
    }

    /** A row and what it is sorted by, read once. */
    private record Place(String key, long number, ObjectNode row) {
        static Place of(ObjectNode row, Sort sort) {
            return new Place(sort.key(row), row.path("_n").asLong(), row);
        }
    }

    private static final Comparator<Place> OLDEST_FIRST =
            Comparator.comparing(Place::key).thenComparingLong(Place::number);

    private record Cursor(boolean after, Place place) {}

    /**
     * The page the request asks for.
     *
     * @param rows all rows that match the request's filters, in any order
     */
    public Page page(Exchange exchange, List<ObjectNode> rows, Sort sort) {
        int limit = limit(exchange);
        Comparator<Place> order = sort.ascending() ? OLDEST_FIRST : OLDEST_FIRST.reversed();
        List<Place> sorted = new ArrayList<>(rows.size());
        rows.forEach(row -> sorted.add(Place.of(row, sort)));
        sorted.sort(order);
        Optional<Cursor> cursor = cursor(exchange, sorted);
        int from = 0;
        int to = Math.min(limit, sorted.size());
        if (cursor.isPresent()) {
            int edge = edge(sorted, order, cursor.get());
            from = cursor.get().after() ? edge : Math.max(0, edge - limit);
            to = cursor.get().after() ? Math.min(sorted.size(), edge + limit) : edge;
        }
        List<ObjectNode> page =
                sorted.subList(from, to).stream().map(Place::row).toList();
        return new Page(page, links(exchange, sorted, from, to));
    }

    /** The {@code limit} parameter; a 400 when it is not a number within the bounds. */
    public int limit(Exchange exchange) {
        String text = exchange.query("limit").orElse(Integer.toString(fallback));
        int limit;
        try {
            limit = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Problem.badParameter("limit", "limit must be a number.");
        }
        if (limit < min || limit > max) {
            throw Problem.badParameter("limit", "limit must be from " + min + " to " + max + ".");
        }
        return limit;
    }

    /** For {@code after}: the first row behind the cursor. For {@code before}: the first row at or behind it. */
    private static int edge(List<Place> sorted, Comparator<Place> order, Cursor cursor) {
        for (int i = 0; i < sorted.size(); i++) {
            int side = order.compare(sorted.get(i), cursor.place());
            if (cursor.after() ? side > 0 : side >= 0) {
                return i;
            }
        }
        return sorted.size();
    }

    private Optional<Cursor> cursor(Exchange exchange, List<Place> sorted) {
        Optional<String> next = exchange.query(forward);
        Optional<String> prev = forward.equals(backward) ? Optional.empty() : exchange.query(backward);
        if (next.isPresent() && prev.isPresent()) {
            throw Problem.badParameter(backward, forward + " and " + backward + " cannot be used together.");
        }
        if (style == Style.IDS) {
            return next.map(id -> at(sorted, id, true)).or(() -> prev.map(id -> at(sorted, id, false)));
        }
        return next.map(text -> decode(exchange, forward, text))
                .or(() -> prev.map(text -> decode(exchange, backward, text)));
    }

    private Cursor at(List<Place> sorted, String id, boolean after) {
        return sorted.stream()
                .filter(place -> place.row().path("id").asText().equals(id))
                .findFirst()
                .map(place -> new Cursor(after, place))
                .orElseThrow(() -> Problem.badParameter(after ? forward : backward, "No such element: " + id + "."));
    }

    private ObjectNode links(Exchange exchange, List<Place> sorted, int from, int to) {
        ObjectNode links = Json.object();
        String self = exchange.call().query();
        links.putObject("self").put("href", exchange.url(exchange.call().path() + (self.isEmpty() ? "" : "?" + self)));
        if (from > 0 && to > from) {
            links.set("prev", link(exchange, sorted.get(from), false));
        }
        if (to < sorted.size() && to > from) {
            links.set("next", link(exchange, sorted.get(to - 1), true));
        } else if (exchange.tenantOptions()
                .map(TenantOptions::noNext)
                .orElse("absent")
                .equals("null")) {
            links.putNull("next");
        } else if (exchange.tenantOptions()
                .map(TenantOptions::noNext)
                .orElse("absent")
                .equals("empty")) {
            links.putObject("next");
        }
        return links;
    }

    private ObjectNode link(Exchange exchange, Place place, boolean after) {
        String value = style == Style.IDS ? place.row().path("id").asText() : encode(exchange, place, after);
        Query query = exchange.query().without(CURSORS).plus(after ? forward : backward, value);
        ObjectNode link = Json.object();
        link.put("href", exchange.url(exchange.call().path() + "?" + query.encoded()));
        return link;
    }

    private static String encode(Exchange exchange, Place place, boolean after) {
        ObjectNode json = Json.object();
        json.put("a", after);
        json.put("k", place.key());
        json.put("n", place.number());
        json.put("f", fingerprint(exchange));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(json));
    }

    private static Cursor decode(Exchange exchange, String parameter, String text) {
        JsonNode json;
        try {
            json = Json.parse(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | java.io.UncheckedIOException e) {
            throw Problem.badParameter(parameter, "This is no cursor of this list.");
        }
        if (!json.path("k").isTextual() || !json.path("n").isIntegralNumber()) {
            throw Problem.badParameter(parameter, "This is no cursor of this list.");
        }
        if (json.path("f").asInt() != fingerprint(exchange)) {
            throw Problem.badParameter(parameter, "The cursor belongs to other filters or another order.");
        }
        Place place = new Place(json.path("k").asText(), json.path("n").asLong(), Json.object());
        return new Cursor(json.path("a").asBoolean(), place);
    }

    /** A cursor holds only for the filters it was made with; the limit may change between pages. */
    private static int fingerprint(Exchange exchange) {
        List<String> ignored = new ArrayList<>(CURSORS);
        ignored.add("limit");
        List<String> rest = new ArrayList<>();
        exchange.query().without(ignored).pairs().forEach(pair -> rest.add(pair.name() + "=" + pair.value()));
        rest.sort(Comparator.naturalOrder());
        rest.add(exchange.call().path());
        return rest.hashCode();
    }
}
