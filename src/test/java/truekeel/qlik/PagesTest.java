package truekeel.qlik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private static final QlikRequest SPACES = QlikRequest.of(Operations.GET_SPACES);

    private final World world = new World();

    @Test
    void followsTheLinksToTheEndWithTheLargestPages() {
        world.transport
                .then(200, page("https://acme.us.qlikcloud.com/api/v1/spaces?limit=100&next=AB%3D%3D", 1, 2))
                .then(200, page("https://acme.us.qlikcloud.com/api/v1/spaces?limit=100&next=CD", 3, 4))
                .then(200, page(null, 5));

        List<JsonNode> all = world.tenant.list(SPACES.query("limit", "7").query("type", "shared,managed"));

        assertThat(all).extracting(item -> item.path("id").asText()).containsExactly("1", "2", "3", "4", "5");
        assertThat(world.transport.targets())
                .containsExactly(
                        "/api/v1/spaces?limit=100&type=shared%2Cmanaged",
                        "/api/v1/spaces?limit=100&next=AB%3D%3D", "/api/v1/spaces?limit=100&next=CD");
    }

    @Test
    void keepsItsOwnWayWhenLinksCarryAnotherSchemeOrPort() {
        world.transport
                .then(200, page("http://ACME.us.qlikcloud.com:8090/api/v1/spaces?next=A", 1))
                .then(200, page("?next=B", 2))
                .then(200, page("/api/v1/spaces?next=C", 3))
                .then(200, page(null));

        assertThat(world.tenant.list(SPACES)).hasSize(3);
        assertThat(world.transport.requests())
                .allMatch(request -> request.host().equals(World.HOST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":[],\"links\":{\"next\":{\"href\":null}}}",
                "{\"data\":[],\"links\":{\"next\":{\"href\":\"\"}}}",
                "{\"data\":[],\"links\":{\"next\":{}}}",
                "{\"data\":[],\"links\":{\"next\":null}}",
                "{\"data\":[],\"links\":{}}",
                "{\"data\":[]}"
            })
    void endsWhereThereIsNoNextLink(String page) {
        world.transport.then(200, page);

        assertThat(world.tenant.list(SPACES)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "",
                "{\"data\":null}",
                "{\"data\":{}}",
                "<html>",
                "{\"data\":[],\"links\":{\"next\":{\"href\":7}}}"
            })
    void neverTakesABrokenPageForTheEnd(String page) {
        world.transport
                .then(200, page("https://acme.us.qlikcloud.com/api/v1/spaces?next=A", 1))
                .then(200, page);
        List<JsonNode> received = new ArrayList<>();

        assertThatThrownBy(() -> world.tenant.list(SPACES, received::add)).isInstanceOf(QlikException.Malformed.class);
        assertThat(received).hasSize(1);
    }

    @Test
    void refusesACursorThatComesBack() {
        world.transport
                .then(200, page("https://acme.us.qlikcloud.com/api/v1/spaces?next=A", 1))
                .then(200, page("https://acme.us.qlikcloud.com/api/v1/spaces?next=B", 2))
                .then(200, page("https://acme.us.qlikcloud.com/api/v1/spaces?next=A", 3));

        assertThatThrownBy(() -> world.tenant.list(SPACES))
                .isInstanceOf(QlikException.Malformed.class)
                .hasMessageContaining("leads back");
    }

    @Test
    void refusesToCarryTheTokenToAnotherHost() {
        world.transport.then(200, page("https://evil.example.com/api/v1/spaces?next=A", 1));

        assertThatThrownBy(() -> world.tenant.list(SPACES))
                .isInstanceOf(QlikException.Malformed.class)
                .hasMessageContaining("another host");
        assertThat(world.transport.requests()).hasSize(1);
    }

    @Test
    void goesOnAfterTheLastIdWhenAFullPageHasNoLink() {
        int[] full = IntStream.rangeClosed(1, 100).toArray();
        world.transport.then(200, page(null, full)).then(200, page(null, 101));

        assertThat(world.tenant.list(QlikRequest.of(Operations.GET_WEB_INTEGRATIONS)))
                .hasSize(101);
        assertThat(world.transport.targets())
                .containsExactly(
                        "/api/v1/web-integrations?limit=100", "/api/v1/web-integrations?limit=100&startingAfter=100");
    }

    @Test
    void sendsASearchBodyWithEveryPage() {
        world.transport
                .then(200, page("https://acme.us.qlikcloud.com/api/v1/users/actions/filter?next=A", 1))
                .then(200, page(null, 2));
        JsonNode filter = JsonNodeFactory.instance.objectNode().put("filter", "id eq \"1\"");

        world.tenant.list(QlikRequest.of(AccessOperations.FILTER_USERS).json(filter));

        assertThat(world.transport.requests())
                .extracting(FakeTransport::body)
                .containsExactly(filter.toString(), filter.toString());
    }

    @Test
    void readsAListWithoutPagesAsItIs() {
        world.transport.then(200, page(null, 1, 2));

        assertThat(world.tenant.list(QlikRequest.of(Operations.GET_THEMES))).hasSize(2);
        assertThat(world.transport.targets()).containsExactly("/api/v1/themes");
    }

    @Test
    void failsOnAnyPage() {
        world.transport
                .then(200, page("https://acme.us.qlikcloud.com/api/v1/spaces?next=A", 1))
                .then(403, "");

        assertThatThrownBy(() -> world.tenant.list(SPACES)).isInstanceOf(QlikException.Denied.class);
    }

    private static String page(@org.jspecify.annotations.Nullable String next, int... ids) {
        String data =
                IntStream.of(ids).mapToObj(id -> "{\"id\":\"" + id + "\"}").collect(Collectors.joining(","));
        String link = next == null ? "" : "\"next\":{\"href\":\"" + next + "\"}";
        return "{\"data\":[" + data + "],\"links\":{" + link + "}}";
    }
}
