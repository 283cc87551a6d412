package truekeel.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.Position;
import truekeel.model.Value;

class VariablesTest {
    private static final String VALUES =
            "{company: Acme, flag: true, count: 3, none: null, list: [a, b], deep: {er: x}}";

    private static Node read(String yaml) {
        return new YamlReader(Limits.DEFAULT)
                .read("values.yaml", yaml.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0);
    }

    private static Variables variables() {
        return Variables.of(
                "acme", Map.of("tenant.name", "acme", "tenant.labels.example.com/tier", "gold"), (Node.Entries)
                        read(VALUES));
    }

    private static Node.Scalar text(String text) {
        return Node.Scalar.of(Value.text(text), new Position("template.yaml", 3, 5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${values.company} | Acme",
                "The ${values.company} of ${tenant.name} | The Acme of acme",
                "${tenant.labels.example.com/tier} | gold",
                "${ values.deep.er } | x",
                "${values.missing:-some words} | some words",
                "a ${values.missing:-} b | a  b",
                "a ${values.none:-z} | a z",
                "$${values.company} | ${values.company}",
                "costs $5 and ${values.count} | costs $5 and 3",
                "on: ${values.flag} | on: true",
            })
    void fillTexts(String written, String expected) {
        Variables variables = variables();

        Node filled = variables.fill(text(written));

        assertThat(variables.findings()).isEmpty();
        assertThat(filled.value()).isEqualTo(Value.text(expected));
        assertThat(filled.position()).isEqualTo(new Position("template.yaml", 3, 5));
    }

    @Test
    void keepTheTypeOfAVariableThatStandsAlone() {
        Variables variables = variables();

        assertThat(variables.fill(text("${values.flag}")).value()).isEqualTo(Value.flag(true));
        assertThat(variables.fill(text("${values.count}")).value()).isEqualTo(Value.number(3));
        assertThat(variables.fill(text("${values.none}")).value()).isEqualTo(Value.nothing());
        assertThat(variables.fill(text("${values.list}")).value()).isEqualTo(Value.texts(java.util.List.of("a", "b")));
        assertThat(variables.fill(text("${values.deep}")).value())
                .isEqualTo(Value.Fields.EMPTY.with("er", Value.text("x")));
    }

    @Test
    void leaveTheTypeOfADefaultOpen() {
        Node filled = variables().fill(text("${values.missing:-true}"));

        assertThat(filled).isEqualTo(new Node.Scalar(Value.text("true"), new Position("template.yaml", 3, 5), true));
    }

    @Test
    void tellUnknownOnesWithTheirPlaceAndAGuess() {
        Variables variables = variables();

        variables.fill(text("${values.compnay}"));

        assertThat(variables.findings())
                .containsExactly(Finding.error(
                        FindingCode.VARIABLE_UNKNOWN,
                        new Position("template.yaml", 3, 5),
                        "The variable 'values.compnay' has no value for tenant 'acme'.",
                        "Did you mean 'values.company'?"));
    }
}
