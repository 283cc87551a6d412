package truekeel.fleet;

import java.util.function.Supplier;
import truekeel.kinds.Binding;
import truekeel.manifest.Catalogue;
import truekeel.manifest.TenantSpec;
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

    /** What documents of the fleet may name. */
    public Binding.Secrets ofFleet(Catalogue catalogue) {
        return new Scope(secrets, digest);
    }

    /** What documents of a tenant and of its templates may name. */
    public Binding.Secrets ofTenant(Catalogue catalogue, TenantSpec tenant) {
        return new Scope(secrets, digest);
    }

    private record Scope(Secrets secrets, Supplier<SecretDigest> digester) implements Binding.Secrets {
        @Override
        public Secret resolve(Value.SecretRef ref) {
            return secrets.resolve(ref);
        }

        @Override
        public String digest(Secret secret) {
            return digester.get().of(secret);
        }
    }
}
