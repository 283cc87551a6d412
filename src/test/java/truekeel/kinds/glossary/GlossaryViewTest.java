package truekeel.kinds.glossary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.kinds.Seen;
import truekeel.model.Live;

/** What is not there, and parts that are there twice, be it by a request that arrived twice. */
class GlossaryViewTest {
    private static final JsonNode GLOSSARY =
            JsonNodeFactory.instance.objectNode().put("id", "g").put("name", "Sales terms");

    private static JsonNode part(String id, String name) {
        return JsonNodeFactory.instance.objectNode().put("id", id).put("name", name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"spaceId\": null}", "{\"spaceId\": \"\"}"})
    void isOutsideOfSpacesWhereQlikNamesNone(String glossary) throws JsonProcessingException {
        Seen seen = GlossaryView.seen(new ObjectMapper().readTree(glossary));

        assertThat(seen.spec().has("space")).isFalse();
    }

    @Test
    void knowsNotWhichOfTwoPartsIsMeant() {
        Seen terms = GlossaryView.seen(GLOSSARY, List.of(), List.of(part("t1", "Cost"), part("t2", "Cost")));
        Seen categories = GlossaryView.seen(GLOSSARY, List.of(part("c1", "Money"), part("c2", "Money")), List.of());

        assertThat(terms.unknown()).hasValueSatisfying(why -> assertThat(why).startsWith("Two of its terms"));
        assertThat(terms.facts().flag(Live.AMBIGUOUS)).contains(true);
        assertThat(categories.unknown())
                .hasValueSatisfying(why -> assertThat(why).startsWith("Two of its categories are called Money"));
        assertThat(categories.facts().flag(Live.AMBIGUOUS)).contains(true);
    }

    @Test
    void tellsPartsOfOtherNamesApart() {
        Seen seen = GlossaryView.seen(
                GLOSSARY, List.of(part("c1", "Money")), List.of(part("t1", "Cost"), part("t2", "Revenue")));

        assertThat(seen.unknown()).isEmpty();
        assertThat(seen.facts().has(Live.AMBIGUOUS)).isFalse();
    }
}
