package truekeel.fleet;

import java.time.Instant;
import java.util.Objects;
import truekeel.qlik.QlikException;
import truekeel.secret.SecretException;
import truekeel.store.RunEnd;
import truekeel.store.RunId;
import truekeel.store.RunOutcome;
import truekeel.store.Runs;
import truekeel.store.StoreException;

/** Gives an end to runs that come to none by themselves. */
public final class Breakdown {
    private Breakdown() {}

    /**
     * Ends the runs that the process before this one left open. Returns how many there were.
     *
     * @param now when they were found; nobody knows when they broke off
     */
    public static int endInterrupted(Runs runs, Instant now) {
        return runs.endOpen(RunEnd.broken(
                RunOutcome.INTERRUPTED,
                RunCode.RUN_INTERRUPTED.name(),
                "The process ended before the run did. The next run finds out what had been done.",
                now));
    }

    /** Ends a run that threw. A store that cannot take even that is told of beside the failure itself. */
    static void end(Runs runs, RunId id, RuntimeException failure, Instant now) {
        try {
            if (runs.find(id).filter(run -> run.end().isEmpty()).isPresent()) {
                runs.end(id, RunEnd.broken(RunOutcome.FAILED, code(failure), detail(failure), now));
            }
        } catch (RuntimeException unwritable) {
            failure.addSuppressed(unwritable);
        }
    }

    private static String code(RuntimeException failure) {
        if (failure instanceof StoreException store) {
            return store.code().name();
        }
        if (failure instanceof SecretException secret) {
            return secret.code().name();
        }
        if (failure instanceof QlikException qlik) {
            return qlik.code().name();
        }
        return RunCode.RUN_BROKE.name();
    }

    private static String detail(RuntimeException failure) {
        return Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName() + ". The log has the details.");
    }
}
