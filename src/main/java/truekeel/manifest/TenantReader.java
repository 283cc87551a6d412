package truekeel.manifest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import truekeel.manifest.TenantSpec.Address;
import truekeel.manifest.TenantSpec.Composition;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.schema.FieldSchema;
import truekeel.schema.KindSchema;
import truekeel.schema.Schemas;

/** Reads a tenant's own document. */
final class TenantReader {
    private static final FieldPath SPEC = FieldPath.parse("/spec");
    private static final FieldPath NAME = FieldPath.parse("/metadata/name");
    private static final FieldPath ENSURE = FieldPath.parse("/ensure");

    private final Schemas schemas;
    private final Checker checker;
    private final ReconcileReader reconcile;
    private final Value.Fields defaults;

    /** The defaults are those of the fleet for {@code reconcile}. */
    TenantReader(Schemas schemas, Checker checker, ReconcileReader reconcile, Value.Fields defaults) {
        this.schemas = schemas;
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
        checkLifecycle(document, read.whole(), findings);
        reconcile.check(document.root(), SPEC.child("reconcile"), spec.fields("reconcile"), findings);
        Optional<Address> address = address(document, spec, findings);
        boolean sound = findings.subList(before, findings.size()).stream().noneMatch(Finding::isError);
        return sound ? address.map(found -> tenant(folder, document, read.whole(), found)) : Optional.empty();
    }

    private TenantSpec tenant(TenantName folder, Document document, Value.Fields whole, Address address) {
        Value.Fields spec = whole.fields("spec");
        return new TenantSpec(
                folder,
                Checker.metadata(folder.value(), whole),
                address,
                Credentials.of(spec.fields("credentials")),
                new Composition(
                        spec.items("templates").stream().map(Value::toString).toList(), spec.fields("values")),
                ReconcileReader.read(ReconcileReader.over(defaults, spec.fields("reconcile"))),
                document.position());
    }

    private static void checkLifecycle(Document document, Value.Fields whole, List<Finding> findings) {
        if (whole.fields("spec").flag("create").orElse(false)) {
            findings.add(Finding.error(
                    FindingCode.FIELD_VALUE,
                    document.root().valueAt(SPEC.child("create")),
                    "Creating tenants is not supported by this version.",
                    "Create the tenant by hand and write its hostname."));
        }
        if (Checker.isAbsent(whole)) {
            findings.add(Finding.error(
                    FindingCode.FIELD_VALUE,
                    document.root().valueAt(ENSURE),
                    "Deactivating tenants is not supported by this version.",
                    "Remove the tenant's folder to release it; nothing is deleted then."));
        }
    }

    private static Optional<Address> address(Document document, Value.Fields spec, List<Finding> findings) {
        Optional<String> hostname = spec.text("hostname").map(name -> name.toLowerCase(Locale.ROOT));
        if (hostname.isEmpty()) {
            findings.add(Finding.error(
                    FindingCode.FIELD_MISSING,
                    document.root().valueAt(SPEC),
                    "The field 'hostname' is missing in 'spec'.",
                    "It is the tenant's system hostname, such as acme.us.qlikcloud.com."));
            return Optional.empty();
        }
        String[] labels = hostname.get().split("\\.", -1);
        Optional<String> region =
                spec.text("region").or(() -> labels.length > 2 ? Optional.of(labels[1]) : Optional.empty());
        if (region.isEmpty()) {
            findings.add(Finding.error(
                    FindingCode.REGION_UNKNOWN,
                    document.root().valueAt(SPEC.child("hostname")),
                    "The hostname does not tell the region.",
                    "Write the system hostname, such as acme.us.qlikcloud.com."));
        }
        return region.map(name -> new Address(hostname.get(), name));
    }

    /** The tenant itself as a desired resource: its compared fields, if any is declared. */
    Optional<Desired> desired(Document document) {
        KindSchema schema = schemas.get(document.kind());
        return checker.check(document).desired().flatMap(desired -> {
            Value.Fields compared = desired.spec();
            for (Map.Entry<String, Value> field : desired.spec().values().entrySet()) {
                boolean local = schema.field(FieldPath.ROOT.child(field.getKey()))
                        .map(FieldSchema::isLocal)
                        .orElse(false);
                compared = local ? compared.without(field.getKey()) : compared;
            }
            return compared.isEmpty() ? Optional.empty() : Optional.of(desired.withSpec(compared));
        });
    }
}
