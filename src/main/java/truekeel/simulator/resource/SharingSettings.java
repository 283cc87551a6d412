package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.JsonPatch;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;

/** {@code /api/v1/sharing-tasks/settings}: whether the tenant shares and subscribes at all; for tenant admins. */
final class SharingSettings implements Resource {
    private static final String PATH = "/api/v1/sharing-tasks/settings";
    private static final String SHARING = "enable-sharing";
    private static final String SUBSCRIPTIONS = "enable-report-subscription";
    private static final JsonPatch PATCH = JsonPatch.closed().replace("/" + SHARING, "/" + SUBSCRIPTIONS);

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "SHARING-");
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, exchange -> Answer.ok(Json.served(row(exchange))));
        routes.put(PATH, exchange -> {
            exchange.caller().requireAdmin();
            Body body = exchange.body();
            row(exchange)
                    .put(SHARING, body.flag(SHARING).orElseThrow(() -> body.bad(SHARING, "This field is required.")));
            return Answer.noContent();
        });
        routes.patch(PATH, exchange -> {
            exchange.caller().requireAdmin();
            PATCH.read(exchange).forEach(op -> row(exchange).put(op.rule().substring(1), op.flag()));
            return Answer.noContent();
        });
    }

    static boolean allows(Exchange exchange) {
        return row(exchange).path(SHARING).asBoolean();
    }

    private static ObjectNode row(Exchange exchange) {
        return exchange.table("sharingSettings").get("settings").orElseGet(() -> {
            ObjectNode row = Json.object();
            row.put(SHARING, true);
            row.put(SUBSCRIPTIONS, true);
            row.put("maxRecipients", 100);
            row.put("tenantId", exchange.tenant().id());
            return exchange.table("sharingSettings").put("settings", row);
        });
    }
}
