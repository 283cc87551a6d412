package truekeel.manifest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiFunction;
import truekeel.model.Desired;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.schema.FieldSchema;
import truekeel.schema.Reference;
import truekeel.schema.Schemas;
import truekeel.schema.Spelling;

/**
 * Resources whose content comes from another tenant: that tenant must be there, and no content may come from itself,
 * however many tenants lie between.
 */
final class SourceChecks {
    private final Schemas schemas;
    private final SortedMap<TenantName, TenantManifest> tenants;
    private final Map<Node, Desired> resources = new LinkedHashMap<>();
    private final Map<Node, Set<Node>> needs = new LinkedHashMap<>();
    private final Map<TenantName, List<Finding>> circles = new LinkedHashMap<>();
    private final Map<TenantName, List<Finding>> strangers = new LinkedHashMap<>();

    SourceChecks(Schemas schemas, SortedMap<TenantName, TenantManifest> tenants) {
        this.schemas = schemas;
        this.tenants = tenants;
    }

    /** A resource of a tenant. */
    private record Node(TenantName tenant, ResourceRef ref) {
        @Override
        public String toString() {
            return ref + " of " + tenant;
        }
    }

    /**
     * Breaks the tenants that are part of a circle. A source tenant that is not there breaks nobody: somebody else may
     * have taken it away, and all but the one resource can go on.
     */
    void run(BiFunction<TenantManifest, List<Finding>, TenantManifest> broken) {
        tenants.forEach((name, manifest) -> {
            if (manifest instanceof TenantManifest.Sound sound) {
                sound.desired().stream()
                        .filter(desired -> !desired.isAbsent())
                        .forEach(desired -> check(new Node(name, desired.ref()), desired));
            }
        });
        checkCircles();
        strangers.forEach((name, found) ->
                tenants.computeIfPresent(name, (any, manifest) -> told((TenantManifest.Sound) manifest, found)));
        circles.forEach((name, found) ->
                tenants.computeIfPresent(name, (any, manifest) -> broken.apply(manifest, List.copyOf(found))));
    }

    private static TenantManifest told(TenantManifest.Sound manifest, List<Finding> more) {
        List<Finding> all = new ArrayList<>(manifest.warnings());
        all.addAll(more);
        return new TenantManifest.Sound(
                manifest.spec(), manifest.desired(), all.stream().sorted().toList());
    }

    private void check(Node node, Desired desired) {
        for (FieldSchema field : schemas.get(desired.kind()).artefacts()) {
            Optional<Value.Fields> source = field.path()
                    .in(desired.spec())
                    .filter(Value.Fields.class::isInstance)
                    .map(Value.Fields.class::cast);
            source.flatMap(fields -> fields.text("tenant"))
                    .ifPresent(tenant -> check(node, desired, tenant, source.orElseThrow()));
        }
    }

    private void check(Node node, Desired desired, String tenant, Value.Fields source) {
        List<String> known = tenants.keySet().stream().map(TenantName::value).toList();
        if (!known.contains(tenant)) {
            add(
                    strangers,
                    node,
                    desired,
                    FindingCode.SOURCE_TENANT_UNKNOWN,
                    "The content of " + desired.ref() + " comes from a tenant '" + tenant
                            + "', which this repository does not declare.",
                    Spelling.didYouMean(tenant, known));
            return;
        }
        resources.put(node, desired);
        Set<Node> sources = needs.computeIfAbsent(node, any -> new LinkedHashSet<>());
        if (tenants.get(TenantName.of(tenant)) instanceof TenantManifest.Sound sound) {
            sound.desired().stream()
                    .filter(other -> other.kind().equals(desired.kind()) && isMeant(other, source))
                    .forEach(other -> sources.add(new Node(sound.name(), other.ref())));
        }
    }

    /** Whether what a document declares is what the source names. */
    private static boolean isMeant(Desired other, Value.Fields source) {
        String named = other.kind().value().toLowerCase(Locale.ROOT);
        Optional<String> space = other.spec().fields("stage").get("space").map(Reference::nameIn);
        return source.text(named).equals(other.spec().text("name"))
                && space.isPresent()
                && space.equals(source.text("space"));
    }

    private void checkCircles() {
        Set<Node> done = new HashSet<>();
        for (Node start : needs.keySet()) {
            List<Node> circle = Cycles.from(start, needs, done);
            if (!circle.isEmpty()) {
                tell(circle);
            }
        }
    }

    private void tell(List<Node> circle) {
        String chain =
                String.join(" comes from ", circle.stream().map(Node::toString).toList());
        boolean itself = circle.size() == 2;
        for (Node node : new LinkedHashSet<>(circle)) {
            Desired desired = resources.get(node);
            if (desired != null) {
                add(
                        circles,
                        node,
                        desired,
                        FindingCode.SOURCE_CYCLE,
                        itself
                                ? "The content of " + desired.ref() + " comes from itself."
                                : "No content can come from itself: " + chain + ".",
                        "Let it come from where it is worked on.");
            }
        }
    }

    private static void add(
            Map<TenantName, List<Finding>> findings,
            Node node,
            Desired desired,
            FindingCode code,
            String message,
            String hint) {
        findings.computeIfAbsent(node.tenant(), any -> new ArrayList<>())
                .add(Finding.error(code, desired.position(), message, hint));
    }
}
