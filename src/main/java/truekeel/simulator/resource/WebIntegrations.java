package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
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
 * {@code /api/v1/web-integrations}: origins that may embed the tenant. Two of one name are allowed. An origin is https,
 * a host and perhaps a port, nothing else. All of it is for tenant admins.
 */
final class WebIntegrations implements Resource {
    private static final Paging PAGING = Paging.ids(10, 0, 100);
    private static final JsonPatch PATCH = JsonPatch.closed().replace("/name", "/validOrigins");
    private static final String PATH = "/api/v1/web-integrations";

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.TEXT_STATUS, "WEB-INTEGRATIONS-");
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, this::list);
        routes.post(PATH, this::create);
        routes.get(PATH + "/{id}", this::read);
        routes.patch(PATH + "/{id}", this::patch);
        routes.delete(PATH + "/{id}", this::delete);
    }

    private Answer list(Exchange exchange) {
        exchange.caller().requireAdmin();
        List<ObjectNode> found = exchange.table("webIntegrations").where(row -> exchange.query("tenantId")
                .map(id -> id.equals(row.path("tenantId").asText()))
                .orElse(true));
        Sort sort = Sort.from(exchange, Sort.inserted(), List.of("name"));
        return Answer.ok(PAGING.page(exchange, found, sort).envelope(Json::served));
    }

    private Answer read(Exchange exchange) {
        exchange.caller().requireAdmin();
        return Answer.ok(Json.served(row(exchange)));
    }

    private Answer create(Exchange exchange) {
        exchange.caller().requireAdmin();
        Body body = exchange.body();
        String name = body.required("name");
        List<String> origins = body.texts("validOrigins").orElse(List.of());
        for (int i = 0; i < origins.size(); i++) {
            if (!isOrigin(origins.get(i))) {
                throw Problem.badField("/validOrigins/" + i, notAnOrigin(origins.get(i)));
            }
        }
        String now = Stamp.millis(exchange.now());
        ObjectNode row = Json.object();
        row.put("id", exchange.ids().hex24());
        row.put("name", name);
        row.set("validOrigins", Json.texts(origins));
        row.put("tenantId", exchange.tenant().id());
        row.put("created", now);
        row.put("createdBy", exchange.caller().userId());
        row.put("lastUpdated", now);
        exchange.table("webIntegrations").add(row);
        audit(exchange, "created", row);
        ObjectNode view = Json.served(row);
        view.set("links", exchange.selfLink(PATH + "/" + row.path("id").asText()));
        return Answer.created(view);
    }

    private Answer patch(Exchange exchange) {
        exchange.caller().requireAdmin();
        ObjectNode row = row(exchange);
        ObjectNode changed = row.deepCopy();
        for (PatchOp op : PATCH.read(exchange)) {
            if (op.rule().equals("/name")) {
                if (op.text().isBlank()) {
                    throw op.bad("The name must not be empty.");
                }
                changed.put("name", op.text());
            } else {
                List<String> origins = op.texts();
                origins.stream().filter(origin -> !isOrigin(origin)).findFirst().ifPresent(origin -> {
                    throw op.bad(notAnOrigin(origin));
                });
                changed.set("validOrigins", Json.texts(origins));
            }
        }
        changed.put("lastUpdated", Stamp.millis(exchange.now()));
        row.setAll(changed);
        audit(exchange, "updated", row);
        return Answer.noContent();
    }

    private Answer delete(Exchange exchange) {
        exchange.caller().requireAdmin();
        ObjectNode row = row(exchange);
        exchange.table("webIntegrations").remove(row.path("id").asText());
        audit(exchange, "deleted", row);
        return Answer.noContent();
    }

    private static ObjectNode row(Exchange exchange) {
        return exchange.table("webIntegrations").require(exchange.param("id"));
    }

    private static String notAnOrigin(String text) {
        return text + " is not an origin such as https://portal.example:8443.";
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = new URI(text);
            return "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && text.toLowerCase(Locale.ROOT)
                            .equals(("https://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()))
                                    .toLowerCase(Locale.ROOT));
        } catch (URISyntaxException notAUri) {
            return false;
        }
    }

    private static void audit(Exchange exchange, String action, ObjectNode row) {
        exchange.audit(
                "web-integrations", "web-integration", action, row.path("id").asText(), row);
    }
}
