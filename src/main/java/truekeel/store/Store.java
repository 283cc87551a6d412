package truekeel.store;

/**
 * The memory of the daemon. Every method of its parts may throw {@link StoreException}; each is safe to call from
 * several threads, and what it wrote is durable when it returns, where it does not say otherwise.
 */
public interface Store extends AutoCloseable {

    /** What one store is made of. */
    record Parts(
            Journal journal,
            Inventory inventory,
            DriftLog drift,
            Runs runs,
            Suspensions suspensions,
            TenantCreations creations,
            Outlines outlines) {}

    Parts parts();

    /**
     * Does writes that belong together: all of them or none. They become durable with the next write that is durable
     * when it returns, such as the next {@link Journal#sent}, or half a second later; a process that dies before leaves
     * none of them. They may run on another thread.
     */
    default void together(Runnable writes) {
        writes.run();
    }

    default Journal journal() {
        return parts().journal();
    }

    default Inventory inventory() {
        return parts().inventory();
    }

    default DriftLog drift() {
        return parts().drift();
    }

    default Runs runs() {
        return parts().runs();
    }

    default Suspensions suspensions() {
        return parts().suspensions();
    }

    default TenantCreations creations() {
        return parts().creations();
    }

    default Outlines outlines() {
        return parts().outlines();
    }

    /** Gives the database back; every later call on a part throws {@link StoreException}. */
    @Override
    void close();
}
