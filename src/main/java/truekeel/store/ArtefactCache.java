package truekeel.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Files by the SHA-256 of their content, such as what an app held before it was replaced. Bounded: the files that were
 * used longest ago go first, so whoever needs one must live without it. Processes may share the folder.
 */
public final class ArtefactCache {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final String PART = ".part";
    /** After this time a half-written file belongs to a process that died. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path folder;
    private final long mostBytes;
    private final InstantSource clock;

    /** The folder is made at the first {@link #put}; {@code mostBytes} bounds all files together. */
    public ArtefactCache(Path folder, long mostBytes, InstantSource clock) {
        this.folder = folder;
        this.mostBytes = mostBytes;
        this.clock = clock;
    }

    /**
     * Keeps the content and returns its SHA-256 as 64 hex digits. Empty when the content alone exceeds the bound; then
     * the stream is read no further. The caller closes the stream.
     *
     * @throws StoreException when the folder cannot be written
     * @throws IOException when the stream cannot be read
     */
    public Optional<String> put(InputStream content) throws IOException {
        try {
            return put(out -> copy(content, out));
        } catch (Unreadable problem) {
            throw problem.cause;
        }
    }

    /** Writes content to a stream that it does not close. */
    @FunctionalInterface
    public interface Writer {
        void write(OutputStream to);
    }

    /**
     * As {@link #put(InputStream)}, of what somebody writes; what the writer throws goes to the caller, and nothing is
     * kept.
     */
    public Optional<String> put(Writer writer) {
        Path part = newPart();
        try {
            MessageDigest digest = sha256();
            if (!fill(part, digest, writer)) {
                return Optional.empty();
            }
            String hash = HexFormat.of().formatHex(digest.digest());
            // By the file system's clock, which is the one that dates the others' parts.
            FileTime now = Files.getLastModifiedTime(part);
            place(part, file(hash));
            makeRoom(file(hash));
            dropAbandoned(now);
            return Optional.of(hash);
        } catch (IOException e) {
            throw Diagnosis.of(folder.toString()).file(e);
        } finally {
            delete(part);
        }
    }

    /** The bytes of the content with this SHA-256, while it is kept; a question counts as a use. */
    public OptionalLong length(String hash) {
        Path file = file(hash);
        try {
            long size = Files.size(file);
            touch(file);
            return OptionalLong.of(size);
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw Diagnosis.of(file.toString()).file(e);
        }
    }

    /**
     * From now on the content goes by another name too.
     *
     * @param name 64 hex digits, such as the digest of what names a version
     */
    public void name(String name, String hash) {
        Path file = named(name);
        Path part = newPart();
        try {
            Files.writeString(part, hash);
            place(part, file);
        } catch (IOException e) {
            throw Diagnosis.of(file.toString()).file(e);
        } finally {
            delete(part);
        }
    }

    /** The SHA-256 of the content that goes by a name, while it is kept. */
    public Optional<String> hashOf(String name) {
        Path file = named(name);
        try {
            String hash = Files.readString(file);
            touch(file);
            return SHA256.matcher(hash).matches() && length(hash).isPresent() ? Optional.of(hash) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Diagnosis.of(file.toString()).file(e);
        }
    }

    /** Forgets the content with this SHA-256, if it is kept. */
    public void drop(String hash) {
        delete(file(hash));
    }

    /** Drops what nobody has used for so long. */
    public void dropUnused(Duration age) {
        FileTime horizon = FileTime.from(clock.instant().minus(age));
        walk((file, attributes) -> {
            boolean ours = !file.toString().endsWith(PART);
            if (ours && attributes.lastModifiedTime().compareTo(horizon) < 0) {
                Files.deleteIfExists(file);
            }
        });
    }

    /**
     * The content with this SHA-256, while it is kept. The caller closes the stream; at its end it throws
     * {@link IOException} when the bytes are no longer those that were put, and the file is dropped.
     */
    public Optional<InputStream> open(String hash) {
        Path file = file(hash);
        try {
            InputStream in = Files.newInputStream(file);
            touch(file);
            return Optional.of(new KeptContent(new DigestInputStream(in, sha256()), hash, file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Diagnosis.of(file.toString()).file(e);
        }
    }

    /** The bytes of all files together. */
    public long size() {
        return kept().stream().mapToLong(Kept::size).sum();
    }

    private record Kept(Path file, long size, FileTime used) {}

    private Path file(String hash) {
        if (!SHA256.matcher(hash).matches()) {
            throw new IllegalArgumentException("Not a SHA-256 in lower-case hex digits: '" + hash + "'");
        }
        return folder.resolve(hash.substring(0, 2)).resolve(hash);
    }

    private Path named(String name) {
        if (!SHA256.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a name of 64 lower-case hex digits: '" + name + "'");
        }
        return folder.resolve("names").resolve(name + ".name");
    }

    private Path newPart() {
        try {
            Files.createDirectories(folder);
            return Files.createTempFile(folder, "artefact", PART);
        } catch (IOException e) {
            throw Diagnosis.of(folder.toString()).file(e);
        }
    }

    /** Whether the content fits. */
    private boolean fill(Path part, MessageDigest digest, Writer writer) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                OutputStream out = new Bounded(Channels.newOutputStream(channel), digest)) {
            writer.write(out);
            channel.force(true);
            return true;
        } catch (Full full) {
            return false;
        }
    }

    /** What cannot be written is ours to explain; what cannot be read is the caller's. */
    private void copy(InputStream content, OutputStream out) {
        byte[] buffer = new byte[64 * 1024];
        try {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new Unreadable(e);
        }
    }

    /** The source of the content failed. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final IOException cause;

        Unreadable(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    /** The content is larger than the bound. */
    private static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Digests what it takes, and takes no more than may be kept. */
    private final class Bounded extends OutputStream {
        private final OutputStream out;
        private final MessageDigest digest;
        private long total;

        Bounded(OutputStream out, MessageDigest digest) {
            this.out = out;
            this.digest = digest;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            total += length;
            if (total > mostBytes) {
                throw new Full();
            }
            digest.update(buffer, offset, length);
            try {
                out.write(buffer, offset, length);
            } catch (IOException e) {
                throw Diagnosis.of(folder.toString()).file(e);
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException leftToTheNext) {
            // An abandoned part is dropped after a day.
        }
    }

    private void place(Path part, Path file) {
        try {
            Files.createDirectories(file.getParent());
            try {
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
            touch(file);
        } catch (IOException e) {
            throw Diagnosis.of(folder.toString()).file(e);
        }
    }

    private void touch(Path file) throws IOException {
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        } catch (NoSuchFileException e) {
            // Another process made room in between; the open stream still reads.
        }
    }

    private void makeRoom(Path newest) throws IOException {
        List<Kept> oldestFirst = new ArrayList<>(kept());
        oldestFirst.sort(Comparator.comparing(Kept::used).thenComparing(Kept::file));
        long total = oldestFirst.stream().mapToLong(Kept::size).sum();
        for (Kept old : oldestFirst) {
            if (total <= mostBytes) {
                return;
            }
            if (!old.file().equals(newest)) {
                Files.deleteIfExists(old.file());
                total -= old.size();
            }
        }
    }

    private List<Kept> kept() {
        List<Kept> found = new ArrayList<>();
        walk((file, attributes) -> {
            if (SHA256.matcher(file.getFileName().toString()).matches()) {
                found.add(new Kept(file, attributes.size(), attributes.lastModifiedTime()));
            }
        });
        return found;
    }

    private void dropAbandoned(FileTime now) {
        FileTime horizon = FileTime.from(now.toInstant().minus(ABANDONED));
        walk((file, attributes) -> {
            if (file.toString().endsWith(PART) && attributes.lastModifiedTime().compareTo(horizon) < 0) {
                Files.deleteIfExists(file);
            }
        });
    }

    private interface Visit {
        void see(Path file, BasicFileAttributes attributes) throws IOException;
    }

    private void walk(Visit visit) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    visit.see(file, attributes);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE; // gone since it was listed
                }
            });
        } catch (IOException e) {
            throw Diagnosis.of(folder.toString()).file(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256. This is a bug in Truekeel.", e);
        }
    }
}
