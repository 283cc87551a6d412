package truekeel.store;

import java.util.concurrent.atomic.AtomicBoolean;

/** The store in a database: H2 in a file or in memory, or PostgreSQL. */
final class JdbcStore implements Store {
    private final Database database;
    private final Runnable afterwards;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Parts parts;

    /** Closing the store runs {@code afterwards} when the database is closed. */
    JdbcStore(Database database, Runnable afterwards) {
        this.database = database;
        this.afterwards = afterwards;
        parts = new Parts(
                new JdbcJournal(database),
                new JdbcInventory(database),
                new JdbcDriftLog(database),
                new JdbcRuns(database),
                new JdbcSuspensions(database),
                new JdbcTenantCreations(database),
                new JdbcOutlines(database));
    }

    @Override
    public Parts parts() {
        return parts;
    }

    @Override
    public void together(Runnable writes) {
        database.together(writes);
    }

    @Override
    public void close() {
        if (open.getAndSet(false)) {
            database.close();
            afterwards.run();
        }
    }
}
