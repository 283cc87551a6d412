package truekeel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.Position;
import truekeel.model.ResourceRef;
import truekeel.model.Value;
import truekeel.policy.PolicyRule.Level;
import truekeel.policy.PolicyRule.Occasion;

/** Laws of rules, whatever a resource holds. */
class PoliciesPropertyTest {
    private static final KindName APP = KindName.of("App");
    private static final Policies.TenantFacts ACME = new Policies.TenantFacts("acme", Map.of());

    private static boolean holds(String cel, Value.Fields spec) {
        PolicyRule rule =
                new PolicyRule("p", List.of(APP), labels -> true, Set.of(Occasion.DESIRED), Level.BLOCK, cel, "no");
        Desired desired = new Desired(
                new ResourceRef(APP, "a"),
                NaturalKey.of(APP, Map.of("name", "a")),
                Metadata.named("a"),
                Desired.Lifecycle.PRESENT,
                spec,
                new Position("a.yaml", 1, 1),
                Map.of());
        return Policies.of(List.of(rule))
                .violations(ACME, List.of(desired), List.of(), List.of())
                .isEmpty();
    }

    @Property
    void aFieldIsThereUnlessItIsAbsentOrCleared(@ForAll("specs") Value.Fields spec, @ForAll("names") String name) {
        boolean there = spec.get(name).filter(value -> !value.isNull()).isPresent();

        assertThat(holds("has(resource.spec." + name + ")", spec)).isEqualTo(there);
    }

    @Property
    void aTextOrFlagOrNumberIsWhatItWas(@ForAll("specs") Value.Fields spec, @ForAll("names") String name) {
        Value value = spec.get(name).orElse(Value.nothing());
        String literal = value instanceof Value.Text text
                ? "'" + text.value() + "'"
                : value instanceof Value.Num number && number.value().scale() > 0
                        ? Double.toString(number.value().doubleValue())
                        : value.toString();
        boolean scalar = value instanceof Value.Text || value instanceof Value.Flag || value instanceof Value.Num;

        if (scalar) {
            assertThat(holds("resource.spec." + name + " == " + literal, spec)).isTrue();
            assertThat(holds("resource.spec." + name + " != " + literal, spec)).isFalse();
        }
    }

    @Property
    void allHoldsExactlyWhereEveryElementDoes(@ForAll("lists") List<String> words) {
        Value.Fields spec = Value.Fields.EMPTY.with(
                "list", new Value.Items(words.stream().<Value>map(Value::text).toList()));

        assertThat(holds("resource.spec.list.all(word, word != 'a')", spec)).isEqualTo(!words.contains("a"));
        assertThat(holds("resource.spec.list.exists(word, word == 'a')", spec)).isEqualTo(words.contains("a"));
        assertThat(holds("size(resource.spec.list) == " + words.size(), spec)).isTrue();
    }

    /** A rule that stumbles is not a rule that is kept. */
    @Property
    void whatAsksForMoreThanIsThereIsViolated(@ForAll("specs") Value.Fields spec, @ForAll("names") String name) {
        boolean there = spec.get(name).filter(value -> !value.isNull()).isPresent();

        if (!there) {
            assertThat(holds("resource.spec." + name + " != 'x'", spec)).isFalse();
            assertThat(holds("resource.spec." + name + ".all(x, true)", spec)).isFalse();
            assertThat(holds("!has(resource.spec." + name + ") || resource.spec." + name + " == 1", spec))
                    .isTrue();
        }
    }

    @Property
    void aRuleAndItsOppositeAreNeverBothKept(@ForAll("specs") Value.Fields spec, @ForAll("names") String name) {
        String asked = "resource.spec." + name + " == true";

        assertThat(holds(asked, spec) && holds("!(" + asked + ")", spec)).isFalse();
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a", "b", "c");
    }

    @Provide
    Arbitrary<List<String>> lists() {
        return Arbitraries.of("a", "b", "").list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<Value.Fields> specs() {
        Arbitrary<Value> values = Arbitraries.oneOf(
                Arbitraries.of("", "a", "true", "{b}", "$1").map(Value::text),
                Arbitraries.of(true, false).map(Value::flag),
                Arbitraries.of("0", "1", "-7", "0.5", "-2.25", "9007199254740993", "1e3")
                        .map(text -> new Value.Num(new BigDecimal(text))),
                Arbitraries.just(Value.nothing()),
                lists().map(words ->
                        new Value.Items(words.stream().<Value>map(Value::text).toList())));
        List<Arbitrary<Optional<Value>>> fields = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            fields.add(values.optional(0.7));
        }
        return Combinators.combine(fields).as(chosen -> {
            Map<String, Value> spec = new LinkedHashMap<>();
            for (int i = 0; i < chosen.size(); i++) {
                String name = List.of("a", "b", "c").get(i);
                chosen.get(i).ifPresent(value -> spec.put(name, value));
            }
            return new Value.Fields(spec);
        });
    }
}
