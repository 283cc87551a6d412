package truekeel.store;

import java.util.concurrent.atomic.AtomicBoolean;

/** The store in a database: H2 in a file or in memory, or PostgreSQL. */
final class JdbcStore implements Store {
    private final Database database;
    private final Runnable afterwards;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Journal journal;
    private final Inventory inventory;
    private final DriftLog drift;
    private final Runs runs;
    private final Suspensions suspensions;

    /** Closing the store runs {@code afterwards} when the database is closed. */
    JdbcStore(Database database, Runnable afterwards) {
        this.database = database;
        this.afterwards = afterwards;
        journal = new JdbcJournal(database);
        inventory = new JdbcInventory(database);
        drift = new JdbcDriftLog(database);
        runs = new JdbcRuns(database);
        suspensions = new JdbcSuspensions(database);
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Inventory inventory() {
        return inventory;
    }

    @Override
    public DriftLog drift() {
        return drift;
    }

    @Override
    public Runs runs() {
        return runs;
    }

    @Override
    public Suspensions suspensions() {
        return suspensions;
    }

    @Override
    public void close() {
        if (open.getAndSet(false)) {
            database.close();
            afterwards.run();
        }
    }
}
