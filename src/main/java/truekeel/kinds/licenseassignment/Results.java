package truekeel.kinds.licenseassignment;

import com.fasterxml.jackson.databind.JsonNode;
import truekeel.kinds.Binding;
import truekeel.kinds.Seats;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.Operation;
import truekeel.qlik.Problem;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikReply;

/**
 * What became of the one item of a licence action. Qlik answers all of them with 207 and puts the verdict into the
 * item; an answer without an item is one that was found after it was lost.
 */
final class Results {
    private static final int CONFLICT = 409;
    private static final int MISSING = 404;

    private Results() {}

    /** A seat that is held already is what was wanted: another tenant may have declared the same person. */
    static void added(QlikReply reply, Binding binding, String type) {
        JsonNode item = item(reply);
        if (status(item) != CONFLICT) {
            require(AccessOperations.ADD_LICENSE_ASSIGNMENTS, item, binding, type);
        }
    }

    static void moved(QlikReply reply, Binding binding, String type) {
        require(AccessOperations.UPDATE_LICENSE_ASSIGNMENTS, item(reply), binding, type);
    }

    /** A seat that is gone already is what was wanted. */
    static void released(QlikReply reply) {
        JsonNode item = item(reply);
        if (isRefused(item) && status(item) != MISSING) {
            throw refused(AccessOperations.DELETE_LICENSE_ASSIGNMENTS, item, "");
        }
    }

    private static JsonNode item(QlikReply reply) {
        return reply.body().path("data").path(0);
    }

    private static int status(JsonNode item) {
        return item.path("status").asInt(200);
    }

    private static boolean isRefused(JsonNode item) {
        return status(item) >= 300;
    }

    private static void require(Operation operation, JsonNode item, Binding binding, String type) {
        if (isRefused(item)) {
            throw refused(operation, item, arithmetic(item, binding, type));
        }
    }

    /** How many seats there are, when Qlik says that none is left; a plan that fitted can have been overtaken. */
    private static String arithmetic(JsonNode item, Binding binding, String type) {
        if (!QlikException.Conflict.isNoSeatLeft(Problem.from(status(item), item))) {
            return "";
        }
        try {
            return Seats.licence(binding.qlik()).allotments().stream()
                    .filter(allotment -> allotment.type().equals(type))
                    .map(allotment -> " Of " + allotment.units() + " " + type + " seats " + allotment.used()
                            + " are taken, by whichever tenant of the licence.")
                    .findFirst()
                    .orElse(" The licence has no " + type + " seats.");
        } catch (QlikException unread) {
            return "";
        }
    }

    private static QlikException refused(Operation operation, JsonNode item, String arithmetic) {
        int status = status(item);
        Problem problem = Problem.from(status, item);
        String message = operation + " was answered with " + status + " for "
                + item.path(Seats.SUBJECT).asText("the seat") + " (" + problem.said() + ")." + arithmetic;
        if (status == CONFLICT || QlikException.Conflict.isNoSeatLeft(problem)) {
            return new QlikException.Conflict(operation.id(), problem, message);
        }
        if (status == MISSING) {
            return new QlikException.Missing(operation.id(), problem, message);
        }
        if (status == 401 || status == 403) {
            return new QlikException.Denied(operation.id(), problem, message);
        }
        return status >= 500
                ? new QlikException.Uncertain(operation.id(), problem, message, null)
                : new QlikException.Rejected(operation.id(), problem, message);
    }
}
