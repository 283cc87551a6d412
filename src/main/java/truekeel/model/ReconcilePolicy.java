package truekeel.model;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How one tenant is reconciled: {@code spec.reconcile}, with the fleet's defaults and the built-in ones filled in.
 *
 * @param interval between two looks without a trigger, before jitter
 * @param pruneKinds the kinds that {@link Prune#ALL} reaches; none unless named
 * @param windows when writes may run; none means always
 */
public record ReconcilePolicy(
        Mode mode,
        Duration interval,
        Prune prune,
        Set<KindName> pruneKinds,
        Budget budget,
        List<SyncWindow> windows,
        List<Ignore> ignore) {
    /** What holds where neither fleet nor tenant says anything. */
    public static final ReconcilePolicy BUILT_IN = new ReconcilePolicy(
            Mode.OBSERVE, Duration.ofMinutes(10), Prune.NEVER, Set.of(), Budget.BUILT_IN, List.of(), List.of());

    public ReconcilePolicy {
        pruneKinds = Collections.unmodifiableSet(new TreeSet<>(pruneKinds));
        windows = List.copyOf(windows);
        ignore = List.copyOf(ignore);
    }

    public ReconcilePolicy withMode(Mode changed) {
        return new ReconcilePolicy(changed, interval, prune, pruneKinds, budget, windows, ignore);
    }

    public ReconcilePolicy withPrune(Prune changed) {
        return new ReconcilePolicy(mode, interval, changed, pruneKinds, budget, windows, ignore);
    }

    /** What a look at a tenant may lead to. */
    public enum Mode {
        ENFORCE,
        COMMIT,
        OBSERVE,
        SUSPEND
    }

    /** Which objects that nobody declares may be deleted. */
    public enum Prune {
        NEVER,
        ORPHANS,
        ALL
    }

    /** The most that one plan may delete or update; percentages are of the inventory and bind from 20 objects up. */
    public record Budget(int maxDeletes, int maxDeletesPercent, int maxUpdatesPercent) {
        public static final Budget BUILT_IN = new Budget(5, 20, 50);
    }

    /** A span that begins at each firing of a five-field cron expression. */
    public record SyncWindow(String cron, Duration duration, ZoneId timeZone) {}

    /** Objects, or some of their fields, that are left as they are. Without fields the whole object is ignored. */
    public record Ignore(KindName kind, Optional<String> name, List<FieldPath> fields) {
        public Ignore {
            fields = List.copyOf(fields);
        }
    }
}
