package truekeel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static truekeel.store.Samples.ACME;
import static truekeel.store.Samples.GLOBEX;
import static truekeel.store.Samples.NOON;
import static truekeel.store.Samples.RUN;
import static truekeel.store.Samples.SALES;
import static truekeel.store.Samples.SPACE;
import static truekeel.store.Samples.attributed;
import static truekeel.store.Samples.creating;
import static truekeel.store.Samples.minutesAfterNoon;
import static truekeel.store.Samples.modified;
import static truekeel.store.Samples.owned;
import static truekeel.store.Samples.run;
import static truekeel.store.Samples.step;
import static truekeel.store.Samples.updating;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.model.KindName;
import truekeel.model.Owned;
import truekeel.model.ResourceRef;
import truekeel.model.Revision;
import truekeel.model.Value;

/** What holds for every store. Each test begins with an empty one. */
abstract class StoreContract {
    private static final Retention WIDE = new Retention(1000, Duration.ofDays(30));
    private static final ResourceRef PLANNING = ResourceRef.of("Space", "Planning");

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

    @Test
    void stepIsOpenUntilItIsConfirmed() {
        // given
        StepId id = store.journal().sent(updating(ACME, SALES));
        List<OpenStep> before = store.journal().open(ACME);

        // when
        store.journal().confirmed(id, Optional.of("live-1"), minutesAfterNoon(1));

        // then
        assertThat(before).containsExactly(new OpenStep(id, updating(ACME, SALES), StepState.SENT));
        assertThat(store.journal().open(ACME)).isEmpty();
        assertThat(store.journal().of(RUN))
                .containsExactly(new StepEntry(
                        id,
                        updating(ACME, SALES),
                        StepState.CONFIRMED,
                        Optional.of("live-1"),
                        Optional.empty(),
                        minutesAfterNoon(1).truncatedTo(ChronoUnit.MICROS)));
    }

    @Test
    void openStepsOutliveTheProcessWithEveryField() throws Exception {
        // given
        StepId id = store.journal().sent(updating(ACME, SALES));
        store.journal().uncertain(id, "the answer\u0000 was lost", minutesAfterNoon(1));

        // when
        store = reopened(store, folder);

        // then
        assertThat(store.journal().open(ACME))
                .containsExactly(new OpenStep(id, updating(ACME, SALES), StepState.UNCERTAIN));
    }

    @Test
    void preImageOfManyMegabytesComesBackWhole() throws Exception {
        // given
        Value.Fields large = new Value.Fields(Map.of("script", Value.text("LOAD * FROM x; ä\n".repeat(300_000))));
        StepRecord small = updating(ACME, SALES);
        StepRecord step =
                new StepRecord(RUN, ACME, SALES, "update", "space", "hash", "print", large, false, true, small.at());

        // when
        store.journal().sent(step);
        store = reopened(store, folder);

        // then
        assertThat(store.journal().open(ACME))
                .singleElement()
                .satisfies(open -> assertThat(open.record().equals(step)).isTrue());
    }

    @Test
    void failedAndSettledStepsAreClosedAndKeepTheirReason() {
        // given
        StepId failed = store.journal().sent(updating(ACME, SALES));
        StepId settled = store.journal().sent(updating(ACME, PLANNING));
        store.journal().uncertain(settled, "timeout", minutesAfterNoon(1));

        // when
        store.journal().failed(failed, "409", minutesAfterNoon(1));
        store.journal().settle(settled, minutesAfterNoon(2));

        // then
        assertThat(store.journal().open(ACME)).isEmpty();
        assertThat(store.journal().of(RUN))
                .extracting(StepEntry::state, StepEntry::reason)
                .containsExactly(
                        tuple(StepState.FAILED, Optional.of("409")), tuple(StepState.SETTLED, Optional.of("timeout")));
    }

    @Test
    void sameVerdictTwiceDoesNoHarmAndAnotherOneIsABug() {
        // given
        StepId id = store.journal().sent(updating(ACME, SALES));
        store.journal().confirmed(id, Optional.of("live-1"), NOON);

        // when
        store.journal().confirmed(id, Optional.of("live-1"), minutesAfterNoon(1));

        // then
        assertThat(store.journal().of(RUN)).extracting(StepEntry::changedAt).containsExactly(Micros.of(NOON));
        assertThatIllegalStateException()
                .isThrownBy(() -> store.journal().failed(id, "late", NOON))
                .withMessage("Step " + id + ", which is confirmed, was called failed. This is a bug in Truekeel.");
    }

    @Test
    void verdictOnAnUnknownStepIsABug() {
        // given
        StepId unknown = new StepId(4711);

        // when / then
        assertThatIllegalStateException()
                .isThrownBy(() -> store.journal().settle(unknown, NOON))
                .withMessageContaining("not in the journal");
    }

    @Test
    void journalKeepsTenantsAndOrderApart() {
        // given
        StepId first = store.journal().sent(updating(ACME, SALES));
        store.journal().sent(updating(GLOBEX, SALES));

        // when
        StepId second = store.journal().sent(updating(ACME, PLANNING));
        StepId third = store.journal().sent(updating(ACME, SALES));

        // then
        assertThat(store.journal().open(ACME)).extracting(OpenStep::id).containsExactly(first, second, third);
        assertThat(store.journal().recent(ACME, SALES, 10))
                .extracting(StepEntry::id)
                .containsExactly(third, first);
        assertThat(store.journal().recent(ACME, SALES, 1))
                .extracting(StepEntry::id)
                .containsExactly(third);
    }

    @Test
    void onlyAConfirmedCreateProvesThatAnObjectIsOurs() {
        // given
        StepId created = store.journal().sent(creating(ACME, SALES));
        StepId updated = store.journal().sent(updating(ACME, SALES));
        StepId open = store.journal().sent(creating(ACME, SALES));

        // when
        store.journal().confirmed(created, Optional.of("made"), NOON);
        store.journal().confirmed(updated, Optional.of("touched"), NOON);
        store.journal().uncertain(open, "lost", NOON);

        // then
        assertThat(store.journal().wasCreatedByUs(ACME, SPACE, "made")).isTrue();
        assertThat(store.journal().wasCreatedByUs(ACME, SPACE, "touched")).isFalse();
        assertThat(store.journal().wasCreatedByUs(GLOBEX, SPACE, "made")).isFalse();
        assertThat(store.journal().wasCreatedByUs(ACME, KindName.of("App"), "made"))
                .isFalse();
    }

    @Test
    void manyThreadsJournalAtOnceWithoutLosingAStep() throws Exception {
        // given
        Set<StepId> ids = ConcurrentHashMap.newKeySet();
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int call = 0; call < 120; call++) {
            calls.add(() -> ids.add(store.journal().sent(updating(ACME, SALES))));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);

        // when
        threads.invokeAll(calls);
        threads.shutdown();

        // then
        assertThat(ids).hasSize(120);
        assertThat(store.journal().open(ACME)).extracting(OpenStep::id).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void inventoryReplacesByReferenceAndComesBackInOrder() throws Exception {
        // given
        store.inventory().put(ACME, owned(SALES, "old"));
        store.inventory().put(ACME, owned(PLANNING, "p"));
        store.inventory().put(GLOBEX, owned(SALES, "theirs"));

        // when
        store.inventory().put(ACME, owned(SALES, "new"));
        store = reopened(store, folder);

        // then
        assertThat(store.inventory().of(ACME)).containsExactly(owned(PLANNING, "p"), owned(SALES, "new"));
        assertThat(store.inventory().of(GLOBEX)).containsExactly(owned(SALES, "theirs"));
    }

    @Test
    void inventoryForgetsWhatIsRemovedAndNothingElse() {
        // given
        store.inventory().put(ACME, owned(SALES, "s"));
        store.inventory().put(GLOBEX, owned(SALES, "theirs"));

        // when
        store.inventory().remove(ACME, SALES);
        store.inventory().remove(ACME, PLANNING);

        // then
        assertThat(store.inventory().of(ACME)).isEmpty();
        assertThat(store.inventory().of(GLOBEX)).hasSize(1);
    }

    @Test
    void namesDifferByCaseAccentAndTrailingSpace() {
        // given
        List<ResourceRef> refs = List.of(
                ResourceRef.of("Space", "a"),
                ResourceRef.of("Space", "A"),
                ResourceRef.of("Space", "ä"),
                ResourceRef.of("Space", "a "),
                ResourceRef.of("Space", "'; drop table inventory; --"));

        // when
        refs.forEach(ref -> store.inventory().put(ACME, owned(ref, ref.name())));

        // then
        assertThat(store.inventory().of(ACME)).extracting(Owned::ref).containsExactlyInAnyOrderElementsOf(refs);
    }

    @Test
    void driftKeepsItsOnsetOverChangesAndRestarts() throws Exception {
        // given
        store.drift().replace(ACME, List.of(modified(SALES, "x", NOON)), NOON);
        store = reopened(store, folder);

        // when
        DriftRecord later = new DriftRecord(
                SALES, "unknown", List.of(), minutesAfterNoon(5), DriftCause.REVISION, Optional.empty());
        store.drift().replace(ACME, List.of(later), minutesAfterNoon(5));

        // then
        assertThat(store.drift().of(ACME))
                .containsExactly(new DriftRecord(SALES, "unknown", List.of(), NOON, DriftCause.LIVE, Optional.empty()));
        assertThat(store.drift().history(ACME, 10)).isEmpty();
    }

    @Test
    void driftThatIsGoneEndsAndBeginsAnewWhenItComesBack() throws Exception {
        // given
        store.drift().replace(ACME, List.of(modified(SALES, "x", NOON)), NOON);
        store.drift().replace(ACME, List.of(), minutesAfterNoon(5));

        // when
        store.drift().replace(ACME, List.of(modified(SALES, "x", minutesAfterNoon(9))), minutesAfterNoon(9));
        store = reopened(store, folder);

        // then
        assertThat(store.drift().of(ACME)).containsExactly(modified(SALES, "x", minutesAfterNoon(9)));
        assertThat(store.drift().history(ACME, 10))
                .containsExactly(new EndedDrift(modified(SALES, "x", NOON), Micros.of(minutesAfterNoon(5))));
    }

    @Test
    void newDriftBeginsAtTheLatestNow() {
        // given
        DriftRecord ahead = modified(SALES, "x", minutesAfterNoon(60));

        // when
        store.drift().replace(ACME, List.of(ahead), NOON);

        // then
        assertThat(store.drift().of(ACME)).containsExactly(modified(SALES, "x", NOON));
    }

    @Test
    void attributionLastsAsLongAsTheSameDifferenceDoes() {
        // given
        Attribution who = new Attribution("auth0|jane", NOON, "event-1");
        store.drift().replace(ACME, List.of(attributed(modified(SALES, "x", NOON), who)), NOON);

        // when
        store.drift().replace(ACME, List.of(modified(SALES, "x", NOON)), minutesAfterNoon(1));
        List<DriftRecord> same = store.drift().of(ACME);
        store.drift().replace(ACME, List.of(modified(SALES, "y", NOON)), minutesAfterNoon(2));
        List<DriftRecord> other = store.drift().of(ACME);

        // then
        assertThat(same).extracting(DriftRecord::attribution).containsExactly(Optional.of(who));
        assertThat(other).extracting(DriftRecord::attribution).containsExactly(Optional.empty());
    }

    @Test
    void attributionOutlastsAGuardThatStandsBeforeTheRemoval() {
        // given
        Attribution who = new Attribution("auth0|jane", NOON, "event-1");
        DriftRecord found = attributed(modified(SALES, "x", NOON), who);
        store.drift().replace(ACME, List.of(found), NOON);
        DriftRecord withheld =
                new DriftRecord(SALES, "blocked", found.fields(), NOON, DriftCause.REVISION, Optional.empty());

        // when
        store.drift().replace(ACME, List.of(withheld), minutesAfterNoon(1));

        // then
        assertThat(store.drift().of(ACME))
                .containsExactly(
                        new DriftRecord(SALES, "blocked", found.fields(), NOON, DriftCause.LIVE, Optional.of(who)));
    }

    @Test
    void tellsWhatEndedWithinATime() {
        // given
        for (int minute = 0; minute < 6; minute += 2) {
            store.drift()
                    .replace(ACME, List.of(modified(SALES, "x", minutesAfterNoon(minute))), minutesAfterNoon(minute));
            store.drift().replace(ACME, List.of(), minutesAfterNoon(minute + 1));
        }

        // when
        List<EndedDrift> ended = store.drift().ended(ACME, minutesAfterNoon(1), minutesAfterNoon(3));

        // then
        assertThat(ended)
                .extracting(EndedDrift::until)
                .containsExactly(Micros.of(minutesAfterNoon(3)), Micros.of(minutesAfterNoon(1)));
        assertThat(store.drift().ended(GLOBEX, NOON, minutesAfterNoon(9))).isEmpty();
    }

    @Test
    void tellsWhatEachDriftContinues() {
        // given
        ResourceRef shared = ResourceRef.of("App", "Copy");
        List<DriftRecord> known = List.of(modified(shared, "a", NOON), modified(shared, "b", NOON));
        store.drift().replace(ACME, known, NOON);

        // when
        List<Optional<DriftRecord>> before = store.drift()
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
    void driftOfOneTenantDoesNotTouchAnother() {
        // given
        store.drift().replace(GLOBEX, List.of(modified(SALES, "x", NOON)), NOON);

        // when
        store.drift().replace(ACME, List.of(), minutesAfterNoon(1));

        // then
        assertThat(store.drift().of(GLOBEX)).hasSize(1);
    }

    @Test
    void objectsThatShareAReferenceAreToldApart() {
        // given
        ResourceRef shared = ResourceRef.of("App", "Copy\u0000");
        List<DriftRecord> both = List.of(modified(shared, "a", NOON), modified(shared, "b", NOON));
        store.drift().replace(ACME, both, NOON);

        // when
        store.drift()
                .replace(
                        ACME,
                        List.of(
                                modified(shared, "a", minutesAfterNoon(3)),
                                modified(shared, "b", minutesAfterNoon(3)),
                                modified(shared, "c", minutesAfterNoon(3))),
                        minutesAfterNoon(3));

        // then
        assertThat(store.drift().of(ACME))
                .extracting(DriftRecord::since)
                .containsExactly(Micros.of(NOON), Micros.of(NOON), Micros.of(minutesAfterNoon(3)));
        assertThat(store.drift().history(ACME, 10)).isEmpty();
    }

    @Test
    void endedDriftIsPrunedByCountAndByAge() {
        // given
        for (int minute = 0; minute < 10; minute += 2) {
            store.drift().replace(ACME, List.of(modified(SALES, "x", NOON)), minutesAfterNoon(minute));
            store.drift().replace(ACME, List.of(), minutesAfterNoon(minute + 1));
        }
        store.drift().replace(GLOBEX, List.of(modified(SALES, "x", NOON)), NOON);

        // when
        int byCount = store.drift().prune(new Retention(3, Duration.ofDays(1)), minutesAfterNoon(10));
        int byAge = store.drift().prune(new Retention(100, Duration.ofHours(1)), minutesAfterNoon(60 + 8));

        // then
        assertThat(byCount).isEqualTo(2);
        assertThat(byAge).isEqualTo(2);
        assertThat(store.drift().history(ACME, 10))
                .extracting(EndedDrift::until)
                .containsExactly(Micros.of(minutesAfterNoon(9)));
        assertThat(store.drift().of(GLOBEX)).hasSize(1);
    }

    @Test
    void runIsFoundWithItsEnd() throws Exception {
        // given
        store.runs().begin(run("r1", ACME, "abc", NOON));
        Optional<RunRecord> underWay = store.runs().find(RunId.of("r1"));
        RunEnd end = new RunEnd(
                RunOutcome.PARTIAL,
                Map.of("create", 2, "failed", 1),
                Optional.of("BUG"),
                "One change failed.",
                minutesAfterNoon(1),
                Optional.of(NOON));

        // when
        store.runs().end(RunId.of("r1"), end);
        store = reopened(store, folder);

        // then
        assertThat(underWay).contains(run("r1", ACME, "abc", NOON));
        assertThat(store.runs().find(RunId.of("r1")))
                .contains(new RunRecord(RunId.of("r1"), ACME, new Revision("abc"), "interval", NOON, Optional.of(end)));
        assertThat(store.runs().find(RunId.of("r2"))).isEmpty();
    }

    @Test
    void knowsTheLastLookBeforeATimeAcrossRestarts() throws Exception {
        // given
        finish("r1", "abc", 0, RunOutcome.APPLIED);
        finish("r2", "def", 10, RunOutcome.FAILED);
        store.runs().begin(run("r3", ACME, "def", minutesAfterNoon(20)));
        store.runs()
                .end(RunId.of("r3"), RunEnd.broken(RunOutcome.FAILED, "BUG", "It broke off.", minutesAfterNoon(21)));
        store.runs().begin(run("r4", ACME, "def", minutesAfterNoon(30)));
        store.runs().begin(run("r5", GLOBEX, "xyz", minutesAfterNoon(15)));
        store.runs()
                .end(
                        RunId.of("r5"),
                        RunEnd.after(minutesAfterNoon(15), RunOutcome.APPLIED, Map.of(), minutesAfterNoon(16)));
        store = reopened(store, folder);

        // when
        Optional<LastLook> latest = store.runs().lastLook(ACME, minutesAfterNoon(40));
        Optional<LastLook> earlier = store.runs().lastLook(ACME, minutesAfterNoon(10));
        Optional<LastLook> none = store.runs().lastLook(ACME, NOON);

        // then
        assertThat(latest).contains(new LastLook(new Revision("def"), Micros.of(minutesAfterNoon(10))));
        assertThat(earlier).contains(new LastLook(new Revision("abc"), Micros.of(minutesAfterNoon(0))));
        assertThat(none).isEmpty();
    }

    @Test
    void endsTheRunsThatADeadProcessLeftOpen() throws Exception {
        // given
        finish("r1", "abc", 0, RunOutcome.APPLIED);
        store.runs().begin(run("r2", ACME, "abc", minutesAfterNoon(10)));
        store.runs().begin(run("r3", GLOBEX, "abc", minutesAfterNoon(10)));
        store = reopened(store, folder);
        RunEnd end = RunEnd.broken(RunOutcome.INTERRUPTED, "INTERRUPTED", "The process died.", minutesAfterNoon(20));

        // when
        int ended = store.runs().endOpen(end);
        int again = store.runs().endOpen(end);

        // then
        assertThat(ended).isEqualTo(2);
        assertThat(again).isZero();
        assertThat(store.runs().find(RunId.of("r2")).flatMap(RunRecord::end)).contains(end);
        assertThat(store.runs().find(RunId.of("r1")).flatMap(RunRecord::end).map(RunEnd::outcome))
                .contains(RunOutcome.APPLIED);
        assertThat(store.runs().hasApplied(ACME, new Revision("abc"))).isTrue();
    }

    @Test
    void runsThatBeginTwiceOrEndUnbegunAreBugs() {
        // given
        store.runs().begin(run("r1", ACME, "abc", NOON));

        // when / then
        assertThatIllegalStateException().isThrownBy(() -> store.runs().begin(run("r1", ACME, "abc", NOON)));
        assertThatIllegalStateException().isThrownBy(() -> store.runs()
                .end(RunId.of("r2"), RunEnd.after(NOON, RunOutcome.FAILED, Map.of(), NOON)));
    }

    @Test
    void recentRunsComeNewestFirstOfOneTenantOrAll() {
        // given
        store.runs().begin(run("r1", ACME, "abc", NOON));
        store.runs().begin(run("r3", GLOBEX, "abc", minutesAfterNoon(1)));
        store.runs().begin(run("r2", ACME, "abc", minutesAfterNoon(1)));

        // when
        List<RunRecord> ofAcme = store.runs().recent(Optional.of(ACME), 10);
        List<RunRecord> ofAll = store.runs().recent(Optional.empty(), 2);

        // then
        assertThat(ofAcme).extracting(record -> record.id().value()).containsExactly("r2", "r1");
        assertThat(ofAll).extracting(record -> record.id().value()).containsExactly("r3", "r2");
    }

    @Test
    void revisionIsAppliedWhileItIsTheLastOnePutIntoForce() {
        // given
        finish("r1", "first", 0, RunOutcome.APPLIED);
        boolean afterFirst = store.runs().hasApplied(ACME, new Revision("first"));

        // when
        finish("r2", "second", 1, RunOutcome.PARTIAL);
        boolean firstAfterPartial = store.runs().hasApplied(ACME, new Revision("first"));
        boolean secondAfterPartial = store.runs().hasApplied(ACME, new Revision("second"));
        finish("r3", "second", 2, RunOutcome.UNCHANGED);
        finish("r4", "first", 3, RunOutcome.OBSERVED);

        // then
        assertThat(afterFirst).isTrue();
        assertThat(firstAfterPartial).isTrue();
        assertThat(secondAfterPartial).isFalse();
        assertThat(store.runs().hasApplied(ACME, new Revision("second"))).isTrue();
        assertThat(store.runs().hasApplied(ACME, new Revision("first"))).isFalse();
        assertThat(store.runs().hasApplied(GLOBEX, new Revision("second"))).isFalse();
    }

    @Test
    void lastSuccessIsWhenTheLatestGoodRunEnded() {
        // given
        finish("r1", "abc", 0, RunOutcome.OBSERVED);
        finish("r2", "abc", 5, RunOutcome.FAILED);
        store.runs().begin(run("r3", ACME, "abc", minutesAfterNoon(9)));

        // when
        Optional<Instant> success = store.runs().lastSuccess(ACME);

        // then
        assertThat(success).contains(Micros.of(minutesAfterNoon(1)));
        assertThat(store.runs().lastSuccess(GLOBEX)).isEmpty();
    }

    @Test
    void runsArePrunedByCountButNotThoseThatStillMatter() {
        // given
        finish("applied", "abc", 0, RunOutcome.APPLIED);
        finish("observed", "abc", 10, RunOutcome.OBSERVED);
        finish("stuck", "abc", 20, RunOutcome.FAILED);
        finish("boring", "abc", 30, RunOutcome.FAILED);
        finish("newest", "abc", 40, RunOutcome.FAILED);
        StepId stuck = store.journal().sent(step(RunId.of("stuck"), ACME, SALES, false, minutesAfterNoon(20)));
        StepId boring = store.journal().sent(step(RunId.of("boring"), ACME, SALES, false, minutesAfterNoon(30)));
        StepId made = store.journal().sent(step(RunId.of("boring"), ACME, SALES, true, minutesAfterNoon(30)));
        store.journal().failed(boring, "no", minutesAfterNoon(30));
        store.journal().confirmed(made, Optional.of("made"), minutesAfterNoon(30));

        // when
        int gone = store.runs().prune(new Retention(1, Duration.ofDays(1)), minutesAfterNoon(50));

        // then
        assertThat(gone).isEqualTo(1);
        assertThat(store.runs().recent(Optional.empty(), 10))
                .extracting(record -> record.id().value())
                .containsExactly("newest", "stuck", "observed", "applied");
        assertThat(store.journal().recent(ACME, SALES, 10))
                .extracting(StepEntry::id)
                .containsExactly(made, stuck);
        assertThat(store.journal().wasCreatedByUs(ACME, SPACE, "made")).isTrue();
    }

    @Test
    void historyIsPrunedByAge() {
        // given
        finish("old", "abc", 0, RunOutcome.FAILED);
        finish("young", "abc", 100, RunOutcome.FAILED);
        StepId old = store.journal().sent(step(RunId.of("old"), ACME, SALES, true, NOON));
        store.journal().confirmed(old, Optional.of("made"), NOON);
        StepId open = store.journal().sent(step(RunId.of("unrecorded"), ACME, SALES, true, NOON));

        // when
        int gone = store.runs().prune(new Retention(100, Duration.ofHours(2)), minutesAfterNoon(180));

        // then
        assertThat(gone).isEqualTo(1);
        assertThat(store.runs().find(RunId.of("old"))).isEmpty();
        assertThat(store.runs().find(RunId.of("young"))).isPresent();
        assertThat(store.journal().recent(ACME, SALES, 10))
                .extracting(StepEntry::id)
                .containsExactly(open);
    }

    @Test
    void retentionCountsPerTenant() {
        // given
        store.runs().begin(run("a1", ACME, "abc", NOON));
        store.runs().begin(run("a2", ACME, "abc", minutesAfterNoon(1)));
        store.runs().begin(run("g1", GLOBEX, "abc", NOON));

        // when
        int wide = store.runs().prune(WIDE, minutesAfterNoon(2));
        int narrow = store.runs().prune(new Retention(1, Duration.ofDays(1)), minutesAfterNoon(2));

        // then
        assertThat(wide).isZero();
        assertThat(narrow).isEqualTo(1);
        assertThat(store.runs().recent(Optional.empty(), 10))
                .extracting(record -> record.id().value())
                .containsExactly("a2", "g1");
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

    private void finish(String id, String revision, long minute, RunOutcome outcome) {
        store.runs().begin(run(id, ACME, revision, minutesAfterNoon(minute)));
        store.runs()
                .end(
                        RunId.of(id),
                        RunEnd.after(minutesAfterNoon(minute), outcome, Map.of(), minutesAfterNoon(minute + 1)));
    }
}
