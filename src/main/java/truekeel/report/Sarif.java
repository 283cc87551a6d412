package truekeel.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import truekeel.model.Finding;
import truekeel.model.FindingCode;

/** Findings as SARIF 2.1.0 (OASIS), which code hosts show beside the lines. */
public final class Sarif {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private static final String ROOT = "REPOSITORY";

    private Sarif() {}

    public static ObjectNode of(List<Finding> findings, String version) {
        ObjectNode log = JsonNodeFactory.instance.objectNode();
        log.put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        List<FindingCode> codes =
                List.copyOf(new TreeSet<>(findings.stream().map(Finding::code).toList()));
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "Truekeel").put("semanticVersion", version);
        ArrayNode rules = driver.putArray("rules");
        codes.forEach(code -> rule(rules.addObject(), code));
        run.putObject("originalUriBaseIds")
                .putObject(ROOT)
                .putObject("description")
                .put("text", "The root of the repository.");
        run.put("columnKind", "unicodeCodePoints");
        ArrayNode results = run.putArray("results");
        List<String> digests = FindingDigests.of(findings);
        for (int i = 0; i < findings.size(); i++) {
            result(results.addObject(), findings.get(i), codes, digests.get(i));
        }
        return log;
    }

    private static void rule(ObjectNode rule, FindingCode code) {
        rule.put("id", code.name());
        rule.put("name", name(code));
        rule.putObject("shortDescription").put("text", words(code));
    }

    private static String words(FindingCode code) {
        String words = code.name().replace('_', ' ').toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String name(FindingCode code) {
        StringBuilder name = new StringBuilder();
        for (String word : code.name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    private static void result(ObjectNode result, Finding finding, List<FindingCode> codes, String digest) {
        String hint = finding.hint().isEmpty() ? "" : " " + finding.hint();
        result.put("ruleId", finding.code().name());
        result.put("ruleIndex", codes.indexOf(finding.code()));
        result.put("level", finding.isError() ? "error" : "warning");
        result.putObject("message").put("text", finding.message() + hint);
        ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
        place.putObject("artifactLocation")
                .put("uri", uri(finding.position().file()))
                .put("uriBaseId", ROOT);
        place.putObject("region")
                .put("startLine", finding.position().line())
                .put("startColumn", finding.position().column());
        result.putObject("partialFingerprints").put("truekeel/v1", digest);
    }

    /** A path as a relative reference: what a URI cannot hold is encoded. */
    private static String uri(String path) {
        try {
            return new URI(null, null, "/" + path, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Every path can be encoded. This is a bug in Truekeel.", e);
        }
    }
}
