package truekeel.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import truekeel.model.SourceTree.Nature;
import truekeel.model.SourceTree.SourceFile;

/** The files of a folder at one moment. */
record FolderListing(SortedMap<String, SourceFile> files, Map<String, LfsPointer> pointers) {
    private static final long DIGESTED_BYTES = 8L << 20;

    FolderListing {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        pointers = Map.copyOf(pointers);
    }

    /** Walks the part of the root below the path, without following links; names start at the root. */
    static FolderListing of(Path root, String below, GitLimits limits) throws IOException {
        Visitor visitor = new Visitor(root, limits);
        Path start = root.resolve(below);
        if (Files.isDirectory(start, LinkOption.NOFOLLOW_LINKS)
                && start.toRealPath().equals(start)) {
            Files.walkFileTree(start, visitor);
        }
        return new FolderListing(visitor.files, visitor.pointers);
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;
        private final GitLimits limits;
        private final SortedMap<String, SourceFile> files = new TreeMap<>();
        private final Map<String, LfsPointer> pointers = new HashMap<>();

        Visitor(Path root, GitLimits limits) {
            this.root = root;
            this.limits = limits;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isGit(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!isGit(file) && !attributes.isOther()) {
                SourceFile listed = listed(file, attributes);
                files.put(listed.path(), listed);
                limits.checkCount(files.size());
            }
            return FileVisitResult.CONTINUE;
        }

        private SourceFile listed(Path file, BasicFileAttributes attributes) throws IOException {
            String path = root.relativize(file)
                    .toString()
                    .replace(file.getFileSystem().getSeparator(), "/");
            if (attributes.isSymbolicLink()) {
                String target = Files.readSymbolicLink(file).toString();
                return new SourceFile(path, Digests.sha256(target), target.length(), Nature.SYMLINK);
            }
            long size = attributes.size();
            Optional<LfsPointer> pointer =
                    LfsPointer.mayBe(size) ? LfsPointer.parse(Files.readAllBytes(file)) : Optional.empty();
            if (pointer.isPresent()) {
                pointers.put(path, pointer.get());
                return new SourceFile(path, pointer.get().oid(), pointer.get().size(), Nature.LFS);
            }
            String id = size <= DIGESTED_BYTES ? digest(file) : identity(file, attributes);
            return new SourceFile(path, id, size, Nature.REGULAR);
        }

        private static boolean isGit(Path file) {
            return file.getFileName() != null && file.getFileName().toString().equals(".git");
        }

        private static String digest(Path file) throws IOException {
            MessageDigest digest = Digests.sha256();
            byte[] buffer = new byte[16_384];
            try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                    digest.update(buffer, 0, count);
                }
            }
            return Digests.hex(digest);
        }

        private static String identity(Path file, BasicFileAttributes attributes) {
            return Digests.sha256(file + "\0" + attributes.fileKey() + "\0" + attributes.size() + "\0"
                    + attributes.lastModifiedTime().toInstant());
        }
    }
}
