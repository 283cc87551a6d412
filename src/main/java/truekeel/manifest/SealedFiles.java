package truekeel.manifest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import truekeel.model.SealedFile;

/**
 * The SOPS files of one revision. A tenant's own file is seen by that tenant alone, a template's by the tenants that
 * use it, the one beside {@code fleet.yaml} by all.
 *
 * @param templates by the template's name
 * @param tenants by the tenant's name
 */
public record SealedFiles(
        Optional<SealedFile> top, Map<String, SealedFile> templates, Map<String, SealedFile> tenants) {
    public static final SealedFiles NONE = new SealedFiles(Optional.empty(), Map.of(), Map.of());

    public SealedFiles {
        templates = Collections.unmodifiableMap(new TreeMap<>(templates));
        tenants = Collections.unmodifiableMap(new TreeMap<>(tenants));
    }

    /** Where documents of the fleet may find their secrets. */
    public List<SealedFile> ofFleet() {
        return top.stream().toList();
    }

    /**
     * Where documents of a tenant may find their secrets, the first look first: its own file, templates last to first.
     */
    public List<SealedFile> of(TenantSpec tenant) {
        List<SealedFile> files = new ArrayList<>();
        Optional.ofNullable(tenants.get(tenant.name().value())).ifPresent(files::add);
        for (int i = tenant.templates().size() - 1; i >= 0; i--) {
            Optional.ofNullable(templates.get(tenant.templates().get(i))).ifPresent(files::add);
        }
        top.ifPresent(files::add);
        return files;
    }
}
