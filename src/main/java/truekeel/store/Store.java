package truekeel.store;

/**
 * The memory of the daemon. Every method of its parts may throw {@link StoreException}; each is safe to call from
 * several threads, and what it wrote is durable when it returns.
 */
public interface Store extends AutoCloseable {
    Journal journal();

    Inventory inventory();

    DriftLog drift();

    Runs runs();

    Suspensions suspensions();

    /** Gives the database back; every later call on a part throws {@link StoreException}. */
    @Override
    void close();
}
