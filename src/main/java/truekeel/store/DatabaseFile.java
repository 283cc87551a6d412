package truekeel.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalLong;

/**
 * The file of the embedded database. It comes into being under another name and gets its own when its tables are there;
 * a file without our tables is therefore damaged, and never taken for a new one. H2 opens some cut files as if they
 * were empty, and without this the inventory would be gone without a word.
 */
final class DatabaseFile {
    private DatabaseFile() {}

    /**
     * Makes the file when there is none. Throws {@link StoreException} when it is shorter than it was when it was last
     * closed: H2 would go back to an older commit without a word.
     */
    static void prepare(Target target, DatabaseSettings settings, OptionalLong lengthWhenClosed) {
        OptionalLong length = length(target);
        if (length.isEmpty()) {
            create(target, settings);
        } else if (lengthWhenClosed.isPresent() && length.getAsLong() < lengthWhenClosed.getAsLong()) {
            throw new StoreException(
                    StoreCode.CORRUPT,
                    "The database " + target.shown() + " is damaged: it has " + length.getAsLong() + " bytes and had "
                            + lengthWhenClosed.getAsLong()
                            + " when it was closed. Put a backup in its place, or move it"
                            + " away: Truekeel then starts with an empty one and adopts again what it finds, without"
                            + " its history. If a backup or a tool made it shorter on purpose, delete "
                            + HeldFile.path(target.file().orElseThrow()) + ".");
        }
    }

    /** In bytes; empty when there is no file. */
    static OptionalLong length(Target target) {
        try {
            return OptionalLong.of(Files.size(file(target)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw Diagnosis.of(target.shown()).file(e);
        }
    }

    private static Path file(Target target) {
        return Path.of(target.file().orElseThrow() + Target.FILE_ENDING);
    }

    private static void create(Target target, DatabaseSettings settings) {
        Path newName = Path.of(target.file().orElseThrow() + ".new");
        Path newFile = Path.of(newName + Target.FILE_ENDING);
        try {
            Files.deleteIfExists(newFile);
            Database.create(target.besides(newName), settings);
            Files.move(newFile, file(target), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Diagnosis.of(target.shown()).file(e);
        }
    }
}
