package truekeel.cli;

import java.util.List;
import picocli.CommandLine.Option;
import truekeel.model.Revision;
import truekeel.report.PlanJson;
import truekeel.report.PlanMarkdown;
import truekeel.report.PlanText;
import truekeel.report.TenantReport;
import truekeel.report.TerraformReport;

/** How the commands that plan tell of it, and what they end with. */
final class PlanOutput {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            order = 7,
            converter = OutputFormat.Words.class,
            description = "text (unless given), json, markdown or gitlab-terraform.")
    private OutputFormat format = OutputFormat.TEXT;

    /** Throws {@link UsageException} for a format that plans do not have. */
    void check() {
        if (format == OutputFormat.SARIF || format == OutputFormat.CODEQUALITY) {
            throw Printer.noSuchFormat(
                    format, OutputFormat.TEXT, OutputFormat.JSON, OutputFormat.MARKDOWN, OutputFormat.GITLAB_TERRAFORM);
        }
    }

    void print(Revision revision, List<TenantReport> reports, Screen screen) {
        switch (format) {
            case TEXT -> Printer.text(screen, PlanText.of(revision, reports, screen.palette()));
            case JSON -> Printer.json(screen, PlanJson.of(revision, reports));
            case MARKDOWN -> Printer.text(screen, PlanMarkdown.of(revision, reports));
            case GITLAB_TERRAFORM -> Printer.json(screen, TerraformReport.of(reports));
            case SARIF, CODEQUALITY -> check();
        }
    }

    /** What went wrong weighs most, then what was refused. */
    static ExitCode ending(List<TenantReport> reports, ExitCode otherwise) {
        if (reports.stream().anyMatch(TenantReport::hasFailed)) {
            return ExitCode.ERROR;
        }
        return reports.stream().anyMatch(TenantReport::isRefused) ? ExitCode.REFUSED : otherwise;
    }
}
