package truekeel.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** Finds Git's own folders on this machine: of a working copy, a linked working tree, or a bare repository. */
final class GitFolders {
    private GitFolders() {}

    /** The Git folder that a folder belongs to, looking upwards; the folder itself where it is a bare repository. */
    static Optional<Path> find(Path folder) {
        IsolatedSystem.install();
        Path absolute = folder.toAbsolutePath().normalize();
        if (Files.isRegularFile(absolute.resolve("HEAD")) && Files.isDirectory(absolute.resolve("objects"))) {
            return Optional.of(absolute);
        }
        File found = new FileRepositoryBuilder().findGitDir(absolute.toFile()).getGitDir();
        return Optional.ofNullable(found).map(File::toPath);
    }

    /** The folder that holds {@code .git}, from the given one upwards. */
    static Optional<Path> workTree(Path folder) {
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /** The LFS stores of the repository that a folder belongs to; empty when it belongs to none. */
    static List<Path> lfsStores(Path folder) {
        return find(folder).map(GitFolders::lfsStoresOf).orElse(List.of());
    }

    /** The LFS stores of a Git folder: its own, and the shared one where it is of a linked working tree. */
    static List<Path> lfsStoresOf(Path gitFolder) {
        Path own = gitFolder.resolve("lfs").resolve("objects");
        return commonFolder(gitFolder)
                .map(common -> List.of(own, common.resolve("lfs").resolve("objects")))
                .orElse(List.of(own));
    }

    /** Opens for reading. Throws {@link GitException} {@code REPOSITORY_NOT_FOUND} when there is none. */
    static Repository open(Path folder) throws GitException {
        Path gitFolder = find(folder).orElseThrow(() -> notFound(folder, null));
        try {
            return new FileRepositoryBuilder()
                    .setGitDir(gitFolder.toFile())
                    .setMustExist(true)
                    .build();
        } catch (IOException e) {
            throw notFound(folder, e);
        }
    }

    private static Optional<Path> commonFolder(Path gitFolder) {
        Path pointer = gitFolder.resolve("commondir");
        try {
            return Files.isRegularFile(pointer)
                    ? Optional.of(
                            gitFolder.resolve(Files.readString(pointer).strip()).normalize())
                    : Optional.empty();
        } catch (IOException e) {
            // Then its objects are reported as missing, which says what to do.
            return Optional.empty();
        }
    }

    private static GitException notFound(Path folder, @Nullable IOException cause) {
        return new GitException(
                GitCode.REPOSITORY_NOT_FOUND,
                "The folder '" + folder + "' is not a Git repository. Leave the revision out to read it as it stands,"
                        + " or give a repository.",
                cause);
    }
}
