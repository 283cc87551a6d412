package truekeel.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    @ParameterizedTest
    @CsvSource({"kitten,sitting,3", "ab,ba,1", "'',abc,3", "same,same,0", "abc,acb,1", "flaw,lawn,2"})
    void countsSwapsAsOne(String left, String right, int expected) {
        assertThat(Spelling.distance(left, right)).isEqualTo(expected);
        assertThat(Spelling.distance(right, left)).isEqualTo(expected);
    }

    @Test
    void suggestsTheNearestWordIfItIsNearEnough() {
        List<String> words = List.of("description", "members", "type");

        assertThat(Spelling.closest("desription", words)).contains("description");
        assertThat(Spelling.closest("TYPE", words)).contains("type");
        assertThat(Spelling.closest("membersOf", words)).contains("members");
        assertThat(Spelling.closest("colour", words)).isEmpty();
        assertThat(Spelling.closest("", words)).isEmpty();
        assertThat(Spelling.closest("x".repeat(101), List.of("x".repeat(101)))).isEmpty();
        assertThat(Spelling.didYouMean("typ", words)).isEqualTo("Did you mean 'type'?");
        assertThat(Spelling.didYouMean("colour", words)).isEmpty();
    }
}
