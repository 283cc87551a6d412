package truekeel.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import truekeel.apply.Executor;
import truekeel.apply.Outcome;
import truekeel.apply.Rotation;
import truekeel.apply.Run;
import truekeel.kinds.Kinds;
import truekeel.kinds.Look;
import truekeel.kinds.Survey;
import truekeel.kinds.Surveyor;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Owned;
import truekeel.model.ReconcilePolicy.Mode;
import truekeel.model.ResourceRef;
import truekeel.plan.Action;
import truekeel.plan.Admission;
import truekeel.plan.Note;
import truekeel.plan.Plan;
import truekeel.plan.PlanInput;
import truekeel.plan.Planner;
import truekeel.plan.Refusal;
import truekeel.policy.Policies;
import truekeel.policy.Violation;
import truekeel.report.Cost;
import truekeel.report.Residence;
import truekeel.report.RunReport;
import truekeel.store.RunId;
import truekeel.store.Store;

/**
 * One reconciliation of one tenant: observe, plan, guard, apply, verify, report. Plan-only runs stop before apply;
 * nothing further down knows of a dry run.
 */
public final class Reconciliation {
    private final Surveyor surveyor;
    private final Executor executor;
    private final Ledger ledger;
    private final Provisioning provisioning;
    private final Pricing pricing;
    private final Entitlements entitlements = new Entitlements();
    private final Objections objections;
    private final Optional<Origins> origins;
    private final AppContents contents;
    private final DailyImports imports;
    private final ScriptConnections scripts;
    private final InstantSource clock;

    /**
     * What content takes.
     *
     * @param origins where content comes from that is not in Git; without it such content cannot be deployed
     * @param changes tells what changed in apps
     * @param importsPerDay how many apps Qlik lets a tenant import in a day
     */
    public record Contents(Optional<Origins> origins, AppContents changes, int importsPerDay) {}

    public Reconciliation(
            Kinds kinds, Surveyor surveyor, Executor executor, Store store, InstantSource clock, Contents content) {
        this.imports = new DailyImports(kinds, store.journal(), content.importsPerDay());
        this.contents = content.changes();
        this.origins = content.origins();
        this.surveyor = surveyor;
        this.executor = executor;
        this.ledger = new Ledger(store, kinds, clock);
        this.provisioning = new Provisioning(kinds, store, clock);
        this.pricing = new Pricing(kinds);
        this.objections = new Objections(kinds, entitlements);
        this.scripts = new ScriptConnections(contents);
        this.clock = clock;
    }

    /** The id of a run to come, for whoever asked for it. */
    public RunId announce() {
        return ledger.announce();
    }

    /**
     * Reconciles one tenant as its policy says.
     *
     * @param announced the run's id where somebody was told one already
     * @param stopping asked before every write: true means that none may begin any more
     */
    public RunReport run(TenantTask task, Optional<RunId> announced, BooleanSupplier stopping) {
        return run(task, announced, new Stage(stopping, planned -> {}));
    }

    /** Who must be asked before every write, and who is told how things stand before the first one. */
    public record Stage(BooleanSupplier stopping, Consumer<RunReport> planned) {}

    /**
     * As {@link #run(TenantTask, Optional, BooleanSupplier)}; drift that is about to be removed is dated and told
     * first.
     */
    public RunReport run(TenantTask task, Optional<RunId> announced, Stage stage) {
        RunId id = ledger.begin(task, announced);
        try (RunContext context = RunContext.enter(task, id)) {
            Arrival arrival =
                    provisioning.arrive(task, new WritePermit(context.run(), mayWrite(task), stage.stopping()));
            return from(arrival, context.run(), task, stage);
        } catch (RuntimeException failure) {
            ledger.broke(id, failure);
            throw failure;
        }
    }

    private RunReport from(Arrival arrival, RunId id, TenantTask task, Stage stage) {
        if (arrival instanceof Arrival.There there) {
            try {
                return reconciled(id, there, stage);
            } finally {
                entitlements.release(there.task());
            }
        }
        return halted(id, task, (Arrival.Halted) arrival);
    }

    /** In a tenant that is there. */
    private RunReport reconciled(RunId id, Arrival.There there, Stage stage) {
        TenantTask task = there.task();
        Look look = look(task, ledger.inventory(task.tenant()));
        Picture seen = picture(task, look, Optional.of(id));
        Optional<Arrival> awoken = seen.isBlind() && there.outcomes().isEmpty()
                ? provisioning.awaken(task, seen.hasAsked(), new WritePermit(id, mayWrite(task), stage.stopping()))
                : Optional.empty();
        if (awoken.isPresent()) {
            return from(awoken.get(), id, task, stage);
        }
        Admission admission = admit(seen, task, look);
        contents.watch(admission.plan().changes(), task.who().metadata());
        boolean writes = mayWrite(task);
        if (writes && admission.writes()) {
            stage.planned().accept(ledger.planned(id, task, seen, priced(admission, task)));
        }
        List<Outcome> outcomes =
                writes ? executor.execute(run(id, task, seen.survey(), stage.stopping()), admission) : List.of();
        if (!outcomes.isEmpty()) {
            // what had to be fetched is here by now
            contents.watch(admission.plan().changes(), task.who().metadata());
        }
        Picture after = verified(id, task, seen, outcomes);
        Admission left = outcomes.isEmpty() ? admission : admit(after, task, look);
        ledger.settle(task.tenant(), seen.survey());
        return ledger.end(id, task, after, there.before(admission), there.before(outcomes), priced(left, task))
                .with(provisioning.residence(task));
    }

    /** Without a tenant there is nothing further to look at. */
    private RunReport halted(RunId id, TenantTask task, Arrival.Halted halted) {
        return ledger.end(id, task, halted.picture(), halted.first(), halted.outcomes(), priced(halted.left(), task))
                .with(provisioning.residence(task));
    }

    /** What would be done, without doing or recording anything. */
    public Admission plan(TenantTask task) {
        Arrival arrival = provisioning.foreseen(task);
        return arrival instanceof Arrival.There there ? planIn(there.task()) : ((Arrival.Halted) arrival).left();
    }

    private Admission planIn(TenantTask task) {
        Look look = look(task, ledger.inventory(task.tenant()));
        Picture seen = picture(task, look, Optional.empty());
        Optional<Arrival> asleep = seen.isBlind() ? provisioning.asleep(task, seen.hasAsked()) : Optional.empty();
        try {
            return asleep.map(arrival -> ((Arrival.Halted) arrival).left()).orElseGet(() -> admit(seen, task, look));
        } finally {
            entitlements.release(task);
        }
    }

    /** What tells what changed in apps. */
    AppContents contents() {
        return contents;
    }

    /** Where a tenant is that Truekeel made, as long as Git does not say so. */
    Optional<Residence> residence(TenantTask task) {
        return provisioning.residence(task);
    }

    /** The task at the tenant's host, where Git or the store knows it; else as it was. */
    TenantTask located(TenantTask task) {
        return provisioning.located(task);
    }

    /** What carrying out the whole plan would take now. */
    public Cost price(TenantTask task, Plan plan) {
        return pricing.of(plan, provisioning.located(task).qlik().budget())
                .with(imports.of(task.tenant(), plan, clock.instant()));
    }

    private RunReport.Pending priced(Admission admission, TenantTask task) {
        return new RunReport.Pending(admission, price(task, admission.plan()));
    }

    /** The tenant's clock is right from its first answer on, so the look's beginning is told from its end. */
    private Picture picture(TenantTask task, Look look, Optional<RunId> run) {
        Instant begun = clock.instant();
        Survey survey = surveyor.survey(look);
        Duration took = Duration.between(begun, clock.instant());
        Instant taken = task.qlik().clock().instant().minus(took);
        return picture(task, settled(task, survey, run), look.owned(), taken);
    }

    private Survey settled(TenantTask task, Survey survey, Optional<RunId> run) {
        return origins.map(known -> known.settled(task, survey, run)).orElse(survey);
    }

    private Picture picture(TenantTask task, Survey survey, List<Owned> owned, Instant taken) {
        PlanInput.Memory memory = ledger.memory(task.tenant(), owned);
        PlanInput.Unsent unsent = Rotation.of(survey.desired(), owned, task.secrets());
        Plan plan = Planner.plan(Provisioning.nameFirst(task, survey.input(scope(task), memory.with(unsent))));
        return new Picture(survey, plan, violations(task, survey, plan), taken);
    }

    private Look look(TenantTask task, List<Owned> owned) {
        return Look.at(task.qlik(), task.wanted().desired(), owned)
                .formerly(task.who().formerClients())
                .asked(task.trigger().isByHand());
    }

    private Admission admit(Picture seen, TenantTask task, Look look) {
        Instant now = clock.instant();
        List<Refusal> against = new ArrayList<>(objections.against(seen, task, look, now));
        imports.objection(task.tenant(), seen.plan(), now).ifPresent(against::add);
        List<Note> notes = new ArrayList<>(objections.notes(seen.plan(), look));
        notes.addAll(scripts.notes(seen.survey(), seen.plan()));
        return Admission.of(seen.plan(), against, task.approvals()).with(notes);
    }

    private PlanInput.Scope scope(TenantTask task) {
        return new PlanInput.Scope(
                task.tenant(), task.wanted().revision(), task.wanted().policy(), clock.instant());
    }

    private Run run(RunId id, TenantTask task, Survey survey, BooleanSupplier stopping) {
        return new Run(id, task.tenant(), task.qlik(), survey.directory(), task.secrets(), stopping);
    }

    static List<Violation> violations(TenantTask task, Survey survey, Plan plan) {
        List<Live> live = survey.observations().values().stream()
                .flatMap(observation -> observation.live().stream())
                .toList();
        return task.policies()
                .violations(
                        new Policies.TenantFacts(
                                task.tenant().value(), task.who().metadata().labels()),
                        survey.desired(),
                        live,
                        plan.changes());
    }

    private boolean mayWrite(TenantTask task) {
        Mode mode = task.wanted().policy().mode();
        return switch (mode) {
            case ENFORCE -> true;
            case COMMIT -> !ledger.isInForce(task);
            case OBSERVE, SUSPEND -> false;
        };
    }

    /** The plan made anew over what was touched; what Qlik was not told needs no second look. */
    private Picture verified(RunId run, TenantTask task, Picture seen, List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return seen;
        }
        List<Owned> owned = ledger.inventory(task.tenant());
        Map<KindName, Set<String>> touched = touched(owned, outcomes);
        if (touched.isEmpty()) {
            return picture(task, seen.survey(), owned, seen.taken());
        }
        Look again = look(task, owned);
        Survey survey = surveyor.again(seen.survey(), again, touched);
        return picture(task, settled(task, survey, Optional.of(run)), owned, seen.taken());
    }

    private static Map<KindName, Set<String>> touched(List<Owned> owned, List<Outcome> outcomes) {
        Map<ResourceRef, String> known = owned.stream().collect(Collectors.toMap(Owned::ref, Owned::liveId));
        Map<KindName, Set<String>> touched = new HashMap<>();
        outcomes.stream().filter(outcome -> outcome.change().action().writes()).forEach(outcome -> {
            Set<String> ids = touched.computeIfAbsent(outcome.change().kind(), kind -> new HashSet<>());
            outcome.change().live().map(Live::id).ifPresent(ids::add);
            if (outcome.change().action() != Action.DELETE) {
                Optional.ofNullable(known.get(outcome.change().ref())).ifPresent(ids::add);
            }
        });
        return touched;
    }
}
