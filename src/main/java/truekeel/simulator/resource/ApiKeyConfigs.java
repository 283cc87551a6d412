package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import truekeel.simulator.Answer;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Ids;
import truekeel.simulator.Json;
import truekeel.simulator.JsonPatch;
import truekeel.simulator.PatchOp;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.SimTenant;

/**
 * {@code /api/v1/api-keys/configs/{tenantId}}: what holds for API keys. Durations come back in another form of ISO 8601
 * than they were sent in (unconfirmed), so that a client that compares texts is seen. Since January 2026 there is no
 * switch for API keys as such.
 */
final class ApiKeyConfigs implements Resource {
    private static final String PATH = "/api/v1/api-keys/configs/{tenantId}";
    private static final JsonPatch PATCH =
            JsonPatch.closed().replace("/max_api_key_expiry", "/max_keys_per_user", "/scim_externalClient_expiry");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "APIKEYS-");
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, exchange -> Answer.ok(Json.served(row(exchange))));
        routes.patch(PATH, this::patch);
    }

    @Override
    public void seed(SimTenant tenant, Ids ids, Instant now) {
        ObjectNode row = Json.object();
        row.put("max_api_key_expiry", Duration.ofDays(365).toString());
        row.put("max_keys_per_user", 5);
        row.put("scim_externalClient_expiry", Duration.ofDays(365).toString());
        tenant.table("apiKeyConfigs").put("config", row);
    }

    private Answer patch(Exchange exchange) {
        exchange.caller().requireAdmin();
        ObjectNode changed = row(exchange).deepCopy();
        for (PatchOp op : PATCH.read(exchange)) {
            String field = op.rule().substring(1);
            if (field.equals("max_keys_per_user")) {
                if (!op.value().isIntegralNumber() || op.value().asInt() < 0) {
                    throw op.bad("A whole number from 0 up is expected.");
                }
                changed.put(field, op.value().asInt());
            } else {
                changed.put(field, duration(op).toString());
            }
        }
        exchange.table("apiKeyConfigs").put("config", changed);
        return Answer.noContent();
    }

    private static Duration duration(PatchOp op) {
        try {
            Duration duration = Duration.parse(op.text());
            if (duration.isNegative() || duration.isZero()) {
                throw op.bad("A duration above zero is expected.");
            }
            return duration;
        } catch (DateTimeException malformed) {
            throw op.bad("An ISO 8601 duration such as P7D is expected.");
        }
    }

    private static ObjectNode row(Exchange exchange) {
        String id = exchange.param("tenantId");
        if (!id.equals(exchange.tenant().id())) {
            throw Problem.notFound("There is no API key configuration of tenant " + id + ".");
        }
        return exchange.table("apiKeyConfigs").require("config");
    }
}
