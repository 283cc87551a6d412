package truekeel.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import truekeel.fleet.DesiredSource;
import truekeel.fleet.Selection;
import truekeel.report.TenantReport;

/** {@code truekeel apply}. */
@Command(
        name = "apply",
        description = {
            "Reconciles the chosen tenants once: what plan shows is done, then looked at again.",
            "Applies in the modes enforce and commit, only plans in mode observe, and refuses suspended tenants.",
            "Ends with 0 when all is done; with 1 when something failed; with 3 when a guard or a policy refused."
        },
        footer = {
            "  truekeel apply --repo . --tenant acme",
            "  truekeel apply --revision v1.4.0 --selector ring=canary",
            "  truekeel apply --tenant acme --kind Space -o json"
        })
final class ApplyCommand implements Callable<Integer> {
    private static final long PATIENCE_SECONDS = 60;

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

    ApplyCommand(Toolbox toolbox, Screen screen) {
        this.toolbox = toolbox;
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        output.check();
        Selection chosen = tenants.selection(kinds.chosen(toolbox.schemas()));
        DesiredSource.Pull pull = toolbox.desired(repository.choice());
        List<TenantReport> reports;
        try (Stop stop = new Stop();
                ProgressLine progress = new ProgressLine(screen, "Applying")) {
            reports = toolbox.errand().apply(pull, chosen, progress, stop::isAskedFor);
        }
        output.print(pull.catalogue().revision(), reports, screen);
        return PlanOutput.ending(reports, ExitCode.OK).number();
    }

    /** Ctrl-C: the write in flight comes to its end, no other begins, and what was done is still printed. */
    private static final class Stop implements AutoCloseable {
        private final AtomicBoolean asked = new AtomicBoolean();
        private final CountDownLatch through = new CountDownLatch(1);
        private final Thread hook = new Thread(this::ask, "truekeel-stop");

        Stop() {
            Runtime.getRuntime().addShutdownHook(hook);
        }

        boolean isAskedFor() {
            return asked.get();
        }

        private void ask() {
            asked.set(true);
            try {
                if (!through.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    return;
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            through.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException endingAlready) {
                // The hook runs: it was what waited for this.
            }
        }
    }
}
