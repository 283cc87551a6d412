package truekeel.store;

import java.time.Instant;
import java.util.Optional;
import truekeel.model.Revision;
import truekeel.model.TenantName;

/**
 * One reconciliation of one tenant.
 *
 * @param trigger what made us look, such as {@code interval} or {@code webhook}
 * @param begun cut to microseconds
 */
public record RunRecord(
        RunId id, TenantName tenant, Revision revision, String trigger, Instant begun, Optional<RunEnd> end) {
    public RunRecord {
        begun = Micros.of(begun);
    }

    /** A run that just began. */
    public static RunRecord beginning(RunId id, TenantName tenant, Revision revision, String trigger, Instant at) {
        return new RunRecord(id, tenant, revision, trigger, at, Optional.empty());
    }

    Optional<LastLook> lastLook() {
        return end.flatMap(RunEnd::looked).map(at -> new LastLook(revision, at));
    }

    boolean lookedBefore(Instant time) {
        return lastLook().isPresent()
                && end.filter(known -> known.at().isBefore(time)).isPresent();
    }

    boolean endedWell() {
        return end.filter(known -> known.outcome().isSuccess()).isPresent();
    }

    boolean putRevisionIntoForce() {
        return end.filter(known -> known.outcome().putsRevisionIntoForce()).isPresent();
    }
}
