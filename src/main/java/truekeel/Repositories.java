package truekeel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import truekeel.cli.RepositoryChoice;
import truekeel.fleet.DesiredSource;
import truekeel.fleet.GitSource;
import truekeel.git.Checkout;
import truekeel.git.FolderTree;
import truekeel.git.GitLimits;
import truekeel.git.GitRemote;
import truekeel.git.GitSettings;
import truekeel.git.GitTarget;
import truekeel.git.LocalRepository;
import truekeel.git.ScratchFolder;

/** Reads the desired state for commands: a folder as it stands, a revision of it, or a remote repository. */
final class Repositories {
    private static final String FLEET = "fleet.yaml";

    private final Workshop workshop;

    Repositories(Workshop workshop) {
        this.workshop = workshop;
    }

    DesiredSource.Pull read(RepositoryChoice choice) throws IOException {
        String place = choice.repository()
                .or(() -> choice.offline()
                        ? Optional.empty()
                        : workshop.config().git().url())
                .orElse(".");
        Optional<Path> folder = folder(place);
        if (folder.isPresent()) {
            return choice.revision().isPresent()
                    ? atRevision(folder.get(), choice, choice.revision().get())
                    : asItStands(folder.get(), choice);
        }
        if (choice.offline()) {
            throw new IOException("There is no folder '" + place
                    + "'. This command reads files on this machine only; clone a remote repository first.");
        }
        return remote(place, choice);
    }

    private static Optional<Path> folder(String place) {
        try {
            return Optional.of(Path.of(place)).filter(Files::isDirectory);
        } catch (InvalidPathException address) {
            return Optional.empty();
        }
    }

    private String path(RepositoryChoice choice) {
        return choice.path().orElse(workshop.config().git().path());
    }

    /** The folder that holds {@code fleet.yaml} will do as well as its repository. */
    private DesiredSource.Pull asItStands(Path folder, RepositoryChoice choice) throws IOException {
        Path root = folder;
        String path = path(choice);
        Path real = folder.toRealPath();
        boolean isInside = choice.path().isEmpty()
                && Files.isRegularFile(real.resolve(FLEET))
                && !Files.exists(real.resolve(path).resolve(FLEET));
        Path parent = real.getParent();
        Path name = real.getFileName();
        if (isInside && parent != null && name != null) {
            root = parent;
            path = name.toString();
        }
        FolderTree tree = FolderTree.read(root, path, GitLimits.DEFAULT);
        return new DesiredSource.Pull(
                workshop.manifests().load(tree, path), workshop.clock().instant());
    }

    private DesiredSource.Pull atRevision(Path folder, RepositoryChoice choice, String revision) throws IOException {
        String path = path(choice);
        Checkout checkout = workshop.closing(LocalRepository.open(folder)).at(revision, path, GitLimits.DEFAULT);
        return new DesiredSource.Pull(
                workshop.manifests().load(checkout, path), checkout.commit().time());
    }

    /** In a copy of its own, so that a daemon's copy beside it is left alone. */
    private DesiredSource.Pull remote(String url, RepositoryChoice choice) throws IOException {
        GitSettings settings = workshop.git(url).withPath(path(choice));
        if (choice.revision().isPresent()) {
            settings = settings.withTarget(GitTarget.parse(choice.revision().get()));
        }
        ScratchFolder scratch = workshop.closing(ScratchFolder.make("truekeel-git-"));
        GitRemote remote = workshop.closing(GitRemote.open(settings, scratch.path(), workshop.clock()));
        return new GitSource(remote, workshop.manifests(), path(choice)).pull();
    }
}
