package truekeel.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import truekeel.model.Position;
import truekeel.model.Value;
import truekeel.schema.JsonValues;

/** Laws of trees: reading what was printed, and laying trees over each other. */
class TreeLawsPropertyTest {
    private static final Position HERE = Position.startOf("x.yaml");
    private final YamlReader yaml = new YamlReader(Limits.DEFAULT);

    @Property
    void readingGivesWhatWasPrinted(@ForAll("maps") Value.Fields value) throws Exception {
        byte[] printed =
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(JsonValues.toJson(value));

        ParsedFile parsed = yaml.read("x.yaml", printed);

        assertThat(parsed.findings()).isEmpty();
        assertThat(parsed.documents()).extracting(Node::value).containsExactly(value);
    }

    @Property
    void everyPartKnowsItsPlace(@ForAll("maps") Value.Fields value) throws Exception {
        String printed = new ObjectMapper().writeValueAsString(JsonValues.toJson(value));

        Node root = yaml.read("x.yaml", printed.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0);

        for (Map.Entry<String, Node.Entry> entry :
                ((Node.Entries) root).entries().entrySet()) {
            int column = entry.getValue().key().column() - 1;
            int start = printed.offsetByCodePoints(0, column);
            assertThat(printed.substring(start)).startsWith(new ObjectMapper().writeValueAsString(entry.getKey()));
        }
    }

    @Property
    void mergeIsAssociativeOverTreesOfOneShape(
            @ForAll("shaped") Value.Fields low,
            @ForAll("shaped") Value.Fields mid,
            @ForAll("shaped") Value.Fields high) {
        Node left = Merge.merge(Merge.merge(node(low), node(mid)), node(high));
        Node right = Merge.merge(node(low), Merge.merge(node(mid), node(high)));
        assertThat(left.value()).isEqualTo(right.value());
    }

    @Property
    void mergeWithNothingOrItselfChangesNothing(@ForAll("maps") Value.Fields value) {
        Node empty = node(Value.Fields.EMPTY);
        assertThat(Merge.merge(node(value), empty).value()).isEqualTo(value);
        assertThat(Merge.merge(empty, node(value)).value()).isEqualTo(value);
        assertThat(Merge.merge(node(value), node(value)).value()).isEqualTo(value);
    }

    @Property
    void theUpperTreeWins(@ForAll("shaped") Value.Fields low, @ForAll("shaped") Value.Fields high) {
        Value.Fields merged = (Value.Fields) Merge.merge(node(low), node(high)).value();
        high.values().forEach((key, value) -> {
            if (!(value instanceof Value.Fields)) {
                assertThat(merged.get(key)).contains(value);
            }
        });
        low.values().forEach((key, value) -> assertThat(merged.has(key)).isTrue());
    }

    @Property
    void fillingInLeavesTreesWithoutVariablesAlone(@ForAll("maps") Value.Fields value) {
        Variables variables = Variables.of("acme", Map.of("tenant.name", "acme"), new Node.Entries(Map.of(), HERE));
        Node node = node(value);
        if (!Variables.areIn(node)) {
            assertThat(variables.fill(node).value()).isEqualTo(value);
            assertThat(variables.findings()).isEmpty();
        }
    }

    private static Node node(Value value) {
        if (value instanceof Value.Fields fields) {
            Map<String, Node.Entry> entries = new LinkedHashMap<>();
            fields.values().forEach((key, child) -> entries.put(key, new Node.Entry(HERE, node(child))));
            return new Node.Entries(entries, HERE);
        }
        return value instanceof Value.Items items
                ? new Node.Many(
                        items.values().stream().map(TreeLawsPropertyTest::node).toList(), HERE)
                : Node.Scalar.of(value, HERE);
    }

    /** YAML allows no control characters but a few, and JSON escapes only some of the rest. */
    private static Arbitrary<String> words() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars('\n', '\t', '\r', 'ä', 'ß', '€', '汉', '\u00a0', '\u2028', '\u0007', '\0')
                .ofMaxLength(6);
    }

    private static Arbitrary<Value> leaves() {
        return Arbitraries.oneOf(
                words().map(Value::text),
                Arbitraries.of("true", "null", "1e3", "0x1F", "~", "12", "- a", "a: b", "#x", "${x}")
                        .map(Value::text),
                Arbitraries.longs().map(Value::number),
                Arbitraries.bigDecimals()
                        .between(BigDecimal.valueOf(-1e15), BigDecimal.valueOf(1e15))
                        .ofScale(3)
                        .map(Value.Num::new),
                Arbitraries.of(true, false).map(Value::flag),
                Arbitraries.just(Value.nothing()));
    }

    @Provide
    Arbitrary<Value.Fields> maps() {
        return Arbitraries.maps(words(), values(2)).ofMaxSize(4).map(Value.Fields::new);
    }

    private static Arbitrary<Value> values(int depth) {
        if (depth == 0) {
            return leaves();
        }
        return Arbitraries.oneOf(
                leaves(),
                values(depth - 1).list().ofMaxSize(3).map(Value.Items::new),
                Arbitraries.maps(words(), values(depth - 1)).ofMaxSize(3).map(Value.Fields::new));
    }

    /** Keys say whether they hold a map, so that no layer replaces a map by something else. */
    @Provide
    Arbitrary<Value.Fields> shaped() {
        Arbitrary<Value> inner = Arbitraries.maps(Arbitraries.of("a", "b", "c"), leaves())
                .ofMaxSize(3)
                .map(Value.Fields::new);
        Arbitrary<Value> list = leaves().list().ofMaxSize(2).map(Value.Items::new);
        return Arbitraries.of(List.of("map1", "map2", "list", "leaf1", "leaf2"))
                .set()
                .ofMaxSize(5)
                .flatMap(keys -> {
                    Arbitrary<Value.Fields> fields = Arbitraries.just(Value.Fields.EMPTY);
                    for (String key : keys) {
                        Arbitrary<Value> value = key.startsWith("map") ? inner : key.equals("list") ? list : leaves();
                        fields = fields.flatMap(map -> value.map(chosen -> map.with(key, chosen)));
                    }
                    return fields;
                });
    }
}
