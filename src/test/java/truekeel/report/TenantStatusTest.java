package truekeel.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import truekeel.plan.DriftState;
import truekeel.plan.ResourceState;
import truekeel.store.DriftRecord;
import truekeel.store.RunOutcome;

class TenantStatusTest {
    private static final TenantStatus SEEN = Told.status(Told.run(
            Told.START,
            RunOutcome.PARTIAL,
            Told.resource("Space", "Finance", DriftState.IN_SYNC),
            Told.resource("Space", "Sales", DriftState.MODIFIED)));

    @Test
    void takesNothingForInSyncThatNobodyCanLookAt() {
        // when
        TenantStatus unseen = SEEN.outOfSight(Conditions.failed("RunFailed", "The store is locked.", Told.START));

        // then
        assertThat(standing(unseen).counts())
                .containsEntry(DriftState.IN_SYNC, 0)
                .containsEntry(DriftState.UNKNOWN, 1)
                .containsEntry(DriftState.MODIFIED, 1);
        assertThat(standing(unseen).resources())
                .filteredOn(resource -> resource.state() == DriftState.UNKNOWN)
                .extracting(ResourceState::message)
                .containsExactly("The store is locked.");
        assertThat(unseen.isReady()).isFalse();
    }

    @Test
    void datesWhatIsUnknownFromTheFirstTimeThatItCouldNotBeSeen() {
        // given
        Instant first = Told.START.plusSeconds(60);
        TenantStatus unseen = SEEN.outOfSight(Conditions.broken(List.of(), first));

        // when
        TenantStatus again = unseen.outOfSight(Conditions.broken(List.of(), first.plusSeconds(60)));

        // then
        assertThat(standing(again).drift())
                .filteredOn(drift -> drift.state().equals(DriftState.UNKNOWN.word()))
                .extracting(DriftRecord::since)
                .containsExactly(first);
    }

    @Test
    void keepsTheDriftThatWasSeenLast() {
        // when
        TenantStatus unseen = SEEN.outOfSight(Conditions.broken(List.of(), Told.START));

        // then
        assertThat(standing(unseen).drift()).containsAll(standing(SEEN).drift());
        assertThat(standing(unseen).observedAt()).isEqualTo(standing(SEEN).observedAt());
    }

    private static RunReport.Standing standing(TenantStatus status) {
        return status.last().orElseThrow().standing();
    }
}
