package truekeel.report;

import java.time.Duration;
import java.time.Instant;
import truekeel.model.Revision;
import truekeel.model.TenantName;

/** What happens in the fleet, told to whoever counts or shows it. Methods return fast and throw nothing. */
public interface FleetEvents {
    /** A tenant's status was replaced. */
    default void statusChanged(TenantStatus status) {}

    /** A run got as far as a plan and ended; the status is the one after it. */
    default void runEnded(TenantStatus status, RunReport report) {}

    /** A tenant is no longer ours to speak of. */
    default void tenantGone(TenantName tenant) {}

    /** The repository was asked; the revision is the one now in force. */
    default void gitRefreshed(Revision revision, Duration took, Instant at) {}

    /** The repository could not be read; the revision in force stays. */
    default void gitFailed(String code, Duration took, Instant at) {}

    /** A revision was put into force in every tenant that it concerns. */
    default void revisionConverged(Revision revision, Duration sinceCommit) {}
}
