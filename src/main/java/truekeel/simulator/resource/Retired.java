package truekeel.simulator.resource;

import java.util.List;
import truekeel.simulator.Answer;
import truekeel.simulator.Dialect;
import truekeel.simulator.Exchange;
import truekeel.simulator.Problem;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;

/** Paths past their removal date: 404 or 410, as the tenant's option says, so that a client's fallback can be seen. */
final class Retired implements Resource {
    private static final List<String> PATHS = List.of("/api/v1/reload-tasks", "/api/v1/reload-tasks/{rest...}");

    @Override
    public Dialect dialect() {
        return Dialect.COMMON;
    }

    @Override
    public void register(Routes routes) {
        for (String path : PATHS) {
            for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
                routes.add(method, path, this::refuse);
            }
        }
    }

    private Answer refuse(Exchange exchange) {
        throw Problem.of(
                exchange.tenant().options().retiredStatus(), "Removed", "This API was removed; use its successor.");
    }
}
