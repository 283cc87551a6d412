package truekeel.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The LFS objects of repositories on this machine. */
final class LfsFolder implements LfsObjects {
    private final List<Path> stores;

    /** The {@code lfs/objects} folders to look in, in that order; they need not exist. */
    LfsFolder(List<Path> stores) {
        this.stores = List.copyOf(stores);
    }

    @Override
    public InputStream open(String path, LfsPointer pointer) throws IOException {
        for (Path store : stores) {
            Path object = store.resolve(pointer.storePath());
            if (Files.isRegularFile(object)) {
                return new VerifiedStream(Files.newInputStream(object), path, pointer);
            }
        }
        throw new GitException(
                GitCode.LFS_OBJECT_MISSING,
                "The file " + path + " is a Git LFS pointer, but its object " + pointer.oid()
                        + " is not in the repository's LFS store. Fetch or push it with: git lfs fetch --all, git lfs push --all");
    }
}
