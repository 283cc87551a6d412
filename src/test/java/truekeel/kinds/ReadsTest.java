package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.QlikRequest;

class ReadsTest {
    private static final String NOBODY = "{\"data\":[]}";

    @Test
    void searchesAHundredClausesPerCall() {
        // given
        FakeQlik qlik = new FakeQlik().answer("POST /api/v1/users/actions/filter", 200, NOBODY);
        List<String> clauses = IntStream.range(0, 201)
                .mapToObj(number -> Reads.clause("id", "eq", "id" + number))
                .toList();

        // when
        Reads.search(qlik.tenant(), QlikRequest.of(AccessOperations.FILTER_USERS), clauses, user -> {});

        // then
        assertThat(qlik.asked()).hasSize(3);
    }

    @Test
    void asksNothingWithoutClauses() {
        // given
        FakeQlik qlik = new FakeQlik();

        // when
        Reads.search(qlik.tenant(), QlikRequest.of(AccessOperations.FILTER_USERS), List.of(), user -> {});

        // then
        assertThat(qlik.asked()).isEmpty();
    }

    @Test
    void keepsQuotesAndBackslashesInsideTheText() {
        // given
        String name = "the \"best\" \\ group";

        // when
        String clause = Reads.clause("name", "eq", name);

        // then
        assertThat(clause).isEqualTo("name eq \"the \\\"best\\\" \\\\ group\"");
    }

    @Test
    void readsOnlyWhatWasAskedForAndLeavesOutWhatIsGone() {
        // given
        FakeQlik qlik = new FakeQlik().answer("GET /api/v1/roles/here", 200, "{\"id\":\"here\"}");
        Look look = Look.at(qlik.tenant(), List.of(), List.of()).only(Set.of("here", "gone"));
        List<JsonNode> found = new ArrayList<>();

        // when
        Reads.each(
                look,
                QlikRequest.of(AccessOperations.GET_ROLES),
                id -> QlikRequest.of(AccessOperations.GET_ROLE).path("id", id),
                found::add);

        // then
        assertThat(found).extracting(role -> role.path("id").asText()).containsExactly("here");
        assertThat(qlik.asked()).containsExactly("GET /api/v1/roles/gone", "GET /api/v1/roles/here");
    }

    @Test
    void tellsAMissingObjectFromAFailure() {
        // given
        FakeQlik qlik = new FakeQlik();

        // when
        Optional<JsonNode> role = Reads.one(
                qlik.tenant(), QlikRequest.of(AccessOperations.GET_ROLE).path("id", "gone"));

        // then
        assertThat(role).isEmpty();
    }
}
