package truekeel.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static truekeel.plan.PlanArbitraries.APP;
import static truekeel.plan.PlanArbitraries.SPACE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import truekeel.model.Artefact;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.Position;
import truekeel.model.ResourceRef;
import truekeel.model.Value;

/** Laws of the fingerprint that a person approves. */
class PlanHashPropertyTest {
    private static final FieldRules RULES = PlanArbitraries.rules(SPACE);

    private static String hash(Change... changes) {
        return PlanHash.over(List.of(changes)).hex();
    }

    private static Change update(Value.Fields desired, Value.Fields live) {
        return update("s", "1", Map.of(), desired, live);
    }

    private static Change update(
            String name, String id, Map<String, String> annotations, Value.Fields desired, Value.Fields live) {
        Desired wanted = PlanArbitraries.desired(SPACE, name, desired, Desired.Lifecycle.PRESENT, annotations);
        Live seen = PlanArbitraries.live(SPACE, id, name, live);
        return new Change.Update(wanted, seen, Diff.between(wanted, seen, RULES), "differs", Set.of());
    }

    private static Value.Fields named(String name) {
        return Value.Fields.EMPTY.with("name", Value.text(name));
    }

    @Property
    void idsAnnotationsReasonsAndPositionsAreNotInIt(
            @ForAll("specs") Value.Fields desired, @ForAll("specs") Value.Fields live) {
        Change plain = update(desired, live);
        Change other = update("s", "2", Map.of(Metadata.APPROVE, "x", "note", "y"), desired, live);
        Desired moved = new Desired(
                other.ref(),
                other.key(),
                other.desired().orElseThrow().metadata(),
                Desired.Lifecycle.PRESENT,
                desired,
                new Position("elsewhere.yaml", 7, 7),
                Map.of());
        Change told = new Change.Update(
                moved, other.live().orElseThrow(), other.fields(), "another reason", Set.of(other.ref()));

        assertThat(hash(other)).isEqualTo(hash(plain));
        assertThat(hash(told)).isEqualTo(hash(plain));
    }

    @Property
    void theOrderOfSetsAndOfFieldsIsNotInIt(
            @ForAll("specs") Value.Fields desired, @ForAll("specs") Value.Fields live, @ForAll Random random) {
        assertThat(PlanHash.digestOf(shuffled(desired, random))).isEqualTo(PlanHash.digestOf(desired));
        assertThat(hash(PlanArbitraries.creation(SPACE, "x"), withSpecs(desired, live)))
                .isEqualTo(hash(
                        PlanArbitraries.creation(SPACE, "x"),
                        withSpecs(shuffled(desired, random), shuffled(live, random))));
    }

    /** The same differences beside other specs, so that only the specs are told in another order. */
    private static Change withSpecs(Value.Fields desired, Value.Fields live) {
        return new Change.Update(
                PlanArbitraries.desired(SPACE, "s", desired),
                PlanArbitraries.live(SPACE, "1", "s", live),
                List.of(),
                "",
                Set.of());
    }

    @Property
    void everyValueBeforeAndAfterIsInIt(
            @ForAll("specs") Value.Fields one, @ForAll("specs") Value.Fields two, @ForAll("specs") Value.Fields other) {
        boolean same = told(one).equals(told(two));

        assertThat(hash(withSpecs(one, other)).equals(hash(withSpecs(two, other))))
                .isEqualTo(same);
        assertThat(hash(withSpecs(other, one)).equals(hash(withSpecs(other, two))))
                .isEqualTo(same);
        assertThat(PlanHash.digestOf(one).equals(PlanHash.digestOf(two))).isEqualTo(same);
    }

    @Test
    void theActionIsInIt() {
        List<String> hashes = new ArrayList<>();
        Desired desired = PlanArbitraries.desired(SPACE, "s", named("s"));
        Live live = PlanArbitraries.live(SPACE, "1", "s", named("s"));
        hashes.add(hash(new Change.Create(desired, "", Set.of())));
        hashes.add(hash(new Change.Update(desired, live, List.of(), "", Set.of())));
        hashes.add(hash(new Change.Recreate(desired, live, List.of(), "", Set.of())));
        hashes.add(hash(new Change.Delete(desired.ref(), live, Optional.of(desired), "", Set.of())));
        hashes.add(hash(new Change.Delete(desired.ref(), live, Optional.empty(), "", Set.of())));
        hashes.add(hash());

        assertThat(hashes).doesNotHaveDuplicates().allMatch(hash -> hash.matches("[0-9a-f]{64}"));
    }

    @Test
    void whatOnlyTheInventoryFollowsIsNotInIt() {
        Desired desired = PlanArbitraries.desired(SPACE, "s", named("s"));
        Live live = PlanArbitraries.live(SPACE, "1", "s", named("s"));

        assertThat(hash(new Change.Adopt(desired, live, "agrees"))).isEqualTo(hash());
    }

    /** The name in Git was not in it, only the natural key, which spec.name can keep as it was. */
    @Test
    void theReferenceIsInIt() {
        assertThat(hash(update("one", "1", Map.of(), named("x"), named("y"))))
                .isNotEqualTo(hash(update("two", "1", Map.of(), named("x"), named("y"))));
        assertThat(hash(PlanArbitraries.creation(SPACE, "s"))).isNotEqualTo(hash(PlanArbitraries.creation(APP, "s")));
        assertThat(hash(PlanArbitraries.delete(SPACE, "s"))).isNotEqualTo(hash(PlanArbitraries.delete(SPACE, "t")));
    }

    @Test
    void theIdInTheReferenceOfAnUndeclaredObjectIsNotInIt() {
        Live one = PlanArbitraries.live(SPACE, "1", "s", named("s"));
        Live two = PlanArbitraries.live(SPACE, "2", "s", named("s"));

        assertThat(hash(new Change.Delete(new ResourceRef(SPACE, "s (1)"), one, Optional.empty(), "", Set.of())))
                .isEqualTo(
                        hash(new Change.Delete(new ResourceRef(SPACE, "s (2)"), two, Optional.empty(), "", Set.of())));
    }

    @Test
    void whereANameBeginsIsInIt() {
        KindName apps = KindName.of("Apps");
        NaturalKey key = NaturalKey.of(APP, Map.of("name", "k"));
        Live one = new Live(APP, "1", List.of(key), "sX", named("s"), Value.Fields.EMPTY, Optional.empty());
        Live two = new Live(apps, "1", List.of(key), "X", named("s"), Value.Fields.EMPTY, Optional.empty());

        assertThat(hash(new Change.Delete(new ResourceRef(APP, "sX"), one, Optional.empty(), "", Set.of())))
                .isNotEqualTo(hash(new Change.Delete(new ResourceRef(apps, "X"), two, Optional.empty(), "", Set.of())));
    }

    /** Keys were told as one text, in which a name can look like a name and a space. */
    @Test
    void partsOfAKeyAreToldApart() {
        assertThat(hash(keyed(Map.of("name", "a, space=b", "space", "c"))))
                .isNotEqualTo(hash(keyed(Map.of("name", "a", "space", "b, space=c"))));
    }

    private static Change keyed(Map<String, String> parts) {
        Desired plain = PlanArbitraries.desired(APP, "a", Value.Fields.EMPTY);
        return new Change.Create(
                new Desired(
                        plain.ref(),
                        NaturalKey.of(APP, parts),
                        plain.metadata(),
                        plain.lifecycle(),
                        plain.spec(),
                        plain.position(),
                        Map.of()),
                "",
                Set.of());
    }

    /** A field's name could swallow the beginning of its value. */
    @Test
    void namesAndValuesOfFieldsAreToldApart() {
        Value.Fields one = Value.Fields.EMPTY.with("a", Value.text("stuff=T1:y"));
        Value.Fields two = Value.Fields.EMPTY.with("a=T10:stuff", Value.text("y"));

        assertThat(PlanHash.digestOf(one)).isNotEqualTo(PlanHash.digestOf(two));
    }

    @Test
    void valuesOfOneTextButOfAnotherTypeAreToldApart() {
        List<Value> values = List.of(
                Value.text("null"),
                Value.nothing(),
                Value.text("true"),
                Value.flag(true),
                Value.text("1"),
                Value.number(1),
                Value.text("[]"),
                new Value.Items(List.of()),
                Value.Fields.EMPTY,
                new Value.Items(List.of(new Value.Items(List.of()))),
                new Value.Items(List.of(Value.text("a"), Value.text("b"))),
                new Value.Items(List.of(Value.text("a, b"))),
                new Value.SecretRef("true"));

        assertThat(values.stream().map(PlanHash::digestOf)).doesNotHaveDuplicates();
    }

    @Test
    void theDifferencesAreInIt() {
        FieldPath path = FieldPath.parse("/a");
        assertThat(List.of(
                        hash(differing(new FieldDiff(path, Value.text("x"), Value.text("y")))),
                        hash(differing(new FieldDiff(path, Value.text("z"), Value.text("y")))),
                        hash(differing(new FieldDiff(path, Value.text("x"), Value.text("z")))),
                        hash(differing(new FieldDiff(FieldPath.parse("/b"), Value.text("x"), Value.text("y"))))))
                .doesNotHaveDuplicates();
    }

    private static Change differing(FieldDiff field) {
        return PlanArbitraries.update(SPACE, "s", List.of(field));
    }

    @Test
    void theBytesOfFilesAreInItButNotTheirSize() {
        assertThat(hash(withFile("/source", "0", 1))).isEqualTo(hash(withFile("/source", "0", 2)));
        assertThat(List.of(
                        hash(withFile("/source", "0", 1)),
                        hash(withFile("/source", "1", 1)),
                        hash(withFile("/logo", "0", 1))))
                .doesNotHaveDuplicates();
    }

    private static Change withFile(String field, String digit, long size) {
        Artefact artefact = new Artefact("files/a.qvf", digit.repeat(64), "", size, () -> {
            throw new IOException("not opened");
        });
        Desired plain = PlanArbitraries.desired(APP, "a", Value.Fields.EMPTY);
        return new Change.Create(
                new Desired(
                        plain.ref(),
                        plain.key(),
                        plain.metadata(),
                        plain.lifecycle(),
                        plain.spec(),
                        plain.position(),
                        Map.of(FieldPath.parse(field), artefact)),
                "",
                Set.of());
    }

    @Test
    void theRevisionIsNotInIt() {
        Situation situation = new Situation().desired(PlanArbitraries.desired(SPACE, "s", named("s")));

        assertThat(situation.plan().hash())
                .isEqualTo(new PlanHash(hash(situation.plan().changes().get(0))));
        assertThat(situation.plan().hash().toString())
                .isEqualTo(situation.plan().hash().hex());
    }

    @Test
    void anObjectWithoutAKeyGoesByItsId() {
        KindName kind = SPACE;
        Live keyless = new Live(kind, "1", List.of(), "s", named("s"), Value.Fields.EMPTY, Optional.empty());
        Change delete = new Change.Delete(new ResourceRef(kind, "s"), keyless, Optional.empty(), "", Set.of());

        assertThat(delete.key()).isEqualTo(NaturalKey.of(kind, Map.of("id", "1")));
    }

    /** What a spec says, in a form of its own: fields and lists without order. */
    private static Object told(Value value) {
        if (value instanceof Value.Fields fields) {
            Map<String, Object> told = new TreeMap<>();
            fields.values().forEach((name, field) -> told.put(name, told(field)));
            return told;
        }
        if (value instanceof Value.Items items) {
            return items.values().stream()
                    .map(item -> String.valueOf(told(item)))
                    .sorted()
                    .toList();
        }
        return value;
    }

    private static Value.Fields shuffled(Value.Fields spec, Random random) {
        List<String> names = new ArrayList<>(spec.values().keySet());
        Collections.shuffle(names, random);
        Value.Fields other = Value.Fields.EMPTY;
        for (String name : names) {
            Value value = spec.get(name).orElseThrow();
            if (value instanceof Value.Items items) {
                List<Value> turned = new ArrayList<>(items.values());
                Collections.shuffle(turned, random);
                value = new Value.Items(turned);
            }
            other = other.with(name, value);
        }
        return other;
    }

    @Provide
    Arbitrary<Value.Fields> specs() {
        return PlanArbitraries.specs();
    }
}
