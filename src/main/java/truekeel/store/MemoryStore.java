package truekeel.store;

/** A store without a database, for commands that come and go and for tests; it behaves as {@link JdbcStore} does. */
public final class MemoryStore implements Store {
    private final MemoryState state;
    private final Journal journal;
    private final Inventory inventory;
    private final DriftLog drift;
    private final Runs runs;
    private final Suspensions suspensions;

    public MemoryStore() {
        this(new MemoryState());
    }

    private MemoryStore(MemoryState state) {
        this.state = state;
        state.handTo(this);
        journal = new MemoryJournal(this, state);
        inventory = new MemoryInventory(this, state);
        drift = new MemoryDriftLog(this, state);
        runs = new MemoryRuns(this, state);
        suspensions = new MemorySuspensions(this, state);
    }

    /**
     * A store with the same content for the next process. This one is closed by it, as if its process had been killed.
     */
    public MemoryStore successor() {
        return new MemoryStore(state);
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
        state.release(this);
    }
}
