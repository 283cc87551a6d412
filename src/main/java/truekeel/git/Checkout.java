package truekeel.git;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import truekeel.model.Artefact;
import truekeel.model.Revision;
import truekeel.model.SourceTree;

/**
 * The files of one commit, read from the object database without a working tree. Content ids are Git's blob ids. Usable
 * by several threads as long as the repository it came from is open.
 */
public final class Checkout implements SourceTree {
    private static final int IN_MEMORY_BYTES = 1 << 20;

    private final Repository repository;
    private final RevCommit commit;
    private final BlobTree tree;
    private final Scope scope;
    private final History history;

    /** The part of a commit that is read, and how. */
    record Scope(String path, GitLimits limits, LfsObjects lfs) {}

    private Checkout(Repository repository, RevCommit commit, BlobTree tree, Scope scope, History history) {
        this.repository = repository;
        this.commit = commit;
        this.tree = tree;
        this.scope = scope;
        this.history = history;
    }

    /**
     * Lists the commit's files. Throws {@link GitException} {@code REPOSITORY_EMPTY} when there is none,
     * {@code PATH_NOT_FOUND} when there are some but none in the scope's path.
     */
    static Checkout of(Repository repository, AnyObjectId id, Scope scope, History history) throws GitException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(id);
            walk.parseBody(commit);
            BlobTree tree = BlobTree.list(repository, commit.getTree(), scope.path(), scope.limits());
            Checkout checkout = new Checkout(repository, commit, tree, scope, history);
            if (tree.files().isEmpty()) {
                throw checkout.nothingThere();
            }
            return checkout;
        } catch (GitException e) {
            throw e;
        } catch (MissingObjectException e) {
            throw damaged(e);
        } catch (IOException e) {
            throw new GitException(
                    GitCode.MIRROR_DAMAGED,
                    "The commit " + id.name() + " could not be read: " + e.getMessage()
                            + ". Delete the copy below the data folder; it is fetched anew.",
                    e);
        }
    }

    @Override
    public Revision revision() {
        return new Revision(commit.name());
    }

    /** How this revision relates to the one that was in force when it was fetched. */
    public History history() {
        return history;
    }

    public CommitFacts commit() {
        PersonIdent author = commit.getAuthorIdent();
        return new CommitFacts(
                commit.getCommitterIdent().getWhenAsInstant(),
                author.getName() + " <" + author.getEmailAddress() + ">",
                commit.getShortMessage());
    }

    @Override
    public SortedMap<String, SourceFile> files() {
        return tree.files();
    }

    /**
     * Throws {@link GitException} for a file that is not of this tree ({@code PATH_NOT_FOUND}), is no file
     * ({@code NOT_A_FILE}), is over its limit ({@code TOO_LARGE}), or whose LFS object cannot be had.
     */
    @Override
    public InputStream open(SourceFile file) throws IOException {
        Listing.checkReadable(files(), file, scope.limits());
        LfsPointer pointer = tree.pointers().get(file.path());
        if (pointer != null) {
            return scope.lfs().open(file.path(), pointer);
        }
        try {
            return openBlob(repository, ObjectId.fromString(file.contentId()));
        } catch (MissingObjectException e) {
            throw damaged(e);
        }
    }

    @Override
    public Optional<Artefact.Content> earlier(SourceFile file, String digest) throws IOException {
        return EarlierVersion.find(repository, commit, file.path(), digest)
                .map(version -> () -> version.pointer().isPresent()
                        ? scope.lfs().open(file.path(), version.pointer().get())
                        : openBlob(repository, version.blob()));
    }

    /**
     * The paths whose content or nature differs from an earlier revision, with those only one of the two has. Empty
     * when the earlier revision is not (or no longer) here: then anything may have changed.
     */
    public Optional<SortedSet<String>> changedSince(Revision earlier) throws GitException {
        if (!ObjectId.isId(earlier.id())) {
            return Optional.empty();
        }
        try (RevWalk revisions = new RevWalk(repository);
                TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(
                    revisions.parseCommit(ObjectId.fromString(earlier.id())).getTree());
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            walk.setFilter(
                    scope.path().isEmpty()
                            ? TreeFilter.ANY_DIFF
                            : AndTreeFilter.create(PathFilter.create(scope.path()), TreeFilter.ANY_DIFF));
            SortedSet<String> paths = new TreeSet<>();
            while (walk.next()) {
                paths.add(walk.getPathString());
            }
            return Optional.of(paths);
        } catch (MissingObjectException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new GitException(
                    GitCode.MIRROR_DAMAGED,
                    "The revisions " + earlier + " and " + commit.name() + " could not be compared: " + e.getMessage()
                            + ". Delete the copy below the data folder; it is fetched anew.",
                    e);
        }
    }

    Checkout withHistory(History changed) {
        return new Checkout(repository, commit, tree, scope, changed);
    }

    static InputStream openBlob(Repository repository, ObjectId id) throws IOException {
        ObjectReader reader = repository.newObjectReader();
        boolean handedOver = false;
        try {
            ObjectLoader blob = reader.open(id, Constants.OBJ_BLOB);
            if (blob.getSize() <= IN_MEMORY_BYTES) {
                return new ByteArrayInputStream(blob.getBytes(IN_MEMORY_BYTES));
            }
            InputStream stream = blob.openStream();
            handedOver = true;
            return new FilterInputStream(stream) {
                @Override
                public void close() throws IOException {
                    super.close();
                    reader.close();
                }
            };
        } finally {
            if (!handedOver) {
                reader.close();
            }
        }
    }

    private GitException nothingThere() {
        if (scope.path().isEmpty()) {
            return new GitException(
                    GitCode.REPOSITORY_EMPTY,
                    "The commit " + commit.name() + " holds no file at all. If that is meant, delete objects by"
                            + " manifests with 'ensure: absent'; an empty repository never deletes.");
        }
        return new GitException(
                GitCode.PATH_NOT_FOUND,
                "The commit " + commit.name() + " has no file below '" + scope.path()
                        + "'. Check the path and the branch in the settings.");
    }

    private static GitException damaged(MissingObjectException e) {
        return new GitException(
                GitCode.MIRROR_DAMAGED,
                "The copy of the repository lacks the object " + e.getObjectId().name()
                        + ". Delete the copy below the data folder; it is fetched anew.",
                e);
    }
}
