package truekeel.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps verified LFS objects in a folder by their id, so that each travels once and is there when the remote is not.
 * Several processes may share the folder.
 */
final class LfsCache implements LfsObjects {
    private final Path folder;
    private final LfsObjects origin;
    private final long maxBytes;
    private final InstantSource clock;

    LfsCache(Path folder, LfsObjects origin, long maxBytes, InstantSource clock) {
        this.folder = folder;
        this.origin = origin;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    @Override
    public InputStream open(String path, LfsPointer pointer) throws IOException {
        Path cached = folder.resolve(pointer.storePath());
        if (!Files.isRegularFile(cached) || Files.size(cached) != pointer.size()) {
            download(path, pointer, cached);
            evictAllBut(cached);
        }
        Files.setLastModifiedTime(cached, FileTime.from(clock.instant()));
        return new VerifiedStream(Files.newInputStream(cached), path, pointer);
    }

    private void download(String path, LfsPointer pointer, Path cached) throws IOException {
        Files.createDirectories(cached.getParent());
        Path part = Files.createTempFile(cached.getParent(), "part-", ".tmp");
        try {
            try (InputStream source = origin.open(path, pointer)) {
                Files.copy(source, part, StandardCopyOption.REPLACE_EXISTING);
            }
            try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(part, cached, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void evictAllBut(Path newest) throws IOException {
        List<Kept> kept = kept();
        long total = kept.stream().mapToLong(Kept::size).sum();
        for (Kept oldest : kept) {
            if (total <= maxBytes) {
                return;
            }
            if (!oldest.path().equals(newest)) {
                // A stream that is still open keeps its bytes on POSIX systems.
                Files.deleteIfExists(oldest.path());
                total -= oldest.size();
            }
        }
    }

    private List<Kept> kept() throws IOException {
        List<Path> paths;
        try (Stream<Path> found = Files.walk(folder, 3)) {
            paths = found.toList();
        }
        List<Kept> kept = new ArrayList<>();
        for (Path path : paths) {
            keptAt(path).ifPresent(kept::add);
        }
        kept.sort(Comparator.comparing(Kept::lastUsed));
        return kept;
    }

    private static Optional<Kept> keptAt(Path path) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? Optional.of(new Kept(path, attributes.size(), attributes.lastModifiedTime()))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            // Evicted by another process in between.
            return Optional.empty();
        }
    }

    private record Kept(Path path, long size, FileTime lastUsed) {}
}
