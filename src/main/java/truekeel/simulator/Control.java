package truekeel.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import truekeel.simulator.resource.LoginTests;

/**
 * The control API below {@code /__sim}, on any host and without a token: tenants and their state, people, faults, log,
 * clock.
 */
final class Control {
    private final Simulator simulator;
    private final OAuth oauth;
    private final Routes routes = new Routes();

    Control(Simulator simulator, OAuth oauth) {
        this.simulator = simulator;
        this.oauth = oauth;
        routes.get("/__sim/tenants", this::list);
        routes.post("/__sim/tenants", this::create);
        routes.get("/__sim/tenants/{hostname}", x -> Answer.ok(summary(tenant(x))));
        routes.delete("/__sim/tenants/{hostname}", this::remove);
        routes.get("/__sim/tenants/{hostname}/state", this::state);
        routes.put("/__sim/tenants/{hostname}/state", this::restore);
        routes.post("/__sim/tenants/{hostname}/tokens", this::person);
        routes.post("/__sim/tenants/{hostname}/identity-providers/{id}/login-test", this::loginTest);
        routes.get("/__sim/requests", this::requests);
        routes.delete("/__sim/requests", this::forget);
        routes.get("/__sim/faults", this::faults);
        routes.post("/__sim/faults", this::addFault);
        routes.delete("/__sim/faults", this::clearFaults);
        routes.get("/__sim/clock", x -> now());
        routes.post("/__sim/clock", this::advance);
        routes.get("/__sim/ca.pem", this::certificate);
    }

    Answer handle(Call call) {
        try {
            Routes.Match match = routes.match(Route.Host.TENANT, call.method(), call.path())
                    .orElseThrow(() -> Problem.notFound("No such path: " + call.path()));
            Caller nobody = new Caller("", "", "", Set.of(), Set.of(), Set.of(), Set.of());
            return match.route().handler().handle(new Exchange(call, match.params(), simulator.fleet(), null, nobody));
        } catch (Problem problem) {
            return Dialect.COMMON.answer(problem, simulator.fleet().ids().hex32());
        }
    }

    private SimTenant tenant(Exchange exchange) {
        String hostname = exchange.param("hostname");
        return simulator
                .fleet()
                .byHost(hostname)
                .orElseThrow(() -> Problem.notFound("No tenant answers on " + hostname + "."));
    }

    private static ObjectNode summary(SimTenant tenant) {
        return Json.object()
                .put("id", tenant.id())
                .put("hostname", tenant.hostname())
                .put("region", tenant.region());
    }

    private Answer list(Exchange exchange) {
        ArrayNode array = Json.array();
        exchange.fleet().all().forEach(tenant -> array.add(summary(tenant)));
        return Answer.ok(array);
    }

    private Answer create(Exchange exchange) {
        Body body = exchange.body();
        String hostname = body.required("hostname");
        if (!Hosts.isTenantName(hostname)) {
            throw body.bad("hostname", "A hostname such as acme.us.qlikcloud.com is expected.");
        }
        body.text("region")
                .filter(region -> !region.equals(Hosts.region(hostname)))
                .ifPresent(region -> {
                    throw body.bad("region", "The hostname is of region " + Hosts.region(hostname) + ".");
                });
        TenantSpec spec = new TenantSpec(hostname, body.text("licenseKey"), seats(body), options(body));
        return exchange.fleet()
                .create(spec)
                .map(tenant -> Answer.created(summary(tenant)))
                .orElseThrow(() -> Problem.conflict("There is a tenant on " + hostname + " already."));
    }

    /** A number stands for professional seats. */
    private static ObjectNode seats(Body body) {
        ObjectNode seats = Json.object();
        if (body.node().path("seats") instanceof ObjectNode byType) {
            Body types = Body.of(byType, "/seats");
            byType.fieldNames()
                    .forEachRemaining(type -> seats.put(
                            type, types.number(type, -1, Integer.MAX_VALUE).orElse(0)));
        } else {
            body.number("seats", -1, Integer.MAX_VALUE).ifPresent(count -> seats.put("professional", count));
        }
        return seats;
    }

    /** Every further field is an option of {@link TenantOptions}. */
    private static ObjectNode options(Body body) {
        ObjectNode options = body.node().deepCopy();
        options.remove(Set.of("hostname", "region", "licenseKey", "seats"));
        body.flag("anonymousAccess");
        for (String lag : Set.of("itemLag", "publishDelay", "memberLag")) {
            body.text(lag).ifPresent(text -> duration(body, lag, text));
        }
        return options;
    }

    private static Duration duration(Body body, String field, String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw body.bad(field, "A duration such as 50m, 5s or 80ms is expected.");
        }
    }

    private Answer remove(Exchange exchange) {
        exchange.fleet().remove(tenant(exchange));
        return Answer.noContent();
    }

    private Answer state(Exchange exchange) {
        SimTenant tenant = tenant(exchange);
        tenant.lock().lock();
        try {
            return Answer.bytes(200, "application/json", StateDocument.write(tenant));
        } finally {
            tenant.lock().unlock();
        }
    }

    private Answer restore(Exchange exchange) {
        String hostname = exchange.param("hostname");
        if (!Hosts.isTenantName(hostname)) {
            throw Problem.badRequest("A hostname such as acme.us.qlikcloud.com is expected.");
        }
        return Answer.ok(summary(
                StateDocument.read(exchange.fleet(), hostname, exchange.call().body())));
    }

    private Answer person(Exchange exchange) {
        Body body = exchange.body();
        String token = token(tenant(exchange), body.required("subject"), body.texts("groups"));
        return Answer.ok(Json.object().put("access_token", token));
    }

    /**
     * A token of a person's session; an unknown person is made on the way, as a first login does it.
     *
     * @param groups names in the login's groups claim; empty = no such claim
     */
    String token(SimTenant tenant, String subject, Optional<List<String>> groups) {
        Ids ids = simulator.fleet().ids();
        Instant now = simulator.clock().instant();
        tenant.lock().lock();
        try {
            ObjectNode user = Callers.person(tenant, subject, ids, now);
            groups.ifPresent(names -> Callers.claim(tenant, user, names, ids, now));
            return oauth.token(tenant.id(), "", user.path("id").asText(), Set.of("*"), now);
        } finally {
            tenant.lock().unlock();
        }
    }

    private Answer loginTest(Exchange exchange) {
        SimTenant tenant = tenant(exchange);
        tenant.lock().lock();
        try {
            return Answer.ok(LoginTests.finish(
                    tenant,
                    exchange.param("id"),
                    exchange.body(),
                    simulator.clock().instant()));
        } finally {
            tenant.lock().unlock();
        }
    }

    private Answer requests(Exchange exchange) {
        String since = exchange.query("since").orElse("0");
        if (!since.matches("\\d{1,18}")) {
            throw Problem.badParameter("since", "A number is expected.");
        }
        ArrayNode array = Json.array();
        simulator.requests().since(Long.parseLong(since)).forEach(entry -> array.add(entry.json()));
        return Answer.ok(array);
    }

    private Answer forget(Exchange exchange) {
        simulator.requests().clear();
        return Answer.noContent();
    }

    private Answer faults(Exchange exchange) {
        ArrayNode array = Json.array();
        simulator.faults().list().forEach(fault -> array.add(fault.json()));
        return Answer.ok(array);
    }

    private Answer addFault(Exchange exchange) {
        Fault fault = Fault.parse(exchange.body());
        simulator.faults().add(fault);
        return Answer.created(fault.json());
    }

    private Answer clearFaults(Exchange exchange) {
        simulator.faults().clear();
        return Answer.noContent();
    }

    private Answer now() {
        return Answer.ok(Json.object().put("now", Stamp.millis(simulator.clock().instant())));
    }

    private Answer advance(Exchange exchange) {
        Body body = exchange.body();
        simulator.clock().advance(duration(body, "advance", body.required("advance")));
        return now();
    }

    private Answer certificate(Exchange exchange) {
        Optional<String> pem = simulator.certificate();
        return pem.map(text -> Answer.bytes(200, "application/x-pem-file", Payload.of(text)))
                .orElseThrow(() -> Problem.notFound("This simulator serves no TLS."));
    }
}
