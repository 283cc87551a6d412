package truekeel.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Maps of which a manifest declares all names. */
class WholeMapTest {
    private static final KindName KIND = KindName.of("Webhook");
    private static final Value OURS = Value.text("ours");
    private static final Value THEIRS = Value.text("theirs");
    private static final Value SECRET = new Value.SecretRef("s");

    private static Value.Fields map(String field, Value.Fields names) {
        return Value.Fields.EMPTY.with(field, names);
    }

    private static List<FieldDiff> diff(Value.Fields desired, Value.Fields live) {
        FieldRules rules = new FieldRules(
                KIND,
                Map.of(
                        FieldPath.parse("/open"), FieldRules.Rule.SET,
                        FieldPath.parse("/open/*"), FieldRules.Rule.NONE,
                        FieldPath.parse("/hidden"), FieldRules.Rule.SET,
                        FieldPath.parse("/hidden/*"), FieldRules.Rule.IGNORED),
                false,
                FieldRules.Prunable.YES,
                FieldRules.Lateness.NONE);
        return Diff.between(
                new Desired(
                        ResourceRef.of("Webhook", "x"),
                        NaturalKey.of(KIND, Map.of("name", "x")),
                        Metadata.named("x"),
                        Desired.Lifecycle.PRESENT,
                        desired,
                        new Position("x.yaml", 1, 1),
                        Map.of()),
                new Live(KIND, "1", List.of(), "x", live, Value.Fields.EMPTY, Optional.empty()),
                rules);
    }

    private static Value.Fields names(String name, Value value) {
        return Value.Fields.EMPTY.with(name, value);
    }

    @Test
    void differsInEachNameThatIsMissingAnotherOrTooMuch() {
        assertThat(diff(
                        map("open", names("a", OURS).with("b", OURS).with("c", OURS)),
                        map("open", names("b", OURS).with("c", THEIRS).with("d", THEIRS))))
                .containsExactly(
                        new FieldDiff(FieldPath.parse("/open/a"), OURS, Value.nothing()),
                        new FieldDiff(FieldPath.parse("/open/c"), OURS, THEIRS),
                        new FieldDiff(FieldPath.parse("/open/d"), Value.nothing(), THEIRS));
    }

    @Test
    void comparesTheNamesOnlyWhereQlikDoesNotTellTheValues() {
        assertThat(diff(map("hidden", names("a", SECRET)), map("hidden", names("a", Value.text("")))))
                .isEmpty();
        assertThat(diff(map("hidden", names("a", SECRET)), map("hidden", names("b", Value.text("")))))
                .containsExactly(
                        new FieldDiff(FieldPath.parse("/hidden/a"), SECRET, Value.nothing()),
                        new FieldDiff(FieldPath.parse("/hidden/b"), Value.nothing(), Value.text("")));
    }

    @Test
    void leavesAMapAloneThatIsNotDeclared() {
        assertThat(diff(Value.Fields.EMPTY, map("open", names("a", THEIRS)))).isEmpty();
    }
}
