package truekeel.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Where the tenant is: its system hostname in lower case and the region's short name. */
    public record Address(String hostname, String region) {}

    /** What the tenant takes from templates: their names, later ones over earlier ones, and the values they may use. */
    public record Composition(List<String> templates, Value.Fields values) {
        public Composition {
            templates = List.copyOf(templates);
        }
    }

    public String hostname() {
        return address.hostname();
    }

    public String region() {
        return address.region();
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
