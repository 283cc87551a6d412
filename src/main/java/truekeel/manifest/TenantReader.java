package truekeel.manifest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import truekeel.manifest.TenantSpec.Address;
import truekeel.manifest.TenantSpec.Composition;
import truekeel.model.FieldPath;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.KindName;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.schema.Schemas;

/** Reads a tenant's own document. */
final class TenantReader {
    private static final FieldPath SPEC = FieldPath.parse("/spec");
    private static final FieldPath NAME = FieldPath.parse("/metadata/name");

    private final Checker checker;
    private final ReconcileReader reconcile;
    private final Value.Fields defaults;
    private final LifeReader life;

    /** The defaults are those of the fleet for {@code reconcile}. */
    TenantReader(Schemas schemas, Checker checker, ReconcileReader reconcile, Value.Fields defaults) {
        this.life = new LifeReader(schemas.get(KindName.of("Tenant")));
        this.checker = checker;
        this.reconcile = reconcile;
        this.defaults = defaults;
    }

    /** Empty when too much is wrong to know what the tenant wants; adds to the findings. */
    Optional<TenantSpec> read(TenantName folder, Document document, List<Finding> findings) {
        int before = findings.size();
        if (!document.name().equals(folder.value())) {
            String message = "The tenant is called '" + document.name() + "' in the folder '" + folder + "'.";
            findings.add(Finding.error(
                    FindingCode.TENANT_NAME, document.root().valueAt(NAME), message, "Make the two names equal."));
        }
        Checker.Read read = checker.read(document, findings);
        Value.Fields spec = read.spec();
        LifeReader.check(document, read.whole(), findings);
        reconcile.check(document.root(), SPEC.child("reconcile"), spec.fields("reconcile"), findings);
        Optional<Address> address = address(document, read.whole(), findings);
        boolean sound = findings.subList(before, findings.size()).stream().noneMatch(Finding::isError);
        return sound ? address.map(found -> tenant(folder, document, read.whole(), found)) : Optional.empty();
    }

    private TenantSpec tenant(TenantName folder, Document document, Value.Fields whole, Address address) {
        Value.Fields spec = whole.fields("spec");
        Value.Fields settings = ReconcileReader.over(defaults, spec.fields("reconcile"));
        return new TenantSpec(
                folder,
                Checker.metadata(folder.value(), whole),
                AnonymousLinks.in(address, settings),
                Credentials.of(spec.fields("credentials")),
                new Composition(
                        spec.items("templates").stream().map(Value::toString).toList(), spec.fields("values")),
                ReconcileReader.read(settings),
                document.position());
    }

    private Optional<Address> address(Document document, Value.Fields whole, List<Finding> findings) {
        Value.Fields spec = whole.fields("spec");
        boolean create = spec.flag("create").orElse(false);
        Optional<String> hostname = spec.text("hostname").map(name -> name.toLowerCase(Locale.ROOT));
        if (hostname.isEmpty() && !create) {
            findings.add(Finding.error(
                    FindingCode.FIELD_MISSING,
                    document.root().valueAt(SPEC),
                    "The field 'hostname' is missing in 'spec'.",
                    "It is the tenant's system hostname, such as acme.us.qlikcloud.com; a tenant that does not exist yet"
                            + " takes create: true and region instead."));
            return Optional.empty();
        }
        Optional<String> region = spec.text("region").or(() -> hostname.flatMap(TenantReader::secondLabel));
        if (region.isEmpty() && hostname.isEmpty()) {
            findings.add(Finding.error(
                    FindingCode.FIELD_MISSING,
                    document.root().valueAt(SPEC.child("create")),
                    "A tenant that is to be created needs 'region' in 'spec'.",
                    "Write the region's short name, such as region: us."));
        } else if (region.isEmpty()) {
            findings.add(Finding.error(
                    FindingCode.REGION_UNKNOWN,
                    document.root().valueAt(SPEC.child("hostname")),
                    "The hostname does not tell the region.",
                    "Write the system hostname, such as acme.us.qlikcloud.com."));
        }
        return region.map(name -> new Address(hostname, name, life.read(document, whole, hostname, name)));
    }

    private static Optional<String> secondLabel(String hostname) {
        String[] labels = hostname.split("\\.", -1);
        return labels.length > 2 ? Optional.of(labels[1]) : Optional.empty();
    }
}
