package truekeel.fleet;

import java.time.Duration;
import java.util.Optional;
import truekeel.kinds.Donor;
import truekeel.model.Artefact.AtHand;
import truekeel.model.ResourceRef;
import truekeel.model.SourceCode;
import truekeel.model.SourceException;
import truekeel.model.Value;
import truekeel.qlik.Clockwork;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;
import truekeel.secret.SecretException;
import truekeel.store.Journal;
import truekeel.store.RunId;
import truekeel.store.StepId;
import truekeel.store.StepRecord;

/**
 * Brings a version of a live object here, once for all tenants that want it. What is sent to the source tenant is in
 * that tenant's journal, under the run that asked first. An export whose answer is lost does no harm: what it laid out
 * expires by itself.
 */
final class Exports {
    private static final String ACTION = "export";
    private static final int ATTEMPTS = 3;
    /** How long a new access may take to be effective. */
    private static final Duration SETTLING = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Journal journal;
    private final Clockwork clockwork;
    private final Fetched fetched;
    private final Shelves shelves;

    Exports(Journal journal, Clockwork clockwork, Fetched fetched, Shelves shelves) {
        this.journal = journal;
        this.clockwork = clockwork;
        this.fetched = fetched;
        this.shelves = shelves;
    }

    /** The version's content. Throws {@link SourceException}, also when the source is another version by now. */
    AtHand fetch(Promotion wanted, Donor donor, RunId cause) {
        String digest = wanted.digest();
        return fetched.version(digest)
                .orElseGet(() -> fetched.join(digest, wanted.shown(), () -> fetched.version(digest)
                        .orElseGet(() -> export(wanted, donor, cause))));
    }

    /** The version's content where it was exported already. */
    Optional<AtHand> present(Promotion wanted) {
        return fetched.version(wanted.digest());
    }

    private AtHand export(Promotion wanted, Donor donor, RunId cause) {
        try {
            return new Export(wanted, donor, cause).run();
        } catch (QlikException.Denied denied) {
            throw failed(SourceCode.SOURCE_DENIED, wanted, denied);
        } catch (QlikException | SecretException problem) {
            throw failed(SourceCode.SOURCE_UNREACHABLE, wanted, problem);
        }
    }

    private static SourceException failed(SourceCode code, Promotion wanted, RuntimeException problem) {
        return new SourceException(code, wanted.shown() + " could not be exported: " + problem.getMessage(), problem);
    }

    /** One export. */
    private final class Export {
        private final Promotion wanted;
        private final Donor donor;
        private final RunId cause;
        private final QlikTenant source;
        private final ResourceRef ref;

        Export(Promotion wanted, Donor donor, RunId cause) {
            this.wanted = wanted;
            this.donor = donor;
            this.cause = cause;
            this.source = wanted.from().qlik();
            this.ref = new ResourceRef(wanted.kind(), wanted.offer().name());
        }

        AtHand run() {
            settleEarlier();
            requireVersion();
            boolean isNew = takeAccess();
            String hash = download(isNew);
            try {
                requireVersion();
            } catch (SourceException changed) {
                fetched.cache().drop(hash);
                throw changed;
            }
            fetched.cache().name(wanted.digest(), hash);
            return fetched.kept(hash).orElseThrow(this::tooLarge);
        }

        /** Exports that a process before this one did not live to hear of; nobody waits for them any more. */
        private void settleEarlier() {
            journal.open(wanted.tenant()).stream()
                    .filter(step -> step.record().action().equals(ACTION))
                    .filter(step -> step.record().ref().equals(ref))
                    .forEach(step -> journal.settle(step.id(), clockwork.clock().instant()));
        }

        /** The list lags, and people go on working: before and after, the object itself is asked. */
        private void requireVersion() {
            Optional<String> now = donor.offer(source, wanted.offer().id()).flatMap(Donor.Offer::version);
            if (!now.equals(Optional.of(wanted.version()))) {
                shelves.forget(wanted.kind(), source, wanted.space());
                throw new SourceException(
                        SourceCode.SOURCE_CHANGED,
                        wanted.shown() + " is " + now.orElse("without a version") + " by now. A later run takes that.");
            }
        }

        private boolean takeAccess() {
            if (!wanted.from().mayWrite()) {
                return false;
            }
            Optional<QlikRequest> access = donor.access(source, wanted.shelf().spaceId());
            access.ifPresent(request -> send("take access to the source space", request));
            return access.isPresent();
        }

        private String download(boolean isNew) {
            long deadline = clockwork.ticker().get().plus(SETTLING).toNanos();
            for (int attempt = 1; ; attempt++) {
                try {
                    QlikReply exported =
                            send("export content", donor.export(wanted.offer().id()));
                    return fetched.cache()
                            .put(out -> source.download(donor.content(exported), out))
                            .orElseThrow(this::tooLarge);
                } catch (QlikException.Missing expired) {
                    if (attempt >= ATTEMPTS) {
                        throw expired;
                    }
                } catch (QlikException.Denied early) {
                    if (!isNew || clockwork.ticker().get().toNanos() > deadline) {
                        throw early;
                    }
                    attempt--;
                    pause(early);
                } catch (QlikException.Uncertain lost) {
                    if (attempt >= ATTEMPTS) {
                        throw lost;
                    }
                }
            }
        }

        private void pause(QlikException why) {
            try {
                clockwork.pause().pause(PAUSE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw why;
            }
        }

        private SourceException tooLarge() {
            return new SourceException(
                    SourceCode.SOURCE_TOO_LARGE,
                    wanted.shown() + " is larger than truekeel.data.artefact-cache allows.");
        }

        private QlikReply send(String step, QlikRequest request) {
            StepId id = journal.sent(new StepRecord(
                    cause,
                    wanted.tenant(),
                    ref,
                    ACTION,
                    step,
                    wanted.digest(),
                    request.fingerprint(),
                    Value.Fields.EMPTY,
                    false,
                    false,
                    clockwork.clock().instant()));
            try {
                QlikReply reply = source.send(request);
                journal.confirmed(
                        id, Optional.of(wanted.offer().id()), clockwork.clock().instant());
                return reply;
            } catch (QlikException.Uncertain | QlikException.Malformed lost) {
                journal.uncertain(id, lost.code().name(), clockwork.clock().instant());
                journal.settle(id, clockwork.clock().instant());
                throw lost;
            } catch (QlikException refused) {
                journal.failed(id, refused.code().name(), clockwork.clock().instant());
                throw refused;
            }
        }
    }
}
