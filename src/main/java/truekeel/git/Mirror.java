package truekeel.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jboss.logging.Logger;
import truekeel.model.LogKeys;
import truekeel.model.LogLine;

/** A bare repository of our own for one remote and target, with one ref: the last good revision. */
final class Mirror implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Mirror.class);
    private static final String LAST_GOOD = "refs/truekeel/last-good";
    private static final int MOST_PACKS = 20;

    private final Path folder;
    private final Repository repository;

    private Mirror(Path folder, Repository repository) {
        this.folder = folder;
        this.repository = repository;
    }

    /** Opens the folder's repository, made when missing. */
    static Mirror open(Path folder) throws GitException {
        IsolatedSystem.install();
        try {
            Files.createDirectories(folder.getParent());
            Repository repository = new FileRepositoryBuilder()
                    .setGitDir(folder.toFile())
                    .setBare()
                    .build();
            if (!Files.isRegularFile(folder.resolve("HEAD"))) {
                repository.create(true);
                configure(repository.getConfig());
            }
            return new Mirror(folder, repository);
        } catch (IOException e) {
            throw new GitException(
                    GitCode.CONFIGURATION,
                    "The folder '" + folder + "' cannot hold a copy of the repository: " + e.getMessage()
                            + ". Give a data folder that this user may write.",
                    e);
        }
    }

    Repository repository() {
        return repository;
    }

    Optional<ObjectId> lastGood() throws IOException {
        Ref ref = repository.exactRef(LAST_GOOD);
        return ref == null ? Optional.empty() : Optional.ofNullable(ref.getObjectId());
    }

    /** Survives restarts once this returns. */
    void setLastGood(ObjectId commit) throws IOException {
        RefUpdate update = repository.updateRef(LAST_GOOD);
        update.setNewObjectId(commit);
        update.setForceUpdate(true);
        update.disableRefLog();
        RefUpdate.Result result = update.update();
        boolean moved =
                switch (result) {
                    case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> true;
                    default -> false;
                };
        if (!moved) {
            throw new IOException("The last good revision could not be recorded: " + result);
        }
    }

    /** Every fetch leaves a pack behind; many of them make reading slow, and old history only takes room. */
    void tidy(ObjectId lastGood) {
        File[] packs = folder.resolve("objects/pack").toFile().listFiles((at, name) -> name.endsWith(".pack"));
        if (packs == null || packs.length <= MOST_PACKS) {
            return;
        }
        try (Git git = Git.wrap(repository)) {
            // What came before is no longer reachable then, and goes after the two weeks that Git leaves a reader.
            repository.getObjectDatabase().setShallowCommits(Set.of(lastGood));
            git.gc().call();
        } catch (GitAPIException | IOException | RuntimeException e) {
            // Untidy is slow, not wrong.
            LOG.warn(LogLine.of("The copy of the repository could not be tidied.")
                    .with(LogKeys.FOLDER, folder)
                    .with(LogKeys.CODE, e.getClass().getSimpleName()));
        }
    }

    /** Gives up a damaged copy; it is fetched anew by the next {@link #open}. */
    void delete() throws IOException {
        close();
        ScratchFolder.delete(folder);
    }

    @Override
    public void close() {
        repository.close();
    }

    private static void configure(StoredConfig config) throws IOException {
        config.setString("protocol", null, "version", "2");
        // Larger objects are streamed instead of held in memory.
        config.setString("core", null, "streamFileThreshold", "4m");
        // Tidied by us, never in the background: a test or a backup may look at the files.
        config.setInt("gc", null, "auto", 0);
        config.setInt("gc", null, "autoPackLimit", 0);
        config.setBoolean("gc", null, "autoDetach", false);
        config.setString("gc", null, "prunePackExpire", "now");
        config.save();
    }
}
