package truekeel.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import truekeel.kinds.AuditEvent;
import truekeel.kinds.Trail;
import truekeel.model.FieldPath;
import truekeel.plan.DriftState;
import truekeel.store.StepEntry;
import truekeel.store.StepState;

/**
 * One drift of which somebody may be the author.
 *
 * @param id of the live object, or of the one that is gone; empty where only events about any object can tell
 * @param since when it was last seen without this difference, on the tenant's clock
 * @param own our own latest mutations of it, times by our clock
 * @param ahead how far the tenant's clock is before ours
 */
record Suspicion(
        List<Trail> trails,
        String id,
        DriftState state,
        List<FieldPath> fields,
        Instant since,
        List<StepEntry> own,
        Duration ahead) {
    /** A tenant's clock is known to two seconds. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    boolean isExplainedBy(AuditEvent event) {
        return trails.stream().anyMatch(trail -> trail.explains(event, id, state, fields))
                && !event.time().isBefore(earliest())
                && own.stream().noneMatch(step -> isTraceOf(step, event));
    }

    /** What happened before our last write to it was seen by that write's run, and agreed with it. */
    private Instant earliest() {
        return own.stream()
                .filter(step -> step.state() == StepState.CONFIRMED)
                .map(step -> step.changedAt().plus(ahead))
                .filter(since::isBefore)
                .max(Instant::compareTo)
                .orElse(since);
    }

    private boolean isTraceOf(StepEntry step, AuditEvent event) {
        Instant from = step.record().at().plus(ahead).minus(SLACK);
        Instant to = step.changedAt().plus(ahead).plus(SLACK);
        return step.state() != StepState.FAILED
                && !event.time().isBefore(from)
                && !event.time().isAfter(to);
    }
}
