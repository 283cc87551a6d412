package truekeel.store;

/** The store that a contract is held to, and what becomes of it when its process ends. */
interface StoreAtHand {
    /** The store; empty at the beginning of each test. */
    Store store();

    /** Ends the process and begins the next one: from here on the store is that one's. */
    void reopen() throws Exception;
}
