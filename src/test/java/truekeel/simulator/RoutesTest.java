package truekeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
    private static final Handler NOTHING = exchange -> Answer.noContent();
    private final Routes routes = new Routes();

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/things, /api/v1/things",
        "GET, /api/v1/things/actions, /api/v1/things/actions",
        "GET, /api/v1/things/t1, /api/v1/things/{id}",
        "GET, /api/v1/things/t1/media/a/b, /api/v1/things/{id}/media/{path...}",
        "GET, /api/v1/others/t1, /api/{version}/{area}/{id}",
        "GET, /login, /login",
        "GET, /anything/at/all, /{rest...}",
        "POST, /api/v1/things/t1, ''",
        "GET, /api/v1/things/t1/media, /{rest...}",
        "GET, /api/v1/things//media/a, /{rest...}"
    })
    void theMostLiteralRouteThatFitsIsTaken(String method, String path, String template) {
        // given
        for (String one : new String[] {
            "/{rest...}",
            "/api/{version}/{area}/{id}",
            "/login",
            "/api/v1/things/{id}/media/{path...}",
            "/api/v1/things/{id}",
            "/api/v1/things/actions",
            "/api/v1/things"
        }) {
            routes.get(one, NOTHING);
        }

        // when
        Optional<Routes.Match> match = routes.match(Route.Host.TENANT, method, path);

        // then
        assertThat(match.map(found -> found.route().template()).orElse("")).isEqualTo(template);
    }

    @Test
    void parametersAreDecodedOneByOne() {
        // given
        routes.get("/api/v1/things/{id}/media/{path...}", NOTHING);

        // when
        Routes.Match match = routes.match(Route.Host.TENANT, "GET", "/api/v1/things/a%2Fb+c/media/d/e%20f")
                .orElseThrow();

        // then
        assertThat(match.params()).isEqualTo(Map.of("id", "a/b+c", "path", "d/e f"));
    }

    @Test
    void aHostAnswersItsOwnRoutesOnly() {
        // given
        routes.on(Route.Host.CONSOLE).get("/api/core/tenants", NOTHING);

        // when
        Optional<Routes.Match> match = routes.match(Route.Host.TENANT, "GET", "/api/core/tenants");

        // then
        assertThat(match).isEmpty();
    }
}
