package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import truekeel.simulator.Answer;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.Stamp;

/**
 * {@code /api/connectivity/data-sources} and its older twin: what connections can be made to. Admins switch sources off
 * and on; one that is off is listed on demand only.
 */
final class DataSources implements Resource {
    @Override
    public Dialect dialect() {
        return new Dialect(Dialect.Shape.COMMON, "DS-");
    }

    @Override
    public void register(Routes routes) {
        for (String path : List.of("/api/connectivity/data-sources", "/api/v1/data-sources")) {
            routes.get(path, this::list);
            routes.get(path + "/{dataSourceId}/api-specs", exchange -> Answer.ok(SourceCatalogue.specs(one(exchange))));
            routes.get(path + "/{dataSourceId}/settings", exchange -> settings(exchange, one(exchange)));
            routes.put(path + "/{dataSourceId}/settings", this::configure);
        }
    }

    private Answer list(Exchange exchange) {
        boolean disabledToo = exchange.flag("includeDisabled");
        ObjectNode body = Json.object();
        ArrayNode sources = body.putArray("dataSources");
        SourceCatalogue.all().stream()
                .filter(source -> disabledToo || !SourceCatalogue.isDisabled(exchange, source.id()))
                .filter(source ->
                        exchange.query("dataSourceId").map(source.id()::equals).orElse(true))
                .forEach(source -> sources.add(SourceCatalogue.view(exchange, source)));
        boolean older = exchange.call().path().startsWith("/api/v1/");
        body.put(older ? "lastUpdated" : "updatedAt", Stamp.millis(exchange.now()));
        return Answer.ok(body);
    }

    private static SourceCatalogue.Source one(Exchange exchange) {
        String id = exchange.param("dataSourceId");
        return SourceCatalogue.find(id).orElseThrow(() -> Problem.notFound("There is no data source " + id + "."));
    }

    private static Answer settings(Exchange exchange, SourceCatalogue.Source source) {
        return Answer.ok(Json.object().put("disabled", SourceCatalogue.isDisabled(exchange, source.id())));
    }

    private Answer configure(Exchange exchange) {
        exchange.caller().requireAdmin();
        SourceCatalogue.Source source = one(exchange);
        boolean disabled = exchange.body()
                .flag("disabled")
                .orElseThrow(() -> Problem.badField("/disabled", "This field is required."));
        exchange.table("dataSourceSettings").put(source.id(), Json.object().put("disabled", disabled));
        return settings(exchange, source);
    }
}
