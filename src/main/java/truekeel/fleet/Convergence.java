package truekeel.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import truekeel.model.Revision;
import truekeel.model.TenantName;

/** Which tenants do not agree yet with the revision in force, so that the moment when all do can be told once. */
final class Convergence {
    private Optional<Goal> goal = Optional.empty();

    /** The revision that is to be reached, and who is still on the way. */
    private record Goal(Revision revision, Instant committed, Set<TenantName> waiting) {}

    /** A new revision is in force; with nobody to wait for there is nothing to tell. */
    synchronized void begin(Revision revision, Instant committed, Set<TenantName> waiting) {
        goal = waiting.isEmpty()
                ? Optional.empty()
                : Optional.of(new Goal(revision, committed, new HashSet<>(waiting)));
    }

    /** A tenant agrees with a revision: the time since the commit when it was the last one, at most once a revision. */
    synchronized Optional<Duration> reached(TenantName tenant, Revision revision, Instant now) {
        Optional<Goal> current = goal.filter(open -> open.revision().equals(revision));
        current.ifPresent(open -> open.waiting().remove(tenant));
        Optional<Duration> done = current.filter(open -> open.waiting().isEmpty())
                .map(open -> Duration.between(open.committed(), now))
                .map(took -> took.isNegative() ? Duration.ZERO : took);
        if (done.isPresent()) {
            goal = Optional.empty();
        }
        return done;
    }
}
