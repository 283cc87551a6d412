package truekeel.manifest;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import truekeel.model.Position;
import truekeel.model.Value;

/**
 * The one {@code Fleet} document.
 *
 * @param regions credentials by the region's short name
 * @param licenseKeys those that new tenants get, by name
 * @param reconcile the tenants' defaults as written; already part of each {@link TenantSpec}
 * @param rollout as written, checked against the schema; empty when there are no waves
 * @param pools parts of a licence; a tenant belongs to the first that matches it
 */
public record FleetSpec(
        SortedMap<String, Credentials> regions,
        Optional<Credentials> organisation,
        LicenseKeys licenseKeys,
        Value.Fields reconcile,
        Value.Fields rollout,
        List<SeatPool> pools,
        Position position) {

    /** Names of signed licence keys: by region, and for every region without one of its own. */
    public record LicenseKeys(SortedMap<String, Value.SecretRef> regions, Optional<Value.SecretRef> fallback) {
        public LicenseKeys {
            regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
        }

        public Optional<Value.SecretRef> of(String region) {
            return Optional.ofNullable(regions.get(region)).or(() -> fallback);
        }
    }

    public FleetSpec {
        pools = List.copyOf(pools);
        regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
    }

    /** The pool that a tenant with the given labels belongs to. */
    public Optional<SeatPool> pool(Map<String, String> labels) {
        return pools.stream().filter(pool -> pool.tenants().matches(labels)).findFirst();
    }
}
