package truekeel.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.model.Artefact;
import truekeel.model.Desired;
import truekeel.model.Ensure;
import truekeel.model.FieldPath;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.Position;
import truekeel.model.Value;
import truekeel.schema.FieldSchema;
import truekeel.schema.JsonValues;
import truekeel.schema.KindSchema;
import truekeel.schema.Schemas;
import truekeel.schema.Spelling;
import truekeel.schema.Violation;

/** Checks one merged document against its kind's schema and makes the desired resource of it. */
final class Checker {
    private static final FieldPath SPEC = FieldPath.parse("/spec");
    private static final FieldPath NAME = FieldPath.parse("/metadata/name");
    private static final FieldPath ANNOTATIONS = FieldPath.parse("/metadata/annotations");
    private static final FieldPath ENSURE = FieldPath.parse("/ensure");
    private static final String OURS = "truekeel/";
    private static final Set<String> ANNOTATION_NAMES =
            Set.of(Metadata.PROTECT, Metadata.PREVIOUS_NAME, Metadata.APPROVE, Metadata.OMIT, Metadata.CONTENT_DIFF);

    private final Schemas schemas;
    private final Artefacts artefacts;
    private final Inclusions inclusions;

    Checker(Schemas schemas, Artefacts artefacts, Inclusions inclusions) {
        this.schemas = schemas;
        this.artefacts = artefacts;
        this.inclusions = inclusions;
    }

    /**
     * What became of a document; the resource is there only when no finding is an error.
     *
     * @param document with what it takes from files
     */
    record Checked(Document document, Optional<Desired> desired, List<Finding> findings) {
        Checked {
            findings = List.copyOf(findings);
        }
    }

    /** A whole document with its spec normalised, and whether it keeps to its schema. */
    record Read(Value.Fields whole, boolean sound) {
        Value.Fields spec() {
            return whole.fields("spec");
        }
    }

    /** Reads a document as far as possible; adds to the findings. */
    Read read(Document document, List<Finding> findings) {
        KindSchema schema = schemas.get(document.kind());
        int before = findings.size();
        Value.Fields written = settled(document.root(), schema);
        boolean isMap = written.get("spec").map(Value.Fields.class::isInstance).orElse(true);
        Value.Fields whole =
                isMap ? written.with("spec", schema.normalise(written.fields("spec"), document.name())) : written;
        findings.addAll(violations(document, schema, whole));
        boolean sound = findings.size() == before;
        warnOfAnnotations(document.root(), written, findings);
        return new Read(whole, sound);
    }

    Checked check(Document written) {
        List<Finding> findings = new ArrayList<>();
        Document document = inclusions.in(written, schemas.get(written.kind()), findings);
        Read read = read(document, findings);
        Optional<Desired> desired = read.sound() ? desired(document, read.whole(), findings) : Optional.empty();
        boolean sound = findings.stream().noneMatch(Finding::isError);
        return new Checked(document, sound ? desired : Optional.empty(), findings);
    }

    /** What the files of a resource load from elsewhere. */
    Set<OutsideNeed> outside(Desired resource) {
        Set<OutsideNeed> needs = new LinkedHashSet<>();
        resource.artefacts().values().forEach(artefact -> needs.addAll(artefacts.outside(artefact)));
        return needs;
    }

    private Optional<Desired> desired(Document document, Value.Fields whole, List<Finding> findings) {
        KindSchema schema = schemas.get(document.kind());
        Value.Fields spec = whole.fields("spec");
        boolean absent = isAbsent(whole);
        if (absent
                && (schema.isSingleton()
                        || schema.builtIn().contains(spec.text("name").orElse("")))) {
            String message = "Qlik offers no way to delete this object: every tenant has it.";
            Position at = document.root().valueAt(ENSURE);
            findings.add(Finding.error(FindingCode.FIELD_VALUE, at, message, "Leave ensure out."));
        }
        List<NaturalKey> keys = schema.keysOf(spec);
        if (keys.isEmpty()) {
            String message = "The document does not say which object it means.";
            String hint = "It needs " + keyFields(schema) + ".";
            findings.add(Finding.error(FindingCode.FIELD_MISSING, document.position(), message, hint));
            return Optional.empty();
        }
        Map<FieldPath, Artefact> files = absent ? Map.of() : artefacts.of(schema, spec, document.root(), findings);
        Ensure ensure = absent ? Ensure.ABSENT : Ensure.PRESENT;
        return Optional.of(new Desired(
                document.ref(),
                keys.get(0),
                metadata(document.name(), whole),
                new Desired.Lifecycle(ensure, whole.flag("allowRecreate").orElse(false)),
                withDigests(schema, spec, files),
                document.position(),
                files));
    }

    static boolean isAbsent(Value.Fields whole) {
        return whole.text("ensure").filter("absent"::equals).isPresent();
    }

    private static String keyFields(KindSchema schema) {
        List<String> alternatives = schema.keys().stream()
                .map(paths -> String.join(
                        " and ",
                        paths.stream()
                                .map(path -> "spec" + path.toString().replace('/', '.'))
                                .toList()))
                .toList();
        return String.join(", or ", alternatives);
    }

    /** The written document as a value, with defaults of variables read by the type of the field they fill. */
    private static Value.Fields settled(Node.Entries root, KindSchema schema) {
        return root.get("spec")
                .filter(Checker::hasLoose)
                .map(spec -> root.with("spec", tightened(spec, FieldPath.ROOT, schema)))
                .orElse(root)
                .value();
    }

    private static boolean hasLoose(Node node) {
        if (node instanceof Node.Entries map) {
            return map.entries().values().stream().anyMatch(entry -> hasLoose(entry.node()));
        }
        return node instanceof Node.Many many
                ? many.items().stream().anyMatch(Checker::hasLoose)
                : ((Node.Scalar) node).loose();
    }

    private static Node tightened(Node node, FieldPath path, KindSchema schema) {
        if (node instanceof Node.Entries map) {
            Map<String, Node.Entry> entries = new LinkedHashMap<>();
            map.entries()
                    .forEach((key, entry) -> entries.put(
                            key, new Node.Entry(entry.key(), tightened(entry.node(), path.child(key), schema))));
            return new Node.Entries(entries, map.position());
        }
        if (node instanceof Node.Many many) {
            List<Node> items = new ArrayList<>();
            for (int i = 0; i < many.items().size(); i++) {
                items.add(tightened(many.items().get(i), path.child(i), schema));
            }
            return new Node.Many(items, many.position());
        }
        Node.Scalar scalar = (Node.Scalar) node;
        boolean text = schema.field(path)
                .map(field -> field.types().contains("string"))
                .orElse(true);
        return scalar.loose() && !text
                ? Node.Scalar.of(Scalars.resolve(scalar.value().toString()).orElse(scalar.value()), scalar.position())
                : scalar;
    }

    private static List<Finding> violations(Document document, KindSchema schema, Value.Fields whole) {
        Value.Fields spec = whole.fields("spec");
        List<Finding> findings = new ArrayList<>();
        for (Violation violation : schema.validate(JsonValues.object(whole))) {
            // what shall not exist needs no more than its key
            boolean excused = isAbsent(whole)
                    && violation.keyword().equals(Violation.MISSING_FIELD)
                    && violation.path().equals(SPEC);
            if (!excused) {
                findings.add(finding(document.root(), violation));
            }
        }
        if (findings.isEmpty()) {
            for (Violation violation : schema.checkMarks(spec)) {
                if (isAbsent(whole) && violation.keyword().equals(Violation.MISSING_FIELD)) {
                    continue;
                }
                FieldPath path = SPEC;
                for (String segment : violation.path().segments()) {
                    path = path.child(segment);
                }
                findings.add(finding(
                        document.root(),
                        new Violation(path, violation.keyword(), violation.message(), violation.hint())));
            }
        }
        return findings;
    }

    static Finding finding(Node.Entries root, Violation violation) {
        FieldPath path = violation.path();
        FindingCode code =
                switch (violation.keyword()) {
                    case Violation.UNKNOWN_FIELD -> FindingCode.FIELD_UNKNOWN;
                    case Violation.MISSING_FIELD -> FindingCode.FIELD_MISSING;
                    case Violation.TYPE -> FindingCode.FIELD_TYPE;
                    case Violation.NOT_CLEARABLE -> FindingCode.FIELD_NOT_CLEARABLE;
                    case Violation.SECRET_IN_CLEAR -> FindingCode.SECRET_IN_CLEAR;
                    case Violation.SECRET_NOT_ALLOWED -> FindingCode.SECRET_NOT_ALLOWED;
                    default -> FindingCode.FIELD_VALUE;
                };
        Position at = code == FindingCode.FIELD_UNKNOWN ? root.keyAt(path) : root.valueAt(path);
        boolean byName = path.equals(FieldPath.parse("/spec/name"))
                && root.entries("spec").get("name").isEmpty();
        return Finding.error(code, byName ? root.valueAt(NAME) : at, violation.message(), violation.hint());
    }

    private static void warnOfAnnotations(Node.Entries root, Value.Fields written, List<Finding> findings) {
        Value.Fields annotations = written.fields("metadata").fields("annotations");
        for (String name : annotations.values().keySet()) {
            if (name.startsWith(OURS) && !ANNOTATION_NAMES.contains(name)) {
                findings.add(Finding.warning(
                        FindingCode.FIELD_UNKNOWN,
                        root.keyAt(ANNOTATIONS.child(name)),
                        "The annotation '" + name + "' has no meaning.",
                        Spelling.didYouMean(name, ANNOTATION_NAMES)));
            }
        }
    }

    static Metadata metadata(String name, Value.Fields written) {
        Value.Fields metadata = written.fields("metadata");
        return new Metadata(name, texts(metadata.fields("labels")), texts(metadata.fields("annotations")));
    }

    private static Map<String, String> texts(Value.Fields fields) {
        Map<String, String> texts = new LinkedHashMap<>();
        fields.values().forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }

    private static Value.Fields withDigests(KindSchema schema, Value.Fields spec, Map<FieldPath, Artefact> files) {
        Value.Fields result = spec;
        for (Map.Entry<FieldPath, Artefact> entry : files.entrySet()) {
            // files are named by fields right below the spec; a test over all schemas holds them to it
            String field = entry.getKey().last();
            Artefact artefact = entry.getValue();
            String digest = schema.field(entry.getKey())
                    .flatMap(FieldSchema::artefact)
                    .map(kind -> kind == FieldSchema.ArtefactDigest.MD5 ? artefact.md5() : artefact.shortDigest())
                    .orElseThrow();
            result = result.with(field, result.fields(field).with("digest", Value.text(digest)));
        }
        return withNamedDigests(schema, result);
    }

    /**
     * What lies elsewhere is named by the digest that the document gives, so that nobody has to fetch it to compare.
     */
    private static Value.Fields withNamedDigests(KindSchema schema, Value.Fields spec) {
        Value.Fields result = spec;
        for (FieldSchema artefact : schema.artefacts()) {
            String field = artefact.path().last();
            Value.Fields source = result.fields(field);
            Optional<String> sha256 = source.text("sha256").filter(any -> source.has("url"));
            if (sha256.isPresent()) {
                String digest = Artefact.shortDigest(sha256.get());
                result = result.with(field, source.with("digest", Value.text(digest)));
            }
        }
        return result;
    }
}
