package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Paging;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.Sort;

/**
 * Paths past their removal date: 404 or 410, as the tenant's option says, so that a client's fallback can be seen. With
 * the option {@code reloadTasks: true} the tenant still serves reload tasks: list, create, read, delete. Those of an
 * app that has a scheduling task are switched off.
 */
final class Retired implements Resource {
    private static final String TABLE = "reloadTasks";
    private static final String LIST = "/api/v1/reload-tasks";
    private static final String ONE = LIST + "/{taskId}";
    private static final Paging PAGING = Paging.nextPrev(10, 100);

    @Override
    public Dialect dialect() {
        return Dialect.COMMON;
    }

    @Override
    public void register(Routes routes) {
        routes.get(LIST, exchange -> there(exchange, Retired::list));
        routes.post(LIST, exchange -> there(exchange, Retired::create));
        routes.get(ONE, exchange -> there(exchange, call -> Answer.ok(view(call, row(call)))));
        routes.put(ONE, this::refuse);
        routes.delete(ONE, exchange -> there(exchange, Retired::delete));
    }

    private Answer there(Exchange exchange, Function<Exchange, Answer> handling) {
        return exchange.tenant().options().flag("reloadTasks", false) ? handling.apply(exchange) : refuse(exchange);
    }

    private static Answer list(Exchange exchange) {
        List<ObjectNode> found = exchange.table(TABLE)
                .where(row -> sees(exchange, row)
                        && exchange.query("appId")
                                .map(id -> id.equals(row.path("appId").asText()))
                                .orElse(true));
        return Answer.ok(PAGING.page(exchange, found, Sort.inserted()).envelope(row -> view(exchange, row)));
    }

    private static Answer create(Exchange exchange) {
        Body body = exchange.body();
        ObjectNode app = AppStore.require(exchange, body.required("appId"));
        if (!Reloads.mayReload(exchange, app.path("id").asText())) {
            throw Problem.forbidden("The caller may not reload this app.");
        }
        ObjectNode row = Json.object();
        row.put("id", exchange.ids().hex24());
        row.put("appId", app.path("id").asText());
        row.put("partial", body.flag("partial").orElse(false));
        row.put("timeZone", body.text("timeZone").orElse("UTC"));
        row.set("recurrence", Json.texts(body.texts("recurrence").orElse(List.of())));
        row.put("userId", exchange.caller().userId());
        row.put("tenantId", exchange.tenant().id());
        return Answer.created(view(exchange, exchange.table(TABLE).add(row)));
    }

    /** A task is its owner's; admins see all. */
    private static boolean sees(Exchange exchange, ObjectNode row) {
        return exchange.caller().isAdmin()
                || row.path("userId").asText().equals(exchange.caller().userId());
    }

    private static ObjectNode row(Exchange exchange) {
        return exchange.table(TABLE)
                .get(exchange.param("taskId"))
                .filter(row -> sees(exchange, row))
                .orElseThrow(() -> Problem.notFound("There is no such reload task."));
    }

    private static Answer delete(Exchange exchange) {
        exchange.table(TABLE).remove(row(exchange).path("id").asText());
        return Answer.noContent();
    }

    private static ObjectNode view(Exchange exchange, ObjectNode row) {
        boolean off = exchange.table(ScheduledTasks.TABLE)
                .first(task -> task.path("resourceId").equals(row.path("appId")))
                .isPresent();
        ObjectNode view = Json.served(row).put("state", off ? "Disabled" : "Enabled");
        view.set("links", exchange.selfLink(LIST + "/" + row.path("id").asText()));
        return view;
    }

    private Answer refuse(Exchange exchange) {
        throw Problem.of(
                exchange.tenant().options().retiredStatus(), "Removed", "This API was removed; use its successor.");
    }
}
