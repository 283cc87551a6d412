package truekeel.manifest;

import java.util.List;
import java.util.Optional;
import truekeel.model.Desired;
import truekeel.model.Finding;
import truekeel.model.TenantName;

/** What a revision says of one tenant. */
public sealed interface TenantManifest {
    TenantName name();

    /** The tenant's document, as far as it could be read. */
    Optional<TenantSpec> document();

    /** All findings that concern the tenant, those of its templates included, sorted. */
    List<Finding> findings();

    /**
     * May be planned.
     *
     * @param desired sorted by kind and name; holds a resource of kind Tenant when the document declares its own fields
     * @param warnings an error among them is a source tenant that is not there, which concerns one resource alone
     */
    record Sound(TenantSpec spec, List<Desired> desired, List<Finding> warnings) implements TenantManifest {
        public Sound {
            desired = List.copyOf(desired);
            warnings = List.copyOf(warnings);
        }

        @Override
        public TenantName name() {
            return spec.name();
        }

        @Override
        public Optional<TenantSpec> document() {
            return Optional.of(spec);
        }

        @Override
        public List<Finding> findings() {
            return warnings;
        }
    }

    /** Must not be touched: at least one finding is an error. */
    record Broken(TenantName name, Optional<TenantSpec> document, List<Finding> findings) implements TenantManifest {
        public Broken {
            findings = List.copyOf(findings);
        }
    }
}
