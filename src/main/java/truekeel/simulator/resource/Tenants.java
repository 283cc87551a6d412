package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import truekeel.simulator.Answer;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Ids;
import truekeel.simulator.Json;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.SimTenant;
import truekeel.simulator.Stamp;

/** Tenants. */
final class Tenants implements Resource {

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.TEXT_STATUS, "TENANTS-");
    }

    @Override
    public void register(Routes routes) {
        routes.get("/api/v1/tenants/me", this::me);
        routes.get("/api/v1/tenants/{tenantId}", this::read);
    }

    @Override
    public void seed(SimTenant tenant, Ids ids, Instant now) {
        ObjectNode row = Json.object();
        row.put("id", tenant.id());
        row.put("name", tenant.hostname().split("\\.", -1)[0]);
        row.set("hostnames", Json.array().add(tenant.hostname()));
        row.put("status", "active");
        row.put("created", Stamp.millis(now));
        tenant.table("tenants").add(row);
    }

    private Answer me(Exchange exchange) {
        return Answer.redirect(
                302, exchange.url("/api/v1/tenants/" + exchange.tenant().id()));
    }

    private Answer read(Exchange exchange) {
        return Answer.ok(Json.served(exchange.table("tenants").require(exchange.param("tenantId"))));
    }
}
