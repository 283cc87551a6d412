package truekeel.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import truekeel.model.Artefact;
import truekeel.model.Revision;
import truekeel.model.SourceTree;

/**
 * A folder as it stands. Symbolic links are listed and never followed, {@code .git} is left out at every level, and so
 * is what is neither file nor folder (sockets, pipes). A content id is the file's SHA-256; of files above 8 MiB it
 * digests identity, size and time of change instead, as Git's index does, so that a plan need not read gigabytes.
 */
public final class FolderTree implements SourceTree {
    private final Path root;
    private final GitLimits limits;
    private final LfsObjects lfs;
    private final FolderListing listing;
    private final Revision revision;

    private FolderTree(Path root, GitLimits limits, FolderListing listing) {
        this.root = root;
        this.limits = limits;
        this.listing = listing;
        // Looking for the repository costs a tenth of a second, and most folders hold no pointer.
        this.lfs = new LfsFolder(listing.pointers().isEmpty() ? List.of() : GitFolders.lfsStores(root));
        this.revision = new Revision("folder-" + digest(listing.files()));
    }

    /**
     * Lists a folder's files once; files that come later are not seen. Throws {@link GitException}
     * {@code PATH_NOT_FOUND} when there is no such folder, {@code REPOSITORY_EMPTY} when no file is below the path.
     *
     * @param path as in {@link GitSettings}; names in the listing start at the folder, not at this path
     */
    public static FolderTree read(Path folder, String path, GitLimits limits) throws GitException {
        String below = SubPath.normalise(path);
        try {
            Path root = folder.toRealPath();
            if (!Files.isDirectory(root)) {
                throw new NotDirectoryException(folder.toString());
            }
            FolderListing listing = FolderListing.of(root, below, limits);
            if (listing.files().isEmpty()) {
                throw new GitException(
                        GitCode.REPOSITORY_EMPTY,
                        "There is no file below '" + (below.isEmpty() ? folder : folder.resolve(below))
                                + "'. Check the folder and the path.");
            }
            return new FolderTree(root, limits, listing);
        } catch (GitException e) {
            throw e;
        } catch (IOException e) {
            throw new GitException(
                    GitCode.PATH_NOT_FOUND,
                    "The folder '" + folder + "' could not be read ("
                            + e.getClass().getSimpleName() + "). Check that it exists and that this user may read it.",
                    e);
        }
    }

    @Override
    public Revision revision() {
        return revision;
    }

    @Override
    public SortedMap<String, SourceFile> files() {
        return listing.files();
    }

    /** Throws {@link GitException} as {@link Checkout#open} does. */
    @Override
    public InputStream open(SourceFile file) throws IOException {
        Listing.checkReadable(files(), file, limits);
        LfsPointer pointer = listing.pointers().get(file.path());
        if (pointer != null) {
            return lfs.open(file.path(), pointer);
        }
        Path target = root.resolve(file.path());
        // A folder of the path may have become a link since it was listed.
        Path parent = root.resolve(file.path() + "/..").normalize();
        if (!parent.toRealPath().equals(parent)) {
            throw new GitException(
                    GitCode.NOT_A_FILE,
                    "The folder of " + file.path() + " is now a symbolic link, which is never followed.");
        }
        long size = Files.readAttributes(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .size();
        limits.check(file.path(), size);
        return Files.newInputStream(target, LinkOption.NOFOLLOW_LINKS);
    }

    /** As Git had it before, where the folder belongs to a repository; what is not committed has no past. */
    @Override
    public Optional<Artefact.Content> earlier(SourceFile file, String digest) throws IOException {
        Optional<Path> top = GitFolders.workTree(root);
        if (top.isEmpty()) {
            return Optional.empty();
        }
        String path = top.get().relativize(root.resolve(file.path())).toString().replace('\\', '/');
        try (Repository repository = GitFolders.open(root)) {
            ObjectId head = repository.resolve(Constants.HEAD);
            Optional<EarlierVersion> version =
                    head == null ? Optional.empty() : EarlierVersion.find(repository, head, path, digest);
            return version.map(found -> () -> opened(file, found));
        } catch (GitException noRepository) {
            return Optional.empty();
        }
    }

    private InputStream opened(SourceFile file, EarlierVersion version) throws IOException {
        if (version.pointer().isPresent()) {
            return new LfsFolder(GitFolders.lfsStores(root))
                    .open(file.path(), version.pointer().get());
        }
        Repository repository = GitFolders.open(root);
        try {
            return new FilterInputStream(Checkout.openBlob(repository, version.blob())) {
                @Override
                public void close() throws IOException {
                    super.close();
                    repository.close();
                }
            };
        } catch (IOException failed) {
            repository.close();
            throw failed;
        }
    }

    private static String digest(SortedMap<String, SourceFile> files) {
        MessageDigest digest = Digests.sha256();
        files.values()
                .forEach(file -> digest.update(
                        Digests.utf8(file.path() + "\0" + file.nature() + "\0" + file.contentId() + "\n")));
        return Digests.hex(digest).substring(0, 12);
    }
}
