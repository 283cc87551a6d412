package truekeel.manifest;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import truekeel.model.Finding;
import truekeel.model.Revision;
import truekeel.model.TenantName;

/**
 * The whole desired state at one revision.
 *
 * @param fleet empty when there is not exactly one sound Fleet document; then every tenant is broken
 * @param tenants every tenant folder with a valid name, sound or not
 * @param policies the sound ones, by name
 * @param sealed the SOPS files, broken ones included
 * @param findings all of them, those of tenants included, sorted, each once
 */
public record Catalogue(
        Revision revision,
        Optional<FleetSpec> fleet,
        SortedMap<TenantName, TenantManifest> tenants,
        List<PolicySpec> policies,
        SealedFiles sealed,
        List<Finding> findings) {
    public Catalogue {
        tenants = Collections.unmodifiableSortedMap(new TreeMap<>(tenants));
        policies = List.copyOf(policies);
        findings = List.copyOf(findings);
    }

    /** The tenant's own credentials, else those of its region; empty when there are neither. */
    public Optional<Credentials> credentials(TenantSpec tenant) {
        return tenant.credentials().or(() -> ofRegion(tenant));
    }

    /** The client of a tenant's region, which alone may speak to the region's register host. */
    public Optional<Credentials> ofRegion(TenantSpec tenant) {
        return fleet.flatMap(spec -> Optional.ofNullable(spec.regions().get(tenant.region())));
    }

    public Optional<TenantManifest> tenant(TenantName name) {
        return Optional.ofNullable(tenants.get(name));
    }

    public boolean hasErrors() {
        return findings.stream().anyMatch(Finding::isError);
    }
}
