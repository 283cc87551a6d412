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

    /** A run broke off before it had anything to report. */
    default void runBroke(TenantName tenant, Duration took) {}

    /** A tenant is no longer ours to speak of. */
    default void tenantGone(TenantName tenant) {}

    /** The repository was asked; the revision is the one now in force. */
    default void gitRefreshed(Revision revision, Duration took, Instant at) {}

    /** The repository could not be read; the revision in force stays. */
    default void gitFailed(String code, Duration took, Instant at) {}

    /**
     * Every tenant that Truekeel brings into line agrees with the revision for the first time; those that are broken,
     * suspended or only observed are not waited for. Not told again after a restart.
     */
    default void revisionConverged(Revision revision, Duration sinceCommit) {}
}
