package truekeel.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import truekeel.fleet.DesiredSource;
import truekeel.fleet.Selection;
import truekeel.model.Revision;
import truekeel.report.PlanJson;
import truekeel.report.PlanMarkdown;
import truekeel.report.PlanText;
import truekeel.report.TenantReport;
import truekeel.report.TerraformReport;

/** {@code truekeel plan}. */
@Command(
        name = "plan",
        description = {
            "Shows what would change, tenant by tenant; writes nothing.",
            "Signs: + create, ~ update (live -> desired), -/+ recreate, - delete, x release, ? unknown, ! refused.",
            "Ends with 0; with 1 when a tenant could not be planned; with 3 when a guard or a policy refuses; with 2 when"
                    + " --detailed-exitcode is given and there are changes."
        },
        footer = {
            "  truekeel plan --repo . --tenant acme",
            "  truekeel plan --selector 'tier=gold,ring!=canary' --detailed-exitcode",
            "  truekeel plan -o markdown > comment.md",
            "  truekeel plan -o gitlab-terraform > plan.json"
        })
final class PlanCommand implements Callable<Integer> {
    private final Toolbox toolbox;
    private final Screen screen;

    @Mixin
    private final RepositoryOptions repository = new RepositoryOptions();

    @Mixin
    private final TenantOptions tenants = new TenantOptions();

    @Mixin
    private final KindOptions kinds = new KindOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            order = 7,
            converter = OutputFormat.Words.class,
            description = "text (unless given), json, markdown or gitlab-terraform.")
    private OutputFormat format = OutputFormat.TEXT;

    @Option(names = "--detailed-exitcode", order = 8, description = "End with 2 when there are changes.")
    private boolean detailed;

    PlanCommand(Toolbox toolbox, Screen screen) {
        this.toolbox = toolbox;
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        checkFormat(format);
        Selection chosen = tenants.selection(kinds.chosen(toolbox.schemas()));
        DesiredSource.Pull pull = toolbox.desired(repository.choice());
        List<TenantReport> reports;
        try (ProgressLine progress = new ProgressLine(screen, "Planning")) {
            reports = toolbox.errand().plan(pull, chosen, progress);
        }
        print(format, pull.catalogue().revision(), reports, screen);
        boolean changes = detailed && reports.stream().anyMatch(TenantReport::hasChanges);
        return ending(reports, changes ? ExitCode.DIFFERENT : ExitCode.OK).number();
    }

    /** Throws {@link UsageException} for a format that plans do not have. */
    static void checkFormat(OutputFormat format) {
        if (format == OutputFormat.SARIF || format == OutputFormat.CODEQUALITY) {
            throw Printer.noSuchFormat(
                    format, OutputFormat.TEXT, OutputFormat.JSON, OutputFormat.MARKDOWN, OutputFormat.GITLAB_TERRAFORM);
        }
    }

    static void print(OutputFormat format, Revision revision, List<TenantReport> reports, Screen screen) {
        switch (format) {
            case TEXT -> Printer.text(screen, PlanText.of(revision, reports, screen.palette()));
            case JSON -> Printer.json(screen, PlanJson.of(revision, reports));
            case MARKDOWN -> Printer.text(screen, PlanMarkdown.of(revision, reports));
            case GITLAB_TERRAFORM -> Printer.json(screen, TerraformReport.of(reports));
            case SARIF, CODEQUALITY -> checkFormat(format);
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
