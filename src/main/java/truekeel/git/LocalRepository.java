package truekeel.git;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;
import truekeel.git.Checkout.Scope;

/** A Git repository on this machine, read at a revision; nothing in it is written. */
public final class LocalRepository implements AutoCloseable {
    private final Path folder;
    private final Repository repository;

    private LocalRepository(Path folder, Repository repository) {
        this.folder = folder;
        this.repository = repository;
    }

    /**
     * Opens the repository that a folder is or belongs to. Throws {@link GitException} {@code REPOSITORY_NOT_FOUND}
     * when there is none.
     */
    public static LocalRepository open(Path folder) throws GitException {
        return new LocalRepository(folder, GitFolders.open(folder));
    }

    /**
     * The commit that a revision names: a branch, tag, commit id (short ones too), {@code HEAD~1} and so on. Throws
     * {@link GitException} {@code REF_NOT_FOUND} when nothing or more than one commit is named so, and as
     * {@link GitRemote#refresh} does for trees without files.
     *
     * @param path as in {@link GitSettings}
     */
    public Checkout at(String revision, String path, GitLimits limits) throws GitException {
        Path gitFolder = repository.getDirectory().toPath();
        Scope scope = new Scope(SubPath.normalise(path), limits, new LfsFolder(GitFolders.lfsStoresOf(gitFolder)));
        return Checkout.of(repository, resolve(revision), scope, History.FIRST);
    }

    @Override
    public void close() {
        repository.close();
    }

    private ObjectId resolve(String revision) throws GitException {
        try {
            ObjectId id = repository.resolve(revision + "^{commit}");
            if (id != null) {
                return id;
            }
        } catch (AmbiguousObjectException e) {
            throw notFound(revision, "names more than one object", e);
        } catch (IncorrectObjectTypeException | RevisionSyntaxException e) {
            throw notFound(revision, "is not the name of a commit", e);
        } catch (IOException e) {
            throw notFound(revision, "could not be looked up", e);
        }
        throw notFound(revision, "names nothing", null);
    }

    private GitException notFound(String revision, String how, @Nullable Exception cause) {
        return new GitException(
                GitCode.REF_NOT_FOUND,
                "In the repository '" + folder + "' the revision '" + revision + "' " + how
                        + ". Give a branch, a tag or a commit id; fetch it first if it is only on the remote.",
                cause);
    }
}
