package truekeel.schema;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import truekeel.model.Value;

class JsonValuesPropertyTest {
    @Property
    void jsonReadsBackAsItWas(@ForAll("values") Value value) {
        assertThat(JsonValues.fromJson(JsonValues.toJson(value))).isEqualTo(value);
    }

    @Provide
    Arbitrary<Value> values() {
        Arbitrary<Value> leaf = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(8).map(Value::text),
                Arbitraries.bigDecimals().map(Value.Num::new),
                Arbitraries.longs().map(Value::number),
                Arbitraries.of(true, false).map(Value::flag),
                Arbitraries.just(Value.nothing()));
        return Arbitraries.lazyOf(
                () -> leaf,
                () -> leaf,
                () -> values().list().ofMaxSize(3).map(Value.Items::new),
                () -> Combinators.combine(Arbitraries.strings().alpha().ofMaxLength(3), values(), values())
                        .as((key, one, two) -> Value.Fields.EMPTY.with(key, one).with("k", two)));
    }
}
