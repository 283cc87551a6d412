package truekeel.apply;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import truekeel.kinds.Binding;
import truekeel.kinds.Directory;
import truekeel.kinds.Kinds;
import truekeel.kinds.Step;
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

    private final Run run;
    private final Kinds kinds;
    private final Store store;
    private final Clockwork clockwork;
    private final Plan plan;
    private final Map<ResourceRef, Owned> inventory = new HashMap<>();
    private final Set<ResourceRef> beingMade = new HashSet<>();
    private final AtomicInteger counter = new AtomicInteger();

    Carrier(Run run, Kinds kinds, Store store, Clockwork clockwork, Plan plan) {
        this.run = run;
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

    Outcome carry(Change change) {
        Instant begun = clockwork.clock().instant();
        Outcome.Verdict verdict;
        String code = "";
        String message = "";
        try {
            verdict = change.action().writes() ? write(change) : note(change);
        } catch (StepSender.Stopped stopped) {
            return skipped(change, "The daemon is stopping.");
        } catch (QlikException.Uncertain | QlikException.Malformed lost) {
            verdict = Outcome.Verdict.UNCERTAIN;
            code = lost.code().name();
            message = String.valueOf(lost.getMessage());
        } catch (QlikException problem) {
            verdict = Outcome.Verdict.FAILED;
            code = problem.code().name();
            message = String.valueOf(problem.getMessage());
        } catch (SecretException missing) {
            verdict = Outcome.Verdict.FAILED;
            code = missing.code().name();
            message = String.valueOf(missing.getMessage());
        } catch (SourceException unfetched) {
            verdict = Outcome.Verdict.FAILED;
            code = unfetched.code().name();
            message = String.valueOf(unfetched.getMessage());
        } catch (Directory.Unbound unbound) {
            verdict = Outcome.Verdict.FAILED;
            code = "REF_UNBOUND";
            message = String.valueOf(unbound.getMessage());
        }
        Duration took = Duration.between(begun, clockwork.clock().instant());
        Outcome outcome = new Outcome(change, verdict, code, message, took);
        report(outcome);
        return outcome;
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

    /** Adopt and release touch the inventory only. */
    private Outcome.Verdict note(Change change) {
        if (change.action() == Action.RELEASE) {
            store.inventory().remove(run.tenant(), change.ref());
        } else {
            own(change, change.live().orElseThrow().id(), binding(change));
        }
        return Outcome.Verdict.APPLIED;
    }

    private Outcome.Verdict write(Change change) {
        Binding binding = binding(change);
        StepSender sender = new StepSender(run, store.journal(), clockwork, change, plan);
        boolean sent = false;
        for (Step step : kinds.kind(change.kind()).steps(change)) {
            if (sender.send(step, binding)) {
                sent = true;
                remember(change, binding);
            }
        }
        finish(change, binding);
        return sent ? Outcome.Verdict.APPLIED : Outcome.Verdict.UNCHANGED;
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
        boolean ours = change.action() == Action.CREATE
                || change.action() == Action.RECREATE
                || before.filter(owned -> owned.origin() == Owned.Origin.CREATED)
                        .isPresent()
                || (before.isEmpty() && beingMade.contains(change.ref()))
                || store.journal().wasCreatedByUs(run.tenant(), change.kind(), liveId);
        store.inventory()
                .put(
                        run.tenant(),
                        new Owned(
                                change.ref(),
                                desired.key(),
                                liveId,
                                PlanHash.digestOf(desired.spec()),
                                secretDigests(change, desired, liveId, binding),
                                desired.artefacts().values().stream()
                                        .findFirst()
                                        .map(Artefact::sha256),
                                ours ? Owned.Origin.CREATED : Owned.Origin.ADOPTED,
                                binding.facts(),
                                before.map(Owned::since)
                                        .orElse(clockwork.clock().instant())));
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
