package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Paging;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.Sort;
import truekeel.simulator.Stamp;

/**
 * {@code /api/v1/api-keys}, as far as keys for SCIM go: an admin makes them for an identity provider
 * ({@code SCIM\{id}}), and they die with it. Keys of people, and calls with any key, are not simulated.
 */
final class ApiKeys implements Resource {
    private static final String PATH = "/api/v1/api-keys";
    private static final String TABLE = "apiKeys";
    private static final Paging PAGING = Paging.ids(20, 1, 100);

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "APIKEYS-");
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, this::list);
        routes.post(PATH, this::create);
    }

    private Answer list(Exchange exchange) {
        exchange.caller().requireAdmin();
        List<ObjectNode> rows = exchange.table(TABLE).rows();
        rows.forEach(row -> row.put("status", isDead(exchange, row) ? "revoked" : "active"));
        for (String field : List.of("sub", "status", "createdByUser")) {
            Optional<String> wanted = exchange.query(field);
            wanted.ifPresent(
                    text -> rows.removeIf(row -> !row.path(field).asText().equals(text)));
        }
        return Answer.ok(PAGING.page(exchange, rows, Sort.inserted()).envelope(Json::served));
    }

    private static boolean isDead(Exchange exchange, ObjectNode row) {
        String provider = row.path("sub").asText().substring("SCIM\\".length());
        return exchange.table(IdentityProviders.TABLE).get(provider).isEmpty();
    }

    private Answer create(Exchange exchange) {
        exchange.caller().requireAdmin();
        Body body = exchange.body();
        String owner = body.required("sub");
        if (body.oneOf("subType", "externalClient").isEmpty() || !owner.startsWith("SCIM\\")) {
            throw body.bad("sub", "Only keys for SCIM are simulated.");
        }
        ObjectNode row = Json.object();
        row.put("id", exchange.ids().hex24());
        row.put("tenantId", exchange.tenant().id());
        row.put("sub", owner);
        row.put("subType", "externalClient");
        row.put("description", body.required("description"));
        row.put("createdByUser", exchange.caller().userId());
        row.put("created", Stamp.millis(exchange.now()));
        row.put("expiry", Stamp.millis(exchange.now().plus(Duration.ofDays(365))));
        row.put("status", "active");
        exchange.table(TABLE).add(row);
        return Answer.created(Json.served(row).put("token", exchange.ids().token()));
    }
}
