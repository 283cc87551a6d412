package truekeel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static truekeel.store.Samples.ACME;
import static truekeel.store.Samples.NOON;
import static truekeel.store.Samples.SALES;
import static truekeel.store.Samples.creating;
import static truekeel.store.Samples.owned;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every store. Each test begins with an empty one. */
abstract class StoreContract
        implements JournalContract,
                InventoryContract,
                DriftContract,
                RunsContract,
                TenantCreationsContract,
                OutlinesContract {
    private Path folder;
    private Store store;

    /** A new, empty store; it may use the folder, which is empty at first. */
    abstract Store fresh(Path folder) throws Exception;

    /** The store of the next process, once this one is gone. */
    abstract Store reopened(Store gone, Path folder) throws Exception;

    @BeforeEach
    final void begin(@TempDir Path empty) throws Exception {
        folder = empty;
        store = fresh(folder);
    }

    @AfterEach
    final void end() {
        store.close();
    }

    @Override
    public final Store store() {
        return store;
    }

    @Override
    public final void reopen() throws Exception {
        store = reopened(store, folder);
    }

    @Test
    void closedStoreSaysSo() {
        // given
        store.close();

        // when / then
        assertThatThrownBy(() -> store.inventory().of(ACME))
                .isInstanceOfSatisfying(StoreException.class, failure -> assertThat(failure.code())
                        .isEqualTo(StoreCode.CLOSED));
    }

    @Test
    void writesThatBelongTogetherSeeEachOtherAndLast() throws Exception {
        // given
        StepId id = store.journal().sent(creating(ACME, SALES));
        List<Boolean> ours = new ArrayList<>();

        // when
        store.together(() -> {
            store.journal().confirmed(id, Optional.of("live-1"), NOON);
            ours.add(store.journal().wasCreatedByUs(ACME, SALES.kind(), "live-1"));
            store.inventory().put(ACME, owned(SALES, "live-1"));
        });
        reopen();

        // then
        assertThat(ours).containsExactly(true);
        assertThat(store.journal().open(ACME)).isEmpty();
        assertThat(store.inventory().of(ACME)).containsExactly(owned(SALES, "live-1"));
    }
}
