package truekeel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static truekeel.store.Samples.ACME;
import static truekeel.store.Samples.GLOBEX;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import truekeel.model.TenantName;

/** What holds for every record of tenants that were made. */
interface TenantCreationsContract extends StoreAtHand {
    Instant SENT = Instant.parse("2026-11-22T10:00:00.123456Z");
    String HOST = "k3w9.us.qlikcloud.com";

    private static TenantCreation pending(TenantName tenant, String region, int second) {
        return TenantCreation.pending(tenant, region, SENT.plusSeconds(second), SENT.plusSeconds(second + 1));
    }

    @Test
    default void aBirthOutlivesTheProcess() throws Exception {
        // given
        TenantCreation begun = pending(ACME, "us", 0);
        TenantCreation made = pending(GLOBEX, "eu", 5).created(HOST, Optional.of("t-1"), SENT.plusSeconds(9));

        // when
        boolean taken = store().creations().begin(begun);
        store().creations().begin(pending(GLOBEX, "eu", 5));
        store().creations().created(made);
        reopen();

        // then
        assertThat(taken).isTrue();
        assertThat(store().creations().of(ACME)).contains(begun);
        assertThat(store().creations().of(GLOBEX)).contains(made);
        assertThat(store().creations().all()).containsExactly(begun, made);
        assertThat(store().creations().of(TenantName.of("nobody"))).isEmpty();
    }

    @Test
    default void onlyOneCreateIsOpenInARegion() {
        // given
        store().creations().begin(pending(ACME, "us", 0));

        // when
        boolean same = store().creations().begin(pending(GLOBEX, "us", 1));
        boolean elsewhere = store().creations().begin(pending(GLOBEX, "eu", 2));

        // then
        assertThat(same).isFalse();
        assertThat(elsewhere).isTrue();
        assertThat(store().creations().of(ACME)).contains(pending(ACME, "us", 0));
        assertThat(store().creations().of(GLOBEX)).contains(pending(GLOBEX, "eu", 2));
        assertThat(store().creations().pending("us")).containsExactly(pending(ACME, "us", 0));
    }

    @Test
    default void whatWasMadeIsNotOpen() {
        // given
        store().creations().begin(pending(ACME, "us", 0));
        store().creations().begin(pending(GLOBEX, "eu", 2));

        // when
        store().creations().created(pending(ACME, "us", 0).created(HOST, Optional.empty(), SENT));

        // then
        assertThat(store().creations().pending("us")).isEmpty();
        assertThat(store().creations().pending("eu")).containsExactly(pending(GLOBEX, "eu", 2));
    }

    @Test
    default void aDocumentWithATenantGetsNoOther() {
        // given
        TenantCreation made = pending(ACME, "us", 0).created(HOST, Optional.empty(), SENT);
        store().creations().created(made);

        // when
        boolean again = store().creations().begin(pending(ACME, "us", 7));
        boolean another = store().creations().begin(pending(GLOBEX, "us", 8));

        // then
        assertThat(again).isFalse();
        assertThat(another).isTrue();
        assertThat(store().creations().of(ACME)).contains(made);
    }

    @Test
    default void aLaterAttemptTakesThePlaceOfTheEarlierOne() {
        // given
        store().creations().begin(pending(ACME, "us", 0));

        // when
        boolean again = store().creations().begin(pending(ACME, "us", 60));

        // then
        assertThat(again).isTrue();
        assertThat(store().creations().all()).containsExactly(pending(ACME, "us", 60));
    }

    @Test
    default void whatWasNotMadeIsForgottenAndWhatWasMadeIsNot() {
        // given
        store().creations().begin(pending(ACME, "us", 0));
        TenantCreation made = pending(GLOBEX, "us", 0).created(HOST, Optional.of("t-1"), SENT);
        store().creations().created(made);

        // when
        store().creations().forget(ACME);
        store().creations().forget(GLOBEX);

        // then
        assertThat(store().creations().all()).containsExactly(made);
        assertThat(store().creations().begin(pending(TenantName.of("umbrella"), "us", 3)))
                .isTrue();
    }
}
