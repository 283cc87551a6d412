package truekeel.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import truekeel.fleet.DesiredSource;
import truekeel.fleet.Selection;
import truekeel.report.TenantReport;

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

    @Mixin
    private final PlanOutput output = new PlanOutput();

    @Option(names = "--detailed-exitcode", order = 8, description = "End with 2 when there are changes.")
    private boolean detailed;

    PlanCommand(Toolbox toolbox, Screen screen) {
        this.toolbox = toolbox;
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        output.check();
        Selection chosen = tenants.selection(kinds.chosen(toolbox.schemas()));
        DesiredSource.Pull pull = toolbox.desired(repository.choice());
        List<TenantReport> reports;
        try (ProgressLine progress = new ProgressLine(screen, "Planning")) {
            reports = toolbox.errand().plan(pull, chosen, progress);
        }
        output.print(pull.catalogue().revision(), reports, screen);
        boolean changes = detailed && reports.stream().anyMatch(TenantReport::hasChanges);
        return PlanOutput.ending(reports, changes ? ExitCode.DIFFERENT : ExitCode.OK)
                .number();
    }
}
