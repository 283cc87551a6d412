package truekeel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static truekeel.store.Samples.ACME;
import static truekeel.store.Samples.GLOBEX;
import static truekeel.store.Samples.NOON;
import static truekeel.store.Samples.SALES;
import static truekeel.store.Samples.attributed;
import static truekeel.store.Samples.minutesAfterNoon;
import static truekeel.store.Samples.modified;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import truekeel.model.ResourceRef;

/** What holds for every log of drift. */
interface DriftContract extends StoreAtHand {
    @Test
    default void driftKeepsItsOnsetOverChangesAndRestarts() throws Exception {
        // given
        store().drift().replace(ACME, List.of(modified(SALES, "x", NOON)), NOON);
        reopen();

        // when
        DriftRecord later = new DriftRecord(
                SALES, "unknown", List.of(), minutesAfterNoon(5), DriftCause.REVISION, Optional.empty());
        store().drift().replace(ACME, List.of(later), minutesAfterNoon(5));

        // then
        assertThat(store().drift().of(ACME))
                .containsExactly(new DriftRecord(SALES, "unknown", List.of(), NOON, DriftCause.LIVE, Optional.empty()));
        assertThat(store().drift().history(ACME, 10)).isEmpty();
    }

    @Test
    default void driftThatIsGoneEndsAndBeginsAnewWhenItComesBack() throws Exception {
        // given
        store().drift().replace(ACME, List.of(modified(SALES, "x", NOON)), NOON);
        store().drift().replace(ACME, List.of(), minutesAfterNoon(5));

        // when
        store().drift().replace(ACME, List.of(modified(SALES, "x", minutesAfterNoon(9))), minutesAfterNoon(9));
        reopen();

        // then
        assertThat(store().drift().of(ACME)).containsExactly(modified(SALES, "x", minutesAfterNoon(9)));
        assertThat(store().drift().history(ACME, 10))
                .containsExactly(new EndedDrift(modified(SALES, "x", NOON), Micros.of(minutesAfterNoon(5))));
    }

    @Test
    default void newDriftBeginsAtTheLatestNow() {
        // given
        DriftRecord ahead = modified(SALES, "x", minutesAfterNoon(60));

        // when
        store().drift().replace(ACME, List.of(ahead), NOON);

        // then
        assertThat(store().drift().of(ACME)).containsExactly(modified(SALES, "x", NOON));
    }

    @Test
    default void attributionLastsAsLongAsTheSameDifferenceDoes() {
        // given
        Attribution who = new Attribution("auth0|jane", NOON, "event-1");
        store().drift().replace(ACME, List.of(attributed(modified(SALES, "x", NOON), who)), NOON);

        // when
        store().drift().replace(ACME, List.of(modified(SALES, "x", NOON)), minutesAfterNoon(1));
        List<DriftRecord> same = store().drift().of(ACME);
        store().drift().replace(ACME, List.of(modified(SALES, "y", NOON)), minutesAfterNoon(2));
        List<DriftRecord> other = store().drift().of(ACME);

        // then
        assertThat(same).extracting(DriftRecord::attribution).containsExactly(Optional.of(who));
        assertThat(other).extracting(DriftRecord::attribution).containsExactly(Optional.empty());
    }

    @Test
    default void attributionOutlastsAGuardThatStandsBeforeTheRemoval() {
        // given
        Attribution who = new Attribution("auth0|jane", NOON, "event-1");
        DriftRecord found = attributed(modified(SALES, "x", NOON), who);
        store().drift().replace(ACME, List.of(found), NOON);
        DriftRecord withheld =
                new DriftRecord(SALES, "blocked", found.fields(), NOON, DriftCause.REVISION, Optional.empty());

        // when
        store().drift().replace(ACME, List.of(withheld), minutesAfterNoon(1));

        // then
        assertThat(store().drift().of(ACME))
                .containsExactly(
                        new DriftRecord(SALES, "blocked", found.fields(), NOON, DriftCause.LIVE, Optional.of(who)));
    }

    @Test
    default void tellsWhatEndedWithinATime() {
        // given
        for (int minute = 0; minute < 6; minute += 2) {
            store().drift()
                    .replace(ACME, List.of(modified(SALES, "x", minutesAfterNoon(minute))), minutesAfterNoon(minute));
            store().drift().replace(ACME, List.of(), minutesAfterNoon(minute + 1));
        }

        // when
        List<EndedDrift> ended = store().drift().ended(ACME, minutesAfterNoon(1), minutesAfterNoon(3));

        // then
        assertThat(ended)
                .extracting(EndedDrift::until)
                .containsExactly(Micros.of(minutesAfterNoon(3)), Micros.of(minutesAfterNoon(1)));
        assertThat(store().drift().ended(GLOBEX, NOON, minutesAfterNoon(9))).isEmpty();
    }

    @Test
    default void tellsWhatEachDriftContinues() {
        // given
        ResourceRef shared = ResourceRef.of("App", "Copy");
        List<DriftRecord> known = List.of(modified(shared, "a", NOON), modified(shared, "b", NOON));
        store().drift().replace(ACME, known, NOON);

        // when
        List<Optional<DriftRecord>> before = store().drift()
                .before(
                        ACME,
                        List.of(
                                modified(SALES, "x", minutesAfterNoon(3)),
                                modified(shared, "a2", minutesAfterNoon(3)),
                                modified(shared, "b", minutesAfterNoon(3)),
                                modified(shared, "c", minutesAfterNoon(3))));

        // then
        assertThat(before)
                .containsExactly(
                        Optional.empty(), Optional.of(known.get(0)), Optional.of(known.get(1)), Optional.empty());
    }

    @Test
    default void driftOfOneTenantDoesNotTouchAnother() {
        // given
        store().drift().replace(GLOBEX, List.of(modified(SALES, "x", NOON)), NOON);

        // when
        store().drift().replace(ACME, List.of(), minutesAfterNoon(1));

        // then
        assertThat(store().drift().of(GLOBEX)).hasSize(1);
    }

    @Test
    default void objectsThatShareAReferenceAreToldApart() {
        // given
        ResourceRef shared = ResourceRef.of("App", "Copy\u0000");
        List<DriftRecord> both = List.of(modified(shared, "a", NOON), modified(shared, "b", NOON));
        store().drift().replace(ACME, both, NOON);

        // when
        store().drift()
                .replace(
                        ACME,
                        List.of(
                                modified(shared, "a", minutesAfterNoon(3)),
                                modified(shared, "b", minutesAfterNoon(3)),
                                modified(shared, "c", minutesAfterNoon(3))),
                        minutesAfterNoon(3));

        // then
        assertThat(store().drift().of(ACME))
                .extracting(DriftRecord::since)
                .containsExactly(Micros.of(NOON), Micros.of(NOON), Micros.of(minutesAfterNoon(3)));
        assertThat(store().drift().history(ACME, 10)).isEmpty();
    }

    @Test
    default void endedDriftIsPrunedByCountAndByAge() {
        // given
        for (int minute = 0; minute < 10; minute += 2) {
            store().drift().replace(ACME, List.of(modified(SALES, "x", NOON)), minutesAfterNoon(minute));
            store().drift().replace(ACME, List.of(), minutesAfterNoon(minute + 1));
        }
        store().drift().replace(GLOBEX, List.of(modified(SALES, "x", NOON)), NOON);

        // when
        int byCount = store().drift().prune(new Retention(3, Duration.ofDays(1)), minutesAfterNoon(10));
        int byAge = store().drift().prune(new Retention(100, Duration.ofHours(1)), minutesAfterNoon(60 + 8));

        // then
        assertThat(byCount).isEqualTo(2);
        assertThat(byAge).isEqualTo(2);
        assertThat(store().drift().history(ACME, 10))
                .extracting(EndedDrift::until)
                .containsExactly(Micros.of(minutesAfterNoon(9)));
        assertThat(store().drift().of(GLOBEX)).hasSize(1);
    }
}
