package truekeel.store;

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
        if (target.file().isEmpty()) {
            return new JdbcStore(Database.open(target, settings), () -> {});
        }
        HeldFile held = HeldFile.take(target.file().get());
        try {
            DatabaseFile.prepare(target, settings);
            return new JdbcStore(Database.open(target, settings), held::release);
        } catch (RuntimeException | Error e) {
            held.release();
            throw e;
        }
    }
}
