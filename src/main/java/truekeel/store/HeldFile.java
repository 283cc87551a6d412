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
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The operating system's lock on a small file beside the database, with the holder's name in it. The system drops the
 * lock when the process dies, however it dies; the file stays. After an orderly end it tells how long the database was.
 */
final class HeldFile {
    private static final String ENDING = ".lock";
    /** Far behind the text, so that others can read the text where locks are mandatory. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int MOST_TEXT = 400;

    private static final String CLOSED = "closed with length ";

    private final Path file;
    private final FileChannel channel;
    private final String before;

    private HeldFile(Path file, FileChannel channel, String before) {
        this.file = file;
        this.channel = channel;
        this.before = before;
    }

    static Path path(Path database) {
        return Path.of(database + ENDING);
    }

    /** Throws {@link StoreException} with {@link StoreCode#LOCKED} and the holder's name when it is held. */
    static HeldFile take(Path database) {
        Path file = path(database);
        FileChannel channel = open(file);
        try {
            if (tryLock(channel) == null) {
                throw locked(file, read(channel));
            }
            return new HeldFile(file, channel, read(channel));
        } catch (IOException e) {
            closeQuietly(channel);
            throw Diagnosis.of(file.toString()).file(e);
        } catch (RuntimeException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    /** In bytes, as the last holder left it; empty when it did not come to an orderly end, or there was none. */
    OptionalLong lengthWhenClosed() {
        if (!before.startsWith(CLOSED)) {
            return OptionalLong.empty();
        }
        String length = before.substring(CLOSED.length());
        return length.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(length)) : OptionalLong.empty();
    }

    /** Writes the holder's name; from now on the database may change. */
    void isNowInUse() {
        write(holder());
    }

    /** Lets go of the lock and leaves the length behind, where it is known. */
    void release(OptionalLong length) {
        try {
            length.ifPresent(bytes -> write(CLOSED + bytes));
        } finally {
            closeQuietly(channel);
        }
    }

    private void write(String text) {
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException e) {
            throw Diagnosis.of(file.toString()).file(e);
        }
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

    private static StoreException locked(Path file, String holder) {
        return new StoreException(
                StoreCode.LOCKED,
                "The database beside " + file + " is in use by "
                        + (holder.startsWith("process ") ? holder : "a process that did not leave its name yet")
                        + ". Stop that process, or set truekeel.data.dir to another folder.");
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(MOST_TEXT);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
    }

    private static String holder() {
        return "process " + ProcessHandle.current().pid() + " on host " + host();
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
