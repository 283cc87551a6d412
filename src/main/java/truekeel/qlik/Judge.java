package truekeel.qlik;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import truekeel.qlik.Operation.Safety;
import truekeel.qlik.TransportFailure.Stage;

/**
 * Decides what one exchange means, from its status or failure and from what may be repeated. The guiding question is
 * whether the effect can have happened: after a 5xx, a reset, a timeout or a broken answer it can, so that a create is
 * uncertain then; before a connection and on 429 it cannot.
 */
final class Judge {
    private static final String UNCERTAIN =
            "It may have been carried out all the same: look for its effect before sending it again.";
    private static final String PASSING = "This passes by itself; it is tried again.";

    private final String host;
    private final TenantClock clock;

    Judge(String host, TenantClock clock) {
        this.host = host;
        this.clock = clock;
    }

    Verdict judge(Operation operation, Safety safety, TransportFailure failure) {
        boolean mayBeDone = failure.stage() != Stage.NOT_SENT && safety != Safety.READ;
        if (failure.stage() == Stage.TOO_LARGE && safety == Safety.READ) {
            return new Verdict.Failed(new QlikException.Malformed(
                    operation.id(),
                    Problem.NONE,
                    Wording.of(operation, host, failure, "Raise the limit of reply sizes if it is right."),
                    failure));
        }
        if (failure.stage() == Stage.TOO_LARGE || (mayBeDone && safety == Safety.CREATE)) {
            String message = Wording.of(operation, host, failure, UNCERTAIN);
            return new Verdict.Failed(
                    failure.stage() == Stage.NO_ANSWER
                            ? QlikException.Uncertain.underWay(operation.id(), Problem.NONE, message, failure)
                            : new QlikException.Uncertain(operation.id(), Problem.NONE, message, failure));
        }
        return new Verdict.Again(
                Problem.NONE,
                Wording.of(operation, host, failure, mayBeDone ? UNCERTAIN : PASSING),
                mayBeDone,
                Optional.empty(),
                Optional.of(failure));
    }

    Verdict judge(Operation operation, Safety safety, TransportReply reply) {
        int status = reply.status();
        if (status < 400) {
            return new Verdict.Done(reply);
        }
        Problem problem = problem(reply);
        Optional<Duration> wait = reply.header("retry-after").flatMap(clock::retryAfter);
        if (status == 429) {
            return isPendingReload(operation, problem)
                    ? conflict(operation, problem, "A reload of this app is waiting already; let it finish.")
                    : new Verdict.Throttled(problem, wait);
        }
        if (status >= 500 || status == 408 || status == 425) {
            return broken(operation, safety, problem, wait);
        }
        return new Verdict.Failed(refused(operation, problem));
    }

    private Verdict broken(Operation operation, Safety safety, Problem problem, Optional<Duration> wait) {
        String message = Wording.of(operation, host, problem, safety == Safety.READ ? PASSING : UNCERTAIN);
        boolean passes =
                switch (problem.status()) {
                    case 408, 425, 502, 503, 504 -> true;
                    default -> problem.retryable();
                };
        if (safety == Safety.CREATE || (safety == Safety.IDEMPOTENT && !passes)) {
            boolean lostBehindAGateway = problem.status() == 502 || problem.status() == 504;
            return new Verdict.Failed(
                    lostBehindAGateway
                            ? QlikException.Uncertain.underWay(operation.id(), problem, message, null)
                            : new QlikException.Uncertain(operation.id(), problem, message, null));
        }
        if (!passes) {
            return new Verdict.Failed(new QlikException.Transient(operation.id(), problem, message, wait, null));
        }
        return new Verdict.Again(problem, message, safety != Safety.READ, wait, Optional.empty());
    }

    private QlikException refused(Operation operation, Problem problem) {
        String id = operation.id();
        return switch (problem.status()) {
            case 401, 403 ->
                new QlikException.Denied(id, problem, Wording.of(operation, host, problem, Wording.denied(problem)));
            case 404, 410 ->
                new QlikException.Missing(
                        id,
                        problem,
                        Wording.of(operation, host, problem, "It is gone, or the OAuth client's user may not see it."));
            case 409, 412, 423 ->
                new QlikException.Conflict(
                        id,
                        problem,
                        Wording.of(operation, host, problem, "The live state does not allow it: look at it again."));
            default ->
                new QlikException.Rejected(
                        id,
                        problem,
                        Wording.of(
                                operation,
                                host,
                                problem,
                                "Sending it again does not help: correct what was asked for."));
        };
    }

    private Verdict conflict(Operation operation, Problem problem, String advice) {
        return new Verdict.Failed(
                new QlikException.Conflict(operation.id(), problem, Wording.of(operation, host, problem, advice)));
    }

    /** A 429 on a reload start without the throttling code says that one is pending, not that we are too fast. */
    private static boolean isPendingReload(Operation operation, Problem problem) {
        return operation.id().equals(Operations.QUEUE_RELOAD.id())
                && problem.code().isPresent()
                && !problem.code().get().equals("HTTP-429");
    }

    private static Problem problem(TransportReply reply) {
        Optional<JsonNode> body = Json.read(reply.body());
        return body.map(json -> Problem.from(reply.status(), json)).orElse(Problem.ofStatus(reply.status()));
    }
}
