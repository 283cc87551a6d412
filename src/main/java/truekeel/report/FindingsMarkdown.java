package truekeel.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import truekeel.model.Finding;

/** Findings as a comment of a merge request. */
public final class FindingsMarkdown {
    /** A comment holds no more than some hundred rows. */
    private static final int MOST_ROWS = 200;

    private FindingsMarkdown() {}

    public static String of(List<Finding> findings, int tenants, int broken) {
        List<String> lines = new ArrayList<>();
        lines.add("<!-- truekeel:validate -->");
        lines.add("## Truekeel findings");
        lines.add("");
        lines.add(FindingsText.summary(findings, tenants, broken));
        if (!findings.isEmpty()) {
            lines.add("");
            lines.add("| place | code | finding |");
            lines.add("|---|---|---|");
            lines.add(findings.stream()
                    .limit(MOST_ROWS)
                    .map(FindingsMarkdown::row)
                    .collect(Collectors.joining("\n")));
        }
        if (findings.size() > MOST_ROWS) {
            lines.add("");
            lines.add("The rest is cut; run `truekeel validate` to see all of them.");
        }
        return String.join("\n", lines) + "\n";
    }

    private static String row(Finding finding) {
        String hint = finding.hint().isEmpty() ? "" : " " + finding.hint();
        return "| `" + Markdown.code(finding.position().toString()).replace("|", "\\|") + "` | " + finding.code()
                + " | " + Markdown.escape(finding.message() + hint) + " |";
    }
}
