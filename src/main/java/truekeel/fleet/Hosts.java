package truekeel.fleet;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import truekeel.manifest.Catalogue;
import truekeel.manifest.Credentials;
import truekeel.manifest.FleetSpec;
import truekeel.manifest.TenantManifest;
import truekeel.manifest.TenantSpec;
import truekeel.model.ReconcilePolicy.Mode;
import truekeel.model.Secret;
import truekeel.model.TenantName;
import truekeel.qlik.QlikFleet;
import truekeel.qlik.QlikTenant;
import truekeel.qlik.TenantAccess;

/**
 * The Qlik hosts that one tenant has to do with, each with the OAuth client that is meant for it: the tenant's own or
 * its region's for the tenant, the region's for the register host and for other tenants, the organisation's for the
 * console. A secret is looked up at each login, so that a rotated one is picked up.
 */
public final class Hosts {
    private static final String CONSOLE = "console.qlikcloud.com";

    private final QlikFleet qlik;
    private final Vault vault;
    private final Catalogue catalogue;
    private final TenantSpec tenant;

    Hosts(QlikFleet qlik, Vault vault, Catalogue catalogue, TenantSpec tenant) {
        this.qlik = qlik;
        this.vault = vault;
        this.catalogue = catalogue;
        this.tenant = tenant;
    }

    /**
     * The tenant itself, where it is known to be; empty without credentials. Before Git has the hostname the region's
     * client is meant, for nobody can have made one in a tenant that nobody knew.
     */
    Optional<QlikTenant> own(String hostname) {
        if (tenant.hostname().isEmpty()) {
            return neighbour(hostname);
        }
        Vault.Scope secrets = vault.ofAccess(catalogue, tenant);
        return catalogue.credentials(tenant).map(credentials -> client(hostname, credentials, secrets));
    }

    /** Where the client is declared that {@link #own} uses. */
    Claims.Tier tier() {
        boolean own = tenant.hostname().isPresent() && tenant.credentials().isPresent();
        return own ? Claims.Tier.TENANT : Claims.Tier.REGION;
    }

    /** The register host of the tenant's region. */
    Optional<QlikTenant> register() {
        return neighbour("register." + tenant.region() + ".qlikcloud.com");
    }

    /** Any tenant of the same region. */
    Optional<QlikTenant> neighbour(String hostname) {
        Vault.Scope secrets = vault.ofFleet(catalogue);
        return catalogue.ofRegion(tenant).map(credentials -> client(hostname, credentials, secrets));
    }

    /** The console host, for the organisation API. */
    Optional<QlikTenant> console() {
        Vault.Scope secrets = vault.ofFleet(catalogue);
        return catalogue
                .fleet()
                .flatMap(FleetSpec::organisation)
                .map(credentials -> client(CONSOLE, credentials, secrets));
    }

    /** Asks for the licence key that the manifests name; empty when they name none. */
    Optional<Supplier<Secret>> licenseKey() {
        Optional<Supplier<Secret>> own = tenant.life()
                .licenseKey()
                .map(name -> () -> vault.ofTenant(catalogue, tenant).resolve(name));
        return own.or(() -> catalogue
                .fleet()
                .flatMap(fleet -> fleet.licenseKeys().of(tenant.region()))
                .map(name -> () -> vault.ofFleet(catalogue).resolve(name)));
    }

    /** Tenants of the fleet that could tell the licence key, those of the same region first. */
    List<QlikTenant> licensed() {
        List<TenantSpec> known = catalogue.tenants().values().stream()
                .filter(TenantManifest.Sound.class::isInstance)
                .flatMap(manifest -> manifest.document().stream())
                .filter(spec -> spec.reconcile().mode() != Mode.SUSPEND)
                .filter(spec -> !spec.life().isAbsent())
                .toList();
        Stream<TenantSpec> near = known.stream().filter(spec -> spec.region().equals(tenant.region()));
        Stream<TenantSpec> far = known.stream().filter(spec -> !spec.region().equals(tenant.region()));
        return Stream.concat(near, far)
                .flatMap(spec ->
                        spec.hostname().flatMap(host -> new Hosts(qlik, vault, catalogue, spec).own(host)).stream())
                .toList();
    }

    /** Every hostname that a document of the fleet names, broken documents as far as they can be read. */
    Set<String> declared() {
        Set<String> declared = new HashSet<>();
        catalogue.tenants().values().stream()
                .flatMap(manifest -> manifest.document().stream())
                .forEach(spec -> spec.hostname().ifPresent(declared::add));
        return declared;
    }

    /** Whether the fleet has a document of that name, whatever is in it. */
    boolean hasDocument(TenantName name) {
        return catalogue.tenant(name).isPresent();
    }

    private QlikTenant client(String hostname, Credentials credentials, Vault.Scope secrets) {
        return qlik.tenant(
                new TenantAccess(hostname, credentials.clientId(), () -> secrets.resolve(credentials.clientSecret())));
    }
}
