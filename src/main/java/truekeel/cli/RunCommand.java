package truekeel.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code truekeel run}: its help; the program's entry starts the daemon itself, since only that needs the container.
 */
@Command(
        name = "run",
        description = {
            "Runs the daemon: pulls the repository, compares it with every tenant, and makes live state match it, as each"
                    + " tenant's policy says.",
            "Any truekeel.* property works as --name=value; docs/configuration.md lists them."
        },
        footer = {
            "  truekeel run --truekeel.git.url=https://git.example/qlik.git --truekeel.secrets.dir=/run/secrets",
            "  truekeel run --truekeel.git.url=https://git.example/qlik.git --truekeel.database.url=jdbc:postgresql://db/keel"
        })
final class RunCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new IllegalStateException("The daemon is started by the program's entry. This is a bug in Truekeel.");
    }
}
