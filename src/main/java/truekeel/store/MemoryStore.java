package truekeel.store;

/** A store without a database, for commands that come and go and for tests; it behaves as {@link JdbcStore} does. */
public final class MemoryStore implements Store {
    private final MemoryState state;
    private final Parts parts;

    public MemoryStore() {
        this(new MemoryState());
    }

    private MemoryStore(MemoryState state) {
        this.state = state;
        state.handTo(this);
        parts = new Parts(
                new MemoryJournal(this, state),
                new MemoryInventory(this, state),
                new MemoryDriftLog(this, state),
                new MemoryRuns(this, state),
                new MemorySuspensions(this, state),
                new MemoryTenantCreations(this, state),
                new MemoryOutlines(this, state));
    }

    /**
     * A store with the same content for the next process. This one is closed by it, as if its process had been killed.
     */
    public MemoryStore successor() {
        return new MemoryStore(state);
    }

    @Override
    public Parts parts() {
        return parts;
    }

    @Override
    public void close() {
        state.release(this);
    }
}
