package truekeel.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.SortedMap;

/** The files of the desired state at one revision, read-only and complete: a Git tree, or a folder as it stands. */
public interface SourceTree {
    Revision revision();

    /** Every file below the tree's root by path with {@code /}, symbolic links included (marked), in path order. */
    SortedMap<String, SourceFile> files();

    /** The bytes of a file; a Git LFS pointer yields what it points to. The caller closes the stream. */
    InputStream open(SourceFile file) throws IOException;

    /**
     * What a file's path held before this revision, as far as the history is at hand.
     *
     * @param digest the first hex digits of the SHA-256
     */
    default Optional<Artefact.Content> earlier(SourceFile file, String digest) throws IOException {
        return Optional.empty();
    }

    /**
     * One file of the tree.
     *
     * @param contentId equal ids mean equal bytes, over revisions too
     * @param size in bytes; of the object itself where the file is a Git LFS pointer
     */
    record SourceFile(String path, String contentId, long size, Nature nature) {}

    /** What a path holds. Anything but a regular file is refused by the reader of manifests. */
    enum Nature {
        REGULAR,
        LFS,
        SYMLINK,
        SUBMODULE
    }
}
