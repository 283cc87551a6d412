package truekeel.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operating system's lock on a small file beside the database, with the holder's name in it. The system drops the
 * lock when the process dies, however it dies; the file stays.
 */
final class HeldFile {
    private static final String ENDING = ".lock";
    /** Far behind the text, so that others can read the text where locks are mandatory. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int MOST_TEXT = 400;

    private final FileChannel channel;

    private HeldFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Throws {@link StoreException} with {@link StoreCode#LOCKED} and the holder's name when it is held. */
    static HeldFile take(Path database) {
        Path file = Path.of(database + ENDING);
        FileChannel channel = open(file);
        try {
            if (tryLock(channel) == null) {
                throw locked(file, read(channel));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder().getBytes(StandardCharsets.UTF_8)), 0);
            return new HeldFile(channel);
        } catch (IOException e) {
            closeQuietly(channel);
            throw Diagnosis.of(file.toString()).file(e);
        } catch (RuntimeException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    void release() {
        closeQuietly(channel);
    }

    private static FileChannel open(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw Diagnosis.of(file.toString()).file(e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null; // this very process holds it
        }
    }

    private static StoreException locked(Path file, Optional<String> holder) {
        return new StoreException(
                StoreCode.LOCKED,
                "The database beside " + file + " is in use by "
                        + holder.orElse("a process that did not leave its name")
                        + ". Stop that process, or set truekeel.data.dir to another folder.");
    }

    private static Optional<String> read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(MOST_TEXT);
        channel.read(text, 0);
        String holder = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
        return holder.isEmpty() ? Optional.empty() : Optional.of(holder);
    }

    private static String holder() {
        return "process " + ProcessHandle.current().pid() + " on host " + host() + "\n";
    }

    private static String host() {
        String named = System.getenv("HOSTNAME");
        if (named != null && !named.isBlank()) {
            return named;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The system drops the lock with the process at the latest; nobody can act on this.
        }
    }
}
