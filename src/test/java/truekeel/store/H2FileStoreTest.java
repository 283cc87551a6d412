package truekeel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static truekeel.store.Samples.ACME;
import static truekeel.store.Samples.SALES;
import static truekeel.store.Samples.owned;
import static truekeel.store.Samples.updating;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class H2FileStoreTest extends StoreContract {
    @Override
    Store fresh(Path folder) {
        return Stores.open(DatabaseSettings.embedded(folder));
    }

    @Override
    Store reopened(Store gone, Path folder) {
        gone.close();
        return fresh(folder);
    }

    @Test
    void ofWritesThatBelongTogetherAllOrNoneAreThere() {
        assertThatIllegalStateException()
                .isThrownBy(() -> store().together(() -> {
                    store().inventory().put(ACME, owned(SALES, "live-1"));
                    throw new IllegalStateException("in between");
                }))
                .withMessage("in between");

        assertThat(store().inventory().of(ACME)).isEmpty();
    }

    @Test
    void aStepThatIsAboutToBeSentStandsAlone() {
        assertThatIllegalStateException()
                .isThrownBy(() -> store().together(() -> store().journal().sent(updating(ACME, SALES))))
                .withMessageContaining("stands alone");

        assertThat(store().journal().open(ACME)).isEmpty();
    }
}
