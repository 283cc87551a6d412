package truekeel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static truekeel.store.Samples.ACME;
import static truekeel.store.Samples.GLOBEX;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import truekeel.model.TenantName;

/** What holds for every record of tenants that were made. */
interface BirthsContract extends StoreAtHand {
    Instant SENT = Instant.parse("2026-11-22T10:00:00.123456Z");
    String HOST = "k3w9.us.qlikcloud.com";

    private static Birth pending(TenantName tenant, String region, int second) {
        return Birth.pending(tenant, region, SENT.plusSeconds(second), SENT.plusSeconds(second + 1));
    }

    @Test
    default void aBirthOutlivesTheProcess() throws Exception {
        // given
        Birth begun = pending(ACME, "us", 0);
        Birth made = pending(GLOBEX, "eu", 5).created(HOST, Optional.of("t-1"), SENT.plusSeconds(9));

        // when
        boolean taken = store().births().begin(begun);
        store().births().begin(pending(GLOBEX, "eu", 5));
        store().births().created(made);
        reopen();

        // then
        assertThat(taken).isTrue();
        assertThat(store().births().of(ACME)).contains(begun);
        assertThat(store().births().of(GLOBEX)).contains(made);
        assertThat(store().births().all()).containsExactly(begun, made);
        assertThat(store().births().of(TenantName.of("nobody"))).isEmpty();
    }

    @Test
    default void onlyOneCreateIsOpenInARegion() {
        // given
        store().births().begin(pending(ACME, "us", 0));

        // when
        boolean same = store().births().begin(pending(GLOBEX, "us", 1));
        boolean elsewhere = store().births().begin(pending(GLOBEX, "eu", 2));

        // then
        assertThat(same).isFalse();
        assertThat(elsewhere).isTrue();
        assertThat(store().births().of(ACME)).contains(pending(ACME, "us", 0));
        assertThat(store().births().of(GLOBEX)).contains(pending(GLOBEX, "eu", 2));
    }

    @Test
    default void aDocumentWithATenantGetsNoOther() {
        // given
        Birth made = pending(ACME, "us", 0).created(HOST, Optional.empty(), SENT);
        store().births().created(made);

        // when
        boolean again = store().births().begin(pending(ACME, "us", 7));
        boolean another = store().births().begin(pending(GLOBEX, "us", 8));

        // then
        assertThat(again).isFalse();
        assertThat(another).isTrue();
        assertThat(store().births().of(ACME)).contains(made);
    }

    @Test
    default void aLaterAttemptTakesThePlaceOfTheEarlierOne() {
        // given
        store().births().begin(pending(ACME, "us", 0));

        // when
        boolean again = store().births().begin(pending(ACME, "us", 60));

        // then
        assertThat(again).isTrue();
        assertThat(store().births().all()).containsExactly(pending(ACME, "us", 60));
    }

    @Test
    default void whatWasNotMadeIsForgottenAndWhatWasMadeIsNot() {
        // given
        store().births().begin(pending(ACME, "us", 0));
        Birth made = pending(GLOBEX, "us", 0).created(HOST, Optional.of("t-1"), SENT);
        store().births().created(made);

        // when
        store().births().forget(ACME);
        store().births().forget(GLOBEX);

        // then
        assertThat(store().births().all()).containsExactly(made);
        assertThat(store().births().begin(pending(TenantName.of("umbrella"), "us", 3)))
                .isTrue();
    }
}
