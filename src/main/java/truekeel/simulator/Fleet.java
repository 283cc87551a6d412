package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All tenants of one simulator with what they share: clock, ids, licences, binary content. Thread-safe. */
public final class Fleet implements AutoCloseable {
    private final SimClock clock;
    private final Ids ids;
    private final List<Resource> resources;
    private final Blobs blobs = new Blobs();
    private final Map<String, SimTenant> tenants = new TreeMap<>();
    private final Map<String, SimTenant> names = new HashMap<>();
    private final Map<String, LicensePool> pools = new HashMap<>();

    Fleet(SimClock clock, Ids ids, List<Resource> resources) {
        this.clock = clock;
        this.ids = ids;
        this.resources = List.copyOf(resources);
    }

    public SimClock clock() {
        return clock;
    }

    public Ids ids() {
        return ids;
    }

    Blobs blobs() {
        return blobs;
    }

    /** A new tenant with what every tenant holds from the start; empty when the hostname is taken. */
    public synchronized Optional<SimTenant> create(TenantSpec spec) {
        if (names.containsKey(spec.hostname())) {
            return Optional.empty();
        }
        LicensePool pool = pool(spec.licenseKey().orElseGet(ids::token));
        spec.seats()
                .properties()
                .forEach(seat -> pool.units(seat.getKey(), seat.getValue().asInt()));
        SimTenant tenant = new SimTenant(
                ids.tenant(), spec.hostname(), new TenantOptions(spec.options().deepCopy()), pool, blobs, ids);
        resources.forEach(resource -> resource.seed(tenant, ids, clock.instant()));
        add(tenant);
        return Optional.of(tenant);
    }

    /**
     * A tenant from the parts of a state document, in place of any of that name. Tables the document lacks hold what a
     * new tenant has. Throws a 409 {@link Problem} when its id or alias belongs to another tenant.
     */
    synchronized SimTenant restore(
            String hostname, String oldId, ObjectNode options, JsonNode license, Map<String, ArrayNode> tables) {
        ids.stir(tables.hashCode());
        String id = oldId.isEmpty() ? ids.tenant() : oldId;
        if (byId(id).filter(other -> !other.hostname().equals(hostname)).isPresent()) {
            throw Problem.conflict("Another tenant has the id " + id + ".");
        }
        LicensePool pool = pool(license.path("key").asText(ids.token()));
        SimTenant tenant = new SimTenant(id, hostname, new TenantOptions(options), pool, blobs, ids);
        tables.forEach((name, rows) -> tenant.table(name).load(rows));
        complete(tenant, tables.keySet());
        for (String name : tenant.hostnames()) {
            SimTenant holder = names.get(name);
            if (holder != null && !holder.hostname().equals(hostname)) {
                throw Problem.conflict("Another tenant answers on " + name + ".");
            }
        }
        Optional.ofNullable(tenants.get(hostname)).ifPresent(this::remove);
        pool.load(license);
        add(tenant);
        return tenant;
    }

    private void complete(SimTenant tenant, Set<String> given) {
        SimTenant fresh = new SimTenant(tenant.id(), tenant.hostname(), tenant.options(), tenant.license(), blobs, ids);
        resources.forEach(resource -> resource.seed(fresh, ids, clock.instant()));
        fresh.tables().forEach((name, table) -> {
            if (!given.contains(name)) {
                tenant.table(name).load(table.dump());
            }
        });
    }

    synchronized void add(SimTenant tenant) {
        tenants.put(tenant.hostname(), tenant);
        tenant.hostnames().forEach(name -> names.put(name, tenant));
    }

    synchronized void remove(SimTenant tenant) {
        tenants.remove(tenant.hostname());
        names.values().removeIf(other -> other == tenant);
    }

    private LicensePool pool(String key) {
        return pools.computeIfAbsent(key, LicensePool::new);
    }

    /** By system hostname or alias. */
    public synchronized Optional<SimTenant> byHost(String host) {
        return Optional.ofNullable(names.get(host));
    }

    public synchronized Optional<SimTenant> byId(String id) {
        return tenants.values().stream()
                .filter(tenant -> tenant.id().equals(id))
                .findFirst();
    }

    /** All tenants by hostname. */
    public synchronized Collection<SimTenant> all() {
        return new ArrayList<>(tenants.values());
    }

    /** Gives a tenant another alias and frees the old one; false when another tenant has it. */
    public synchronized boolean alias(SimTenant tenant, Optional<String> old, String alias) {
        SimTenant holder = names.get(alias);
        if (holder != null && holder != tenant) {
            return false;
        }
        old.filter(name -> !name.equals(tenant.hostname())).ifPresent(names::remove);
        names.put(alias, tenant);
        return true;
    }

    /**
     * Removes a deactivated tenant whose purge date has passed; true when it is gone. The caller holds the tenant's
     * lock.
     */
    public boolean purged(SimTenant tenant) {
        Optional<Instant> at = tenant.purgeAt();
        if (at.isPresent() && !clock.instant().isBefore(at.get())) {
            remove(tenant);
            return true;
        }
        return false;
    }

    @Override
    public void close() {
        blobs.close();
    }
}
