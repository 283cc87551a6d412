package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import truekeel.simulator.Answer;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.LicensePool;
import truekeel.simulator.Paging;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Route;
import truekeel.simulator.Routes;
import truekeel.simulator.SimTenant;
import truekeel.simulator.Sort;

/**
 * The organisation API on the console host: all tenants over all subscriptions and regions. The largest page is not
 * published.
 */
final class OrganisationTenants implements Resource {
    private static final Paging PAGING = Paging.by("offset", 20, 100);
    private static final Map<String, String> COUNTRIES = Map.of(
            "us", "US", "eu", "IE", "ap", "AU", "uk", "GB", "sg", "SG", "jp", "JP", "de", "DE", "se", "SE", "in", "IN");

    /** What a tenant's row says of its licence. Tenants of one key are of one subscription. */
    private record License(String number, String subscription) {
        static License of(LicensePool pool) {
            byte[] key = pool.key().getBytes(StandardCharsets.UTF_8);
            return new License(
                    LicenseViews.number(pool), UUID.nameUUIDFromBytes(key).toString());
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.COMMON;
    }

    @Override
    public void register(Routes routes) {
        routes.on(Route.Host.CONSOLE).get("/api/core/tenants", this::list);
    }

    private Answer list(Exchange exchange) {
        exchange.caller().require("cloud-console.tenants:read");
        List<ObjectNode> rows = new ArrayList<>();
        Map<LicensePool, License> licenses = new HashMap<>();
        for (SimTenant tenant : exchange.fleet().all()) {
            License license = licenses.computeIfAbsent(tenant.license(), License::of);
            row(exchange, tenant, license).ifPresent(rows::add);
        }
        Optional<String> subscription = exchange.query("subscriptionId");
        if (subscription.isPresent()
                && rows.stream()
                        .noneMatch(row -> row.path("subscriptionId").asText().equals(subscription.get()))) {
            throw Problem.forbidden("This subscription belongs to somebody else.");
        }
        for (String field : List.of("subscriptionId", "regionCode", "status")) {
            exchange.query(field)
                    .ifPresent(value ->
                            rows.removeIf(row -> !row.path(field).asText().equals(value)));
        }
        return Answer.ok(PAGING.page(exchange, rows, new Sort("id", true)).envelope(Json::served));
    }

    /** Empty when it has been purged meanwhile. */
    private static Optional<ObjectNode> row(Exchange exchange, SimTenant tenant, License license) {
        tenant.lock().lock();
        try {
            if (exchange.fleet().purged(tenant)) {
                return Optional.empty();
            }
            ObjectNode from = tenant.record();
            ObjectNode row = Json.object();
            row.put("id", tenant.id());
            row.put("name", from.path("name").asText());
            row.set("hostnames", from.path("hostnames").deepCopy());
            row.put("regionCode", tenant.region());
            row.put("countryCode", COUNTRIES.getOrDefault(tenant.region(), ""));
            row.put("status", from.path("status").asText());
            row.put("createdAt", from.path("created").asText());
            row.put("updatedAt", from.path("lastUpdated").asText());
            row.put("licenseNumber", license.number());
            row.put("subscriptionId", license.subscription());
            row.put("licenseStartsAt", LicenseViews.STARTS);
            row.put("licenseEndsAt", LicenseViews.ENDS);
            tenant.purgeAt().ifPresent(at -> row.put("deletionStartsAt", at.toString()));
            row.set("links", exchange.selfLink("/api/core/tenants/" + tenant.id()));
            return Optional.of(row);
        } finally {
            tenant.lock().unlock();
        }
    }
}
