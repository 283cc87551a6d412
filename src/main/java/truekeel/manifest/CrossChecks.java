package truekeel.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.NaturalKey;
import truekeel.model.Position;
import truekeel.model.ResourceRef;
import truekeel.model.Value;
import truekeel.schema.FieldSchema;
import truekeel.schema.KindSchema;
import truekeel.schema.Reference;
import truekeel.schema.Schemas;

/** What only all documents of a tenant together can tell. */
final class CrossChecks {
    private final Schemas schemas;
    private final Map<ResourceRef, Desired> desired;
    private final Map<ResourceRef, Document> sources;
    private final List<Finding> findings;
    private final Map<String, List<Desired>> byWord = new HashMap<>();
    private final Map<ResourceRef, Set<ResourceRef>> needs = new LinkedHashMap<>();

    CrossChecks(
            Schemas schemas,
            Map<ResourceRef, Desired> desired,
            Map<ResourceRef, Document> sources,
            List<Finding> findings) {
        this.schemas = schemas;
        this.desired = desired;
        this.sources = sources;
        this.findings = findings;
    }

    void run() {
        desired.values().forEach(this::index);
        checkKeys();
        checkOnce();
        desired.values().forEach(this::checkReferences);
        desired.replaceAll((ref, resource) -> withoutUnlike(resource));
        checkCycles();
    }

    private void index(Desired resource) {
        for (NaturalKey key : schemas.get(resource.kind()).keysOf(resource.spec())) {
            for (String part : key.parts().values()) {
                List<Desired> named =
                        byWord.computeIfAbsent(word(resource.kind().value(), part), any -> new ArrayList<>());
                // keys of one resource come one after the other
                if (named.isEmpty() || !named.get(named.size() - 1).ref().equals(resource.ref())) {
                    named.add(resource);
                }
            }
        }
    }

    private static String word(String kind, String part) {
        return kind + "/" + NaturalKey.withoutCase(part);
    }

    /** The declared documents that a reference may mean. */
    private List<Desired> meant(Reference reference) {
        KindSchema target = schemas.get(reference.target());
        return byWord.getOrDefault(word(reference.target().value(), reference.name()), List.of()).stream()
                .filter(candidate -> target.isNamedBy(reference.written(), candidate.spec()))
                .toList();
    }

    private void checkKeys() {
        Map<NaturalKey, Desired> seen = new HashMap<>();
        for (Desired resource : desired.values()) {
            for (NaturalKey key : schemas.get(resource.kind()).keysOf(resource.spec())) {
                Desired first = seen.putIfAbsent(key, resource);
                if (first != null && !first.ref().equals(resource.ref())) {
                    String message =
                            resource.ref() + " and " + first.ref() + " are one object in Qlik: " + key.display() + ".";
                    findings.add(Finding.error(
                            FindingCode.DUPLICATE_NATURAL_KEY,
                            resource.position(),
                            message,
                            "The other is declared at " + first.position() + "; keep one."));
                }
            }
        }
    }

    private void checkOnce() {
        Map<String, Desired> holders = new HashMap<>();
        for (Desired resource : desired.values()) {
            for (FieldSchema field : schemas.get(resource.kind()).heldOnce()) {
                field.path()
                        .in(resource.spec())
                        .filter(held -> !resource.isAbsent() && !held.isNull() && !held.equals(Value.flag(false)))
                        .ifPresent(held -> once(resource, field.path(), held, holders));
            }
        }
    }

    private void once(Desired resource, FieldPath path, Value held, Map<String, Desired> holders) {
        Desired first = holders.putIfAbsent(resource.kind() + " " + path + " " + held, resource);
        if (first != null) {
            String message = first.ref() + " has '" + String.join(".", path.segments()) + ": " + held
                    + "' too, and only one document of a tenant may.";
            String hint = "The other is declared at " + first.position() + ".";
            error(resource, path, FindingCode.FIELD_VALUE, message, hint);
        }
    }

    private void checkReferences(Desired resource) {
        for (Reference reference : schemas.get(resource.kind()).references(resource.spec())) {
            List<Desired> meant = meant(reference);
            meant.forEach(target -> needs.computeIfAbsent(resource.ref(), any -> new LinkedHashSet<>())
                    .add(target.ref()));
            if (meant.size() > 1) {
                String message = "'" + reference.name() + "' may mean "
                        + String.join(
                                " or ",
                                meant.stream().map(one -> one.ref().toString()).toList()) + ".";
                error(resource, reference.path(), FindingCode.REF_AMBIGUOUS, message, longForm(reference));
            } else if (meant.size() == 1 && !resource.isAbsent()) {
                checkTarget(resource, reference, meant.get(0));
            }
        }
    }

    /** The parts of the target's key, which tell apart what one name may mean. */
    private String longForm(Reference reference) {
        List<String> parts = schemas.get(reference.target()).keys().get(0).stream()
                .map(FieldPath::last)
                .toList();
        return "Write {" + String.join(", ", parts) + "}.";
    }

    private void checkTarget(Desired resource, Reference reference, Desired target) {
        if (target.isAbsent()) {
            String message = target.ref() + " is declared absent, yet this document needs it.";
            error(resource, reference.path(), FindingCode.REF_NOT_FOUND, message, "See " + target.position() + ".");
            return;
        }
        FieldSchema field = schemas.get(resource.kind()).field(reference.path()).orElseThrow();
        field.referenceExpects().values().forEach((name, wanted) -> {
            Optional<Value> has = target.spec().get(name);
            if (has.isPresent() && !has.get().equals(wanted)) {
                String message = "The " + name + " of " + target.ref() + " is '" + has.get() + "'; here it must be '"
                        + wanted + "'.";
                error(resource, reference.path(), FindingCode.FIELD_VALUE, message, "");
            }
        });
    }

    /**
     * Drops list elements that name the same object as a field they must be unlike, such as a member who is the owner:
     * Qlik never lists it, so that it would be missing for ever.
     */
    private Desired withoutUnlike(Desired resource) {
        KindSchema schema = schemas.get(resource.kind());
        List<Reference> references = schema.references(resource.spec());
        Set<FieldPath> dropped = new HashSet<>();
        for (Reference reference : references) {
            Optional<FieldPath> other = schema.field(reference.path()).flatMap(FieldSchema::unlike);
            boolean alike = other.isPresent()
                    && references.stream().anyMatch(one -> one.path().equals(other.get()) && same(one, reference));
            if (alike) {
                String message =
                        "'" + reference.name() + "' is the owner, who has every role and is never listed as a member.";
                findings.add(Finding.warning(
                        FindingCode.OWNER_IN_MEMBERS,
                        place(resource, reference.path()),
                        message,
                        "Take the member out; it is passed over."));
                dropped.add(parent(reference.path()));
            }
        }
        return dropped.isEmpty()
                ? resource
                : resource.withSpec((Value.Fields) without(resource.spec(), FieldPath.ROOT, dropped));
    }

    private static FieldPath parent(FieldPath path) {
        return new FieldPath(path.segments().subList(0, path.segments().size() - 1));
    }

    private static Value without(Value here, FieldPath path, Set<FieldPath> dropped) {
        if (here instanceof Value.Fields fields) {
            Value.Fields copy = fields;
            for (Map.Entry<String, Value> entry : fields.values().entrySet()) {
                copy = copy.with(entry.getKey(), without(entry.getValue(), path.child(entry.getKey()), dropped));
            }
            return copy;
        }
        if (!(here instanceof Value.Items items)) {
            return here;
        }
        List<Value> kept = new ArrayList<>();
        for (int i = 0; i < items.values().size(); i++) {
            if (!dropped.contains(path.child(i))) {
                kept.add(without(items.values().get(i), path.child(i), dropped));
            }
        }
        return new Value.Items(kept);
    }

    private boolean same(Reference left, Reference right) {
        String one = NaturalKey.withoutCase(left.name());
        if (one.equals(NaturalKey.withoutCase(right.name()))) {
            return left.name().equals(right.name()) || one.contains("@");
        }
        List<Desired> meant = meant(left);
        return meant.size() == 1 && meant.equals(meant(right));
    }

    private void checkCycles() {
        Set<ResourceRef> done = new HashSet<>();
        for (ResourceRef start : needs.keySet()) {
            List<ResourceRef> cycle = Cycles.from(start, needs, done);
            if (!cycle.isEmpty()) {
                String chain = String.join(
                        " needs ", cycle.stream().map(ResourceRef::toString).toList());
                Desired first = desired.get(cycle.get(0));
                if (first != null) {
                    findings.add(Finding.error(
                            FindingCode.REF_CYCLE,
                            first.position(),
                            "The documents need each other: " + chain + ".",
                            ""));
                }
            }
        }
    }

    private void error(Desired resource, FieldPath path, FindingCode code, String message, String hint) {
        findings.add(Finding.error(code, place(resource, path), message, hint));
    }

    private Position place(Desired resource, FieldPath path) {
        Document source = sources.get(resource.ref());
        return source == null ? resource.position() : source.root().valueAt(FieldPath.parse("/spec" + path));
    }
}
