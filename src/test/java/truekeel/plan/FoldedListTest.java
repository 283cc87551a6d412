package truekeel.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.Position;
import truekeel.model.ResourceRef;
import truekeel.model.Value;

class FoldedListTest {
    private static final KindName KIND = KindName.of("App");

    private static Value.Fields tags(String... names) {
        return Value.Fields.EMPTY.with(
                "tags", new Value.Items(Stream.of(names).<Value>map(Value::text).toList()));
    }

    private static List<FieldDiff> diff(Value.Fields desired, Value.Fields live, boolean withoutCase) {
        FieldRules.Rule rule = new FieldRules.Rule(true, List.of(), Optional.empty(), false, false, withoutCase);
        FieldRules rules = new FieldRules(
                KIND, Map.of(FieldPath.parse("/tags"), rule), false, FieldRules.Prunable.YES, FieldRules.Lateness.NONE);
        return Diff.between(
                new Desired(
                        ResourceRef.of("App", "x"),
                        NaturalKey.of(KIND, Map.of("name", "x")),
                        Metadata.named("x"),
                        Desired.Lifecycle.PRESENT,
                        desired,
                        new Position("x.yaml", 1, 1),
                        Map.of()),
                new Live(KIND, "1", List.of(), "x", live, Value.Fields.EMPTY, Optional.empty()),
                rules);
    }

    @Test
    void takesWordsOfASetThatDifferInCaseForOneWhereTheSchemaSaysSo() {
        assertThat(diff(tags("Sales", "new"), tags("NEW", "sales"), true)).isEmpty();
        assertThat(diff(tags("Sales", "SALES"), tags("sales"), true)).isEmpty();
    }

    @Test
    void tellsThemApartElsewhere() {
        assertThat(diff(tags("Sales"), tags("sales"), false)).hasSize(1);
    }

    @Test
    void tellsTheWordsAsTheyAreWritten() {
        assertThat(diff(tags("Sales", "new"), tags("sales"), true))
                .containsExactly(new FieldDiff(
                        FieldPath.parse("/tags"),
                        tags("Sales", "new").get("tags").orElseThrow(),
                        tags("sales").get("tags").orElseThrow(),
                        true));
    }

    /** Six tags in another case and one new tag once counted as six deletes and were refused by the budget. */
    @Test
    void takesNoWordForGoneThatOnlyChangesItsCase() {
        List<FieldDiff> fields = diff(tags("Sales", "Finance", "new"), tags("sales", "FINANCE", "old"), true);

        assertThat(fields).extracting(FieldDiff::removals).containsExactly(1);
    }
}
