package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import truekeel.simulator.Answer;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Ids;
import truekeel.simulator.Json;
import truekeel.simulator.JsonPatch;
import truekeel.simulator.PatchOp;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Route;
import truekeel.simulator.Routes;
import truekeel.simulator.SimTenant;
import truekeel.simulator.Stamp;

/** The tenant's own record on its host. What the register host does with tenants is {@link Register}. */
final class Tenants implements Resource {
    /**
     * Data centres by region as Qlik documents them, the two south-east Asian ones included, which AWS names the other
     * way round.
     */
    static final Map<String, String> DATACENTERS = Map.of(
            "jp", "ap-northeast-1",
            "ap", "ap-southeast-1",
            "sg", "ap-southeast-2",
            "de", "eu-central-1",
            "eu", "eu-west-1",
            "uk", "eu-west-2",
            "us", "us-east-1");

    private static final List<String> FLAGS = List.of(
            "autoAssignCreateSharedSpacesRoleToProfessionals",
            "autoAssignPrivateAnalyticsContentCreatorRoleToProfessionals",
            "autoAssignDataServicesContributorRoleToProfessionals",
            "enableAnalyticCreation",
            "enableAppOpeningFeedback");
    private static final JsonPatch PATCH = JsonPatch.closed()
            .replace("/name", "/hostnames/1")
            .replace(FLAGS.stream().map(flag -> "/" + flag).toArray(String[]::new));
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.TEXT_STATUS, "TENANTS-");
    }

    @Override
    public void register(Routes routes) {
        routes.get("/api/v1/tenants/me", this::me);
        routes.get("/api/v1/tenants/{tenantId}", x -> Answer.ok(view(x, own(x))));
        routes.patch("/api/v1/tenants/{tenantId}", this::patch);
        Routes register = routes.on(Route.Host.REGISTER);
        register.post("/api/v1/tenants", Register::create);
        register.post("/api/v1/tenants/{tenantId}/actions/deactivate", Register::deactivate);
        register.post("/api/v1/tenants/{tenantId}/actions/reactivate", Register::reactivate);
    }

    @Override
    public void seed(SimTenant tenant, Ids ids, Instant now) {
        ObjectNode row = Json.object();
        row.put("id", tenant.id());
        row.put("name", tenant.hostname().split("\\.", -1)[0]);
        row.set("hostnames", Json.array().add(tenant.hostname()));
        row.put("region", tenant.region());
        row.put("datacenter", DATACENTERS.getOrDefault(tenant.region(), "eu-north-1"));
        row.put("status", "active");
        FLAGS.forEach(flag -> row.put(flag, false));
        row.put("createdByUser", "");
        row.put("created", Stamp.millis(now));
        row.put("lastUpdated", Stamp.millis(now));
        row.put("statusLastUpdatedAt", Stamp.millis(now));
        tenant.table("tenants").add(row);
    }

    static ObjectNode view(Exchange exchange, ObjectNode row) {
        ObjectNode view = Json.served(row);
        view.set("links", exchange.selfLink("/api/v1/tenants/" + row.path("id").asText()));
        return view;
    }

    private static ObjectNode own(Exchange exchange) {
        return exchange.table("tenants").require(exchange.param("tenantId"));
    }

    private Answer me(Exchange exchange) {
        return Answer.redirect(
                302, exchange.url("/api/v1/tenants/" + exchange.tenant().id()));
    }

    private Answer patch(Exchange exchange) {
        ObjectNode row = own(exchange);
        exchange.caller().requireAdmin();
        ObjectNode changed = row.deepCopy();
        Optional<String> alias = Optional.empty();
        for (PatchOp op : PATCH.read(exchange)) {
            switch (op.rule()) {
                case "/name" -> changed.put("name", name(op));
                case "/hostnames/1" -> alias = Optional.of(alias(exchange, op));
                default -> changed.put(op.rule().substring(1), op.flag());
            }
        }
        if (alias.isPresent()) {
            rename(exchange, changed, alias.get());
        }
        changed.put("lastUpdated", Stamp.millis(exchange.now()));
        exchange.table("tenants").add(changed);
        exchange.audit("tenants", "tenant", "updated", changed.path("id").asText(), changed);
        return Answer.noContent();
    }

    private static String name(PatchOp op) {
        if (op.text().isBlank()) {
            throw op.bad("The name must not be empty.");
        }
        return op.text();
    }

    private static String alias(Exchange exchange, PatchOp op) {
        String suffix = "." + exchange.tenant().region() + ".qlikcloud.com";
        String alias = op.text();
        if (!alias.endsWith(suffix)
                || !LABEL.matcher(alias.substring(0, alias.length() - suffix.length()))
                        .matches()) {
            throw op.bad("An alias ends in " + suffix + ".");
        }
        return alias;
    }

    /** The old alias is free for others at once. */
    private static void rename(Exchange exchange, ObjectNode row, String alias) {
        ArrayNode hostnames = row.withArray("hostnames");
        Optional<String> old = Optional.ofNullable(hostnames.path(1).textValue());
        if (!exchange.fleet().alias(exchange.tenant(), old, alias)) {
            throw Problem.badRequest("The alias " + alias + " is not available.");
        }
        row.set("hostnames", Json.array().add(exchange.tenant().hostname()).add(alias));
    }
}
