package truekeel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ValueTest {
    private static final Value.Fields SPEC = Value.Fields.EMPTY
            .with("text", Value.text("x"))
            .with("flag", Value.flag(true))
            .with("list", new Value.Items(List.of(Value.text("a"))))
            .with("map", Value.Fields.EMPTY.with("y", Value.nothing()));

    @Property
    void numbersAreEqualByValue(@ForAll long number, @ForAll @IntRange(max = 5) int scale) {
        BigDecimal written = BigDecimal.valueOf(number).setScale(scale);

        assertThat(new Value.Num(written)).isEqualTo(Value.number(number)).hasSameHashCodeAs(Value.number(number));
        assertThat(new Value.Num(written.add(new BigDecimal("0.5")))).isNotEqualTo(Value.number(number));
    }

    @Test
    void zerosOfEveryScaleAreOne() {
        assertThat(new Value.Num(new BigDecimal("0.00"))).isEqualTo(Value.number(0));
        assertThat(new Value.Num(new BigDecimal("-0E+7")).toString()).isEqualTo("0");
    }

    @Test
    void valuesReadAsPeopleWriteThem() {
        assertThat(new Value.Num(new BigDecimal("1E+3"))).hasToString("1000");
        assertThat(Value.flag(false)).hasToString("false");
        assertThat(Value.flag(true)).hasToString("true");
        assertThat(Value.nothing()).hasToString("null");
        assertThat(Value.text("a b")).hasToString("a b");
        assertThat(SPEC).hasToString("{text=x, flag=true, list=[a], map={y=null}}");
    }

    @Test
    void onlyTheExplicitNullIsNull() {
        assertThat(Value.nothing().isNull()).isTrue();
        assertThat(Value.text("").isNull()).isFalse();
        assertThat(Value.Fields.EMPTY.isNull()).isFalse();
    }

    @Test
    void fieldsAreReadByTheTypeTheyHave() {
        assertThat(SPEC.text("text")).contains("x");
        assertThat(SPEC.text("flag")).isEmpty();
        assertThat(SPEC.flag("flag")).contains(true);
        assertThat(SPEC.flag("text")).isEmpty();
        assertThat(SPEC.items("list")).containsExactly(Value.text("a"));
        assertThat(SPEC.items("text")).isEmpty();
        assertThat(SPEC.fields("map").has("y")).isTrue();
        assertThat(SPEC.fields("list")).isEqualTo(Value.Fields.EMPTY);
        assertThat(SPEC.get("absent")).isEmpty();
        assertThat(SPEC.has("absent")).isFalse();
        assertThat(SPEC.isEmpty()).isFalse();
        assertThat(Value.Fields.EMPTY.isEmpty()).isTrue();
    }

    @Test
    void aCopyWithAFieldKeepsItsPlaceAndLeavesTheOriginalAlone() {
        Value.Fields changed = SPEC.with("text", Value.number(1));

        assertThat(changed.values().keySet()).containsExactly("text", "flag", "list", "map");
        assertThat(changed.get("text")).contains(Value.number(1));
        assertThat(SPEC.text("text")).contains("x");
        assertThat(SPEC.without("text").values().keySet()).containsExactly("flag", "list", "map");
        assertThat(SPEC.without("absent")).isEqualTo(SPEC);
    }

    @Test
    void ofTwoMapsTheOneLaidOverTheOtherPrevails() {
        Value.Fields over = Value.Fields.EMPTY.with("more", Value.text("z")).with("flag", Value.nothing());

        assertThat(SPEC.with(over)).hasToString("{text=x, flag=null, list=[a], map={y=null}, more=z}");
        assertThat(SPEC.flag("flag")).contains(true);
    }

    @Test
    void mapsAreEqualInAnyOrderAndListsAreNot() {
        Map<String, Value> turned = new LinkedHashMap<>();
        turned.put("b", Value.number(2));
        turned.put("a", Value.number(1));

        assertThat(new Value.Fields(turned))
                .isEqualTo(Value.Fields.EMPTY.with("a", Value.number(1)).with("b", Value.number(2)));
        assertThat(new Value.Items(List.of(Value.number(1), Value.number(2))))
                .isNotEqualTo(new Value.Items(List.of(Value.number(2), Value.number(1))));
    }

    @Test
    void nobodyChangesAValue() {
        Map<String, Value> mine = new LinkedHashMap<>(Map.of("a", Value.number(1)));
        Value.Fields fields = new Value.Fields(mine);
        mine.put("b", Value.number(2));

        assertThat(fields.has("b")).isFalse();
        assertThatThrownBy(() -> fields.values().put("c", Value.nothing()))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
