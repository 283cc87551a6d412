package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/** The ways in which kinds read a service: its whole list, single objects by id, or a filtered search. */
public final class Reads {
    /** The most clauses that one filter call takes. */
    private static final int CLAUSES = 100;

    private Reads() {}

    /** Every object by the list, or those of {@link Look#only} by their ids; ids that are gone are left out. */
    public static void each(
            Look look, QlikRequest list, Function<String, QlikRequest> one, Consumer<JsonNode> consumer) {
        if (look.only().isEmpty()) {
            look.qlik().list(list, consumer);
        } else {
            look.only().stream().sorted().forEach(id -> one(look.qlik(), one.apply(id))
                    .ifPresent(consumer));
        }
    }

    /** One object; empty when Qlik says that it is not there. */
    public static Optional<JsonNode> one(QlikTenant qlik, QlikRequest request) {
        try {
            return Optional.of(qlik.get(request));
        } catch (QlikException.Missing gone) {
            return Optional.empty();
        }
    }

    /** The id of the first entry of a list whose field has that text, compared as it is. */
    public static Optional<String> idOf(QlikTenant qlik, QlikRequest list, String field, String text) {
        return qlik.list(list).stream()
                .filter(entry -> entry.path(field).asText().equals(text))
                .map(entry -> entry.path("id").asText())
                .findFirst();
    }

    /** The same among what belongs to our own user, whose id each entry tells in a field. */
    public static Optional<String> idOfOurs(QlikTenant qlik, QlikRequest list, String owner, String name) {
        String self = qlik.identity().userId();
        return qlik.list(list).stream()
                .filter(entry -> entry.path(owner).asText().equals(self))
                .filter(entry -> entry.path("name").asText().equals(name))
                .map(entry -> entry.path("id").asText())
                .findFirst();
    }

    /** Searches by clauses joined with {@code or}, in as few filter calls as the service allows. */
    public static void search(QlikTenant qlik, QlikRequest filter, List<String> clauses, Consumer<JsonNode> consumer) {
        for (int from = 0; from < clauses.size(); from += CLAUSES) {
            String text = String.join(" or ", clauses.subList(from, Math.min(clauses.size(), from + CLAUSES)));
            qlik.list(filter.json(JsonValues.object().put("filter", text)), consumer);
        }
    }

    /** A SCIM clause (RFC 7644, section 3.4.2.2) that compares an attribute with a text. */
    public static String clause(String attribute, String operator, String text) {
        return attribute + " " + operator + " \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
