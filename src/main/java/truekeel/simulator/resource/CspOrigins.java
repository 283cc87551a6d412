package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Paging;
import truekeel.simulator.Payload;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.Sort;
import truekeel.simulator.Stamp;

/**
 * {@code /api/v1/csp-origins}: an origin and thirteen switches, of which at least one must be on. PUT replaces the
 * whole: what it omits is off or empty. A second entry for one origin is taken (unconfirmed), so that a client that
 * does not look first is seen to double it.
 */
final class CspOrigins implements Resource {
    private static final Paging PAGING = Paging.nextPrev(20, 100);
    private static final String PATH = "/api/v1/csp-origins";
    private static final Pattern ORIGIN = Pattern.compile(
            "(?i)^(?:(?:https?|wss?)://)?(?:\\*\\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::(?:\\d{1,5}|\\*))?$");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "CSP-");
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, this::list);
        routes.post(PATH, this::create);
        routes.get(PATH + "/actions/generate-header", this::header);
        routes.get(PATH + "/{id}", this::read);
        routes.put(PATH + "/{id}", this::replace);
        routes.delete(PATH + "/{id}", this::delete);
    }

    private Answer list(Exchange exchange) {
        exchange.caller().requireAdmin();
        List<ObjectNode> found = exchange.table("cspOrigins")
                .where(row -> like(exchange, "name", row)
                        && like(exchange, "origin", row)
                        && CspHeader.DIRECTIVES.stream()
                                .allMatch(directive -> exchange.query(directive).isEmpty()
                                        || exchange.flag(directive)
                                                == row.path(directive).asBoolean()));
        Sort sort = Sort.from(exchange, Sort.inserted(), List.of("name", "origin", "createdDate", "modifiedDate"));
        return Answer.ok(PAGING.page(exchange, found, sort).envelope(Json::served));
    }

    /** A filter without a star must match the whole value; letters match in either case. */
    private static boolean like(Exchange exchange, String field, ObjectNode row) {
        return exchange.query(field)
                .map(filter -> Stream.of(filter.toLowerCase(Locale.ROOT).split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")))
                .map(pattern ->
                        row.path(field).asText().toLowerCase(Locale.ROOT).matches(pattern))
                .orElse(true);
    }

    private Answer read(Exchange exchange) {
        exchange.caller().requireAdmin();
        return Answer.ok(Json.served(row(exchange)));
    }

    private Answer create(Exchange exchange) {
        exchange.caller().requireAdmin();
        String now = Stamp.millis(exchange.now());
        ObjectNode row = Json.object();
        row.put("id", exchange.ids().hex24());
        fill(row, exchange.body());
        row.put("createdDate", now);
        row.put("modifiedDate", now);
        exchange.table("cspOrigins").add(row);
        return Answer.created(Json.served(row));
    }

    private Answer replace(Exchange exchange) {
        exchange.caller().requireAdmin();
        ObjectNode row = row(exchange);
        fill(row, exchange.body());
        row.put("modifiedDate", Stamp.millis(exchange.now()));
        return Answer.ok(Json.served(row));
    }

    private Answer delete(Exchange exchange) {
        exchange.caller().requireAdmin();
        ObjectNode row = row(exchange);
        exchange.table("cspOrigins").remove(row.path("id").asText());
        return Answer.noContent();
    }

    private Answer header(Exchange exchange) {
        String header = CspHeader.of(exchange.table("cspOrigins").rows());
        String accept = exchange.call().header("accept").orElse("*/*");
        if (accept.contains("text/plain")) {
            return Answer.bytes(200, "text/plain", Payload.of(header));
        }
        if (accept.contains("application/json") || accept.contains("*/*") || accept.contains("application/*")) {
            return Answer.ok(Json.object().put("Content-Security-Policy", header));
        }
        throw Problem.of(406, "Not acceptable", "The header comes as application/json or text/plain.");
    }

    private static void fill(ObjectNode row, Body body) {
        String origin = body.required("origin", 256);
        if (!ORIGIN.matcher(origin).matches()) {
            throw body.bad("origin", "This is no origin such as *.example.com or https://example.com:8443.");
        }
        String name = body.text("name", 512).orElse("");
        String description = body.text("description", 1024).orElse("");
        ObjectNode switches = Json.object();
        boolean any = false;
        for (String directive : CspHeader.DIRECTIVES) {
            boolean on = body.flag(directive).orElse(false);
            any |= on;
            switches.put(directive, on);
        }
        if (!any) {
            throw Problem.badField("/", "At least one directive must be true.");
        }
        row.put("origin", origin);
        row.put("name", name);
        row.put("description", description);
        row.setAll(switches);
    }

    private static ObjectNode row(Exchange exchange) {
        return exchange.table("cspOrigins").require(exchange.param("id"));
    }
}
