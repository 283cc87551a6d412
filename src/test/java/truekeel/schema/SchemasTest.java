package truekeel.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.Value;

class SchemasTest {
    private static final Schemas SCHEMAS = Schemas.bundled();
    private static final Set<String> MARKS = Set.of(
            "git-only",
            "scope",
            "key",
            "singleton",
            "prune",
            "settle",
            "defaults",
            "builtin",
            "ref",
            "ref-soft",
            "ref-defaults",
            "ref-expects",
            "set",
            "set-mode",
            "write-only",
            "may-be-secret",
            "note",
            "after",
            "recreate",
            "local",
            "artefact",
            "content",
            "includes",
            "once",
            "alias",
            "case",
            "enum-by",
            "unlike",
            "where",
            "required-where",
            "recreate-loss",
            "kept-unique",
            "form");

    static List<KindSchema> all() {
        return List.copyOf(SCHEMAS.all());
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    private static List<String> problems(JsonNode schema, String document) throws Exception {
        JsonSchema compiled =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
        return compiled.validate(json(document)).stream()
                .map(message -> message.getInstanceLocation() + " " + message.getType())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void describeEveryField(KindSchema schema) {
        assertThat(schema.description()).endsWith(".");
        assertThat(schema.fields().values()).allSatisfy(field -> {
            assertThat(field.description()).as(field.path().toString()).endsWith(".");
            boolean leaf = !field.types().contains("object");
            assertThat(!leaf || !field.examples().isEmpty())
                    .as(field.path().toString())
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void acceptTheirOwnExample(KindSchema schema) {
        // given
        Value.Fields example =
                JsonValues.fields(schema.document().path("examples").path(0));
        String name = example.fields("metadata").text("name").orElseThrow();
        Value.Fields spec = schema.normalise(example.fields("spec"), name);

        // when
        List<Violation> violations = schema.validate(JsonValues.object(example.with("spec", spec)));

        // then
        assertThat(violations).isEmpty();
        assertThat(schema.checkMarks(spec)).isEmpty();
        boolean keyed = schema.scope() != Scope.FLEET;
        assertThat(schema.keysOf(spec).isEmpty()).isNotEqualTo(keyed);
    }

    @ParameterizedTest
    @MethodSource("all")
    void useOnlyMarksThatSomethingReads(KindSchema schema) {
        Set<String> used = new TreeSet<>();
        collectMarks(schema.document(), used);
        assertThat(MARKS).containsAll(used);
    }

    private static void collectMarks(JsonNode node, Set<String> used) {
        node.properties().forEach(entry -> {
            if (entry.getKey().startsWith("x-truekeel-")) {
                used.add(entry.getKey().substring("x-truekeel-".length()));
            }
        });
        node.forEach(child -> collectMarks(child, used));
    }

    @ParameterizedTest
    @MethodSource("all")
    void nameFilesOnlyRightBelowTheSpec(KindSchema schema) {
        assertThat(schema.fields().values())
                .filteredOn(field -> field.artefact().isPresent())
                .allSatisfy(field -> assertThat(field.path().segments()).hasSize(1));
    }

    /** A plan's hash tells lists apart by what they hold and not by their order. */
    @ParameterizedTest
    @MethodSource("all")
    void knowNoListWhoseOrderIsCompared(KindSchema schema) {
        assertThat(schema.fields().values())
                .filteredOn(field -> schema.scope() == Scope.RESOURCE)
                .filteredOn(field -> field.types().contains("array") && !field.isLocal())
                // in what order links are shown is worth no approval of its own, so a hash may leave it out
                .filteredOn(field -> !field.path().equals(FieldPath.parse("/pinnedLinks")))
                .allSatisfy(field ->
                        assertThat(field.set()).as(field.path().toString()).isPresent());
    }

    @Test
    void standInAnOrderInWhichNothingPrecedesItsTargets() {
        List<String> seen = new ArrayList<>();
        for (KindSchema schema : SCHEMAS.all()) {
            seen.add(schema.name().value());
            schema.fields().values().forEach(field -> field.reference()
                    .filter(target -> !schema.name().value().equals("GroupSettings"))
                    .ifPresent(target -> assertThat(seen).contains(target.value())));
        }
    }

    @Test
    void areAllInTheList() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/schema"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(SCHEMAS.names());
        }
    }

    @Test
    void areFoundByNameAndSuggestedForMisspeltOnes() {
        assertThat(SCHEMAS.find(KindName.of("Space"))).isPresent();
        assertThat(SCHEMAS.find(KindName.of("Nothing"))).isEmpty();
        assertThat(SCHEMAS.suggest("Spaec")).contains("Space");
        assertThatThrownBy(() -> SCHEMAS.get(KindName.of("Thme")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Theme");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'metadata': {'name': 'x'}, 'spec': {'description': 'only an overlay'}}",
                "{'metadata': {'name': 'x'}, 'spec': {'type': '${values.type}', 'members': '${values.members}'}}",
                "{'metadata': {'name': 'x'}, 'spec': {'members': [{'group': 'a', 'roles': ['Can view', '${values.r}']}]}}",
                "{'metadata': {'name': 'x', 'annotations': {'truekeel/omit': 'true'}}}",
            })
    void letEditorsAcceptWhatAuthorsWrite(String document) throws Exception {
        String whole = document.replaceFirst("\\{", "{'apiVersion': 'truekeel/v1alpha1', 'kind': 'Space', ");
        assertThat(problems(SCHEMAS.get(KindName.of("Space")).document(), whole))
                .isEmpty();
        assertThat(problems(SCHEMAS.catalogue(), whole)).isEmpty();
    }

    @Test
    void letEditorsRefuseWhatIsWrong() throws Exception {
        String document = "{'apiVersion': 'truekeel/v1alpha1', 'kind': 'Space', 'metadata': {'name': 'x'},"
                + " 'spec': {'type': 'personal', 'colour': 'red'}}";
        assertThat(problems(SCHEMAS.catalogue(), document))
                .anyMatch(problem -> problem.contains("spec") && problem.contains("additionalProperties"))
                .anyMatch(problem -> problem.contains("type"));
        assertThat(problems(SCHEMAS.catalogue(), "{'apiVersion': 'x', 'kind': 'Spaec', 'metadata': {'name': 'x'}}"))
                .anyMatch(problem -> problem.contains("kind"));
    }

    @Test
    void tellSettleAndPruneAndSingletons() {
        assertThat(SCHEMAS.get(KindName.of("App")).settle()).hasSeconds(120);
        assertThat(SCHEMAS.get(KindName.of("Space")).settle()).isZero();
        assertThat(SCHEMAS.get(KindName.of("Space")).prune()).isEqualTo(PruneRule.OPT_IN_EMPTY);
        assertThat(SCHEMAS.get(KindName.of("User")).prune()).isEqualTo(PruneRule.NEVER);
        assertThat(SCHEMAS.get(KindName.of("Group")).prune()).isEqualTo(PruneRule.OPT_IN_CUSTOM);
        assertThat(SCHEMAS.get(KindName.of("GroupSettings")).isSingleton()).isTrue();
        assertThat(SCHEMAS.get(KindName.of("Role")).builtIn()).containsExactly("UserDefault");
    }

    @Test
    void knowTheMarksOfFields() {
        KindSchema space = SCHEMAS.get(KindName.of("Space"));
        FieldSchema members = space.field(FieldPath.parse("/members")).orElseThrow();
        assertThat(members.set()).hasValueSatisfying(set -> {
            assertThat(set.identity()).containsExactly("user", "group");
            assertThat(set.modeField()).contains("membersMode");
        });
        FieldSchema type = space.field(FieldPath.parse("/type")).orElseThrow();
        assertThat(type.needsRecreate()).isTrue();
        assertThat(type.isRequired()).isTrue();
        assertThat(type.isClearable()).isFalse();
        assertThat(type.words()).containsExactly("shared", "managed", "data");
        assertThat(space.field(FieldPath.parse("/description")).orElseThrow().isClearable())
                .isTrue();
        assertThat(space.field(FieldPath.parse("/members/7/roles/2"))
                        .orElseThrow()
                        .aliases())
                .containsEntry("Can view", "consumer")
                .hasSize(10);
        assertThat(space.field(FieldPath.parse("/nothing"))).isEmpty();
        FieldSchema secret = SCHEMAS.get(KindName.of("Tenant"))
                .field(FieldPath.parse("/credentials/clientSecret"))
                .orElseThrow();
        assertThat(secret.isWriteOnly()).isTrue();
    }
}
