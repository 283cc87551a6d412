package truekeel.manifest;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;
import truekeel.schema.Schemas;
import truekeel.schema.Scope;
import truekeel.schema.Spelling;

/** Makes what a revision says of a tenant out of the tenant's folder and the templates it uses. */
final class TenantComposer {
    private static final FieldPath TEMPLATES = FieldPath.parse("/spec/templates");
    private static final FieldPath HOSTNAME = FieldPath.parse("/spec/hostname");
    private static final FieldPath REGION = FieldPath.parse("/spec/region");

    private final Schemas schemas;
    private final Layout layout;
    private final Source source;
    private final Templates templates;
    private final Checker checker;
    private final TenantReader tenants;
    private final Optional<FleetSpec> fleet;
    private final IdentityHashMap<Document, Checker.Checked> shared = new IdentityHashMap<>();

    TenantComposer(
            Schemas schemas,
            Layout layout,
            Source source,
            Templates templates,
            Checker checker,
            TenantReader tenants,
            Optional<FleetSpec> fleet) {
        this.schemas = schemas;
        this.layout = layout;
        this.source = source;
        this.templates = templates;
        this.checker = checker;
        this.tenants = tenants;
        this.fleet = fleet;
    }

    /** The manifest, and where its hostname is written for findings over several tenants. */
    TenantManifest compose(TenantName name, Layout.Folder folder) {
        List<Finding> findings = new ArrayList<>(folder.findings());
        List<Document> own = new ArrayList<>();
        List<Document> heads = new ArrayList<>();
        for (Document document : source.documents(folder.manifests(), findings)) {
            sort(name, document, own, heads, findings);
        }
        Optional<Document> head = head(name, heads, findings);
        Optional<TenantSpec> spec = head.flatMap(document -> tenants.read(name, document, findings));
        Map<ResourceRef, Desired> desired = new TreeMap<>();
        if (spec.isPresent()) {
            checkRegion(spec.get(), head.get(), findings);
            List<Document> merged = merged(spec.get(), head.get(), own, findings);
            desired.putAll(resources(merged, findings));
            Desired self = spec.get().life().self();
            if (!self.spec().isEmpty() && !self.isAbsent()) {
                desired.put(self.ref(), self);
            }
        }
        List<Finding> sorted = findings.stream().distinct().sorted().toList();
        boolean sound = spec.isPresent() && sorted.stream().noneMatch(Finding::isError);
        return sound
                ? new TenantManifest.Sound(spec.get(), List.copyOf(desired.values()), sorted)
                : new TenantManifest.Broken(name, spec, sorted);
    }

    private void sort(
            TenantName name, Document document, List<Document> own, List<Document> heads, List<Finding> findings) {
        Scope scope = schemas.get(document.kind()).scope();
        if (scope == Scope.RESOURCE) {
            own.add(document);
        } else if (scope == Scope.TENANT
                && layout.isTenantFile(document.position().file(), name.value())) {
            heads.add(document);
        } else {
            String message = "A " + document.kind() + " does not belong into this file.";
            String hint = scope == Scope.TENANT
                    ? "A tenant's own document is tenant.yaml in its folder."
                    : "The Fleet is declared in fleet.yaml, policies in the folder policies.";
            findings.add(Finding.error(FindingCode.KIND_MISPLACED, document.position(), message, hint));
        }
    }

    private Optional<Document> head(TenantName name, List<Document> heads, List<Finding> findings) {
        for (Document extra : heads.subList(Math.min(1, heads.size()), heads.size())) {
            String message =
                    "There is a second Tenant; the first is at " + heads.get(0).position() + ".";
            findings.add(Finding.error(FindingCode.DUPLICATE_RESOURCE, extra.position(), message, "Keep one."));
        }
        boolean unreadable = findings.stream()
                .anyMatch(finding -> layout.isTenantFile(finding.position().file(), name.value()));
        if (heads.isEmpty() && !unreadable) {
            findings.add(Finding.error(
                    FindingCode.TENANT_MISSING,
                    layout.tenantPosition(name.value()),
                    "The folder '" + name + "' has no Tenant document.",
                    "Declare kind: Tenant with its hostname in tenant.yaml."));
        }
        return heads.stream().findFirst();
    }

    private void checkRegion(TenantSpec spec, Document head, List<Finding> findings) {
        if ((spec.credentials().isEmpty() || spec.needsRegister())
                && fleet.isPresent()
                && !fleet.get().regions().containsKey(spec.region())) {
            String message = "The fleet has no credentials for the region '" + spec.region() + "'.";
            String guess =
                    Spelling.didYouMean(spec.region(), fleet.get().regions().keySet());
            String add = spec.needsRegister()
                    ? "Add the region to the Fleet: only its client creates and deactivates tenants."
                    : "Add the region to the Fleet, or credentials to this tenant.";
            FieldPath at = spec.hostname().isPresent() ? HOSTNAME : REGION;
            findings.add(Finding.error(
                    FindingCode.REGION_UNKNOWN, head.root().valueAt(at), message, guess.isEmpty() ? add : guess));
        }
    }

    /** The documents after all layers were laid over each other, templates in order, the tenant's own last. */
    private List<Document> merged(TenantSpec spec, Document head, List<Document> own, List<Finding> findings) {
        Map<String, String> texts = new TreeMap<>();
        texts.put("tenant.name", spec.name().value());
        spec.hostname().ifPresent(hostname -> texts.put("tenant.hostname", hostname));
        texts.put("tenant.region", spec.region());
        spec.labels().forEach((label, value) -> texts.put("tenant.labels." + label, value));
        Variables variables = Variables.of(
                spec.name().value(), texts, head.root().entries("spec").entries("values"));
        List<List<Document>> layers = new ArrayList<>();
        for (int i = 0; i < spec.templates().size(); i++) {
            String template = spec.templates().get(i);
            if (templates.names().contains(template)) {
                findings.addAll(templates.findings(template));
                layers.add(templates.documents(template, variables, findings));
            } else {
                String message = "There is no template '" + template + "'.";
                String hint = Spelling.didYouMean(template, templates.names());
                findings.add(Finding.error(
                        FindingCode.TEMPLATE_UNKNOWN, head.root().valueAt(TEMPLATES.child(i)), message, hint));
            }
        }
        Templates.checkNames(own, findings);
        own.forEach(document -> warnOfVariables(document, findings));
        layers.add(own);
        return overlay(layers, findings);
    }

    private static List<Document> overlay(List<List<Document>> layers, List<Finding> findings) {
        SortedMap<ResourceRef, Document> merged = new TreeMap<>();
        for (List<Document> layer : layers) {
            for (Document document : layer) {
                Document below = merged.get(document.ref());
                if (!document.isOmission()) {
                    merged.put(document.ref(), below == null ? document : document.over(below));
                } else if (merged.remove(document.ref()) == null) {
                    findings.add(Finding.warning(
                            FindingCode.REF_NOT_FOUND,
                            document.position(),
                            "No template of this tenant declares " + document.ref() + ", so there is nothing to omit.",
                            ""));
                }
            }
        }
        return List.copyOf(merged.values());
    }

    private static void warnOfVariables(Document document, List<Finding> findings) {
        Variables.firstUse(document.root())
                .ifPresent(position -> findings.add(Finding.warning(
                        FindingCode.VARIABLE_SYNTAX,
                        position,
                        "Variables are filled in only in templates; here the text is taken as it stands.",
                        "")));
    }

    private Map<ResourceRef, Desired> resources(List<Document> documents, List<Finding> findings) {
        Map<ResourceRef, Desired> desired = new TreeMap<>();
        Map<ResourceRef, Document> sources = new TreeMap<>();
        for (Document document : documents) {
            Checker.Checked checked = check(document);
            findings.addAll(checked.findings());
            checked.desired().ifPresent(resource -> {
                desired.put(resource.ref(), resource);
                sources.put(resource.ref(), checked.document());
            });
        }
        new CrossChecks(schemas, desired, sources, findings).run();
        OutsideChecks outside = new OutsideChecks(desired.values());
        desired.values().forEach(resource -> findings.addAll(outside.of(resource, checker.outside(resource))));
        return desired;
    }

    /** A document that several tenants share as it is, is checked once. */
    private Checker.Checked check(Document document) {
        if (!templates.isShared(document)) {
            return checker.check(document);
        }
        Checker.Checked known = shared.get(document);
        if (known == null) {
            known = checker.check(document);
            shared.put(document, known);
        }
        return known;
    }
}
