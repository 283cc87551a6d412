package truekeel.manifest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import truekeel.manifest.TenantSpec.Life;
import truekeel.model.Desired;
import truekeel.model.Ensure;
import truekeel.model.FieldPath;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.NaturalKey;
import truekeel.model.Value;
import truekeel.schema.FieldSchema;
import truekeel.schema.KindSchema;

/** Reads what a tenant's document asks of the tenant's existence. */
final class LifeReader {
    private static final FieldPath ENSURE = FieldPath.parse("/ensure");
    private static final FieldPath CONFIRM = FieldPath.parse("/spec/confirmHostname");

    private final KindSchema schema;

    /** @param schema that of tenants */
    LifeReader(KindSchema schema) {
        this.schema = schema;
    }

    /** Deactivating takes the hostname twice, so that no slip of the pen does it. */
    static void check(Document document, Value.Fields whole, List<Finding> findings) {
        if (!Checker.isAbsent(whole)) {
            return;
        }
        Value.Fields spec = whole.fields("spec");
        Optional<String> confirmed = lower(spec, "confirmHostname");
        Optional<String> hostname = lower(spec, "hostname");
        if (confirmed.isEmpty()) {
            findings.add(Finding.error(
                    FindingCode.FIELD_MISSING,
                    document.root().valueAt(ENSURE),
                    "Deactivating a tenant needs 'confirmHostname' in 'spec'.",
                    "Write the tenant's hostname there, or remove the tenant's folder to release it; nothing is deleted"
                            + " then."));
        } else if (hostname.isPresent()
                && !confirmed.equals(hostname)
                && !confirmed.equals(alias(spec, hostname.get()))) {
            findings.add(Finding.error(
                    FindingCode.FIELD_VALUE,
                    document.root().valueAt(CONFIRM),
                    "The confirmed hostname is neither the tenant's hostname nor its alias.",
                    "Write " + hostname.get() + " if it is that tenant that shall be deactivated."));
        }
    }

    private static Optional<String> alias(Value.Fields spec, String hostname) {
        return lower(spec, "alias")
                .filter(label -> hostname.contains("."))
                .map(label -> label + hostname.substring(hostname.indexOf('.')));
    }

    private static Optional<String> lower(Value.Fields spec, String field) {
        return spec.text(field).map(text -> text.toLowerCase(Locale.ROOT));
    }

    /** Of a document that keeps to its schema. */
    Life read(Document document, Value.Fields whole, Optional<String> hostname, String region) {
        Value.Fields spec = whole.fields("spec");
        NaturalKey key = hostname.flatMap(host -> schema.keysOf(spec).stream().findFirst())
                .orElseGet(() -> NaturalKey.of(schema.name(), Map.of("region", region, "document", document.name())));
        Ensure ensure = Checker.isAbsent(whole) ? Ensure.ABSENT : Ensure.PRESENT;
        Desired self = new Desired(
                document.ref(),
                key,
                Checker.metadata(document.name(), whole),
                new Desired.Lifecycle(ensure, false),
                compared(spec),
                document.position(),
                Map.of());
        return new Life(
                self,
                spec.flag("create").orElse(false),
                lower(spec, "confirmHostname"),
                spec.get("purgeAfterDays")
                        .filter(Value.Num.class::isInstance)
                        .map(days -> ((Value.Num) days).value().intValue()),
                Credentials.secret(spec, "licenseKey"));
    }

    private Value.Fields compared(Value.Fields spec) {
        Value.Fields compared = spec;
        for (Map.Entry<String, Value> field : spec.values().entrySet()) {
            boolean local = schema.field(FieldPath.ROOT.child(field.getKey()))
                    .map(FieldSchema::isLocal)
                    .orElse(false);
            compared = local ? compared.without(field.getKey()) : compared;
        }
        return compared;
    }
}
