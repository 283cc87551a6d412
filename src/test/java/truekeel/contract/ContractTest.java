package truekeel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractTest {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    static List<String> documents() {
        return Contract.documents();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void readsEveryDocument(String api) {
        // when
        Contract contract = Contract.of(api);

        // then
        assertThat(contract.operations()).isNotEmpty();
    }

    @Test
    void findsAMissingFieldInARequest() {
        // given
        Contract contract = Contract.of("roles");

        // when
        List<String> findings = contract.request("POST", "/api/v1/roles", content("{\"description\":\"x\"}"));

        // then
        assertThat(findings).singleElement().asString().contains("name");
    }

    @Test
    void acceptsARequestThatConforms() {
        // given
        Contract contract = Contract.of("roles");

        // when
        List<String> findings = contract.request("POST", "/api/v1/roles", content("{\"name\":\"x\",\"later\":1}"));

        // then
        assertThat(findings).isEmpty();
    }

    @Test
    void findsAnUnknownStatusAndAWrongBody() {
        // given
        Contract contract = Contract.of("spaces");

        // when
        List<String> status = contract.response("GET", "/api/v1/spaces/types", 418, Contract.Content.none());
        List<String> body = contract.response("GET", "/api/v1/spaces/types", 200, content("{\"data\":3}"));

        // then
        assertThat(status).isNotEmpty();
        assertThat(body).isNotEmpty();
    }

    @Test
    void refusesAQueryParameterOutOfRange() {
        // given
        Contract contract = Contract.of("roles");

        // when
        List<String> findings = contract.request("GET", "/api/v1/roles?limit=101", Contract.Content.none());

        // then
        assertThat(findings).isNotEmpty();
    }

    private static Contract.Content content(String json) {
        return new Contract.Content(JSON, json);
    }
}
