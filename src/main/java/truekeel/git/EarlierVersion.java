package truekeel.git;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * What a path held in an earlier commit, found by the file's SHA-256.
 *
 * @param blob what Git holds
 * @param pointer present when that is a Git LFS pointer
 */
record EarlierVersion(ObjectId blob, Optional<LfsPointer> pointer) {
    private static final int MOST_COMMITS = 5_000;
    private static final int MOST_CONTENTS = 50;
    private static final long MOST_BYTES = 4L << 30;

    /**
     * Goes back from a commit as far as the repository has its past, and not without end.
     *
     * @param digest the first hex digits of the SHA-256
     */
    static Optional<EarlierVersion> find(Repository repository, AnyObjectId from, String path, String digest)
            throws IOException {
        Set<ObjectId> seen = new HashSet<>();
        long left = MOST_BYTES;
        try (RevWalk walk = new RevWalk(repository);
                ObjectReader reader = repository.newObjectReader()) {
            walk.markStart(walk.parseCommit(from));
            RevCommit commit = walk.next();
            for (int i = 0; commit != null && i < MOST_COMMITS && seen.size() < MOST_CONTENTS && left > 0; i++) {
                Optional<ObjectId> blob = blob(reader, commit, path);
                if (blob.isPresent() && seen.add(blob.get())) {
                    ObjectLoader loader = reader.open(blob.get(), Constants.OBJ_BLOB);
                    Optional<LfsPointer> pointer = pointer(loader);
                    left -= pointer.isPresent() ? 0 : loader.getSize();
                    if (left > 0 && sha256(loader, pointer).startsWith(digest)) {
                        return Optional.of(new EarlierVersion(blob.get(), pointer));
                    }
                }
                commit = walk.next();
            }
            return Optional.empty();
        } catch (MissingObjectException endOfWhatIsHere) {
            return Optional.empty();
        }
    }

    private static Optional<ObjectId> blob(ObjectReader reader, RevCommit commit, String path) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(reader, path, commit.getTree())) {
            boolean isFile = walk != null
                    && (FileMode.REGULAR_FILE.equals(walk.getRawMode(0))
                            || FileMode.EXECUTABLE_FILE.equals(walk.getRawMode(0)));
            return isFile ? Optional.of(walk.getObjectId(0)) : Optional.empty();
        }
    }

    private static Optional<LfsPointer> pointer(ObjectLoader loader) throws IOException {
        return LfsPointer.mayBe(loader.getSize())
                ? LfsPointer.parse(loader.getCachedBytes(LfsPointer.MAX_BYTES))
                : Optional.empty();
    }

    private static String sha256(ObjectLoader loader, Optional<LfsPointer> pointer) throws IOException {
        if (pointer.isPresent()) {
            return pointer.get().oid();
        }
        MessageDigest digest = Digests.sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = loader.openStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return Digests.hex(digest);
    }
}
