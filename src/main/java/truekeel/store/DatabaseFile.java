package truekeel.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The file of the embedded database. It comes into being under another name and gets its own when its tables are there;
 * a file without our tables is therefore damaged, and never taken for a new one. H2 opens some cut files as if they
 * were empty, and without this the inventory would be gone without a word.
 */
final class DatabaseFile {
    private DatabaseFile() {}

    static void prepare(Target target, DatabaseSettings settings) {
        Path name = target.file().orElseThrow();
        Path file = Path.of(name + Target.FILE_ENDING);
        if (Files.exists(file)) {
            return;
        }
        Path newName = Path.of(name + ".new");
        Path newFile = Path.of(newName + Target.FILE_ENDING);
        try {
            Files.deleteIfExists(newFile);
            Database.create(target.besides(newName), settings);
            Files.move(newFile, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Diagnosis.of(target.shown()).file(e);
        }
    }
}
