package truekeel.fleet;

import java.util.List;
import java.util.function.Supplier;
import truekeel.kinds.Binding;
import truekeel.manifest.Catalogue;
import truekeel.manifest.TenantSpec;
import truekeel.model.SealedFile;
import truekeel.model.Secret;
import truekeel.model.Value;
import truekeel.secret.SecretDigest;
import truekeel.secret.Secrets;

/** The secrets that each tenant, and the fleet itself, may use at a revision. */
public final class Vault {
    private final Secrets secrets;
    private final Supplier<SecretDigest> digest;

    /** @param digest asked when the first secret is sent or compared, not before */
    public Vault(Secrets secrets, Supplier<SecretDigest> digest) {
        this.secrets = secrets;
        this.digest = digest;
    }

    /** What properties may name: nothing that is in Git, for Git is read with them. */
    public Scope ofMachine() {
        return new Scope(secrets, List.of(), digest);
    }

    /** Where the client's secret for a tenant is: the tenant's own credentials name one of the tenant's secrets. */
    public Scope ofAccess(Catalogue catalogue, TenantSpec tenant) {
        return tenant.credentials().isPresent() ? ofTenant(catalogue, tenant) : ofFleet(catalogue);
    }

    /** What documents of the fleet may name. */
    public Scope ofFleet(Catalogue catalogue) {
        return new Scope(secrets, catalogue.sealed().ofFleet(), digest);
    }

    /** What documents of a tenant and of its templates may name. */
    public Scope ofTenant(Catalogue catalogue, TenantSpec tenant) {
        return new Scope(secrets, catalogue.sealed().of(tenant), digest);
    }

    /** The secrets that one tenant's documents may name. */
    public static final class Scope implements Binding.Secrets {
        private final Secrets secrets;
        private final List<SealedFile> files;
        private final Supplier<SecretDigest> digester;

        private Scope(Secrets secrets, List<SealedFile> files, Supplier<SecretDigest> digester) {
            this.secrets = secrets;
            this.files = files;
            this.digester = digester;
        }

        /** Where the secret comes from, in words. Throws {@link truekeel.secret.SecretException} when from nowhere. */
        public String origin(Value.SecretRef ref) {
            return secrets.origin(ref, files);
        }

        @Override
        public Secret resolve(Value.SecretRef ref) {
            return secrets.resolve(ref, files);
        }

        @Override
        public String digest(Secret secret) {
            return digester.get().of(secret);
        }
    }
}
