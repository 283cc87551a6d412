package truekeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScimFilterTest {
    private static final ScimFilter FILTER = ScimFilter.none()
            .allow(Set.of("eq", "ne", "co", "sw"), "name")
            .allow(Set.of("eq"), "id", "roles.name", "status");
    private static final ObjectNode ROW = (ObjectNode)
            Json.parse(
                    "{\"id\":\"7\",\"name\":\"Jane \\\"J\\\" Doe\",\"status\":\"active\",\"roles\":[{\"name\":\"A\"},{\"name\":\"B\"}]}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "id eq \"7\" | true",
                "id eq \"8\" | false",
                "ID EQ \"7\" | true",
                "status eq \"ACTIVE\" | true",
                "name co \"doe\" | true",
                "name sw \"Doe\" | false",
                "name ne \"x\" | true",
                "name eq \"Jane \\\"J\\\" Doe\" | true",
                "roles.name eq \"B\" | true",
                "roles.name eq \"C\" | false",
                "id eq \"8\" or id eq \"7\" and status eq \"x\" | false",
                "(id eq \"8\" or id eq \"7\") and status eq \"active\" | true",
                "not (id eq \"7\") | false",
                "not id eq \"8\" and name co \"jane\" | true"
            })
    void decides(String filter, boolean matches) {
        // when
        boolean result = FILTER.parse(filter).test(ROW);

        // then
        assertThat(result).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "id",
                "id eq",
                "id eq 'x'",
                "id eq bare",
                "id co \"7\"",
                "other eq \"7\"",
                "(id eq \"7\"",
                "id eq \"7\")",
                "id eq \"7\" and",
                "id eq \"open"
            })
    void refusesWhatItCannotRead(String filter) {
        // when
        assertThatThrownBy(() -> FILTER.parse(filter))
                // then
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(400);
                    assertThat(problem.parameter()).contains("filter");
                    assertThat(problem.code().orElseThrow()).startsWith("REP-");
                });
    }

    @Test
    void findsNothingInARowWithoutTheAttribute() {
        // when
        boolean result = FILTER.parse("status eq \"active\"").test(Json.object());

        // then
        assertThat(result).isFalse();
    }
}
