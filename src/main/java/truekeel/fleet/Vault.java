package truekeel.fleet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import truekeel.kinds.Binding;
import truekeel.manifest.Catalogue;
import truekeel.manifest.TenantSpec;
import truekeel.model.SealedFile;
import truekeel.model.Secret;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.secret.SecretCode;
import truekeel.secret.SecretDigest;
import truekeel.secret.SecretException;
import truekeel.secret.SecretSink;
import truekeel.secret.Secrets;

/** The secrets that each tenant, and the fleet itself, may use at a revision. */
public final class Vault {
    private final Secrets secrets;
    private final Supplier<SecretDigest> digest;
    private final Optional<SecretSink> sink;

    /** Without a place for new secrets. */
    public Vault(Secrets secrets, Supplier<SecretDigest> digest) {
        this(secrets, digest, Optional.empty());
    }

    /** @param digest asked when the first secret is sent or compared, not before */
    public Vault(Secrets secrets, Supplier<SecretDigest> digest, Optional<SecretSink> sink) {
        this.secrets = secrets;
        this.digest = digest;
        this.sink = sink;
    }

    /** What properties may name: nothing that is in Git, for Git is read with them. */
    public Scope ofMachine() {
        return new Scope(this, List.of(), Optional.empty());
    }

    /** Where the client's secret for a tenant is: the tenant's own credentials name one of the tenant's secrets. */
    public Scope ofAccess(Catalogue catalogue, TenantSpec tenant) {
        return tenant.credentials().isPresent() ? ofTenant(catalogue, tenant) : ofFleet(catalogue);
    }

    /** What documents of the fleet may name. */
    public Scope ofFleet(Catalogue catalogue) {
        return new Scope(this, catalogue.sealed().ofFleet(), Optional.empty());
    }

    /** What documents of a tenant and of its templates may name. */
    public Scope ofTenant(Catalogue catalogue, TenantSpec tenant) {
        return new Scope(this, catalogue.sealed().of(tenant), Optional.of(tenant.name()));
    }

    /** The secrets that one tenant's documents may name, and where new ones of it go. */
    public static final class Scope implements Binding.Secrets {
        private final Vault vault;
        private final List<SealedFile> files;
        private final Optional<TenantName> tenant;

        private Scope(Vault vault, List<SealedFile> files, Optional<TenantName> tenant) {
            this.vault = vault;
            this.files = files;
            this.tenant = tenant;
        }

        /** Where the secret comes from, in words. Throws {@link truekeel.secret.SecretException} when from nowhere. */
        public String origin(Value.SecretRef ref) {
            return vault.secrets.origin(ref, files);
        }

        @Override
        public Secret resolve(Value.SecretRef ref) {
            return vault.secrets.resolve(ref, files);
        }

        @Override
        public String digest(Secret secret) {
            return vault.digest.get().of(secret);
        }

        @Override
        public Binding.Sink sink() {
            String name = tenant.orElseThrow(() -> new IllegalStateException(
                            "Only tenants have secrets to hand over. This is a bug in Truekeel."))
                    .value();
            return new TenantSink(vault.sink, name);
        }
    }

    /** The sink as one tenant uses it. */
    private record TenantSink(Optional<SecretSink> sink, String tenant) implements Binding.Sink {
        @Override
        public void check(String name) {
            configured().check(tenant, name);
        }

        @Override
        public void take(String name, Map<String, String> beside, String field, Secret secret) {
            configured().put(tenant, name, beside, field, secret);
        }

        @Override
        public boolean holds(String name, String field, String text) {
            return configured().holds(tenant, name, field, text);
        }

        private SecretSink configured() {
            return sink.orElseThrow(() -> new SecretException(
                    SecretCode.SECRET_SINK_MISSING,
                    "Qlik shows a new secret once, and there is nowhere to put it. Set truekeel.secrets.sink."));
        }
    }
}
