package truekeel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Laws of places in a tree. */
class FieldPathPropertyTest {
    private static final Value TREE = Value.Fields.EMPTY
            .with("list", new Value.Items(List.of(Value.text("a"), Value.Fields.EMPTY.with("x", Value.number(1)))))
            .with("0", Value.flag(true));

    @Property
    void readsBackWhatItWrote(@ForAll("paths") FieldPath path) {
        assertThat(FieldPath.parse(path.toString())).isEqualTo(path);
    }

    @Property
    void aChildLiesBelowItsPath(@ForAll("paths") FieldPath path, @ForAll("segments") String segment) {
        FieldPath child = path.child(segment);

        assertThat(child.startsWith(path)).isTrue();
        assertThat(child.startsWith(child)).isTrue();
        assertThat(path.startsWith(child)).isFalse();
        assertThat(child.startsWith(FieldPath.ROOT)).isTrue();
        assertThat(child.last()).isEqualTo(segment);
        assertThat(child.startsWith(path.child(segment + "x"))).isFalse();
    }

    @Property
    void pathsAreOrderedAsTheyAreWritten(@ForAll("paths") FieldPath one, @ForAll("paths") FieldPath two) {
        assertThat(Integer.signum(one.compareTo(two)))
                .isEqualTo(Integer.signum(one.toString().compareTo(two.toString())));
    }

    @Property
    void whatIsReplacedIsThereAndAllElseAsItWas(
            @ForAll("trees") Value tree, @ForAll("paths") FieldPath path, @ForAll("paths") FieldPath other) {
        // given
        Value fresh = Value.text("fresh");

        // when
        Value changed = path.replacedIn(tree, fresh);

        // then
        if (path.in(tree).isEmpty()) {
            assertThat(changed).isEqualTo(tree);
        } else {
            assertThat(path.in(changed)).contains(fresh);
            if (!other.startsWith(path) && !path.startsWith(other)) {
                assertThat(other.in(changed)).isEqualTo(other.in(tree));
            }
        }
    }

    @Test
    void findsFieldsByNameAndElementsByPosition() {
        assertThat(FieldPath.parse("/list/0").in(TREE)).contains(Value.text("a"));
        assertThat(FieldPath.parse("/list/1/x").in(TREE)).contains(Value.number(1));
        assertThat(FieldPath.parse("/list/2").in(TREE)).isEmpty();
        assertThat(FieldPath.parse("/list/x").in(TREE)).isEmpty();
        assertThat(FieldPath.parse("/list/-1").in(TREE)).isEmpty();
        assertThat(FieldPath.parse("/list/0000001").in(TREE)).isEmpty();
        assertThat(FieldPath.parse("/list/0/x").in(TREE)).isEmpty();
        assertThat(FieldPath.parse("/0").in(TREE)).contains(Value.flag(true));
        assertThat(FieldPath.ROOT.in(TREE)).contains(TREE);
    }

    @Test
    void replacesInsideLists() {
        assertThat(FieldPath.parse("/list").child(1).child("x").replacedIn(TREE, Value.nothing()))
                .hasToString("{list=[a, {x=null}], 0=true}");
        assertThat(FieldPath.ROOT.replacedIn(TREE, Value.nothing())).isEqualTo(Value.nothing());
    }

    @Test
    void readsPointers() {
        assertThat(FieldPath.parse("")).isEqualTo(FieldPath.ROOT);
        assertThat(FieldPath.ROOT.last()).isEmpty();
        assertThat(FieldPath.ROOT.first()).isEmpty();
        assertThat(FieldPath.parse("/a/b").first()).isEqualTo("a");
        assertThat(FieldPath.parse("/a~1b/~0c/").segments()).containsExactly("a/b", "~c", "");
        assertThatThrownBy(() -> FieldPath.parse("a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A field path starts with a slash: 'a'");
    }

    @Provide
    Arbitrary<String> segments() {
        return Arbitraries.of("a", "b", "0", "1", "~", "/", "~1", "", "a=b");
    }

    @Provide
    Arbitrary<FieldPath> paths() {
        return segments().list().ofMaxSize(3).map(FieldPath::new);
    }

    @Provide
    Arbitrary<Value> trees() {
        Arbitrary<Value> leaf = Arbitraries.of("x", "y").map(Value::text);
        Arbitrary<Value> low = Arbitraries.oneOf(
                leaf,
                leaf.list().ofMaxSize(2).map(Value.Items::new),
                Arbitraries.maps(segments(), leaf).ofMaxSize(3).map(Value.Fields::new));
        return Combinators.combine(
                        Arbitraries.maps(segments(), low).ofMaxSize(4),
                        low.list().ofMaxSize(3),
                        Arbitraries.of(true, false))
                .as((map, list, asMap) -> asMap ? new Value.Fields(map) : new Value.Items(list));
    }
}
