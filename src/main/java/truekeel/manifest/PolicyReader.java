package truekeel.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import truekeel.manifest.PolicySpec.Level;
import truekeel.manifest.PolicySpec.Occasion;
import truekeel.model.FieldPath;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.KindName;
import truekeel.model.Selector;
import truekeel.model.Value;
import truekeel.schema.Schemas;

/** Reads the Policy documents. */
final class PolicyReader {
    private static final FieldPath KINDS = FieldPath.parse("/spec/match/kinds");
    private static final FieldPath TENANTS = FieldPath.parse("/spec/match/tenants");
    private static final FieldPath RULE = FieldPath.parse("/spec/rule");

    private final Schemas schemas;
    private final Checker checker;

    PolicyReader(Schemas schemas, Checker checker) {
        this.schemas = schemas;
        this.checker = checker;
    }

    /** The sound policies by name. */
    List<PolicySpec> read(List<Document> documents, List<Finding> findings) {
        SortedMap<String, PolicySpec> policies = new TreeMap<>();
        Map<String, Document> seen = new TreeMap<>();
        for (Document document : documents) {
            if (!document.kind().value().equals("Policy")) {
                String message = "A " + document.kind() + " does not belong into the folder of policies.";
                findings.add(Finding.error(FindingCode.KIND_MISPLACED, document.position(), message, ""));
                continue;
            }
            Document first = seen.putIfAbsent(document.name(), document);
            if (first != null) {
                String message =
                        "The policy '" + document.name() + "' is declared twice; first at " + first.position() + ".";
                findings.add(Finding.error(FindingCode.DUPLICATE_RESOURCE, document.position(), message, ""));
                continue;
            }
            read(document, findings).ifPresent(policy -> policies.put(policy.name(), policy));
        }
        return List.copyOf(policies.values());
    }

    private Optional<PolicySpec> read(Document document, List<Finding> findings) {
        int before = findings.size();
        Checker.Read read = checker.read(document, findings);
        Value.Fields spec = read.spec();
        PolicySpec.Match match = match(document, spec.fields("match"), findings);
        if (!read.sound()) {
            return Optional.empty();
        }
        Set<Occasion> occasions = new TreeSet<>();
        spec.items("on")
                .forEach(word -> occasions.add(Occasion.valueOf(word.toString().toUpperCase(Locale.ROOT))));
        PolicySpec policy = new PolicySpec(
                document.name(),
                match,
                occasions.isEmpty() ? Set.of(Occasion.values()) : occasions,
                spec.text("severity").filter("warn"::equals).isPresent() ? Level.WARN : Level.BLOCK,
                new PolicySpec.Rule(
                        spec.text("rule").orElse(""), document.root().valueAt(RULE)),
                spec.text("message").orElse("The policy '" + document.name() + "' is violated"),
                document.position());
        boolean sound = findings.subList(before, findings.size()).stream().noneMatch(Finding::isError);
        return sound ? Optional.of(policy) : Optional.empty();
    }

    private PolicySpec.Match match(Document document, Value.Fields match, List<Finding> findings) {
        List<KindName> kinds = new ArrayList<>();
        List<Value> written = match.items("kinds");
        for (int i = 0; i < written.size(); i++) {
            String word = written.get(i).toString();
            if (schemas.names().contains(word)) {
                kinds.add(KindName.of(word));
            } else {
                findings.add(Finding.error(
                        FindingCode.KIND_UNKNOWN,
                        document.root().valueAt(KINDS.child(i)),
                        "The kind '" + word + "' is unknown to this version.",
                        schemas.suggest(word)
                                .map(kind -> "Did you mean '" + kind + "'?")
                                .orElse("")));
            }
        }
        Selector tenants =
                FleetReader.selector(document, TENANTS, match.text("tenants").orElse(""), findings);
        return new PolicySpec.Match(kinds, tenants);
    }
}
