package truekeel.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import truekeel.git.GitException;
import truekeel.manifest.TenantManifest;
import truekeel.manifest.TenantSpec;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.Finding;
import truekeel.model.LogKeys;
import truekeel.model.LogLine;
import truekeel.model.Metadata;
import truekeel.model.ReconcilePolicy;
import truekeel.model.ResourceRef;
import truekeel.model.Revision;
import truekeel.model.TenantName;
import truekeel.plan.Change;
import truekeel.qlik.Pause;
import truekeel.qvf.Insight;
import truekeel.report.FleetEvents;
import truekeel.report.TenantStatus;
import truekeel.store.Retention;
import truekeel.store.RunId;
import truekeel.store.Store;

/**
 * The loop: pulls the desired state, decides which tenants are due, and runs each on a thread of its own, so that a
 * slow or broken one delays no other. A tenant never runs twice at a time. Triggers say <em>look</em>, never what
 * changed.
 */
public final class Fleet implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Fleet.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Of app files that are kept; most have some KB. */
    private static final int OUTLINES = 5_000;

    private final Parts parts;
    private final Board board;
    private final Map<TenantName, Slot> slots = new ConcurrentHashMap<>();
    private volatile Optional<DesiredSource.Pull> desired = Optional.empty();
    private volatile Optional<GitFailure> gitFailure = Optional.empty();
    private volatile Instant heartbeat;
    private final Convergence convergence = new Convergence();
    private final Rounds rounds;
    private volatile boolean stopping;

    /** What the loop is made of. */
    public record Parts(
            DesiredSource source,
            Tasks tasks,
            Reconciliation reconciliation,
            Store store,
            ExecutorService tenants,
            FleetEvents events,
            Pace pace) {}

    /**
     * The loop's time.
     *
     * @param interval used instead of every tenant's own, for demonstrations and tests
     * @param hold how long drift is shown before it is removed, so that a scrape or a person can see it; zero for not
     *     at all
     */
    public record Pace(InstantSource clock, Pause pause, Optional<Duration> interval, Duration hold) {}

    /** Why the repository could not be read, and since when. */
    public record GitFailure(String code, String message, Instant since) {}

    public Fleet(Parts parts) {
        this.parts = parts;
        this.board = new Board(parts.events());
        this.rounds = new Rounds(parts, board, convergence, () -> stopping);
        this.heartbeat = parts.pace().clock().instant();
    }

    /**
     * Pulls the desired state and asks for a run of every tenant when the revision moved. A failure changes nothing.
     */
    public void refresh() {
        Instant begun = now();
        try {
            DesiredSource.Pull pull = parts.source().pull();
            gitFailure = Optional.empty();
            parts.events().gitRefreshed(pull.catalogue().revision(), Duration.between(begun, now()), now());
            adopt(pull);
        } catch (GitException failure) {
            Instant since = gitFailure.map(GitFailure::since).orElse(begun);
            gitFailure =
                    Optional.of(new GitFailure(failure.code().name(), String.valueOf(failure.getMessage()), since));
            parts.events().gitFailed(failure.code().name(), Duration.between(begun, now()), now());
            LOG.warn(LogLine.of("The repository could not be read.")
                    .with(LogKeys.CODE, failure.code())
                    .with(LogKeys.MESSAGE, failure.getMessage()));
        }
    }

    /** Puts a desired state into force, unless it is in force already. */
    public synchronized void adopt(DesiredSource.Pull pull) {
        Optional<DesiredSource.Pull> before = desired;
        desired = Optional.of(pull);
        if (before.filter(same ->
                        same.catalogue().revision().equals(pull.catalogue().revision()))
                .isPresent()) {
            return;
        }
        LOG.info(LogLine.of("A revision is in force.")
                .with(LogKeys.REVISION, pull.catalogue().revision().shortId())
                .with(LogKeys.TENANTS, pull.catalogue().tenants().size())
                .with(LogKeys.FINDINGS, pull.catalogue().findings().size()));
        convergence.begin(pull.catalogue().revision(), pull.committed(), movable(pull));
        pull.catalogue().tenants().forEach((name, manifest) -> {
            board.show(pull, manifest, parts.store().suspensions().isSuspended(name), now());
            slots.computeIfAbsent(name, Slot::new).request(Trigger.REVISION);
        });
        List<TenantName> gone = new ArrayList<>(slots.keySet());
        gone.removeAll(pull.catalogue().tenants().keySet());
        if (pull.catalogue().fleet().isPresent()) {
            gone.forEach(this::release);
        }
    }

    /** The tenants that are to be brought to the revision and were not brought there before a restart. */
    private Set<TenantName> movable(DesiredSource.Pull pull) {
        Set<TenantName> movable = new HashSet<>();
        pull.catalogue().tenants().forEach((name, manifest) -> {
            if (manifest instanceof TenantManifest.Sound sound
                    && sound.spec().reconcile().mode() != ReconcilePolicy.Mode.OBSERVE
                    && !isSuspended(sound)
                    && !parts.store().runs().hasApplied(name, pull.catalogue().revision())) {
                movable.add(name);
            }
        });
        return movable;
    }

    /** The folder of a tenant is gone: we stop owning what is in it and touch nothing there. */
    private void release(TenantName tenant) {
        slots.remove(tenant);
        board.remove(tenant);
        parts.store().inventory().of(tenant).forEach(owned -> parts.store()
                .inventory()
                .remove(tenant, owned.ref()));
        parts.store().drift().replace(tenant, List.of(), now());
        LOG.info(LogLine.of("A tenant was released; nothing was deleted there.").with(LogKeys.TENANT, tenant));
    }

    /** Puts the tenants that are due in line for a thread. Called every second or so; returns at once. */
    public void tick() {
        heartbeat = now();
        desired.ifPresent(pull -> slots.values().forEach(slot -> line(slot, pull)));
    }

    private void line(Slot slot, DesiredSource.Pull pull) {
        if (runnable(slot, pull).isPresent() && slot.line(now())) {
            try {
                parts.tenants().execute(() -> begin(slot));
            } catch (RejectedExecutionException full) {
                slot.leave();
            }
        }
    }

    /** On the tenant's thread: what is in force now counts, not what was when it got in line. */
    private void begin(Slot slot) {
        Optional<DesiredSource.Pull> pull = desired;
        Optional<TenantManifest.Sound> sound = pull.flatMap(current -> runnable(slot, current));
        Optional<Slot.Request> request = sound.flatMap(ready -> slot.take(now()));
        if (request.isPresent()) {
            rounds.run(slot, pull.orElseThrow(), sound.orElseThrow(), request.get());
        } else {
            slot.leave();
        }
    }

    private Optional<TenantManifest.Sound> runnable(Slot slot, DesiredSource.Pull pull) {
        return Optional.ofNullable(pull.catalogue().tenants().get(slot.tenant()))
                .filter(manifest -> !stopping)
                .filter(TenantManifest.Sound.class::isInstance)
                .map(TenantManifest.Sound.class::cast)
                .filter(sound -> !isSuspended(sound));
    }

    private boolean isSuspended(TenantManifest.Sound sound) {
        return board.of(sound.name())
                .map(status -> status.stance().isSuspended())
                .orElse(sound.spec().reconcile().mode() == ReconcilePolicy.Mode.SUSPEND);
    }

    /** Asks for a run now; the id is that of the run that will answer. Empty for an unknown or broken tenant. */
    public Optional<RunId> sync(TenantName tenant) {
        boolean sound = desired.flatMap(pull -> pull.catalogue().tenant(tenant))
                .filter(TenantManifest.Sound.class::isInstance)
                .isPresent();
        return Optional.ofNullable(slots.get(tenant))
                .filter(slot -> sound)
                .map(slot -> slot.request(Trigger.MANUAL, parts.reconciliation().announce()));
    }

    /** Suspends a tenant until {@link #resume}; survives restarts. False for an unknown tenant. */
    public boolean suspend(TenantName tenant) {
        return stance(tenant, true);
    }

    /** Lifts what {@link #suspend} did; a suspension in Git stays. False for an unknown tenant. */
    public boolean resume(TenantName tenant) {
        boolean known = stance(tenant, false);
        Optional.ofNullable(slots.get(tenant)).ifPresent(slot -> slot.request(Trigger.MANUAL));
        return known;
    }

    private boolean stance(TenantName tenant, boolean suspended) {
        if (!slots.containsKey(tenant)) {
            return false;
        }
        if (suspended) {
            parts.store().suspensions().suspend(tenant, now());
        } else {
            parts.store().suspensions().resume(tenant);
        }
        board.update(
                tenant,
                status -> status.withStance(
                        new TenantStatus.Stance(status.stance().mode(), suspended)));
        return true;
    }

    /** Forgets runs and ended drift outside the retention. */
    public void tidy(Retention retention) {
        int runs = parts.store().runs().prune(retention, now());
        int drift = parts.store().drift().prune(retention, now());
        parts.store().outlines().prune(OUTLINES);
        LOG.debug(LogLine.of("Old history was forgotten.")
                .with(LogKeys.RUNS, runs)
                .with(LogKeys.DRIFT, drift));
    }

    /** Every tenant, by name. */
    public List<TenantStatus> statuses() {
        return board.all();
    }

    public Optional<TenantStatus> status(TenantName tenant) {
        return board.of(tenant);
    }

    /** Whether a tenant runs now, and when it is due; empty for an unknown tenant. */
    public Optional<Turn> turn(TenantName tenant) {
        return Optional.ofNullable(slots.get(tenant)).map(Slot::turn);
    }

    /** The tenant of a run that {@link #sync} announced and that has not come to its end. */
    public Optional<TenantName> announced(RunId run) {
        return slots.values().stream()
                .filter(slot -> slot.owes(run))
                .map(Slot::tenant)
                .findFirst();
    }

    /** The revision in force. */
    public Optional<Revision> revision() {
        return desired.map(pull -> pull.catalogue().revision());
    }

    /**
     * What is known by now of what a change brings to an app; empty where it brings no other content. Finding out
     * begins with the first question.
     */
    public Optional<Insight> content(TenantName tenant, Change change) {
        return parts.reconciliation().contents().now(change, metadata(tenant));
    }

    /**
     * As the other one, for a field that differed once. What is not known of the two files is not looked for, and the
     * script is told of only while the app is declared and does not forbid it.
     */
    public Optional<Insight> content(TenantName tenant, ResourceRef ref, FieldPath field, String live, String desired) {
        boolean withScript = declared(tenant, ref)
                        .map(Desired::metadata)
                        .filter(ContentChange::isTold)
                        .isPresent()
                && ContentChange.isTold(metadata(tenant));
        return ContentChange.between(field, live, desired, withScript)
                .map(parts.reconciliation().contents()::now);
    }

    private Optional<Desired> declared(TenantName tenant, ResourceRef ref) {
        return this.desired
                .flatMap(pull -> pull.catalogue().tenant(tenant))
                .filter(TenantManifest.Sound.class::isInstance)
                .flatMap(manifest -> ((TenantManifest.Sound) manifest)
                        .desired().stream()
                                .filter(resource -> resource.ref().equals(ref))
                                .findFirst());
    }

    private Metadata metadata(TenantName tenant) {
        return desired.flatMap(pull -> pull.catalogue().tenant(tenant))
                .flatMap(TenantManifest::document)
                .map(TenantSpec::metadata)
                .orElseGet(() -> Metadata.named(tenant.value()));
    }

    /** All findings of the revision in force, those of no tenant included. */
    public List<Finding> findings() {
        return desired.map(pull -> pull.catalogue().findings()).orElse(List.of());
    }

    public Optional<GitFailure> gitFailure() {
        return gitFailure;
    }

    /** When the loop last made progress, for liveness. */
    public Instant heartbeat() {
        return heartbeat;
    }

    public Store store() {
        return parts.store();
    }

    /** Lets the write in flight end, starts no other, waits for the runs to come to their end. */
    @Override
    public void close() {
        stopping = true;
        parts.tenants().shutdown();
        try {
            if (!parts.tenants().awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                parts.tenants().shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            parts.tenants().shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private Instant now() {
        return parts.pace().clock().instant();
    }
}
