package truekeel.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static truekeel.plan.PlanArbitraries.APP;
import static truekeel.plan.PlanArbitraries.SPACE;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import truekeel.model.FieldPath;
import truekeel.model.ReconcilePolicy.Ignore;
import truekeel.model.ResourceRef;
import truekeel.model.Value;

/** Laws of what a tenant's policy leaves as it is. */
class IgnoresPropertyTest {

    private static Ignores of(String glob, String... fields) {
        return new Ignores(List.of(new Ignore(
                SPACE,
                Optional.of(glob),
                List.of(fields).stream().map(FieldPath::parse).toList())));
    }

    private static boolean ignored(String glob, String name) {
        return of(glob).whole(new ResourceRef(SPACE, name));
    }

    private static FieldDiff at(String path) {
        return new FieldDiff(FieldPath.parse(path), Value.text("a"), Value.text("b"));
    }

    @Property
    void aNameWithoutStarsMeansItself(@ForAll("names") String name, @ForAll("names") String other) {
        assertThat(ignored(name, name)).isTrue();
        assertThat(ignored(name, other)).isEqualTo(name.equals(other));
    }

    @Property
    void aStarStandsForAnyText(
            @ForAll("names") String before, @ForAll("names") String any, @ForAll("names") String after) {
        assertThat(ignored(before + "*" + after, before + any + after)).isTrue();
        assertThat(ignored("*", any)).isTrue();
        assertThat(ignored(before + "*x", before + any + "y")).isFalse();
    }

    @Property
    void aQuestionMarkStandsForOneCharacter(
            @ForAll("names") String before, @ForAll("names") String any, @ForAll("names") String after) {
        assertThat(ignored(before + "?" + after, before + any + after))
                .isEqualTo(any.codePointCount(0, any.length()) == 1);
    }

    @Property
    void otherKindsAreNotMeant(@ForAll("names") String name) {
        assertThat(of("*").whole(new ResourceRef(APP, name))).isFalse();
        assertThat(of("*", "/a").filter(new ResourceRef(APP, name), List.of(at("/a"))))
                .hasSize(1);
    }

    @Test
    void fieldsOfAnObjectAreIgnoredWithAllBelowThem() {
        // given
        Ignores ignores = of("tmp-*", "/settings", "/a~1b");
        List<FieldDiff> fields = List.of(at("/settings"), at("/settings/x"), at("/settingsX"), at("/a~1b"), at("/a"));

        // then
        assertThat(ignores.filter(new ResourceRef(SPACE, "tmp-1"), fields)).containsExactly(at("/settingsX"), at("/a"));
        assertThat(ignores.filter(new ResourceRef(SPACE, "other"), fields)).isEqualTo(fields);
        assertThat(ignores.whole(new ResourceRef(SPACE, "tmp-1"))).isFalse();
    }

    @Test
    void withoutANameEveryObjectOfTheKindIsMeant() {
        Ignores ignores = new Ignores(List.of(new Ignore(SPACE, Optional.empty(), List.of())));

        assertThat(ignores.whole(new ResourceRef(SPACE, "any"))).isTrue();
        assertThat(ignores.whole(new ResourceRef(APP, "any"))).isFalse();
    }

    @Test
    void withoutRulesNothingIsIgnored() {
        assertThat(new Ignores(List.of()).whole(new ResourceRef(SPACE, "any"))).isFalse();
    }

    /** Names as people give them, with what means something in a regular expression. */
    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withChars('a', '.', '\\', '(', '[', '+', '$', '^', '{', '|', '\n', 'ä')
                .ofMaxLength(3)
                .flatMap(text -> Arbitraries.of("", "\uD83D\uDE80", "\\E").map(more -> text + more));
    }
}
