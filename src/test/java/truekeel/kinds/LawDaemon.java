package truekeel.kinds;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import truekeel.apply.Executor;
import truekeel.fleet.FixtureContents;
import truekeel.fleet.Neighbourhood;
import truekeel.fleet.Reconciliation;
import truekeel.fleet.Tasks;
import truekeel.fleet.TenantTask;
import truekeel.fleet.Trigger;
import truekeel.kinds.all.AllKinds;
import truekeel.model.Desired;
import truekeel.model.Metadata;
import truekeel.model.ReconcilePolicy;
import truekeel.model.ReconcilePolicy.Budget;
import truekeel.model.ReconcilePolicy.Mode;
import truekeel.model.ReconcilePolicy.Prune;
import truekeel.model.Revision;
import truekeel.model.Secret;
import truekeel.plan.Admission;
import truekeel.plan.Refusal;
import truekeel.policy.Policies;
import truekeel.qlik.Clockwork;
import truekeel.qlik.QlikFleet;
import truekeel.qlik.QlikMetrics;
import truekeel.qlik.QlikTenant;
import truekeel.qlik.TenantAccess;
import truekeel.qlik.Transport;
import truekeel.report.RunReport;
import truekeel.schema.Schemas;
import truekeel.store.Store;

/**
 * One process of the daemon that looks after one tenant, one branch wide, so that a request's number means something.
 */
final class LawDaemon {
    static final Schemas SCHEMAS = Schemas.bundled();
    static final Kinds KINDS = new Kinds(SCHEMAS, AllKinds.list());
    private static final Policies POLICIES = Tasks.policies(List.of());
    private static final ReconcilePolicy ENFORCE = new ReconcilePolicy(
            Mode.ENFORCE,
            Duration.ofMinutes(10),
            Prune.ORPHANS,
            Set.of(),
            new Budget(100, 100, 100),
            List.of(),
            List.of());

    private final LawWorld world;
    private final Reconciliation reconciliation;
    private final QlikTenant qlik;
    private final Neighbourhood.Neighbour other;
    private ReconcilePolicy policy = ENFORCE;
    private Revision revision = new Revision("folder-laws");

    LawDaemon(LawWorld world, Transport wire, Store store) {
        this(world, wire, store, Branches.single());
    }

    /** @param branches how its changes are carried out; it looks at one thing after the other */
    LawDaemon(LawWorld world, Transport wire, Store store, Branches branches) {
        this.world = world;
        Clockwork clockwork = world.clockwork();
        QlikFleet fleet = new QlikFleet(GoldenStage.SETTINGS, wire, clockwork, QlikMetrics.NONE);
        qlik = fleet.tenant(new TenantAccess(GoldenCase.HOST, "sim-client", () -> Secret.of("sim-secret")));
        reconciliation = new Reconciliation(
                KINDS,
                new Surveyor(KINDS, Branches.single()),
                new Executor(KINDS, store, clockwork, branches),
                store,
                clockwork.clock(),
                FixtureContents.from(world.origins(store), store, clockwork.clock()));
        other = new Neighbourhood.Neighbour(
                fleet.tenant(new TenantAccess(GoldenCase.OTHER_HOST, "sim-client", () -> Secret.of("sim-secret"))),
                true);
    }

    /** From now on whatever nobody declares is pruned too, of every kind. */
    LawDaemon pruningAll() {
        policy = new ReconcilePolicy(
                Mode.ENFORCE,
                policy.interval(),
                Prune.ALL,
                KINDS.all().stream().map(Kind::name).collect(Collectors.toUnmodifiableSet()),
                policy.budget(),
                List.of(),
                List.of());
        return this;
    }

    /** From now on nothing is written. */
    LawDaemon observing() {
        policy = policy.withMode(Mode.OBSERVE);
        return this;
    }

    /** From now on what is desired stands in another commit. */
    LawDaemon at(Revision other) {
        revision = other;
        return this;
    }

    QlikTenant qlik() {
        return qlik;
    }

    Admission plan(List<Desired> desired) {
        return reconciliation.plan(task(desired, Map.of()));
    }

    RunReport run(List<Desired> desired) {
        return reconciliation.run(task(desired, Map.of()), Optional.empty(), () -> false);
    }

    /**
     * A run after a person approved the plan, when the plan asks for it. The person looks over a wire of their own, and
     * costs a run each time; where no approval is expected, they come when one is asked for.
     */
    RunReport runApproved(List<Desired> desired) {
        if (world.approves()) {
            return runAfterALook(desired);
        }
        RunReport report = run(desired);
        return report.admission().refusals().stream().anyMatch(Refusal::approvable) ? runAfterALook(desired) : report;
    }

    private RunReport runAfterALook(List<Desired> desired) {
        LawDaemon person = new LawDaemon(world, world.wire(), world.store());
        person.policy = policy;
        Admission seen = person.plan(desired);
        Map<String, String> approval = seen.refusals().stream().anyMatch(Refusal::approvable)
                ? Map.of(Metadata.APPROVE, seen.plan().hash().hex())
                : Map.of();
        return reconciliation.run(task(desired, approval), Optional.empty(), () -> false);
    }

    private TenantTask task(List<Desired> desired, Map<String, String> annotations) {
        return new TenantTask(
                new TenantTask.Who(
                        GoldenCase.TENANT,
                        new Metadata(GoldenCase.TENANT.value(), Map.of(), annotations),
                        List.of(),
                        Neighbourhood.of(
                                name -> name.equals(GoldenCase.OTHER) ? Optional.of(other) : Optional.empty())),
                new TenantTask.Wanted(revision, LawWorld.START, desired, policy),
                qlik,
                world.secrets(),
                POLICIES,
                Trigger.INTERVAL);
    }
}
