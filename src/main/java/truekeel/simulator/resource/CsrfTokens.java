package truekeel.simulator.resource;

import truekeel.simulator.Answer;
import truekeel.simulator.Dialect;
import truekeel.simulator.Resource;
import truekeel.simulator.Routes;
import truekeel.simulator.Sessions;

/** {@code /api/v1/csrf-token}: what a session's unsafe requests must carry; a bearer token has and needs none. */
final class CsrfTokens implements Resource {
    @Override
    public Dialect dialect() {
        return Dialect.COMMON;
    }

    @Override
    public void register(Routes routes) {
        routes.get("/api/v1/csrf-token", exchange -> Sessions.csrf(exchange.call(), exchange.tenant())
                .map(token -> Answer.noContent().with("qlik-csrf-token", token))
                .orElseGet(Answer::noContent));
    }
}
