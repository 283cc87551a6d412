package truekeel.qlik;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import truekeel.model.LogKeys;
import truekeel.model.LogLine;
import truekeel.qlik.Operation.Safety;

/** The one place where a call to a tenant waits for its turn and is repeated. */
final class Calls {
    private static final Logger LOG = Logger.getLogger(Calls.class);

    private final Exchanges exchanges;
    private final String host;
    private final RateBudget budget;
    private final TenantClock clock;
    private final QlikSettings settings;
    private final Judge judge;

    Calls(Exchanges exchanges, String host, RateBudget budget, TenantClock clock, QlikSettings settings) {
        this.exchanges = exchanges;
        this.host = host;
        this.budget = budget;
        this.clock = clock;
        this.settings = settings;
        this.judge = new Judge(host, clock);
    }

    /** The answer below 400, after as many attempts as are safe and allowed; else throws a {@link QlikException}. */
    TransportReply run(Operation operation, Safety safety, TransportRequest request) {
        return new Run(operation, safety, request).run();
    }

    /** One call through all its attempts. */
    private final class Run {
        private final Operation operation;
        private final Safety safety;
        private final TransportRequest request;
        private final Duration start = now();
        private int attempt;
        private boolean mayBeDone;

        Run(Operation operation, Safety safety, TransportRequest request) {
            this.operation = operation;
            this.safety = safety;
            this.request = request;
        }

        TransportReply run() {
            try {
                while (true) {
                    Verdict verdict = attempt();
                    if (verdict instanceof Verdict.Done done) {
                        return done.reply();
                    } else if (verdict instanceof Verdict.Failed failed) {
                        throw failed.why();
                    } else if (verdict instanceof Verdict.Throttled throttled) {
                        block(throttled);
                    } else if (verdict instanceof Verdict.Again again) {
                        backOff(again);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw givenUp(Problem.NONE, operation + " on " + host + " was interrupted.", Optional.empty(), e);
            }
        }

        private Verdict attempt() throws InterruptedException {
            Duration left = budget.acquire(operation, exchanges.clockwork().pause(), remaining());
            exchanges.metrics().budgetUsed(host, operation.tier(), budget.usedBy(operation));
            if (!left.isZero()) {
                String message = operation + " on " + host + " would wait another " + left.toSeconds()
                        + " s for its turn under Qlik's rate limit. It is tried again in a later run.";
                throw givenUp(Problem.ofStatus(429), message, Optional.of(left), null);
            }
            try {
                TransportReply reply = exchanges.exchange(operation, request);
                reply.header("date").ifPresent(clock::observe);
                return judge.judge(operation, safety, reply);
            } catch (TransportFailure e) {
                return judge.judge(operation, safety, e);
            }
        }

        /** The next attempt waits in the budget's queue, as does everyone else of this tier. */
        private void block(Verdict.Throttled throttled) {
            Duration asked = throttled.asked().orElse(Duration.ZERO);
            Duration least = settings.retry().backoff(1, 0);
            Duration wait = asked.compareTo(least) >= 0 ? asked : least;
            budget.block(operation, wait.isZero() ? Duration.ofMillis(1) : wait);
            exchanges.metrics().throttled(operation, host, wait);
            LOG.info(LogLine.of("Qlik throttles us.")
                    .with(LogKeys.HOST, host)
                    .with(LogKeys.OPERATION, operation.id())
                    .with(LogKeys.RETRY_AFTER, wait));
        }

        private void backOff(Verdict.Again again) throws InterruptedException {
            mayBeDone |= again.mayBeDone();
            attempt++;
            Duration backoff = settings.retry()
                    .backoff(attempt, ThreadLocalRandom.current().nextDouble());
            Duration wait =
                    again.asked().filter(asked -> asked.compareTo(backoff) > 0).orElse(backoff);
            if (attempt >= settings.retry().attempts() || wait.compareTo(remaining()) > 0) {
                throw givenUp(
                        again.problem(),
                        again.message(),
                        again.asked(),
                        again.cause().orElse(null));
            }
            LOG.debug(LogLine.of("A call is repeated.")
                    .with(LogKeys.HOST, host)
                    .with(LogKeys.OPERATION, operation.id())
                    .with(LogKeys.ATTEMPT, attempt));
            exchanges.clockwork().pause().pause(wait);
        }

        /** Transient, unless an earlier attempt may have been carried out. */
        private QlikException givenUp(
                Problem problem, String message, Optional<Duration> retryAfter, @Nullable Throwable cause) {
            return mayBeDone
                    ? new QlikException.Uncertain(operation.id(), problem, message, cause)
                    : new QlikException.Transient(operation.id(), problem, message, retryAfter, cause);
        }

        private Duration remaining() {
            return settings.longestWait().minus(now().minus(start));
        }

        private Duration now() {
            return exchanges.clockwork().ticker().get();
        }
    }
}
