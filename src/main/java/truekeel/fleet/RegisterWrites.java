package truekeel.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import truekeel.apply.Outcome;
import truekeel.model.Live;
import truekeel.model.LogKeys;
import truekeel.model.LogLine;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;
import truekeel.secret.SecretException;
import truekeel.store.Journal;
import truekeel.store.OpenStep;
import truekeel.store.RunId;
import truekeel.store.StepId;
import truekeel.store.StepRecord;

/** Sends the few writes that go to another host than the tenant's, each in the journal before it leaves. */
final class RegisterWrites {
    private static final Logger LOG = Logger.getLogger(RegisterWrites.class);

    private final Journal journal;
    private final InstantSource clock;

    RegisterWrites(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * One write.
     *
     * @param step its name in the journal
     */
    record RegisterWrite(String step, QlikTenant to, QlikRequest request) {}

    /**
     * Sends it and closes its step, confirmed with the id in the answer. What is thrown is in the journal by then.
     *
     * @param landed takes the answer before the step is closed; may throw that it says nothing
     */
    QlikReply send(
            RunId run, TenantTask task, ProvisioningCase planned, RegisterWrite write, Consumer<QlikReply> landed) {
        Change change = planned.change().orElseThrow();
        StepId step = journal.sent(record(run, task, planned, write));
        try {
            QlikReply reply = write.to().send(write.request());
            landed.accept(reply);
            String id = reply.body().path("id").asText("");
            Optional<String> liveId = Optional.of(id).filter(text -> !text.isEmpty());
            journal.confirmed(step, liveId.or(() -> change.live().map(Live::id)), clock.instant());
            return reply;
        } catch (QlikException.Uncertain | QlikException.Malformed lost) {
            journal.uncertain(step, lost.code().name(), clock.instant());
            throw lost;
        } catch (QlikException refused) {
            journal.failed(step, refused.code().name(), clock.instant());
            throw refused;
        }
    }

    private StepRecord record(RunId run, TenantTask task, ProvisioningCase planned, RegisterWrite write) {
        Change change = planned.change().orElseThrow();
        return new StepRecord(
                run,
                task.tenant(),
                change.ref(),
                change.action().word(),
                write.step(),
                planned.picture().plan().hash().hex(),
                write.request().fingerprint(),
                change.live().map(Live::spec).orElse(Value.Fields.EMPTY),
                change.live().isEmpty(),
                false,
                clock.instant());
    }

    /** What earlier steps of that name left open came to this in the end; without an id they came to nothing. */
    void settle(TenantName tenant, ResourceRef ref, String step, Optional<String> liveId) {
        for (OpenStep open : journal.open(tenant)) {
            if (open.record().ref().equals(ref) && open.record().step().equals(step)) {
                if (liveId.isPresent()) {
                    journal.confirmed(open.id(), liveId, clock.instant());
                } else {
                    journal.settle(open.id(), clock.instant());
                }
            }
        }
    }

    /** The outcome of a change that Qlik confirmed. */
    Outcome applied(TenantTask task, Change change, Instant begun) {
        return told(task, new Outcome(change, Outcome.Verdict.APPLIED, "", "", since(begun)));
    }

    /** The outcome of a change that came to nothing, or to nobody knows what. */
    Outcome failed(TenantTask task, Change change, RuntimeException failure, Instant begun) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof SecretException missing) {
            return failed(task, change, missing.code().name(), message, begun);
        }
        if (failure instanceof QlikException problem) {
            boolean open = problem instanceof QlikException.Uncertain || problem instanceof QlikException.Malformed;
            Outcome.Verdict verdict = open ? Outcome.Verdict.UNCERTAIN : Outcome.Verdict.FAILED;
            return told(task, new Outcome(change, verdict, problem.code().name(), message, since(begun)));
        }
        throw failure;
    }

    Outcome failed(TenantTask task, Change change, String code, String message, Instant begun) {
        return told(task, new Outcome(change, Outcome.Verdict.FAILED, code, message, since(begun)));
    }

    Outcome skipped(Change change, String message) {
        return new Outcome(change, Outcome.Verdict.SKIPPED, "SKIPPED", message, Duration.ZERO);
    }

    private Duration since(Instant begun) {
        return Duration.between(begun, clock.instant());
    }

    private static Outcome told(TenantTask task, Outcome outcome) {
        boolean good = outcome.verdict().isGood();
        LOG.log(
                good ? Logger.Level.INFO : Logger.Level.WARN,
                LogLine.of(good ? "A change was carried out." : "A change was not carried out.")
                        .with(LogKeys.TENANT, task.tenant())
                        .with(LogKeys.KIND, outcome.change().kind())
                        .with(LogKeys.NAME, outcome.change().ref().name())
                        .with(LogKeys.ACTION, outcome.change().action().word())
                        .with(LogKeys.OUTCOME, outcome.verdict().word())
                        .with(LogKeys.CODE, outcome.code())
                        .with(LogKeys.DURATION, outcome.duration())
                        .with(LogKeys.MESSAGE, outcome.message()));
        return outcome;
    }
}
