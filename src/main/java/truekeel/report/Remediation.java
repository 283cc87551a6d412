package truekeel.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import truekeel.model.KindName;
import truekeel.model.ResourceRef;
import truekeel.plan.DriftState;
import truekeel.store.DriftCause;
import truekeel.store.DriftRecord;

/**
 * Finds out which drift of one tenant ended between two looks, and how old it became. What a commit brought is no drift
 * that was healed: how long commits take is told apart.
 */
final class Remediation {
    private static final Set<String> TO_BE_MENDED = Set.of(
            DriftState.MISSING.word(),
            DriftState.MODIFIED.word(),
            DriftState.ORPHANED.word(),
            DriftState.BLOCKED.word());

    private final Map<ResourceRef, Instant> open = new HashMap<>();

    /** A drift that is over. */
    record Ended(KindName kind, Duration age) {}

    /** Takes over what a store remembers from before a restart. */
    Remediation(List<DriftRecord> remembered) {
        remembered.forEach(this::open);
    }

    /** What was open and is not among the drift any more. One that cannot be seen just now is not over. */
    synchronized List<Ended> after(RunReport.Standing standing) {
        Map<ResourceRef, DriftRecord> current = new HashMap<>();
        standing.drift().forEach(drift -> current.put(drift.ref(), drift));
        List<Ended> ended = new ArrayList<>();
        open.forEach((ref, since) -> {
            if (!current.containsKey(ref)) {
                ended.add(new Ended(ref.kind(), Duration.between(since, standing.observedAt())));
            }
        });
        open.keySet().retainAll(current.keySet());
        standing.drift().forEach(this::open);
        return ended;
    }

    private void open(DriftRecord drift) {
        if (drift.cause() == DriftCause.LIVE && TO_BE_MENDED.contains(drift.state())) {
            open.put(drift.ref(), drift.since());
        }
    }
}
