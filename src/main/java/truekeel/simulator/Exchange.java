package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request being answered: what a handler may look at. */
public final class Exchange {
    private final Call call;
    private final Query query;
    private final Map<String, String> params;
    private final Fleet fleet;
    private final @Nullable SimTenant tenant;
    private final Caller caller;

    Exchange(Call call, Map<String, String> params, Fleet fleet, @Nullable SimTenant tenant, Caller caller) {
        this.call = call;
        this.query = Query.parse(call.query());
        this.params = Map.copyOf(params);
        this.fleet = fleet;
        this.tenant = tenant;
        this.caller = caller;
    }

    public Call call() {
        return call;
    }

    /** All tenants, the clock and the ids: for the register and console hosts. */
    public Fleet fleet() {
        return fleet;
    }

    /** The tenant of the request; a bug on the register and console hosts. */
    public SimTenant tenant() {
        if (tenant == null) {
            throw new IllegalStateException("This host has no tenant. This is a bug in Truekeel.");
        }
        return tenant;
    }

    /** The tenant's options; empty on the register and console hosts. */
    Optional<TenantOptions> tenantOptions() {
        return Optional.ofNullable(tenant).map(SimTenant::options);
    }

    /** Short for {@code tenant().table(name)}. */
    public Table table(String name) {
        return tenant().table(name);
    }

    public Caller caller() {
        return caller;
    }

    /** The simulator's time. */
    public Instant now() {
        return fleet.clock().instant();
    }

    public Ids ids() {
        return fleet.ids();
    }

    /** A decoded path parameter; a name the route does not have is a bug. */
    public String param(String name) {
        String value = params.get(name);
        if (value == null) {
            throw new IllegalStateException("The route has no parameter " + name + ". This is a bug in Truekeel.");
        }
        return value;
    }

    /** All query parameters, decoded, in the order sent. */
    public Query query() {
        return query;
    }

    /** The first query parameter of that name, decoded. */
    public Optional<String> query(String name) {
        return query.first(name);
    }

    /** A query parameter out of a closed list. */
    public Optional<String> oneOf(String name, String... words) {
        Optional<String> value = query(name);
        if (value.isPresent() && !List.of(words).contains(value.get())) {
            throw Problem.badParameter(name, "Allowed are " + String.join(", ", words) + ".");
        }
        return value;
    }

    /** A boolean query parameter, false when absent; a 400 for anything but true and false. */
    public boolean flag(String name) {
        String value = query(name).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw Problem.badParameter(name, name + " must be true or false.");
        }
        return value.equals("true");
    }

    /** The JSON body, whatever its type; a 400 when it is missing or malformed. */
    public JsonNode json() {
        if (call.body().length() > 10_000_000) {
            throw Problem.of(413, "Payload too large", "The body is larger than 10 MB.");
        }
        JsonNode node;
        try {
            node = Json.parse(call.body().bytes());
        } catch (UncheckedIOException e) {
            throw Problem.badRequest("The body is not valid JSON.");
        }
        if (node.isMissingNode()) {
            throw Problem.badRequest("A JSON body is required.");
        }
        return node;
    }

    /** The JSON body, which must be an object. */
    public Body body() {
        return Body.of(json(), "");
    }

    /** The JSON body as an object, or an empty one when there is no body at all. */
    public Body bodyOrEmpty() {
        return call.body().length() == 0 ? new Body(Json.object(), "") : body();
    }

    /** The JSON body, which must be an array. */
    public ArrayNode items() {
        if (json() instanceof ArrayNode array) {
            return array;
        }
        throw Problem.badField("/", "An array is expected.");
    }

    /** An absolute URL on the host, port and scheme the client used. */
    public String url(String path) {
        return call.origin() + path;
    }

    /** {@code {"self": {"href": url}}}. */
    public ObjectNode selfLink(String path) {
        ObjectNode links = Json.object();
        links.putObject("self").put("href", url(path));
        return links;
    }

    /**
     * Writes the audit events of one change: {@code com.qlik.core.<resource>.<action>} and its deprecated twin
     * {@code com.qlik.v1.<resource>.<action>}, with source {@code com.qlik/<service>}.
     */
    public void audit(String service, String resource, String action, String id, ObjectNode data) {
        tenant().audits().both(this, service, resource, action, id, data);
    }

    /** Writes one audit event of exactly this type. */
    public void auditAs(String type, String source, String id, ObjectNode data) {
        tenant().audits().one(this, type, source, id, data);
    }
}
