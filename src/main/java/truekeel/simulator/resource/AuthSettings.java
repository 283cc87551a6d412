package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import truekeel.simulator.Answer;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Ids;
import truekeel.simulator.Json;
import truekeel.simulator.JsonPatch;
import truekeel.simulator.PatchOp;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.SimTenant;

/**
 * {@code /api/core/auth-settings}: one row, {@code isDefault} until somebody saves one. A lifespan is whole hours; the
 * methods of self-registered clients exist only while registration is on. The default numbers are not published.
 */
final class AuthSettings implements Resource {
    private static final String PATH = "/api/core/auth-settings";
    private static final String INACTIVITY = "userSessionInactivityTimeoutMinutes";
    private static final String LIFESPAN = "maxUserSessionLifespanMinutes";
    private static final String REGISTRATION = "dynamicClientRegistrationEnabled";
    private static final String METHODS = "dcrAllowedAuthenticationMethods";
    private static final JsonPatch PATCH =
            JsonPatch.closed().replace("/" + INACTIVITY, "/" + LIFESPAN, "/" + REGISTRATION, "/" + METHODS);

    @Override
    public Dialect dialect() {
        return Dialect.COMMON;
    }

    @Override
    public void register(Routes routes) {
        routes.get(PATH, this::read);
        routes.patch(PATH, this::patch);
    }

    @Override
    public void seed(SimTenant tenant, Ids ids, Instant now) {
        ObjectNode row = Json.object();
        row.put("id", ids.hex24());
        row.put("tenantId", tenant.id());
        row.put(INACTIVITY, 20);
        row.put(LIFESPAN, 1440);
        row.put(REGISTRATION, false);
        row.put("isDefault", true);
        tenant.table("authSettings").put("settings", row);
    }

    private Answer read(Exchange exchange) {
        exchange.caller().requireAdmin("admin.auth-settings");
        return Answer.ok(Json.served(row(exchange)));
    }

    private Answer patch(Exchange exchange) {
        exchange.caller().requireAdmin("admin.auth-settings");
        ObjectNode changed = row(exchange).deepCopy();
        for (PatchOp op : PATCH.read(exchange)) {
            apply(changed, op);
        }
        changed.put("isDefault", false);
        exchange.table("authSettings").put("settings", changed);
        exchange.audit(
                "auth-settings", "auth-settings", "updated", changed.path("id").asText(), changed);
        return Answer.ok(Json.served(changed));
    }

    private static void apply(ObjectNode row, PatchOp op) {
        String field = op.rule().substring(1);
        switch (field) {
            case REGISTRATION -> {
                row.put(REGISTRATION, op.flag());
                if (!op.flag()) {
                    row.remove(METHODS);
                } else if (!row.has(METHODS)) {
                    row.set(METHODS, Json.texts(List.of("client_secret")));
                }
            }
            case METHODS -> {
                if (!row.path(REGISTRATION).asBoolean()) {
                    throw op.bad("This can be set only while dynamic client registration is enabled.");
                }
                if (op.texts().isEmpty() || !List.of("none", "client_secret").containsAll(op.texts())) {
                    throw op.bad("Allowed are none and client_secret.");
                }
                row.set(METHODS, Json.texts(op.texts()));
            }
            default -> row.put(field, minutes(op, field.equals(LIFESPAN) ? 60 : 1));
        }
    }

    private static int minutes(PatchOp op, int multiple) {
        if (!op.value().isIntegralNumber()
                || op.value().asInt() < 1
                || op.value().asInt() % multiple != 0) {
            throw op.bad("A whole number of minutes is expected"
                    + (multiple > 1 ? " that is a multiple of " + multiple + "." : "."));
        }
        return op.value().asInt();
    }

    private static ObjectNode row(Exchange exchange) {
        return exchange.table("authSettings").require("settings");
    }
}
