package truekeel.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the desired state is read. */
final class RepositoryOptions {
    @Option(
            names = "--repo",
            paramLabel = "DIR|URL",
            order = 1,
            description = "The repository; else truekeel.git.url, else the current folder. A folder without --revision"
                    + " is read as it stands.")
    private Optional<String> repository = Optional.empty();

    @Option(
            names = "--revision",
            paramLabel = "REV",
            order = 2,
            description = "A branch, tag or commit; of a folder's repository also HEAD~1 and the like.")
    private Optional<String> revision = Optional.empty();

    @Option(
            names = "--path",
            paramLabel = "PATH",
            order = 3,
            description = "The folder of the repository that holds fleet.yaml; else truekeel.git.path (tenants).")
    private Optional<String> path = Optional.empty();

    RepositoryChoice choice() {
        return new RepositoryChoice(repository, revision, path, false);
    }

    /** Reads this folder when neither option nor configuration names a repository that is on this machine. */
    RepositoryChoice offline(Optional<String> folder) {
        return new RepositoryChoice(folder.or(() -> repository), revision, path, true);
    }
}
