package truekeel.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import truekeel.apply.Outcome;
import truekeel.kinds.Branches;
import truekeel.kinds.Kind;
import truekeel.kinds.Kinds;
import truekeel.manifest.TenantManifest;
import truekeel.model.Desired;
import truekeel.model.ReconcilePolicy;
import truekeel.model.ReconcilePolicy.Mode;
import truekeel.model.ReconcilePolicy.Prune;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;
import truekeel.plan.Action;
import truekeel.plan.Admission;
import truekeel.plan.DriftState;
import truekeel.qlik.Pause;
import truekeel.report.Residence;
import truekeel.report.RunReport;
import truekeel.report.TenantReport;
import truekeel.report.TenantReport.Obstacle;
import truekeel.store.Suspensions;

/**
 * Plans or reconciles chosen tenants once, for commands that come and go. It takes the same path as the loop; only what
 * a person at a keyboard means otherwise is different: mode {@code commit} applies at once, and without a lasting store
 * nothing is pruned.
 */
public final class Errand {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    /** For reading all changed apps of a tenant; what they change is then told of as not known. */
    private static final Duration READING = Duration.ofMinutes(3);

    private final Parts parts;

    /**
     * What an errand is made of.
     *
     * @param stranger present when the store does not outlive the command: sees what the next command will see, which
     *     remembers nothing
     * @param kinds every kind there is
     * @param tenants how many tenants run side by side
     * @param pause waits for what Qlik's lists do not show yet
     */
    public record Parts(
            Tasks tasks,
            Reconciliation reconciliation,
            Suspensions suspensions,
            Optional<Reconciliation> stranger,
            Kinds kinds,
            Branches tenants,
            Pause pause) {
        boolean lasting() {
            return stranger.isEmpty();
        }
    }

    /** Told after each tenant: how many of them are done. Called by several threads. */
    @FunctionalInterface
    public interface Progress {
        void done(int tenants, int of);
    }

    public Errand(Parts parts) {
        this.parts = parts;
    }

    /**
     * What would change, tenant by tenant in the order of names. Writes nothing. Throws
     * {@link IllegalArgumentException} as {@link Selection#of} does.
     */
    public List<TenantReport> plan(DesiredSource.Pull pull, Selection selection, Progress progress) {
        return each(pull, selection, progress, this::planned);
    }

    /**
     * Reconciles each tenant once. Throws {@link IllegalArgumentException} as {@link Selection#of} does.
     *
     * @param stopping asked before every write: true means that none may begin any more
     */
    public List<TenantReport> apply(
            DesiredSource.Pull pull, Selection selection, Progress progress, BooleanSupplier stopping) {
        return each(pull, selection, progress, (sound, task) -> applied(sound, task, stopping));
    }

    private List<TenantReport> each(
            DesiredSource.Pull pull,
            Selection selection,
            Progress progress,
            BiFunction<TenantManifest.Sound, TenantTask, TenantReport> work) {
        List<TenantManifest> chosen = selection.of(pull.catalogue());
        Map<TenantName, TenantReport> done = new ConcurrentHashMap<>();
        parts.tenants().each(chosen, manifest -> {
            done.put(manifest.name(), one(pull, selection, manifest, work));
            progress.done(done.size(), chosen.size());
        });
        return chosen.stream().map(manifest -> done.get(manifest.name())).toList();
    }

    /** The one place where a tenant's failure is caught, so that it keeps no other tenant from its report. */
    private TenantReport one(
            DesiredSource.Pull pull,
            Selection selection,
            TenantManifest manifest,
            BiFunction<TenantManifest.Sound, TenantTask, TenantReport> work) {
        if (!(manifest instanceof TenantManifest.Sound sound)) {
            return TenantReport.blocked(
                    manifest.name(),
                    manifest.findings(),
                    Obstacle.Reason.BROKEN,
                    "The tenant's manifests have errors, so nothing is read or written there.");
        }
        try {
            Optional<TenantTask> task = parts.tasks().of(pull, sound, Trigger.COMMAND);
            return task.map(whole -> work.apply(sound, narrowed(whole, selection)))
                    .orElseGet(() -> TenantReport.blocked(
                            sound.name(),
                            sound.findings(),
                            Obstacle.Reason.FAILED,
                            "Neither the tenant nor its region has credentials."));
        } catch (RuntimeException failure) {
            return TenantReport.blocked(
                    sound.name(), sound.findings(), Obstacle.Reason.FAILED, String.valueOf(failure.getMessage()));
        }
    }

    private TenantTask narrowed(TenantTask task, Selection selection) {
        ReconcilePolicy policy = selection.narrowed(
                task.wanted().policy(),
                parts.kinds().all().stream().map(Kind::name).toList());
        return with(task, parts.lasting() ? policy : policy.withPrune(Prune.NEVER));
    }

    private static TenantTask with(TenantTask task, ReconcilePolicy policy) {
        TenantTask.Wanted wanted = task.wanted();
        return task.with(new TenantTask.Wanted(wanted.revision(), wanted.committed(), wanted.desired(), policy));
    }

    private TenantReport planned(TenantManifest.Sound sound, TenantTask task) {
        List<String> notes = new ArrayList<>(memoryNotes("Orphans were not computed"));
        Admission planned = parts.reconciliation().plan(task);
        parts.reconciliation().residence(task).map(Residence::note).ifPresent(notes::add);
        return report(sound, task, planned, notes);
    }

    private TenantReport applied(TenantManifest.Sound sound, TenantTask task, BooleanSupplier stopping) {
        Mode mode = task.wanted().policy().mode();
        if (mode == Mode.SUSPEND || parts.suspensions().isSuspended(task.tenant())) {
            return TenantReport.blocked(
                    sound.name(),
                    sound.findings(),
                    Obstacle.Reason.SUSPENDED,
                    mode == Mode.SUSPEND
                            ? "The tenant is suspended in Git. Set spec.reconcile.mode to apply."
                            : "The tenant is suspended by the API. Resume it to apply.");
        }
        List<String> notes = new ArrayList<>(memoryNotes("Nothing is pruned"));
        if (mode == Mode.OBSERVE) {
            notes.add(0, "The tenant's mode is observe, so nothing was written; set spec.reconcile.mode to apply.");
            return report(sound, task, parts.reconciliation().plan(task), notes);
        }
        TenantTask enforced = with(task, task.wanted().policy().withMode(Mode.ENFORCE));
        RunReport run = parts.reconciliation().run(enforced, Optional.empty(), stopping);
        run.residence().map(Residence::note).ifPresent(notes::add);
        TenantTask there = parts.reconciliation().located(enforced).takenToExist();
        parts.stranger()
                .flatMap(stranger -> awaitSight(stranger, there, run.outcomes()))
                .ifPresent(notes::add);
        TenantReport planned = report(sound, enforced, run.admission(), notes);
        return new TenantReport(
                planned.tenant(),
                planned.planned(),
                run.outcomes(),
                planned.findings(),
                notes,
                Optional.empty(),
                planned.contents());
    }

    /**
     * Some lists of Qlik lag behind. A lasting store tells the next run what was made just now; a private one is gone
     * by then, and the next command would make the same again. So this one ends when what it made can be seen.
     */
    private Optional<String> awaitSight(Reconciliation stranger, TenantTask task, List<Outcome> outcomes) {
        Set<ResourceRef> made = new HashSet<>();
        Duration longest = Duration.ZERO;
        for (Outcome outcome : outcomes) {
            Duration settle = parts.kinds().rules(outcome.change().kind()).settle();
            if (outcome.change().action() == Action.CREATE && !settle.isZero()) {
                made.add(outcome.change().ref());
                longest = settle.compareTo(longest) > 0 ? settle : longest;
            }
        }
        for (Duration waited = Duration.ZERO; !made.isEmpty(); waited = waited.plus(LOOK_AGAIN)) {
            if (waited.compareTo(longest) >= 0) {
                return Optional.of(
                        "Qlik does not list " + made + " yet. Wait before the next apply, or it is made twice.");
            }
            try {
                parts.pause().pause(LOOK_AGAIN);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return Optional.of("Interrupted before Qlik listed " + made + ".");
            }
            made.retainAll(unseen(stranger, task, made));
        }
        return Optional.empty();
    }

    private static Set<ResourceRef> unseen(Reconciliation stranger, TenantTask task, Set<ResourceRef> made) {
        TenantTask.Wanted wanted = task.wanted();
        List<Desired> only = wanted.desired().stream()
                .filter(desired -> made.contains(desired.ref()))
                .toList();
        TenantTask look =
                task.with(new TenantTask.Wanted(wanted.revision(), wanted.committed(), only, wanted.policy()));
        Set<ResourceRef> seen = new HashSet<>();
        stranger.plan(look).plan().resources().stream()
                .filter(state -> state.state() == DriftState.IN_SYNC || state.state() == DriftState.MODIFIED)
                .forEach(state -> seen.add(state.ref()));
        Set<ResourceRef> unseen = new HashSet<>(made);
        unseen.removeAll(seen);
        return unseen;
    }

    private List<String> memoryNotes(String consequence) {
        return parts.lasting()
                ? List.of()
                : List.of(consequence + ": without the daemon's database nobody knows what Truekeel made."
                        + " Set truekeel.database.url to use it.");
    }

    private TenantReport report(TenantManifest.Sound sound, TenantTask task, Admission admission, List<String> notes) {
        return new TenantReport(
                task.tenant(),
                Optional.of(new TenantReport.Planned(
                        admission, parts.reconciliation().price(task, admission.plan()))),
                List.of(),
                sound.findings(),
                notes,
                Optional.empty(),
                parts.reconciliation()
                        .contents()
                        .await(admission.plan().changes(), task.who().metadata(), READING));
    }
}
