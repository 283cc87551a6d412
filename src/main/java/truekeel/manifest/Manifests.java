package truekeel.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.Position;
import truekeel.model.SealedFile;
import truekeel.model.SourceTree;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.schema.Schemas;

/** Reads the desired state of a revision. Keeps what it parsed, so that the next revision costs what changed. */
public final class Manifests {
    /** Parsed files kept over loads; a fleet of ten thousand tenants with ten files each fits. */
    private static final int CACHED = 100_000;

    private final Schemas schemas;
    private final Limits limits;
    private final DocumentReader reader;
    private final BoundedCache<String, ParsedFile> parsed = new BoundedCache<>(CACHED);
    private final BoundedCache<String, SealedFile> sealed = new BoundedCache<>(CACHED);
    private final FileContents contents = new FileContents();
    private final TenantMemory memory = new TenantMemory(CACHED);

    public Manifests(Schemas schemas, Limits limits) {
        this.schemas = schemas;
        this.limits = limits;
        this.reader = new DocumentReader(schemas);
    }

    /**
     * Reads everything below the path, such as {@code tenants}. Never throws for what the tree holds: each problem is a
     * finding, and one that is an error breaks its tenant only, or every tenant when it is the fleet's.
     */
    public Catalogue load(SourceTree tree, String path) {
        Layout layout = new Layout(tree, path);
        Source source = new Source(tree, parsed, reader, limits);
        Checker checker = new Checker(
                schemas, new Artefacts(tree, layout, contents, limits), new Inclusions(tree, layout, source));
        ReconcileReader reconcile = new ReconcileReader(schemas);

        List<Finding> findings = new ArrayList<>(layout.findings());
        SealedFiles sealed = new SealedReader(tree, this.sealed, limits).read(layout, findings);
        List<Finding> fleetFindings = new ArrayList<>();
        Optional<FleetSpec> fleet = fleet(layout, source, new FleetReader(checker, reconcile), fleetFindings);
        List<PolicySpec> policies =
                new PolicyReader(schemas, checker).read(source.documents(layout.policies(), findings), findings);

        Templates templates = new Templates(layout, source, reader, schemas);
        templates.names().forEach(name -> findings.addAll(templates.findings(name)));
        Value.Fields defaults = fleet.map(FleetSpec::reconcile).orElse(Value.Fields.EMPTY);
        TenantReader tenantReader = new TenantReader(schemas, checker, reconcile, defaults);
        TenantComposer composer = new TenantComposer(schemas, layout, source, templates, checker, tenantReader, fleet);
        SortedMap<TenantName, TenantManifest> tenants = tenants(tree, layout, composer, fleet.isPresent(), findings);
        refuseSharedHostnames(tenants);
        new SourceChecks(schemas, tenants).run(Manifests::broken);
        if (fleet.isEmpty()) {
            tenants.replaceAll((name, manifest) -> broken(manifest, fleetFindings));
        }

        findings.addAll(fleetFindings);
        tenants.values().forEach(tenant -> findings.addAll(tenant.findings()));
        List<Finding> sorted = findings.stream().distinct().sorted().toList();
        return new Catalogue(tree.revision(), fleet, tenants, policies, sealed, sorted);
    }

    private Optional<FleetSpec> fleet(Layout layout, Source source, FleetReader fleets, List<Finding> findings) {
        List<Document> documents = source.documents(layout.fleet(), findings);
        if (documents.isEmpty() && !findings.isEmpty()) {
            return Optional.empty();
        }
        Optional<FleetSpec> fleet = fleets.read(documents, layout, findings);
        return findings.stream().anyMatch(Finding::isError) ? Optional.empty() : fleet;
    }

    private SortedMap<TenantName, TenantManifest> tenants(
            SourceTree tree, Layout layout, TenantComposer composer, boolean lasting, List<Finding> findings) {
        SortedMap<TenantName, TenantManifest> tenants = new TreeMap<>();
        // without a fleet, what is made is right for this load only
        List<SourceTree.SourceFile> common = TenantMemory.Origin.common(layout);
        layout.tenants().forEach((name, folder) -> {
            if (folder.manifests().isEmpty() && folder.findings().isEmpty()) {
                return;
            }
            if (TenantName.isValid(name)) {
                TenantName tenant = TenantName.of(name);
                TenantMemory.Origin origin = TenantMemory.Origin.of(common, folder);
                Optional<TenantManifest> known =
                        lasting && folder.findings().isEmpty() ? memory.find(tenant, origin, tree) : Optional.empty();
                TenantManifest manifest = known.orElseGet(() -> composer.compose(tenant, folder));
                if (lasting) {
                    memory.put(tenant, origin, manifest);
                }
                tenants.put(tenant, manifest);
            } else if (!folder.manifests().isEmpty()) {
                findings.add(Finding.error(
                        FindingCode.TENANT_NAME,
                        Position.startOf(folder.manifests().get(0).path()),
                        "'" + name + "' is not a name for a tenant's folder.",
                        "Use lower-case letters, digits and dashes, at most 63."));
            }
        });
        if (tenants.isEmpty()) {
            findings.add(Finding.error(
                    FindingCode.REPOSITORY_EMPTY,
                    layout.fleetPosition(),
                    "The repository declares no tenant.",
                    "Is it the right branch and folder? Nothing is deleted for want of manifests."));
        }
        return tenants;
    }

    /** Who is right cannot be known here, and two tenants that write to one host would undo each other for ever. */
    private static void refuseSharedHostnames(SortedMap<TenantName, TenantManifest> tenants) {
        Map<String, List<TenantSpec>> byHost = new HashMap<>();
        for (TenantManifest tenant : tenants.values()) {
            tenant.document().ifPresent(spec -> spec.hostname()
                    .ifPresent(host -> byHost.computeIfAbsent(host, any -> new ArrayList<>())
                            .add(spec)));
        }
        byHost.forEach((host, specs) -> {
            if (specs.size() == 1) {
                return;
            }
            String names = String.join(
                    ", ", specs.stream().map(spec -> spec.name().value()).toList());
            for (TenantSpec spec : specs) {
                Finding shared = Finding.error(
                        FindingCode.TENANT_HOSTNAME_DUPLICATE,
                        spec.position(),
                        "The hostname '" + host + "' is that of several tenants: " + names + ".",
                        "Each Qlik tenant is declared once.");
                tenants.computeIfPresent(spec.name(), (name, manifest) -> broken(manifest, List.of(shared)));
            }
        });
    }

    private static TenantManifest broken(TenantManifest manifest, List<Finding> more) {
        List<Finding> findings = new ArrayList<>(manifest.findings());
        findings.addAll(more);
        List<Finding> sorted = findings.stream().distinct().sorted().toList();
        return new TenantManifest.Broken(manifest.name(), manifest.document(), sorted);
    }
}
