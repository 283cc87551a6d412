package truekeel.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.model.Desired;
import truekeel.model.Metadata;
import truekeel.model.Position;
import truekeel.model.ReconcilePolicy;
import truekeel.model.TenantName;
import truekeel.model.Value;

/**
 * One {@code Tenant} document.
 *
 * @param credentials the tenant's own; else {@link Catalogue#credentials} finds the region's
 * @param reconcile with the fleet's and the built-in defaults filled in
 */
public record TenantSpec(
        TenantName name,
        Metadata metadata,
        Address address,
        Optional<Credentials> credentials,
        Composition composition,
        ReconcilePolicy reconcile,
        Position position) {

    /**
     * Where the tenant is, and what the document asks of its existence.
     *
     * @param hostname its system hostname in lower case; empty while a tenant that is to be created has none in Git
     * @param region the region's short name
     */
    public record Address(Optional<String> hostname, String region, Life life) {}

    /**
     * Whether there shall be such a tenant at all.
     *
     * @param self the document as a desired resource, with its compared fields alone; its key is no hostname while Git
     *     has none
     * @param create whether it is made when there is none
     * @param confirmHostname in lower case
     * @param licenseKey the document's own
     */
    public record Life(
            Desired self,
            boolean create,
            Optional<String> confirmHostname,
            Optional<Integer> purgeAfterDays,
            Optional<Value.SecretRef> licenseKey) {

        /** Whether the tenant is to be deactivated. */
        public boolean isAbsent() {
            return self.isAbsent();
        }
    }

    /** What the tenant takes from templates: their names, later ones over earlier ones, and the values they may use. */
    public record Composition(List<String> templates, Value.Fields values) {
        public Composition {
            templates = List.copyOf(templates);
        }
    }

    /** The system hostname as Git has it. */
    public Optional<String> hostname() {
        return address.hostname();
    }

    public String region() {
        return address.region();
    }

    public Life life() {
        return address.life();
    }

    /** Whether the register host of the region is needed, which takes the region's own client. */
    public boolean needsRegister() {
        return life().isAbsent() || address.hostname().isEmpty();
    }

    public Map<String, String> labels() {
        return metadata.labels();
    }

    public Map<String, String> annotations() {
        return metadata.annotations();
    }

    public List<String> templates() {
        return composition.templates();
    }

    public Value.Fields values() {
        return composition.values();
    }
}
