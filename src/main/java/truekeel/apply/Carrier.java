package truekeel.apply;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import truekeel.kinds.Binding;
import truekeel.kinds.Directory;
import truekeel.kinds.Kinds;
import truekeel.kinds.StepFailed;
import truekeel.model.Artefact;
import truekeel.model.Desired;
import truekeel.model.LogKeys;
import truekeel.model.LogLine;
import truekeel.model.Owned;
import truekeel.model.ResourceRef;
import truekeel.model.SourceException;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.plan.Plan;
import truekeel.plan.PlanHash;
import truekeel.qlik.Clockwork;
import truekeel.qlik.QlikException;
import truekeel.secret.SecretException;
import truekeel.store.Store;

/** Carries single changes of one run: their steps in order, and the inventory's line along with them. */
final class Carrier {
    private static final Logger LOG = Logger.getLogger(Carrier.class);
    private static final int ID_RADIX = 36;
    private static final Duration REST = Duration.ofSeconds(2);

    private final Run run;
    private final Kinds kinds;
    private final Store store;
    private final Clockwork clockwork;
    private final Plan plan;
    private final Map<ResourceRef, Owned> inventory = new HashMap<>();
    private final Map<ResourceRef, Owned> remembered = new ConcurrentHashMap<>();
    private final Set<ResourceRef> beingMade = new HashSet<>();
    private final AtomicInteger counter = new AtomicInteger();
    private final Map<Change, Carriage> waiting = new ConcurrentHashMap<>();
    private volatile boolean interrupted;

    Carrier(Run run, Kinds kinds, Store store, Clockwork clockwork, Plan plan) {
        BooleanSupplier stopping = () -> interrupted || run.stopping().getAsBoolean();
        this.run = new Run(run.id(), run.tenant(), run.qlik(), run.directory(), run.secrets(), stopping);
        this.kinds = kinds;
        this.store = store;
        this.clockwork = clockwork;
        this.plan = plan;
        store.inventory().of(run.tenant()).forEach(owned -> inventory.put(owned.ref(), owned));
        store.journal().open(run.tenant()).stream()
                .filter(step -> step.record().makesTheResource())
                .forEach(step -> beingMade.add(step.record().ref()));
    }

    static Outcome skipped(Change change, String message) {
        return new Outcome(change, Outcome.Verdict.SKIPPED, "SKIPPED", message, Duration.ZERO);
    }

    /** Carries a change as far as it goes now; empty while it waits for something and is to be taken up again. */
    Optional<Outcome> carry(Change change) {
        Carriage carriage = Optional.ofNullable(waiting.remove(change)).orElseGet(() -> carriage(change));
        try {
            if (change.action().writes() && !carriage.advance()) {
                waiting.put(change, carriage);
                return Optional.empty();
            }
            return told(carriage, new Outcome(change, finished(change, carriage), "", "", took(carriage)));
        } catch (StepSender.Stopped stopped) {
            return Optional.of(skipped(change, "The daemon is stopping."));
        } catch (QlikException.Uncertain | QlikException.Malformed lost) {
            return broken(carriage, Outcome.Verdict.UNCERTAIN, lost.code().name(), lost);
        } catch (QlikException problem) {
            return failed(carriage, problem.code().name(), problem);
        } catch (SecretException missing) {
            return failed(carriage, missing.code().name(), missing);
        } catch (SourceException unfetched) {
            return failed(carriage, unfetched.code().name(), unfetched);
        } catch (StepFailed failed) {
            remember(change, carriage.binding());
            return failed(carriage, failed.code().name(), failed);
        } catch (Directory.Unbound unbound) {
            return failed(carriage, "REF_UNBOUND", unbound);
        }
    }

    private Optional<Outcome> failed(Carriage carriage, String code, Exception problem) {
        return broken(carriage, Outcome.Verdict.FAILED, code, problem);
    }

    private Optional<Outcome> broken(Carriage carriage, Outcome.Verdict verdict, String code, Exception problem) {
        Change change = carriage.binding().change();
        return told(carriage, new Outcome(change, verdict, code, String.valueOf(problem.getMessage()), took(carriage)));
    }

    private Duration took(Carriage carriage) {
        return Duration.between(carriage.begun(), clockwork.clock().instant());
    }

    private Optional<Outcome> told(Carriage carriage, Outcome bare) {
        Outcome outcome = bare.with(carriage.binding().notes());
        report(outcome);
        return Optional.of(outcome);
    }

    private Carriage carriage(Change change) {
        Binding binding = binding(change);
        Runnable remember = () -> remember(change, binding);
        boolean keptUnique = kinds.schema(change.kind()).isKeptUnique();
        return new Carriage(
                binding,
                new StepSender(run, store, clockwork, change, plan, keptUnique, remember),
                change.action().writes() ? kinds.kind(change.kind()).steps(change) : List.of(),
                () -> clockwork.clock().instant());
    }

    /** Lets a while pass where all that is left to do waits for something. */
    void rest() {
        try {
            clockwork.pause().pause(REST);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            this.interrupted = true;
        }
    }

    private void report(Outcome outcome) {
        Change change = outcome.change();
        if (change.action().writes() && outcome.verdict() != Outcome.Verdict.UNCHANGED) {
            boolean good = outcome.verdict().isGood();
            LOG.log(
                    good ? Logger.Level.INFO : Logger.Level.WARN,
                    LogLine.of(good ? "A change was carried out." : "A change was not carried out.")
                            .with(LogKeys.TENANT, run.tenant())
                            .with(LogKeys.KIND, change.kind())
                            .with(LogKeys.NAME, change.ref().name())
                            .with(LogKeys.RUN, run.id())
                            .with(LogKeys.ACTION, change.action().word())
                            .with(LogKeys.OUTCOME, outcome.verdict().word())
                            .with(LogKeys.CODE, outcome.code())
                            .with(LogKeys.DURATION, outcome.duration())
                            .with(LogKeys.MESSAGE, outcome.message()));
        }
    }

    private Outcome.Verdict finished(Change change, Carriage carriage) {
        if (!change.action().writes()) {
            note(change, carriage.binding());
            return Outcome.Verdict.APPLIED;
        }
        finish(change, carriage.binding());
        return carriage.hasSent() ? Outcome.Verdict.APPLIED : Outcome.Verdict.UNCHANGED;
    }

    /** Adopt and release touch the inventory only. */
    private void note(Change change, Binding binding) {
        if (change.action() == Action.RELEASE) {
            store.inventory().remove(run.tenant(), change.ref());
        } else {
            own(change, change.live().orElseThrow().id(), binding);
        }
    }

    private Binding binding(Change change) {
        Binding binding = new Binding(
                change,
                changeId(),
                run.qlik(),
                run.directory(),
                Optional.ofNullable(inventory.get(change.ref())),
                run.secrets());
        if (beingMade.contains(change.ref())) {
            binding.begunEarlier();
        }
        return binding;
    }

    /** Eight characters: the end of the run's id, then a counter within the run. */
    private String changeId() {
        String id = run.id().value();
        String count = "00" + Integer.toString(counter.incrementAndGet(), ID_RADIX);
        return id.substring(Math.max(0, id.length() - 5)) + count.substring(count.length() - 3);
    }

    /** After each step, so that a kill between two steps loses no id. */
    private void remember(Change change, Binding binding) {
        if (change.action() != Action.DELETE) {
            binding.knownOwnId().ifPresent(id -> {
                run.directory().made(change.ref(), id);
                own(change, id, binding);
            });
        }
    }

    private void finish(Change change, Binding binding) {
        if (change.action() == Action.DELETE) {
            store.inventory().remove(run.tenant(), change.ref());
        } else {
            remember(change, binding);
        }
    }

    private void own(Change change, String liveId, Binding binding) {
        Desired desired = change.desired().orElseThrow();
        Optional<Owned> before = binding.owned();
        boolean isBack = before.filter(owned -> owned.liveId().equals(liveId)).isPresent();
        boolean isNew = change.action() == Action.CREATE || change.action() == Action.RECREATE;
        boolean ours = (isNew && !isBack)
                || before.filter(owned -> owned.origin() == Owned.Origin.CREATED)
                        .isPresent()
                || (before.isEmpty() && beingMade.contains(change.ref()))
                || store.journal().wasCreatedByUs(run.tenant(), change.kind(), liveId);
        Owned now = new Owned(
                change.ref(),
                desired.key(),
                liveId,
                PlanHash.digestOf(desired.spec()),
                secretDigests(change, desired, liveId, binding),
                desired.artefacts().values().stream().findFirst().map(Artefact::sha256),
                ours ? Owned.Origin.CREATED : Owned.Origin.ADOPTED,
                binding.facts(),
                Optional.ofNullable(remembered.get(change.ref()))
                        .or(() -> before)
                        .map(Owned::since)
                        .orElseGet(() -> clockwork.clock().instant()));
        if (!now.equals(remembered.get(change.ref()))) {
            store.inventory().put(run.tenant(), now);
            remembered.put(change.ref(), now);
        }
    }

    /** By field: of what a step of this change sent, else of what the same live object got earlier. */
    private static Map<String, String> secretDigests(Change change, Desired desired, String liveId, Binding binding) {
        boolean isNew = change.action() == Action.CREATE || change.action() == Action.RECREATE;
        Map<String, String> before = binding.owned()
                .filter(owned -> !isNew && owned.liveId().equals(liveId))
                .map(Owned::secretDigests)
                .orElse(Map.of());
        Map<String, String> digests = new TreeMap<>();
        desired.secrets().forEach((path, secret) -> binding.sentDigest(secret)
                .or(() -> Optional.ofNullable(before.get(path.toString())))
                .ifPresent(digest -> digests.put(path.toString(), digest)));
        return digests;
    }
}
