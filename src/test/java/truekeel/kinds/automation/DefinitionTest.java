package truekeel.kinds.automation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DefinitionTest {
    private static Definition of(String json) {
        try {
            return Definition.of(new ObjectMapper().readTree(json.replace('\'', '"')))
                    .orElseThrow();
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    @Test
    void isTheSameWhereverItsBlocksAreDrawn() {
        // given
        Definition one = of("{'blocks':[{'id':'a','type':'T','x':1,'y':2,'comment':null}],'variables':[]}");
        Definition other = of("{'variables':[],'blocks':[{'type':'T','y':40,'x':7,'id':'a','collapsed':[1]}]}");

        // when / then
        assertThat(one.digest()).isEqualTo(other.digest());
        assertThat(one.standsFor(other, Set.of())).contains(Map.of());
    }

    @Test
    void isAnotherWithOtherInputsOfTheNamesOfPlaces() {
        // given
        Definition one = of("{'blocks':[{'id':'a','inputs':{'x':1}}]}");
        Definition other = of("{'blocks':[{'id':'a','inputs':{'x':2}}]}");

        // when / then
        assertThat(one.standsFor(other, Set.of())).isEmpty();
        assertThat(one.digest()).isNotEqualTo(other.digest());
    }

    @Test
    void tellsWhatStandsInThePlacesOfIds() {
        // given
        Definition file = of("{'blocks':[{'url':'/spaces/S1/items?app=A1','space':'S1','text':'S1 x'}]}");
        Definition live = of("{'blocks':[{'url':'/spaces/abc-1/items?app=77','space':'abc-1','text':'abc-1 x'}]}");

        // when
        Optional<Map<String, String>> found = file.standsFor(live, Set.of("S1", "A1"));

        // then
        assertThat(found).contains(Map.of("S1", "abc-1", "A1", "77"));
        assertThat(file.filled(Map.of("S1", "abc-1", "A1", "77")).digest()).isEqualTo(live.digest());
    }

    @Test
    void differsWhereOneTextStandsForTwo() {
        // given
        Definition file = of("{'blocks':[{'a':'S1','b':'S1'}]}");
        Definition live = of("{'blocks':[{'a':'x','b':'y'}]}");

        // when / then
        assertThat(file.standsFor(live, Set.of("S1"))).isEmpty();
    }

    @Test
    void putsTheLongerOfTwoTextsIn() {
        // given
        Definition file = of("{'blocks':[{'a':'S10 S1'}]}");

        // when / then
        assertThat(file.filled(Map.of("S1", "one", "S10", "S1")).workspace().toString())
                .contains("\"S1 one\"");
    }

    @Test
    void neverHoldsTheTokenThatStartsIt() {
        // given
        Definition file = of("{'executionToken':'hush','workspace':{'blocks':[{'executionToken':'hush'}],'n':1}}");

        // when / then
        assertThat(file.workspace().toString()).doesNotContain("hush");
        assertThat(file.text()).doesNotContain("hush").endsWith("}\n");
    }

    @Test
    void isNothingWithoutBlocks() {
        assertThat(Definition.of(new ObjectMapper().createObjectNode())).isEmpty();
    }
}
