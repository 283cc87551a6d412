package truekeel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.groups.Tuple.tuple;
import static truekeel.store.Samples.ACME;
import static truekeel.store.Samples.GLOBEX;
import static truekeel.store.Samples.NOON;
import static truekeel.store.Samples.RUN;
import static truekeel.store.Samples.SALES;
import static truekeel.store.Samples.SPACE;
import static truekeel.store.Samples.creating;
import static truekeel.store.Samples.minutesAfterNoon;
import static truekeel.store.Samples.step;
import static truekeel.store.Samples.updating;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import truekeel.model.KindName;
import truekeel.model.ResourceRef;
import truekeel.model.Value;

/** What holds for every journal. */
interface JournalContract extends StoreAtHand {
    ResourceRef PLANNING = ResourceRef.of("Space", "Planning");

    @Test
    default void stepIsOpenUntilItIsConfirmed() {
        // given
        StepId id = store().journal().sent(updating(ACME, SALES));
        List<OpenStep> before = store().journal().open(ACME);

        // when
        store().journal().confirmed(id, Optional.of("live-1"), minutesAfterNoon(1));

        // then
        assertThat(before).containsExactly(new OpenStep(id, updating(ACME, SALES), StepState.SENT));
        assertThat(store().journal().open(ACME)).isEmpty();
        assertThat(store().journal().of(RUN))
                .containsExactly(new StepEntry(
                        id,
                        updating(ACME, SALES),
                        StepState.CONFIRMED,
                        Optional.of("live-1"),
                        Optional.empty(),
                        minutesAfterNoon(1).truncatedTo(ChronoUnit.MICROS)));
    }

    @Test
    default void countsWhatWasSentWhateverCameOfIt() {
        // given
        store().journal().sent(updating(ACME, SALES));
        StepId failed = store().journal().sent(updating(ACME, PLANNING));
        store().journal().failed(failed, "REFUSED", minutesAfterNoon(1));
        store().journal().sent(updating(GLOBEX, SALES));
        StepRecord one = updating(ACME, SALES);

        // when
        int since = store().journal().sentSince(ACME, SALES.kind(), one.step(), one.at());
        int later = store().journal()
                .sentSince(ACME, SALES.kind(), one.step(), one.at().plusSeconds(1));
        int other = store().journal().sentSince(ACME, SALES.kind(), "another step", one.at());

        // then
        assertThat(since).isEqualTo(2);
        assertThat(later).isZero();
        assertThat(other).isZero();
    }

    @Test
    default void openStepsOutliveTheProcessWithEveryField() throws Exception {
        // given
        StepId id = store().journal().sent(updating(ACME, SALES));
        store().journal().uncertain(id, "the answer\u0000 was lost", minutesAfterNoon(1));

        // when
        reopen();

        // then
        assertThat(store().journal().open(ACME))
                .containsExactly(new OpenStep(id, updating(ACME, SALES), StepState.UNCERTAIN));
    }

    @Test
    default void preImageOfManyMegabytesComesBackWhole() throws Exception {
        // given
        Value.Fields large = new Value.Fields(Map.of("script", Value.text("LOAD * FROM x; ä\n".repeat(300_000))));
        StepRecord small = updating(ACME, SALES);
        StepRecord step =
                new StepRecord(RUN, ACME, SALES, "update", "space", "hash", "print", large, false, true, small.at());

        // when
        store().journal().sent(step);
        reopen();

        // then
        assertThat(store().journal().open(ACME))
                .singleElement()
                .satisfies(open -> assertThat(open.record().equals(step)).isTrue());
    }

    @Test
    default void failedAndSettledStepsAreClosedAndKeepTheirReason() {
        // given
        StepId failed = store().journal().sent(updating(ACME, SALES));
        StepId settled = store().journal().sent(updating(ACME, PLANNING));
        store().journal().uncertain(settled, "timeout", minutesAfterNoon(1));

        // when
        store().journal().failed(failed, "409", minutesAfterNoon(1));
        store().journal().settle(settled, minutesAfterNoon(2));

        // then
        assertThat(store().journal().open(ACME)).isEmpty();
        assertThat(store().journal().of(RUN))
                .extracting(StepEntry::state, StepEntry::reason)
                .containsExactly(
                        tuple(StepState.FAILED, Optional.of("409")), tuple(StepState.SETTLED, Optional.of("timeout")));
    }

    @Test
    default void sameVerdictTwiceDoesNoHarmAndAnotherOneIsABug() {
        // given
        StepId id = store().journal().sent(updating(ACME, SALES));
        store().journal().confirmed(id, Optional.of("live-1"), NOON);

        // when
        store().journal().confirmed(id, Optional.of("live-1"), minutesAfterNoon(1));

        // then
        assertThat(store().journal().of(RUN)).extracting(StepEntry::changedAt).containsExactly(Micros.of(NOON));
        assertThatIllegalStateException()
                .isThrownBy(() -> store().journal().failed(id, "late", NOON))
                .withMessage("Step " + id + ", which is confirmed, was called failed. This is a bug in Truekeel.");
    }

    @Test
    default void verdictOnAnUnknownStepIsABug() {
        // given
        StepId unknown = new StepId(4711);

        // when / then
        assertThatIllegalStateException()
                .isThrownBy(() -> store().journal().settle(unknown, NOON))
                .withMessageContaining("not in the journal");
    }

    @Test
    default void journalKeepsTenantsAndOrderApart() {
        // given
        StepId first = store().journal().sent(updating(ACME, SALES));
        store().journal().sent(updating(GLOBEX, SALES));

        // when
        StepId second = store().journal().sent(updating(ACME, PLANNING));
        StepId third = store().journal().sent(updating(ACME, SALES));

        // then
        assertThat(store().journal().open(ACME)).extracting(OpenStep::id).containsExactly(first, second, third);
        assertThat(store().journal().recent(ACME, SALES, 10))
                .extracting(StepEntry::id)
                .containsExactly(third, first);
        assertThat(store().journal().recent(ACME, SALES, 1))
                .extracting(StepEntry::id)
                .containsExactly(third);
    }

    @Test
    default void onlyAConfirmedCreateProvesThatAnObjectIsOurs() {
        // given
        StepId created = store().journal().sent(creating(ACME, SALES));
        StepId updated = store().journal().sent(updating(ACME, SALES));
        StepId open = store().journal().sent(creating(ACME, SALES));

        // when
        store().journal().confirmed(created, Optional.of("made"), NOON);
        store().journal().confirmed(updated, Optional.of("touched"), NOON);
        store().journal().uncertain(open, "lost", NOON);

        // then
        assertThat(store().journal().wasCreatedByUs(ACME, SPACE, "made")).isTrue();
        assertThat(store().journal().wasCreatedByUs(ACME, SPACE, "touched")).isFalse();
        assertThat(store().journal().wasCreatedByUs(GLOBEX, SPACE, "made")).isFalse();
        assertThat(store().journal().wasCreatedByUs(ACME, KindName.of("App"), "made"))
                .isFalse();
    }

    @Test
    default void manyThreadsJournalAtOnceWithoutLosingAStep() throws Exception {
        // given
        Set<StepId> ids = ConcurrentHashMap.newKeySet();
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int call = 0; call < 120; call++) {
            calls.add(() -> ids.add(store().journal().sent(updating(ACME, SALES))));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);

        // when
        threads.invokeAll(calls);
        threads.shutdown();

        // then
        assertThat(ids).hasSize(120);
        assertThat(store().journal().open(ACME)).extracting(OpenStep::id).containsExactlyInAnyOrderElementsOf(ids);
    }
}
