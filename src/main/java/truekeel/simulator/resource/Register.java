package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Problem;
import truekeel.simulator.SimTenant;
import truekeel.simulator.Stamp;
import truekeel.simulator.TenantSpec;

/**
 * The register host of a region: makes, deactivates and reactivates tenants for a region client. Every create makes
 * another tenant with a random hostname, whatever was sent before. A licence with an allotment {@code tenants} has no
 * more tenants than that.
 */
final class Register {
    private Register() {}

    static Answer create(Exchange exchange) {
        exchange.caller().require("tenants:create");
        Body body = exchange.body();
        String key = body.required("licenseKey");
        String region = exchange.call().host().split("\\.", -1)[1];
        body.text("datacenter")
                .filter(center -> !center.equals(Tenants.DATACENTERS.get(region)))
                .ifPresent(center -> {
                    throw body.bad("datacenter", center + " is not a data centre of the region " + region + ".");
                });
        List<SimTenant> ofLicense = exchange.fleet().all().stream()
                .filter(tenant -> tenant.license().key().equals(key))
                .toList();
        if (ofLicense.isEmpty()) {
            throw Problem.forbidden("The licence key is not valid.");
        }
        int most = ofLicense.get(0).license().units().getOrDefault("tenants", -1);
        if (most >= 0 && ofLicense.size() >= most) {
            throw Problem.forbidden("The licence has no tenant left.");
        }
        SimTenant tenant = make(exchange, region, key);
        tenant.record().put("createdByUser", exchange.caller().userId());
        event(exchange, tenant, "created");
        return Answer.created(Tenants.view(exchange, tenant.record()));
    }

    private static SimTenant make(Exchange exchange, String region, String key) {
        while (true) {
            String hostname = exchange.ids().hostLabel() + "." + region + ".qlikcloud.com";
            Optional<SimTenant> tenant =
                    exchange.fleet().create(TenantSpec.of(hostname).withLicenseKey(key));
            if (tenant.isPresent()) {
                return tenant.get();
            }
        }
    }

    static Answer deactivate(Exchange exchange) {
        exchange.caller().require("tenants:deactivate");
        int days = exchange.bodyOrEmpty().number("purgeAfterDays", 10, 90).orElse(30);
        return confirmed(exchange, tenant -> {
            Instant purge = exchange.now().plus(Duration.ofDays(days));
            ObjectNode row = tenant.record();
            row.put("status", "disabled");
            row.put("statusLastUpdatedAt", Stamp.millis(exchange.now()));
            row.put("_purgeAt", purge.toString());
            event(exchange, tenant, "deactivated");
            return Answer.ok(Json.object()
                    .put("id", tenant.id())
                    .put("status", "disabled")
                    .put("estimatedPurgeDate", Stamp.millis(purge)));
        });
    }

    static Answer reactivate(Exchange exchange) {
        exchange.caller().require("tenants:reactivate");
        return confirmed(exchange, tenant -> {
            ObjectNode row = tenant.record();
            row.put("status", "active");
            row.put("statusLastUpdatedAt", Stamp.millis(exchange.now()));
            row.remove("_purgeAt");
            event(exchange, tenant, "reactivated");
            return Answer.ok(Json.object().put("id", tenant.id()).put("status", "active"));
        });
    }

    /** Runs under the lock of the tenant of the path, once the confirm header names one of its hostnames. */
    private static Answer confirmed(Exchange exchange, Function<SimTenant, Answer> action) {
        String region = exchange.call().host().split("\\.", -1)[1];
        SimTenant tenant = exchange.fleet()
                .byId(exchange.param("tenantId"))
                .filter(found -> found.region().equals(region))
                .orElseThrow(() -> Problem.notFound("There is no such tenant in the region " + region + "."));
        tenant.lock().lock();
        try {
            if (exchange.fleet().purged(tenant)) {
                throw Problem.notFound("The tenant has been purged.");
            }
            String confirmed = exchange.call().header("qlik-confirm-hostname").orElse("");
            if (!Json.texts(tenant.record().path("hostnames")).contains(confirmed)) {
                throw Problem.precondition("The header qlik-confirm-hostname must be a hostname of the tenant.");
            }
            return action.apply(tenant);
        } finally {
            tenant.lock().unlock();
        }
    }

    private static void event(Exchange exchange, SimTenant tenant, String action) {
        for (String space : List.of("com.qlik.core", "com.qlik.v1")) {
            tenant.audits()
                    .append(
                            exchange.now(),
                            exchange.caller(),
                            space + ".tenant." + action,
                            "com.qlik/tenants",
                            tenant.id(),
                            tenant.record());
        }
    }
}
