package truekeel.git;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import truekeel.model.SourceTree.Nature;
import truekeel.model.SourceTree.SourceFile;

/** The listing of one commit's tree, made in one pass over the object database. */
record BlobTree(SortedMap<String, SourceFile> files, Map<String, LfsPointer> pointers) {
    BlobTree {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        pointers = Map.copyOf(pointers);
    }

    /**
     * Lists every file below the folder; an empty folder means the whole tree. Throws {@link GitException}
     * {@code TREE_INVALID} for names that Git would not write and {@code TOO_LARGE} above the limit of files.
     */
    static BlobTree list(Repository repository, RevTree tree, String folder, GitLimits limits) throws IOException {
        SortedMap<String, SourceFile> files = new TreeMap<>();
        Map<String, LfsPointer> pointers = new HashMap<>();
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(tree);
            walk.setRecursive(false);
            if (!folder.isEmpty()) {
                walk.setFilter(PathFilter.create(folder));
            }
            while (walk.next()) {
                checkName(walk);
                if (walk.isSubtree()) {
                    walk.enterSubtree();
                } else if (SubPath.isBelow(walk.getPathString(), folder)) {
                    SourceFile file = file(walk, reader, pointers);
                    if (files.put(file.path(), file) != null) {
                        throw invalid("has the path '" + file.path() + "' twice");
                    }
                    limits.checkCount(files.size());
                }
            }
        }
        return new BlobTree(files, pointers);
    }

    private static SourceFile file(TreeWalk walk, ObjectReader reader, Map<String, LfsPointer> pointers)
            throws IOException {
        String path = walk.getPathString();
        FileMode mode = walk.getFileMode();
        ObjectId id = walk.getObjectId(0);
        if (FileMode.GITLINK.equals(mode)) {
            return new SourceFile(path, id.name(), 0, Nature.SUBMODULE);
        }
        long size = reader.getObjectSize(id, Constants.OBJ_BLOB);
        if (FileMode.SYMLINK.equals(mode)) {
            return new SourceFile(path, id.name(), size, Nature.SYMLINK);
        }
        Optional<LfsPointer> pointer = LfsPointer.mayBe(size)
                ? LfsPointer.parse(reader.open(id, Constants.OBJ_BLOB).getCachedBytes(LfsPointer.MAX_BYTES))
                : Optional.empty();
        pointer.ifPresent(found -> pointers.put(path, found));
        return new SourceFile(
                path,
                id.name(),
                pointer.map(LfsPointer::size).orElse(size),
                pointer.isPresent() ? Nature.LFS : Nature.REGULAR);
    }

    private static void checkName(TreeWalk walk) throws GitException {
        String name = walk.getNameString();
        if (SubPath.isHostileName(name)) {
            throw invalid("holds an entry named '" + name + "' at '" + walk.getPathString() + "'");
        }
    }

    private static GitException invalid(String what) {
        return new GitException(
                GitCode.TREE_INVALID,
                "The commit's tree " + what
                        + ", which Git itself would not write. Find out who pushed it, and revert it.");
    }
}
