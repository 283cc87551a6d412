package truekeel.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One simulated tenant: its tables and its options. Everything in it is guarded by {@link #lock}, which the simulator
 * holds while a handler runs; background work of a resource takes it itself.
 */
public final class SimTenant {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Table> tables = new HashMap<>();
    private final String id;
    private final String hostname;
    private final Blobs blobs;
    private final TenantOptions options;
    private final LicensePool license;
    private final Audits audits;

    SimTenant(String id, String hostname, TenantOptions options, LicensePool license, Blobs blobs, Ids ids) {
        this.id = id;
        this.hostname = hostname;
        this.options = options;
        this.license = license;
        this.blobs = blobs;
        this.audits = new Audits(this, ids);
    }

    public String id() {
        return id;
    }

    /** The system hostname, the one that never changes. */
    public String hostname() {
        return hostname;
    }

    /** The second label of the hostname. */
    public String region() {
        return Hosts.region(hostname);
    }

    public TenantOptions options() {
        return options;
    }

    /** The licence, shared with all tenants of the same key. */
    public LicensePool license() {
        return license;
    }

    /** Binary content: apps, archives, uploads. Shared by all tenants of the simulator. */
    public Blobs blobs() {
        return blobs;
    }

    public Audits audits() {
        return audits;
    }

    /** The table of that name, made empty when it is new. */
    public Table table(String name) {
        return tables.computeIfAbsent(name, key -> new Table());
    }

    public ReentrantLock lock() {
        return lock;
    }

    /** The tenant's own record: name, hostnames, status. */
    public ObjectNode record() {
        return table("tenants").require(id);
    }

    /** System hostname and alias. */
    List<String> hostnames() {
        List<String> names = new ArrayList<>(List.of(hostname));
        table("tenants").get(id).ifPresent(row -> names.addAll(Json.texts(row.path("hostnames"))));
        return names.stream().distinct().toList();
    }

    boolean isDeactivated() {
        return table("tenants")
                .get(id)
                .map(row -> !row.path("status").asText("active").equals("active"))
                .orElse(false);
    }

    /** When a deactivated tenant disappears. */
    public Optional<Instant> purgeAt() {
        return table("tenants")
                .get(id)
                .map(row -> row.path("_purgeAt").textValue())
                .map(Instant::parse);
    }

    /** All tables in the order of their names, to see what the tenant holds. */
    public Map<String, Table> tables() {
        return new TreeMap<>(tables);
    }
}
