package truekeel.report;

import java.util.ArrayList;
import java.util.List;
import truekeel.model.Finding;

/** Findings for people: grouped by file, each {@code file:line:column CODE message} with its hint below. */
public final class FindingsText {
    private FindingsText() {}

    /**
     * Ends with a line that sums up.
     *
     * @param tenants how many tenants were looked at
     * @param broken how many of them have errors
     */
    public static String of(List<Finding> findings, int tenants, int broken, Palette palette) {
        List<String> lines = new ArrayList<>();
        String file = "";
        for (Finding finding : findings) {
            if (!file.isEmpty() && !finding.position().file().equals(file)) {
                lines.add("");
            }
            file = finding.position().file();
            String code = finding.isError()
                    ? palette.bad(finding.code().name())
                    : palette.caution(finding.code() + " (warning)");
            lines.add(palette.strong(Printable.line(finding.position().toString())) + " " + code + " "
                    + Printable.line(finding.message()));
            if (!finding.hint().isEmpty()) {
                lines.add("    " + palette.faint(Printable.line(finding.hint())));
            }
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        String summary = summary(findings, tenants, broken);
        lines.add(findings.isEmpty() ? palette.good(summary) : palette.strong(summary));
        return String.join("\n", lines) + "\n";
    }

    /** One sentence on all of them. */
    static String summary(List<Finding> findings, int tenants, int broken) {
        String looked = tenants + (tenants == 1 ? " tenant" : " tenants");
        if (findings.isEmpty()) {
            return "No findings in " + looked + ".";
        }
        long errors = findings.stream().filter(Finding::isError).count();
        long warnings = findings.size() - errors;
        return findings.size() + (findings.size() == 1 ? " finding (" : " findings (") + errors
                + (errors == 1 ? " error, " : " errors, ") + warnings + (warnings == 1 ? " warning)" : " warnings)")
                + " in " + looked + "; " + broken + " would not be reconciled.";
    }
}
