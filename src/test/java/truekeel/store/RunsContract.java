package truekeel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static truekeel.store.Samples.ACME;
import static truekeel.store.Samples.GLOBEX;
import static truekeel.store.Samples.NOON;
import static truekeel.store.Samples.SALES;
import static truekeel.store.Samples.SPACE;
import static truekeel.store.Samples.minutesAfterNoon;
import static truekeel.store.Samples.run;
import static truekeel.store.Samples.step;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import truekeel.model.Revision;

/** What holds for every history of runs. */
interface RunsContract extends StoreAtHand {
    Retention WIDE = new Retention(1000, Duration.ofDays(30));

    @Test
    default void runIsFoundWithItsEnd() throws Exception {
        // given
        store().runs().begin(run("r1", ACME, "abc", NOON));
        Optional<RunRecord> underWay = store().runs().find(RunId.of("r1"));
        RunEnd end = new RunEnd(
                RunOutcome.PARTIAL,
                Map.of("create", 2, "failed", 1),
                Optional.of("BUG"),
                "One change failed.",
                minutesAfterNoon(1),
                Optional.of(NOON));

        // when
        store().runs().end(RunId.of("r1"), end);
        reopen();

        // then
        assertThat(underWay).contains(run("r1", ACME, "abc", NOON));
        assertThat(store().runs().find(RunId.of("r1")))
                .contains(new RunRecord(RunId.of("r1"), ACME, new Revision("abc"), "interval", NOON, Optional.of(end)));
        assertThat(store().runs().find(RunId.of("r2"))).isEmpty();
    }

    @Test
    default void knowsTheLastLookBeforeATimeAcrossRestarts() throws Exception {
        // given
        finish("r1", "abc", 0, RunOutcome.APPLIED);
        finish("r2", "def", 10, RunOutcome.FAILED);
        store().runs().begin(run("r3", ACME, "def", minutesAfterNoon(20)));
        store().runs()
                .end(RunId.of("r3"), RunEnd.broken(RunOutcome.FAILED, "BUG", "It broke off.", minutesAfterNoon(21)));
        store().runs().begin(run("r4", ACME, "def", minutesAfterNoon(30)));
        store().runs().begin(run("r5", GLOBEX, "xyz", minutesAfterNoon(15)));
        store().runs()
                .end(
                        RunId.of("r5"),
                        RunEnd.after(minutesAfterNoon(15), RunOutcome.APPLIED, Map.of(), minutesAfterNoon(16)));
        reopen();

        // when
        Optional<LastLook> latest = store().runs().lastLook(ACME, minutesAfterNoon(40));
        Optional<LastLook> earlier = store().runs().lastLook(ACME, minutesAfterNoon(10));
        Optional<LastLook> none = store().runs().lastLook(ACME, NOON);

        // then
        assertThat(latest).contains(new LastLook(new Revision("def"), Micros.of(minutesAfterNoon(10))));
        assertThat(earlier).contains(new LastLook(new Revision("abc"), Micros.of(minutesAfterNoon(0))));
        assertThat(none).isEmpty();
    }

    @Test
    default void endsTheRunsThatADeadProcessLeftOpen() throws Exception {
        // given
        finish("r1", "abc", 0, RunOutcome.APPLIED);
        store().runs().begin(run("r2", ACME, "abc", minutesAfterNoon(10)));
        store().runs().begin(run("r3", GLOBEX, "abc", minutesAfterNoon(10)));
        reopen();
        RunEnd end = RunEnd.broken(RunOutcome.INTERRUPTED, "INTERRUPTED", "The process died.", minutesAfterNoon(20));

        // when
        int ended = store().runs().endOpen(end);
        int again = store().runs().endOpen(end);

        // then
        assertThat(ended).isEqualTo(2);
        assertThat(again).isZero();
        assertThat(store().runs().find(RunId.of("r2")).flatMap(RunRecord::end)).contains(end);
        assertThat(store().runs().find(RunId.of("r1")).flatMap(RunRecord::end).map(RunEnd::outcome))
                .contains(RunOutcome.APPLIED);
        assertThat(store().runs().hasApplied(ACME, new Revision("abc"))).isTrue();
    }

    @Test
    default void runsThatBeginTwiceOrEndUnbegunAreBugs() {
        // given
        store().runs().begin(run("r1", ACME, "abc", NOON));

        // when / then
        assertThatIllegalStateException().isThrownBy(() -> store().runs().begin(run("r1", ACME, "abc", NOON)));
        assertThatIllegalStateException().isThrownBy(() -> store().runs()
                .end(RunId.of("r2"), RunEnd.after(NOON, RunOutcome.FAILED, Map.of(), NOON)));
    }

    @Test
    default void recentRunsComeNewestFirstOfOneTenantOrAll() {
        // given
        store().runs().begin(run("r1", ACME, "abc", NOON));
        store().runs().begin(run("r3", GLOBEX, "abc", minutesAfterNoon(1)));
        store().runs().begin(run("r2", ACME, "abc", minutesAfterNoon(1)));

        // when
        List<RunRecord> ofAcme = store().runs().recent(Optional.of(ACME), 10);
        List<RunRecord> ofAll = store().runs().recent(Optional.empty(), 2);

        // then
        assertThat(ofAcme).extracting(record -> record.id().value()).containsExactly("r2", "r1");
        assertThat(ofAll).extracting(record -> record.id().value()).containsExactly("r3", "r2");
    }

    @Test
    default void revisionIsAppliedWhileItIsTheLastOnePutIntoForce() {
        // given
        finish("r1", "first", 0, RunOutcome.APPLIED);
        boolean afterFirst = store().runs().hasApplied(ACME, new Revision("first"));

        // when
        finish("r2", "second", 1, RunOutcome.PARTIAL);
        boolean firstAfterPartial = store().runs().hasApplied(ACME, new Revision("first"));
        boolean secondAfterPartial = store().runs().hasApplied(ACME, new Revision("second"));
        finish("r3", "second", 2, RunOutcome.UNCHANGED);
        finish("r4", "first", 3, RunOutcome.OBSERVED);

        // then
        assertThat(afterFirst).isTrue();
        assertThat(firstAfterPartial).isTrue();
        assertThat(secondAfterPartial).isFalse();
        assertThat(store().runs().hasApplied(ACME, new Revision("second"))).isTrue();
        assertThat(store().runs().hasApplied(ACME, new Revision("first"))).isFalse();
        assertThat(store().runs().hasApplied(GLOBEX, new Revision("second"))).isFalse();
    }

    @Test
    default void lastSuccessIsWhenTheLatestGoodRunEnded() {
        // given
        finish("r1", "abc", 0, RunOutcome.OBSERVED);
        finish("r2", "abc", 5, RunOutcome.FAILED);
        store().runs().begin(run("r3", ACME, "abc", minutesAfterNoon(9)));

        // when
        Optional<Instant> success = store().runs().lastSuccess(ACME);

        // then
        assertThat(success).contains(Micros.of(minutesAfterNoon(1)));
        assertThat(store().runs().lastSuccess(GLOBEX)).isEmpty();
    }

    @Test
    default void runsArePrunedByCountButNotThoseThatStillMatter() {
        // given
        finish("applied", "abc", 0, RunOutcome.APPLIED);
        finish("observed", "abc", 10, RunOutcome.OBSERVED);
        finish("stuck", "abc", 20, RunOutcome.FAILED);
        finish("boring", "abc", 30, RunOutcome.FAILED);
        finish("newest", "abc", 40, RunOutcome.FAILED);
        StepId stuck = store().journal().sent(step(RunId.of("stuck"), ACME, SALES, false, minutesAfterNoon(20)));
        StepId boring = store().journal().sent(step(RunId.of("boring"), ACME, SALES, false, minutesAfterNoon(30)));
        StepId made = store().journal().sent(step(RunId.of("boring"), ACME, SALES, true, minutesAfterNoon(30)));
        store().journal().failed(boring, "no", minutesAfterNoon(30));
        store().journal().confirmed(made, Optional.of("made"), minutesAfterNoon(30));

        // when
        int gone = store().runs().prune(new Retention(1, Duration.ofDays(1)), minutesAfterNoon(50));

        // then
        assertThat(gone).isEqualTo(1);
        assertThat(store().runs().recent(Optional.empty(), 10))
                .extracting(record -> record.id().value())
                .containsExactly("newest", "stuck", "observed", "applied");
        assertThat(store().journal().recent(ACME, SALES, 10))
                .extracting(StepEntry::id)
                .containsExactly(made, stuck);
        assertThat(store().journal().wasCreatedByUs(ACME, SPACE, "made")).isTrue();
    }

    @Test
    default void historyIsPrunedByAge() {
        // given
        finish("old", "abc", 0, RunOutcome.FAILED);
        finish("young", "abc", 100, RunOutcome.FAILED);
        StepId old = store().journal().sent(step(RunId.of("old"), ACME, SALES, true, NOON));
        store().journal().confirmed(old, Optional.of("made"), NOON);
        StepId open = store().journal().sent(step(RunId.of("unrecorded"), ACME, SALES, true, NOON));

        // when
        int gone = store().runs().prune(new Retention(100, Duration.ofHours(2)), minutesAfterNoon(180));

        // then
        assertThat(gone).isEqualTo(1);
        assertThat(store().runs().find(RunId.of("old"))).isEmpty();
        assertThat(store().runs().find(RunId.of("young"))).isPresent();
        assertThat(store().journal().recent(ACME, SALES, 10))
                .extracting(StepEntry::id)
                .containsExactly(open);
    }

    @Test
    default void retentionCountsPerTenant() {
        // given
        store().runs().begin(run("a1", ACME, "abc", NOON));
        store().runs().begin(run("a2", ACME, "abc", minutesAfterNoon(1)));
        store().runs().begin(run("g1", GLOBEX, "abc", NOON));

        // when
        int wide = store().runs().prune(WIDE, minutesAfterNoon(2));
        int narrow = store().runs().prune(new Retention(1, Duration.ofDays(1)), minutesAfterNoon(2));

        // then
        assertThat(wide).isZero();
        assertThat(narrow).isEqualTo(1);
        assertThat(store().runs().recent(Optional.empty(), 10))
                .extracting(record -> record.id().value())
                .containsExactly("a2", "g1");
    }

    private void finish(String id, String revision, long minute, RunOutcome outcome) {
        store().runs().begin(run(id, ACME, revision, minutesAfterNoon(minute)));
        store().runs()
                .end(
                        RunId.of(id),
                        RunEnd.after(minutesAfterNoon(minute), outcome, Map.of(), minutesAfterNoon(minute + 1)));
    }
}
