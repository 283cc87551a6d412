package truekeel.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;

/**
 * How one service words its errors: the shape of the body and the style of its codes. Codes of gateway errors (401,
 * 429, 5xx) are {@code HTTP-nnn} everywhere. Which number stands for which refusal is not published, so clients can
 * only match on the status.
 *
 * @param prefix {@code GROUPS-} and the like; empty where codes are words such as {@code AssignmentConflict}
 */
public record Dialect(Shape shape, String prefix) {

    /** The shapes of error bodies. */
    public enum Shape {
        /** {@code errors[]} and {@code traceId}. */
        COMMON,
        /** The same with {@code errors[].status} as a number: users, groups, identity providers. */
        NUMERIC_STATUS,
        /** {@code errors[].code} is the status as a number: invitations. */
        NUMERIC_CODE,
        /** The same with {@code errors[].status} as text: tenants. */
        TEXT_STATUS,
        /** The same, doubled at the top level: spaces. */
        DOUBLE,
        /** The deprecated {@code error} and {@code message} beside {@code errors[]}: licences. */
        LEGACY,
        /** The common shape whose {@code errors[].meta} says whether a retry helps: items, collections. */
        EXPLAINED,
        /** One error as the body itself, without {@code errors[]} unless the gateway speaks: extensions, themes. */
        FLAT
    }

    /** Code words of the services whose codes are words, by status. */
    private static final Map<Integer, String> WORDS = Map.of(
            400, "InvalidRequest",
            403, "Forbidden",
            404, "NotFound",
            409, "Conflict",
            410, "Gone",
            412, "PreconditionFailed",
            413, "PayloadTooLarge",
            415, "UnsupportedMediaType",
            422, "Unprocessable",
            423, "Locked");

    private static final Map<Integer, Integer> NUMBERS =
            Map.of(400, 4, 403, 6, 404, 3, 409, 5, 410, 10, 412, 12, 413, 13, 415, 15, 422, 22, 423, 23);

    /** Errors of the gateway itself and of services without a style of their own. */
    public static final Dialect COMMON = new Dialect(Shape.COMMON, "");

    /** The answer a problem becomes. */
    public Answer answer(Problem problem, String traceId) {
        ObjectNode error = Json.object();
        error.put("code", code(problem));
        error.put("title", problem.title());
        problem.detail().ifPresent(detail -> error.put("detail", detail));
        if (problem.pointer().isPresent() || problem.parameter().isPresent()) {
            ObjectNode source = error.putObject("source");
            problem.pointer().ifPresent(pointer -> source.put("pointer", pointer));
            problem.parameter().ifPresent(parameter -> source.put("parameter", parameter));
        }
        problem.meta().ifPresent(meta -> error.set("meta", meta));
        ObjectNode body = Json.object();
        shape(error, body, problem);
        if (shape != Shape.FLAT || isGateways(problem.status())) {
            body.putArray("errors").add(error);
        }
        if (shape != Shape.LEGACY) {
            body.put("traceId", traceId);
        }
        Answer answer = Answer.json(problem.status(), body);
        for (Map.Entry<String, String> header : problem.headers().entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    private void shape(ObjectNode error, ObjectNode body, Problem problem) {
        switch (shape) {
            case COMMON -> {}
            case NUMERIC_STATUS -> error.put("status", problem.status());
            case NUMERIC_CODE -> error.put("code", problem.status());
            case TEXT_STATUS -> error.put("status", Integer.toString(problem.status()));
            case DOUBLE -> body.setAll(error.deepCopy());
            case FLAT -> {
                body.put("title", problem.title());
                body.put("status", problem.status());
                body.putObject("meta").put("message", problem.detail().orElse(problem.title()));
            }
            case LEGACY -> {
                body.put("error", problem.title());
                body.put("message", problem.detail().orElse(problem.title()));
            }
            case EXPLAINED -> {
                ObjectNode meta = error.has("meta") ? (ObjectNode) error.get("meta") : error.putObject("meta");
                boolean server = problem.status() >= 500;
                meta.put("temporary", server);
                meta.put("timeout", false);
                meta.put("fault", server);
            }
        }
    }

    private static boolean isGateways(int status) {
        return status == 401 || status == 429 || status == 405 || status >= 500;
    }

    private String code(Problem problem) {
        int status = problem.status();
        if (problem.code().isPresent()) {
            return problem.code().get();
        }
        if (isGateways(status)) {
            return "HTTP-" + status;
        }
        if (prefix.isEmpty()) {
            return shape == Shape.COMMON ? "HTTP-" + status : WORDS.getOrDefault(status, "Error");
        }
        int number = NUMBERS.getOrDefault(status, 1);
        return prefix + (prefix.equals("LICENSES-") ? String.format(Locale.ROOT, "%03d", number) : number);
    }
}
