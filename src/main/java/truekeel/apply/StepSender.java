package truekeel.apply;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import truekeel.kinds.Binding;
import truekeel.kinds.Step;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.Plan;
import truekeel.qlik.Clockwork;
import truekeel.qlik.Operation;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;
import truekeel.store.Journal;
import truekeel.store.StepId;
import truekeel.store.StepRecord;
import truekeel.store.Store;

/** Sends the steps of one change: each is in the journal before it leaves, and gets its verdict after. */
final class StepSender {
    private static final int CREATE_ATTEMPTS = 3;
    private static final Duration SETTLING_PAUSE = Duration.ofSeconds(2);

    private final Run run;
    private final Store store;
    private final Journal journal;
    private final Clockwork clockwork;
    private final Change change;
    private final Plan plan;
    private final boolean keptUnique;
    private final Runnable remember;

    /**
     * @param keptUnique whether Qlik refuses a second object of the change's kind and key
     * @param remember writes to the store what a step that was carried out makes true
     */
    StepSender(
            Run run,
            Store store,
            Clockwork clockwork,
            Change change,
            Plan plan,
            boolean keptUnique,
            Runnable remember) {
        this.run = run;
        this.store = store;
        this.journal = store.journal();
        this.clockwork = clockwork;
        this.change = change;
        this.plan = plan;
        this.keptUnique = keptUnique;
        this.remember = remember;
    }

    /** The daemon is stopping: nothing further may be sent. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What became of a step when its turn came. */
    enum Sent {
        /** It was sent, or an earlier call had done it. */
        YES,
        /** There was nothing to send. */
        NOTHING,
        /** What it needs is not there yet; it is to be asked again in a while. */
        WAITS
    }

    /**
     * Sends a step when there is something to send.
     *
     * @param deadline until when what it needs is waited for; from then on it has its turn nevertheless
     */
    Sent send(Step step, Binding binding, Instant deadline) {
        refuseWhenStopping();
        boolean waits = now().isBefore(deadline) && !step.settling().ready().test(binding);
        return waits ? Sent.WAITS : sendNow(step, binding, deadline);
    }

    private Sent sendNow(Step step, Binding binding, Instant deadline) {
        boolean lost = false;
        for (int attempt = 1; ; attempt++) {
            refuseWhenStopping();
            Optional<QlikRequest> request = step.request().apply(binding);
            if (request.isEmpty()) {
                return lost ? doneBefore() : Sent.NOTHING; // the call whose answer was lost may have done it
            }
            requirePriced(step, request.get());
            try {
                if (sendOnce(step, binding, request.get(), attempt)) {
                    return Sent.YES;
                }
            } catch (QlikException problem) {
                if (step.borne().test(problem, binding)) {
                    return doneBefore();
                }
                if (!step.settling().passing().test(problem) || now().isAfter(deadline)) {
                    throw problem;
                }
                lost = lost || problem instanceof QlikException.Uncertain;
                pause();
            }
        }
    }

    /** An earlier call had done it. */
    private Sent doneBefore() {
        remember.run();
        return Sent.YES;
    }

    /** A plan was priced by what its steps said of themselves. */
    private static void requirePriced(Step step, QlikRequest request) {
        Operation operation = request.operation();
        if (operation.tier() == Operation.Tier.SPECIAL
                && !step.limited().filter(operation::equals).isPresent()) {
            throw new IllegalStateException("The step '" + step.name() + "' does not say that " + operation
                    + " has a limit of its own." + " This is a bug in Truekeel.");
        }
    }

    private void refuseWhenStopping() {
        if (run.stopping().getAsBoolean()) {
            throw new Stopped();
        }
    }

    private void pause() {
        try {
            clockwork.pause().pause(SETTLING_PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }

    /** False means: the answer was lost, the object was not made, so the step may be sent again. */
    private boolean sendOnce(Step step, Binding binding, QlikRequest request, int attempt) {
        StepId id = journal.sent(record(step, request));
        Optional<String> before = binding.knownOwnId();
        try {
            QlikReply reply = run.qlik().send(request);
            step.done().accept(reply, binding);
            confirmed(id, touched(step, binding, before));
            return true;
        } catch (QlikException.Missing gone) {
            if (step.effect() != Step.Effect.DELETES) {
                journal.failed(id, gone.code().name(), now());
                throw gone;
            }
            confirmed(id, binding.knownOwnId());
            return true;
        } catch (QlikException.Uncertain | QlikException.Malformed lost) {
            journal.uncertain(id, lost.code().name(), now());
            return lookAgain(step, binding, id, lost, attempt);
        } catch (QlikException refused) {
            return refusedTwice(step, binding, id, refused, attempt);
        }
    }

    /** What Qlik refuses may be what an earlier one of ours made that arrived late: then it is looked for again. */
    private boolean refusedTwice(Step step, Binding binding, StepId id, QlikException refused, int attempt) {
        boolean sentBefore = step.effect() == Step.Effect.CREATES && (attempt > 1 || binding.wasBegunEarlier());
        Optional<String> found = sentBefore && !(refused instanceof QlikException.Transient)
                ? step.find().apply(binding)
                : Optional.empty();
        if (found.isEmpty()) {
            journal.failed(id, refused.code().name(), now());
            throw refused;
        }
        taken(step, binding, id, found.get());
        return true;
    }

    /** A create whose answer was lost is looked for by its natural key before anything else is sent. */
    private boolean lookAgain(Step step, Binding binding, StepId id, QlikException lost, int attempt) {
        if (step.effect() != Step.Effect.CREATES) {
            throw lost;
        }
        Optional<String> found = step.find().apply(binding);
        if (found.isPresent()) {
            taken(step, binding, id, found.get());
            return true;
        }
        if (step.lagging() || mayStillArrive(lost) || attempt >= CREATE_ATTEMPTS) {
            throw lost;
        }
        journal.settle(id, now());
        return false;
    }

    /** Whether a second request could make a second object, because the first one is still on its way. */
    private boolean mayStillArrive(QlikException lost) {
        return !keptUnique && lost instanceof QlikException.Uncertain uncertain && uncertain.mayStillArrive();
    }

    private void taken(Step step, Binding binding, StepId id, String found) {
        Optional<String> before = binding.knownOwnId();
        step.done().accept(found(found), binding);
        confirmed(id, touched(step, binding, before));
    }

    /**
     * The verdict and what follows from it are one write, which nobody waits for: a process that dies before it lasts
     * finds the step open, as one does that dies right after the answer.
     */
    private void confirmed(StepId id, Optional<String> liveId) {
        Instant at = now();
        store.together(() -> {
            journal.confirmed(id, liveId, at);
            remember.run();
        });
    }

    /** A creating step that made a part of the object, such as a member, did not make the object itself. */
    private static Optional<String> touched(Step step, Binding binding, Optional<String> before) {
        Optional<String> after = binding.knownOwnId();
        return step.effect() == Step.Effect.CREATES ? after.filter(id -> !before.equals(after)) : after;
    }

    private static QlikReply found(String id) {
        return new QlikReply(
                200, Map.of(), JsonNodeFactory.instance.objectNode().put("id", id));
    }

    private StepRecord record(Step step, QlikRequest request) {
        Value.Fields preImage = change.live().map(Live::spec).orElse(Value.Fields.EMPTY);
        return new StepRecord(
                run.id(),
                run.tenant(),
                change.ref(),
                change.action().word(),
                step.name(),
                plan.hash().hex(),
                request.fingerprint(),
                preImage,
                step.effect() == Step.Effect.CREATES,
                step.effect() == Step.Effect.DELETES,
                now());
    }

    private Instant now() {
        return clockwork.clock().instant();
    }
}
