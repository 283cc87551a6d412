package truekeel.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static truekeel.plan.PlanArbitraries.SPACE;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import truekeel.model.FieldPath;
import truekeel.model.Value;

/** Laws of the one comparison of desired and live state. */
class DiffPropertyTest {
    private static final FieldRules RULES = PlanArbitraries.rules(SPACE);

    private static List<FieldDiff> diff(Value.Fields desired, Value.Fields live) {
        return Diff.between(
                PlanArbitraries.desired(SPACE, "s", desired), PlanArbitraries.live(SPACE, "1", "s", live), RULES);
    }

    @Property
    void equalThingsDoNotDiffer(@ForAll("specs") Value.Fields spec) {
        assertThat(diff(spec, spec)).isEmpty();
    }

    @Property
    void onceWrittenNothingDiffersAnyMore(@ForAll("specs") Value.Fields desired, @ForAll("specs") Value.Fields live) {
        // given
        List<FieldDiff> fields = diff(desired, live);

        // when
        Value.Fields written = Applied.to(live, fields);

        // then
        assertThat(diff(desired, written)).isEmpty();
    }

    @Property
    void somethingIsToldExactlyWhereSomethingDiffers(
            @ForAll("specs") Value.Fields desired, @ForAll("specs") Value.Fields live) {
        assertThat(diff(desired, live).isEmpty()).isEqualTo(Agreement.between(desired, live));
        desired.values().forEach((name, value) -> {
            Value.Fields alone = Value.Fields.EMPTY.with(name, value);
            assertThat(diff(alone, live).isEmpty()).isEqualTo(Agreement.between(alone, live));
        });
    }

    @Property
    void whatIsNotDeclaredIsNeitherToldNorTouched(
            @ForAll("specs") Value.Fields desired, @ForAll("specs") Value.Fields live) {
        // when
        List<FieldDiff> fields = diff(desired, live);

        // then
        assertThat(fields)
                .allSatisfy(field ->
                        assertThat(desired.has(field.path().segments().get(0))).isTrue());
        Value.Fields written = Applied.to(live, fields);
        live.values().forEach((name, value) -> {
            if (!desired.has(name)) {
                assertThat(written.get(name)).contains(value);
            }
        });
    }

    @Property
    void eachPlaceIsToldOnceAndWithItsTwoValues(
            @ForAll("specs") Value.Fields desired, @ForAll("specs") Value.Fields live) {
        // when
        List<FieldDiff> fields = diff(desired, live);

        // then
        assertThat(fields).extracting(FieldDiff::path).doesNotHaveDuplicates();
        assertThat(fields).allSatisfy(field -> assertThat(field.desired()).isNotEqualTo(field.live()));
        fields.stream()
                .filter(field -> field.path().segments().stream().noneMatch(segment -> segment.contains("=")))
                .forEach(field -> assertThat(field.path().in(live).orElse(Value.nothing()))
                        .isEqualTo(field.live()));
    }

    @Property
    void theOrderOfSetsAndTheCaseOfFoldedWordsSayNothing(
            @ForAll("specs") Value.Fields desired, @ForAll("specs") Value.Fields live, @ForAll Random random) {
        // when
        Value.Fields same = told(desired, random);

        // then
        assertThat(diff(desired, same)).isEmpty();
        assertThat(diff(same, live)).extracting(FieldDiff::path).hasSameElementsAs(paths(diff(desired, live)));
        assertThat(diff(desired, told(live, random)))
                .extracting(FieldDiff::path)
                .hasSameElementsAs(paths(diff(desired, live)));
    }

    @Property
    void anOrderedListIsComparedInItsOrder(@ForAll("specs") Value.Fields spec) {
        List<Value> steps = new ArrayList<>(spec.items("steps"));
        List<Value> turned = new ArrayList<>(steps);
        Collections.reverse(turned);

        List<FieldDiff> fields = diff(spec.with("steps", new Value.Items(turned)), spec);

        assertThat(fields.isEmpty()).isEqualTo(steps.equals(turned));
    }

    @Property
    void nullClears(@ForAll("specs") Value.Fields live) {
        live.values().forEach((name, value) -> {
            List<FieldDiff> fields = diff(Value.Fields.EMPTY.with(name, Value.nothing()), live);
            FieldPath path = FieldPath.ROOT.child(name);
            if (RULES.at(path).ignored() || isEmpty(value)) {
                assertThat(fields).isEmpty();
            } else {
                assertThat(fields)
                        .containsExactly(new FieldDiff(
                                path, Value.nothing(), value, RULES.at(path).withoutCase()));
            }
        });
    }

    @Property
    void atLeastTakesNobodyAway(@ForAll("specs") Value.Fields desired, @ForAll("specs") Value.Fields live) {
        // given
        Value.Fields atLeast = desired.with("membersMode", Value.text("atLeast"));

        // when
        Value.Fields written = Applied.to(live, diff(atLeast, live));

        // then
        if (desired.get("members").filter(value -> !value.isNull()).isPresent()) {
            assertThat(names(written)).containsAll(names(live)).containsAll(names(desired));
        }
    }

    @Property
    void atLeastTakesNoWordAwayAndWritesNoneTwice(
            @ForAll("specs") Value.Fields desired, @ForAll("specs") Value.Fields live) {
        // given
        Value.Fields atLeast = desired.with("scopesMode", Value.text("atLeast"));

        // when
        Value.Fields written = Applied.to(live, diff(atLeast, live));

        // then
        if (desired.get("scopes").filter(value -> !value.isNull()).isPresent()) {
            assertThat(written.items("scopes"))
                    .containsAll(live.items("scopes"))
                    .containsAll(desired.items("scopes"))
                    .doesNotHaveDuplicates();
        }
    }

    @Property
    void exactLeavesNobodyElse(@ForAll("specs") Value.Fields desired, @ForAll("specs") Value.Fields live) {
        // given
        Value.Fields exact = desired.with("membersMode", Value.text("exact"));

        // when
        Value.Fields written = Applied.to(live, diff(exact, live));

        // then
        if (desired.has("members")) {
            assertThat(names(written)).hasSameElementsAs(names(desired));
        }
    }

    @Property
    void whatIsTakenAwayIsCounted(@ForAll("specs") Value.Fields desired, @ForAll("specs") Value.Fields live) {
        // when
        List<FieldDiff> fields = diff(desired, live);

        // then
        Value.Fields written = Applied.to(live, fields);
        List<String> gone = new ArrayList<>(parts(live, names(written)));
        gone.removeAll(parts(written, names(written)));
        assertThat(fields.stream().mapToInt(FieldDiff::removals).sum()).isEqualTo(gone.size());
    }

    /** The words of lists, members, and of the members that stay their roles, each with its place. */
    private static List<String> parts(Value.Fields spec, List<String> staying) {
        List<String> parts = new ArrayList<>();
        for (String list : List.of("scopes", "steps", "tags")) {
            spec.items(list)
                    .forEach(word -> parts.add(
                            list + "/" + (list.equals("tags") ? word.toString().toLowerCase(Locale.ROOT) : word)));
        }
        for (Value value : spec.items("members")) {
            Value.Fields member = (Value.Fields) value;
            String name = named(member);
            parts.add("members/" + name);
            if (staying.contains(name)) {
                member.items("roles").forEach(role -> parts.add("members/" + name + "/" + role));
            }
        }
        return parts;
    }

    private static List<String> names(Value.Fields spec) {
        return spec.items("members").stream()
                .map(member -> named((Value.Fields) member))
                .toList();
    }

    private static String named(Value.Fields member) {
        return member.has("user") ? "user=" + member.get("user") : "group=" + member.get("group");
    }

    private static List<FieldPath> paths(List<FieldDiff> fields) {
        return fields.stream().map(FieldDiff::path).toList();
    }

    /** The same told otherwise: sets in another order, folded words in capitals, numbers with another scale. */
    private static Value.Fields told(Value.Fields spec, Random random) {
        Value.Fields other = Value.Fields.EMPTY;
        List<String> names = new ArrayList<>(spec.values().keySet());
        Collections.shuffle(names, random);
        for (String name : names) {
            Value value = spec.get(name).orElseThrow();
            other = other.with(
                    name,
                    switch (name) {
                        case "scopes" -> shuffled(value, random);
                        case "tags" -> shuffled(capital(value), random);
                        case "members" -> shuffled(value, random);
                        case "limit" ->
                            value instanceof Value.Num number
                                    ? new Value.Num(number.value().multiply(new BigDecimal("1.000")))
                                    : value;
                        default -> value;
                    });
        }
        return other;
    }

    private static Value shuffled(Value value, Random random) {
        if (!(value instanceof Value.Items items)) {
            return value;
        }
        List<Value> turned = new ArrayList<>();
        items.values()
                .forEach(item -> turned.add(
                        item instanceof Value.Fields member
                                ? member.with(
                                        "roles", shuffled(member.get("roles").orElse(Value.nothing()), random))
                                : item));
        Collections.shuffle(turned, random);
        return new Value.Items(turned);
    }

    private static Value capital(Value value) {
        return value instanceof Value.Items items
                ? new Value.Items(items.values().stream()
                        .map(word -> Value.text(word.toString().toUpperCase(Locale.ROOT)))
                        .toList())
                : value;
    }

    private static boolean isEmpty(Value value) {
        return value.isNull()
                || value.equals(Value.text(""))
                || value.equals(new Value.Items(List.of()))
                || value.equals(Value.Fields.EMPTY);
    }

    @Provide
    Arbitrary<Value.Fields> specs() {
        return PlanArbitraries.specs();
    }
}
