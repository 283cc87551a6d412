package truekeel.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code truekeel demo}: its help; the program's entry starts the demo itself, since only that needs the container. */
@Command(
        name = "demo",
        description = {
            "Runs the daemon against a simulated Qlik Cloud and the sample tenants, turned into a Git repository in a"
                    + " temporary folder.",
            "Needs no account and no configuration, prints where to look and what to try, and leaves nothing behind."
        },
        footer = {"  truekeel demo", "  truekeel demo --truekeel.demo.simulator-port=0"})
final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new IllegalStateException("The demo is started by the program's entry. This is a bug in Truekeel.");
    }
}
