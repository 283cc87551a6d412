package truekeel.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import truekeel.model.Revision;
import truekeel.model.TenantName;

/** The history of runs. A run without an end is under way, or died with its process a moment ago. */
public interface Runs {

    /**
     * Records a run that begins; durable with the first step it sends, at the latest with its end. Throws
     * {@link IllegalStateException} when its id was used before.
     */
    void begin(RunRecord run);

    /** Records how a run ended. Throws {@link IllegalStateException} for an unknown run. */
    void end(RunId id, RunEnd end);

    /**
     * Ends every run that has no end, in the same way. For the start of a process, when the one before it is known to
     * be gone. Returns how many there were.
     */
    int endOpen(RunEnd end);

    /** The latest runs of one tenant, or of all, newest first. */
    List<RunRecord> recent(Optional<TenantName> tenant, int limit);

    Optional<RunRecord> find(RunId id);

    /**
     * Whether this revision is the one last put into force in a tenant ({@link RunOutcome#putsRevisionIntoForce}). A
     * revision that was in force before another one counts as new when Git goes back to it.
     */
    boolean hasApplied(TenantName tenant, Revision revision);

    /** The look of the tenant's latest run that ended before a time and had got its plan. */
    Optional<LastLook> lastLook(TenantName tenant, Instant before);

    /** When the tenant's latest successful run ended. */
    Optional<Instant> lastSuccess(TenantName tenant);

    /**
     * Forgets runs and their steps outside the retention, which counts per tenant. Kept in any case: open steps and
     * their runs, the run that put the present revision into force, the latest success; steps that made an object are
     * kept for the full age. Returns how many runs went.
     */
    int prune(Retention retention, Instant now);
}
