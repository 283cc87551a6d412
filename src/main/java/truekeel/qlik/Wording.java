package truekeel.qlik;

/** The sentences of failed calls: what failed where, what Qlik said, what to do. */
final class Wording {
    private Wording() {}

    static String of(Operation operation, String host, Problem problem, String advice) {
        String said = problem.said();
        String trace = problem.traceId().map(id -> "trace " + id).orElse("");
        String between = said.isEmpty() || trace.isEmpty() ? "" : ", ";
        String inside = said + between + trace;
        return operation + " on " + host + " was answered with " + problem.status()
                + (inside.isEmpty() ? "" : " (" + inside + ")") + ". " + advice;
    }

    static String of(Operation operation, String host, TransportFailure failure, String advice) {
        String what =
                switch (failure.stage()) {
                    case NOT_SENT -> " could not be sent: ";
                    case NO_ANSWER -> " got no answer: ";
                    case TRUNCATED -> " got an answer that broke off: ";
                    case TOO_LARGE -> " got an answer that is too large: ";
                };
        return operation + " on " + host + what + failure.getMessage() + ". " + advice;
    }

    static String denied(Problem problem) {
        if (QlikException.Denied.isDeactivated(problem)) {
            return "The tenant is deactivated: reactivate it, or take it out of Git.";
        }
        if (problem.code().filter("RELOADS-003"::equals).isPresent()) {
            return "The bot may not reload this app: give it the role operator, publisher or facilitator in the app's"
                    + " managed space, or producer in its shared space.";
        }
        if (problem.code().filter("RELOADS-013"::equals).isPresent()) {
            return "The tenant's quota of reloads is used up: wait until it is renewed, or raise it.";
        }
        return problem.status() == 401
                ? "Qlik does not accept the credentials: check the OAuth client's id and secret."
                : "Check that the OAuth client has the scope for it, and its user the role, in the tenant and in the"
                        + " space.";
    }
}
