package truekeel.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import truekeel.model.Finding;

/** Findings as GitLab's code quality report (GitLab documentation, "Code Quality report format"). */
public final class CodeQuality {
    private CodeQuality() {}

    public static ArrayNode of(List<Finding> findings) {
        ArrayNode report = JsonNodeFactory.instance.arrayNode();
        List<String> digests = FindingDigests.of(findings);
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            String hint = finding.hint().isEmpty() ? "" : " " + finding.hint();
            ObjectNode issue = report.addObject()
                    .put("type", "issue")
                    .put("description", finding.message() + hint)
                    .put("check_name", finding.code().name())
                    .put("fingerprint", digests.get(i))
                    .put("severity", finding.isError() ? "major" : "minor");
            ObjectNode location =
                    issue.putObject("location").put("path", finding.position().file());
            location.putObject("lines").put("begin", finding.position().line());
        }
        return report;
    }
}
