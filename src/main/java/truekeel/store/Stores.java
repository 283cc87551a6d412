package truekeel.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Opens the store that the settings mean. */
public final class Stores {
    private Stores() {}

    /**
     * Opens the database and brings its tables up to date. A database that is locked, damaged, unreachable or not
     * writable is found here and not at the first write.
     *
     * @throws StoreException with a code for each of these
     */
    public static Store open(DatabaseSettings settings) {
        Target target = Target.of(settings);
        return target.file().isPresent()
                ? openFile(target, target.file().get(), settings)
                : new JdbcStore(Database.open(target, settings, Supplier::get), () -> {});
    }

    private static Store openFile(Target target, Path file, DatabaseSettings settings) {
        HeldFile held = HeldFile.take(file);
        Uninterrupted threads = new Uninterrupted(settings.connections());
        try {
            Database database = threads.call(() -> {
                DatabaseFile.prepare(target, settings, held.lengthWhenClosed());
                held.isNowInUse();
                return Database.open(target, settings, threads::call);
            });
            return new JdbcStore(database, () -> {
                threads.close();
                held.release(DatabaseFile.length(target));
            });
        } catch (RuntimeException | Error e) {
            threads.close();
            held.release(held.lengthWhenClosed());
            throw e;
        }
    }

    /** Whether the database may hold something already; only of a file can that be told, and without opening it. */
    public static boolean mayHoldSomething(DatabaseSettings settings) {
        return Target.of(settings)
                .file()
                .map(file -> Files.exists(Path.of(file + Target.FILE_ENDING)))
                .orElse(true);
    }
}
