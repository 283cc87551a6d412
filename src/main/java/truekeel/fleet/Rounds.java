package truekeel.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import truekeel.manifest.TenantManifest;
import truekeel.model.LogKeys;
import truekeel.model.LogLine;
import truekeel.model.TenantName;
import truekeel.plan.DriftState;
import truekeel.plan.RefusalCode;
import truekeel.plan.ResourceState;
import truekeel.report.Conditions;
import truekeel.report.RunReport;
import truekeel.report.TenantStatus;
import truekeel.secret.SecretException;
import truekeel.store.RunEnd;

/** Carries out a tenant's turn: the run, what is shown of it while it is on its way, and when the next one is due. */
final class Rounds {
    private static final Logger LOG = Logger.getLogger(Rounds.class);
    private static final double JITTER = 0.1;

    private final Fleet.Parts parts;
    private final Board board;
    private final Convergence convergence;
    private final BooleanSupplier stopping;

    Rounds(Fleet.Parts parts, Board board, Convergence convergence, BooleanSupplier stopping) {
        this.parts = parts;
        this.board = board;
        this.convergence = convergence;
        this.stopping = stopping;
    }

    /** Runs the tenant once and gives its slot back, whatever happens. */
    void run(Slot slot, DesiredSource.Pull pull, TenantManifest.Sound sound, Slot.Request request) {
        Instant begun = now();
        Optional<RunReport> report = Optional.empty();
        try {
            report = attempt(pull, sound, request, begun);
        } finally {
            Duration interval =
                    parts.pace().interval().orElse(sound.spec().reconcile().interval());
            slot.give(now(), jittered(interval), report.filter(Rounds::wentWell).isPresent());
        }
        report.ifPresent(ended -> LOG.log(level(ended), line(ended, slot.turn().due())));
    }

    /** The one place where a tenant's bugs and failures are caught. */
    private Optional<RunReport> attempt(
            DesiredSource.Pull pull, TenantManifest.Sound sound, Slot.Request request, Instant begun) {
        try {
            Optional<RunReport> report = parts.tasks()
                    .of(pull, sound, request.trigger())
                    .map(task -> parts.reconciliation()
                            .run(task, request.id(), new Reconciliation.Stage(stopping, this::planned)));
            report.ifPresent(this::ended);
            return report;
        } catch (SecretException missing) {
            LOG.error(LogLine.of("A secret is missing.")
                    .with(LogKeys.TENANT, sound.name())
                    .with(LogKeys.CODE, missing.code())
                    .with(LogKeys.MESSAGE, missing.getMessage()));
            failed(sound.name(), "SecretMissing", missing);
        } catch (RuntimeException failure) {
            LOG.error(LogLine.of("A run came to no end.").with(LogKeys.TENANT, sound.name()), failure);
            failed(sound.name(), "RunFailed", failure);
            parts.events().runBroke(sound.name(), Duration.between(begun, now()));
        }
        return Optional.empty();
    }

    private void failed(TenantName tenant, String reason, RuntimeException failure) {
        board.update(
                tenant,
                status -> status.outOfSight(Conditions.failed(reason, String.valueOf(failure.getMessage()), now())));
    }

    /** Shows drift before it is removed. What a new revision brings is no drift and is not held up. */
    private void planned(RunReport report) {
        board.update(report.run().tenant(), before -> told(before, report));
        boolean drifted = report.run().trigger().equals(Trigger.INTERVAL.word())
                && report.admission().writes();
        if (drifted && !stopping.getAsBoolean()) {
            try {
                parts.pace().pause().pause(parts.pace().hold());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void ended(RunReport report) {
        Optional<TenantStatus> status = board.update(report.run().tenant(), before -> told(before, report));
        status.ifPresent(after -> parts.events().runEnded(after, report));
        if (report.standing().isInSync()) {
            convergence
                    .reached(report.run().tenant(), report.run().revision(), now())
                    .ifPresent(took ->
                            parts.events().revisionConverged(report.run().revision(), took));
        }
    }

    private TenantStatus told(TenantStatus before, RunReport report) {
        return before.withLast(report).withConditions(Conditions.after(report, now()));
    }

    /** Another look before its time would not change what a guard refused, but for a doubt that time resolves. */
    private static boolean wentWell(RunReport report) {
        boolean doubtful = report.admission().refusals().stream()
                .anyMatch(refusal -> refusal.code() == RefusalCode.TENANT_CREATE_UNCERTAIN);
        return end(report).outcome().isSuccess() || (report.admission().isRefused() && !doubtful);
    }

    private static RunEnd end(RunReport report) {
        return report.run().end().orElseThrow();
    }

    /** What did nothing is no news; what went wrong in part is tried again by itself. */
    private static Logger.Level level(RunReport report) {
        boolean wrote = report.outcomes().stream()
                .anyMatch(outcome -> outcome.change().action().writes());
        return switch (end(report).outcome()) {
            case APPLIED, UNCHANGED, OBSERVED -> wrote ? Logger.Level.INFO : Logger.Level.DEBUG;
            case REFUSED -> Logger.Level.INFO;
            case PARTIAL, FAILED, INTERRUPTED -> Logger.Level.WARN;
        };
    }

    private static LogLine line(RunReport report, Instant next) {
        RunEnd end = end(report);
        LogLine line = LogLine.of("A run ended.")
                .with(LogKeys.TENANT, report.run().tenant())
                .with(LogKeys.RUN, report.run().id())
                .with(LogKeys.REVISION, report.run().revision().shortId())
                .with(LogKeys.OUTCOME, end.outcome().word())
                .with(LogKeys.CHANGES, report.outcomes().size())
                .with(LogKeys.DURATION, Duration.between(report.run().begun(), end.at()))
                .with(LogKeys.NEXT, next);
        why(report).ifPresent(message -> line.with(LogKeys.MESSAGE, message));
        return line;
    }

    /** Of what could not be looked at; changes that failed have lines of their own. */
    private static Optional<String> why(RunReport report) {
        return report.standing().resources().stream()
                .filter(state -> state.state() == DriftState.UNKNOWN)
                .map(ResourceState::message)
                .filter(message -> !message.isBlank())
                .findFirst();
    }

    private Duration jittered(Duration interval) {
        double factor = 1 - JITTER * ThreadLocalRandom.current().nextDouble();
        return Duration.ofMillis((long) (interval.toMillis() * factor));
    }

    private Instant now() {
        return parts.pace().clock().instant();
    }
}
