package truekeel.fleet;

import java.time.InstantSource;
import java.util.Optional;
import truekeel.store.Store;

/** What content takes in tests: it is read by the tenant's own thread, and imports are bounded as by Qlik's default. */
public final class FixtureContents {
    static final int IMPORTS_PER_DAY = 300;

    private FixtureContents() {}

    /** Of tenants whose content is all in Git. */
    public static Reconciliation.Contents inGit(Store store, InstantSource clock) {
        return of(Optional.empty(), store, clock, IMPORTS_PER_DAY);
    }

    /** Of tenants whose content comes from elsewhere too. */
    public static Reconciliation.Contents from(Origins origins, Store store, InstantSource clock) {
        return of(Optional.of(origins), store, clock, IMPORTS_PER_DAY);
    }

    static Reconciliation.Contents of(Optional<Origins> origins, Store store, InstantSource clock, int importsPerDay) {
        return new Reconciliation.Contents(
                origins, new AppContents(store.outlines(), Runnable::run, clock), importsPerDay);
    }
}
