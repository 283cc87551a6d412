package truekeel.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;
import truekeel.git.Checkout.Scope;

/**
 * One branch, tag or commit of a remote repository, and the last good revision of it. That stays in force over failures
 * and restarts: only a fetched commit with files in it takes its place. Usable by several threads; one refresh runs at
 * a time. Checkouts can be read until this is closed.
 */
public final class GitRemote implements AutoCloseable {
    private final GitSettings settings;
    private final Path mirrorFolder;
    private final RemoteLink link;
    private final Scope scope;
    private final DeadlineRunner runner;
    private Mirror mirror;
    private @Nullable Checkout current;

    private GitRemote(GitSettings settings, Path mirrorFolder, RemoteLink link, LfsObjects lfs, Mirror mirror) {
        this.settings = settings;
        this.mirrorFolder = mirrorFolder;
        this.link = link;
        this.scope = new Scope(settings.path(), settings.limits(), lfs);
        this.runner = new DeadlineRunner(settings.deadlines().whole());
        this.mirror = mirror;
    }

    /**
     * Opens the copy below the data folder without asking the remote. Throws {@link GitException} {@code CONFIGURATION}
     * when a key, a certificate or the folder cannot be used.
     *
     * @param clock stamps cached LFS objects with their last use
     */
    public static GitRemote open(GitSettings settings, Path dataFolder, InstantSource clock) throws GitException {
        IsolatedSystem.install();
        String key = Digests.sha256(settings.url() + "\n" + settings.target().wanted())
                .substring(0, 16);
        RemoteLink link = RemoteLink.of(settings, dataFolder.resolve("git"));
        Path mirrorFolder = dataFolder.resolve("git").resolve(key + ".git");
        LfsObjects lfs = new LfsCache(
                dataFolder.resolve("git").resolve("lfs"),
                LfsOrigin.of(settings, link),
                settings.limits().lfsCacheBytes(),
                clock);
        return new GitRemote(settings, mirrorFolder, link, lfs, Mirror.open(mirrorFolder));
    }

    /**
     * Asks the remote and fetches what is new: at first one commit, later those since the last good one. When nothing
     * changed, this is one cheap request and the same checkout again. Throws {@link GitException} and leaves
     * {@link #lastGood} as it was when the remote cannot be asked in time, lacks the target, or offers a commit without
     * files at the path.
     */
    public synchronized Checkout refresh() throws GitException {
        try {
            return lookOrRebuild();
        } catch (IOException e) {
            throw link.explain(e);
        }
    }

    /**
     * The revision in force, from the copy alone: the remote is not asked. Empty before the first good refresh. Throws
     * {@link GitException} {@code MIRROR_DAMAGED} when the copy cannot be read.
     */
    public synchronized Optional<Checkout> lastGood() throws GitException {
        if (current != null) {
            return Optional.of(current);
        }
        Optional<ObjectId> id = recorded();
        if (id.isPresent()) {
            current = Checkout.of(mirror.repository(), id.get(), scope, History.UNCHANGED);
        }
        return Optional.ofNullable(current);
    }

    @Override
    public synchronized void close() {
        runner.close();
        link.close();
        mirror.close();
    }

    private Checkout lookOrRebuild() throws IOException {
        try {
            return look();
        } catch (IOException e) {
            GitException explained = link.explain(e);
            if (explained.code() != GitCode.MIRROR_DAMAGED) {
                throw explained;
            }
            return rebuild();
        }
    }

    private Checkout look() throws IOException {
        Optional<ObjectId> old = recorded();
        ObjectId latest = fetchLatest(mirror, old);
        if (old.filter(latest::equals).isPresent()) {
            Checkout same = lastGood().orElseThrow().withHistory(History.UNCHANGED);
            current = same;
            return same;
        }
        History history = old.isPresent() ? Ancestry.between(mirror.repository(), old.get(), latest) : History.FIRST;
        // Throws for a commit without files, before anything is recorded.
        Checkout fetched = Checkout.of(mirror.repository(), latest, scope, history);
        mirror.setLastGood(latest);
        current = fetched;
        mirror.tidy(latest);
        return fetched;
    }

    private ObjectId fetchLatest(Mirror into, Optional<ObjectId> old) throws IOException {
        Optional<RevCommit> known = old.isPresent() ? Optional.of(parse(into, old.get())) : Optional.empty();
        RemoteFetch fetch = new RemoteFetch(link, into.repository(), settings.target());
        try {
            return runner.run(() -> fetch.latest(known), fetch::abandon);
        } catch (DeadlineRunner.Late e) {
            throw link.timeout(e);
        } catch (Exception e) {
            throw link.explain(e);
        }
    }

    private static RevCommit parse(Mirror mirror, ObjectId commit) throws IOException {
        try (RevWalk walk = new RevWalk(mirror.repository())) {
            return walk.parseCommit(commit);
        }
    }

    private Optional<ObjectId> recorded() throws GitException {
        try {
            return mirror.lastGood();
        } catch (IOException e) {
            throw new GitException(
                    GitCode.MIRROR_DAMAGED,
                    "The last good revision cannot be read from '" + mirrorFolder
                            + "'. Delete that folder; it is fetched anew.",
                    e);
        }
    }

    /** Fetches a new copy beside the damaged one, which is given up only when the new one is good. */
    private Checkout rebuild() throws IOException {
        Path beside = mirrorFolder.resolveSibling(mirrorFolder.getFileName() + ".new");
        Mirror fresh = Mirror.open(beside);
        try {
            ObjectId latest = fetchLatest(fresh, Optional.empty());
            Checkout.of(fresh.repository(), latest, scope, History.FIRST);
            fresh.setLastGood(latest);
        } catch (IOException e) {
            fresh.delete();
            throw e;
        }
        fresh.close();
        current = null;
        mirror.delete();
        Files.move(beside, mirrorFolder);
        mirror = Mirror.open(mirrorFolder);
        return lastGood().orElseThrow().withHistory(History.FIRST);
    }
}
