package truekeel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {
    private static final Map<String, String> LABELS = Map.of("tier", "gold", "example.com/ring", "canary");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tier=gold | true",
                "tier==gold | true",
                "tier = silver | false",
                "tier!=silver | true",
                "tier!=gold | false",
                "owner!=jane | true",
                "owner= | false",
                "tier | true",
                "!tier | false",
                "owner | false",
                "! owner | true",
                "example.com/ring=canary , tier=gold | true",
                "tier=gold,example.com/ring!=canary | false",
            })
    void choosesByLabels(String text, boolean expected) {
        assertThat(Selector.parse(text).matches(LABELS)).isEqualTo(expected);
    }

    @Test
    void choosesEverythingWithoutTerms() {
        assertThat(Selector.parse("  ")).isEqualTo(Selector.EVERYTHING);
        assertThat(Selector.EVERYTHING.matches(Map.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b,", "a b", "=b", "!a=b", "a=b=c", "a>1", ","})
    void refusesWhatItCannotRead(String text) {
        assertThatThrownBy(() -> Selector.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a condition on a label");
    }
}
