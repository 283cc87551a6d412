package truekeel.git;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** A new repository with a work tree, made from a folder; the demo's user edits and commits in it. */
public final class WorkingCopy {
    private static final PersonIdent AUTHOR = new PersonIdent("Truekeel demo", "demo@truekeel.example");

    private WorkingCopy() {}

    /**
     * Copies a folder into {@code repository/name} and commits it on branch {@code main}.
     *
     * @throws IOException when a file cannot be read or written
     */
    public static void create(Path folder, Path repository, String name) throws IOException {
        IsolatedSystem.install();
        copy(folder, repository.resolve(name));
        try (Git git = Git.init()
                .setDirectory(repository.toFile())
                .setInitialBranch("main")
                .call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("Declare the sample tenants")
                    .setAuthor(AUTHOR)
                    .setCommitter(AUTHOR)
                    .setSign(false)
                    .call();
        } catch (GitAPIException failed) {
            throw new IOException(
                    "The repository " + repository + " could not be made: " + failed.getMessage(), failed);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes facts) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
