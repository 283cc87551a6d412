package truekeel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import truekeel.model.Value;

class ValueJsonPropertyTest {
    @Property(tries = 500)
    void everyTreeComesBackAsItWas(@ForAll("trees") Value tree) {
        // given
        String stored = ValueJson.write(tree);

        // when
        Value read = ValueJson.read(stored);

        // then
        assertThat(read).isEqualTo(tree);
        assertThat(stored).isASCII().doesNotContain("\u0000");
    }

    @Property(tries = 500)
    void equalTreesAreStoredAsOneText(@ForAll("trees") Value tree) {
        // given
        Value shuffled = reversed(tree);

        // when
        String stored = ValueJson.write(shuffled);

        // then
        assertThat(stored).isEqualTo(ValueJson.write(tree));
    }

    @Example
    void secretIsStoredByNameAndAFieldOfThatNameIsNoSecret() {
        // given
        Value secret = new Value.SecretRef("qlik-us");
        Value field = new Value.Fields(Map.of("$secretRef", Value.text("qlik-us")));

        // when
        List<String> stored = List.of(ValueJson.write(secret), ValueJson.write(field));

        // then
        assertThat(stored).containsExactly("{\"$secretRef\":\"qlik-us\"}", "{\"$$secretRef\":\"qlik-us\"}");
    }

    @Example
    void textThatWasNotWrittenHereIsUnreadable() {
        // given
        List<String> foreign = List.of("", "{", "[1,]", "nonsense", "{} {}", "{\"a\":");

        // when / then
        assertThat(foreign).allSatisfy(text -> assertThatThrownBy(() -> ValueJson.read(text))
                .isInstanceOf(Unreadable.class));
    }

    private static Value reversed(Value tree) {
        if (tree instanceof Value.Fields fields) {
            List<String> names = new ArrayList<>(fields.values().keySet());
            Collections.reverse(names);
            Map<String, Value> turned = new LinkedHashMap<>();
            names.forEach(name -> turned.put(name, reversed(fields.get(name).orElseThrow())));
            return new Value.Fields(turned);
        }
        if (tree instanceof Value.Items items) {
            return new Value.Items(
                    items.values().stream().map(ValueJsonPropertyTest::reversed).toList());
        }
        return tree;
    }

    @Provide
    Arbitrary<Value> trees() {
        return tree(3);
    }

    private Arbitrary<Value> tree(int depth) {
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(5), Arbitraries.of("$", "$secretRef", "$$secretRef", ""));
        Arbitrary<Value> leaves = Arbitraries.oneOf(
                Arbitraries.strings().map(Value::text),
                Arbitraries.bigDecimals().ofScale(6).map(Value.Num::new),
                Arbitraries.integers().between(-60, 60).map(e -> new Value.Num(new BigDecimal("7E" + e))),
                Arbitraries.of(true, false).map(Value::flag),
                Arbitraries.just(Value.nothing()),
                names.map(Value.SecretRef::new));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<Value> inner = tree(depth - 1);
        return Arbitraries.oneOf(
                leaves,
                inner.list().ofMaxSize(4).map(Value.Items::new),
                Arbitraries.maps(names, inner).ofMaxSize(4).map(Value.Fields::new));
    }
}
