package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import truekeel.simulator.Answer;
import truekeel.simulator.Caller;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Paging;
import truekeel.simulator.Sort;

/**
 * What sharing tasks and data alerts have in common: somebody's own, seen by those whom they tell something and by
 * admins, and listed with counts.
 */
final class Subscriptions {
    private static final Paging PAGING = Paging.nextPrev(20, 100);

    private Subscriptions() {}

    /** @param owner the name of the field with the owner's id */
    static boolean owns(Exchange exchange, ObjectNode row, String owner) {
        return row.path(owner).asText().equals(exchange.caller().userId());
    }

    static boolean sees(Exchange exchange, ObjectNode row, String owner) {
        String self = exchange.caller().userId();
        for (JsonNode user : row.path("recipients").path("userIds")) {
            if (user.path("value").asText().equals(self)) {
                return true;
            }
        }
        return owns(exchange, row, owner) || seesAll(exchange.caller());
    }

    static boolean seesAll(Caller caller) {
        return caller.isAdmin() || caller.hasRole("AnalyticsAdmin");
    }

    /** Whether a row has the value that a parameter of the list asks for. */
    static boolean fits(Exchange exchange, String parameter, String value) {
        return exchange.query(parameter).map(value::equals).orElse(true);
    }

    /** @param field the name of the list within the answer */
    static Answer list(
            Exchange exchange,
            String field,
            List<ObjectNode> rows,
            List<String> sorts,
            Function<ObjectNode, ObjectNode> view) {
        Paging.Page page = PAGING.page(exchange, rows, Sort.from(exchange, Sort.inserted(), sorts));
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray(field);
        page.rows().forEach(row -> list.add(view.apply(row)));
        body.put("currentPageCount", page.rows().size());
        body.put("totalCount", rows.size());
        body.set("links", page.links());
        return Answer.ok(body);
    }
}
