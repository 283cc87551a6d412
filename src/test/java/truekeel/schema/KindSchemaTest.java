package truekeel.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.NaturalKey;
import truekeel.model.Value;

class KindSchemaTest {
    private static final Schemas SCHEMAS = Schemas.bundled();

    private static KindSchema schema(String kind) {
        return SCHEMAS.get(KindName.of(kind));
    }

    private static Value.Fields spec(String json) throws Exception {
        return JsonValues.fields(new ObjectMapper().readTree(json.replace('\'', '"')));
    }

    private static NaturalKey key(String kind, String... parts) {
        return parts.length == 2
                ? NaturalKey.of(KindName.of(kind), Map.of(parts[0], parts[1]))
                : NaturalKey.of(KindName.of(kind), Map.of(parts[0], parts[1], parts[2], parts[3]));
    }

    @Test
    void givesEveryCompleteKeyFoldedAsQlikComparesIt() throws Exception {
        assertThat(schema("User").keysOf(spec("{'subject': 'A|1', 'email': 'Jane@Acme.example'}")))
                .containsExactly(key("User", "subject", "A|1"), key("User", "email", "jane@acme.example"));
        assertThat(schema("User").keysOf(spec("{'email': 'a@b'}"))).containsExactly(key("User", "email", "a@b"));
        assertThat(schema("User").keysOf(spec("{'name': 'a'}"))).isEmpty();
        assertThat(schema("App")
                        .keysOf(spec("{'name': 'a', 'stage': {'space': 'Dev'}, 'publish': {'space': {'name': 'P'}}}")))
                .containsExactly(
                        key("App", "name", "a", "publish/space", "P"), key("App", "name", "a", "stage/space", "Dev"));
        assertThat(schema("GroupSettings").keysOf(Value.Fields.EMPTY))
                .containsExactly(NaturalKey.ofSingleton(KindName.of("GroupSettings")));
    }

    @Test
    void fillsInDefaultsAndApiNamesAndSecrets() throws Exception {
        assertThat(schema("Group").normalise(Value.Fields.EMPTY, "Stewards"))
                .isEqualTo(spec("{'name': 'Stewards', 'providerType': 'idp'}"));
        assertThat(schema("User").normalise(spec("{'email': 'a@b'}"), "jane")).isEqualTo(spec("{'email': 'a@b'}"));
        assertThat(schema("Space")
                        .normalise(
                                spec("{'name': 'S', 'members': [{'user': 'Can view', 'roles': ['Can view', 'x']}]}"),
                                "n"))
                .isEqualTo(spec("{'name': 'S', 'members': [{'user': 'Can view', 'roles': ['consumer', 'x']}]}"));
        Value.Fields tenant =
                schema("Tenant").normalise(spec("{'credentials': {'clientSecret': {'secretRef': 's'}}}"), "acme");
        assertThat(FieldPath.parse("/credentials/clientSecret").in(tenant)).contains(new Value.SecretRef("s"));
    }

    @Test
    void findsReferences() throws Exception {
        // given
        Value.Fields space = spec("{'owner': 'jane', 'members': [{'user': 'joe', 'roles': []},"
                + " {'group': {'name': 'G', 'providerType': 'custom'}, 'roles': []}]}");

        // when
        List<Reference> references = schema("Space").references(space);

        // then
        assertThat(references)
                .extracting(reference -> reference.path() + " " + reference.target() + " " + reference.name())
                .containsExactlyInAnyOrder("/owner User jane", "/members/0/user User joe", "/members/1/group Group G");
        assertThat(references).noneMatch(Reference::soft);
    }

    @Test
    void readsAUsersGroupsAsCustomOnes() throws Exception {
        List<Reference> references =
                schema("User").references(spec("{'assignedGroups': ['S'], 'assignedRoles': ['R']}"));

        assertThat(references)
                .containsExactly(
                        new Reference(
                                FieldPath.parse("/assignedGroups/0"),
                                KindName.of("Group"),
                                spec("{'name': 'S', 'providerType': 'custom'}"),
                                false),
                        new Reference(FieldPath.parse("/assignedRoles/0"), KindName.of("Role"), Value.text("R"), true));
    }

    @Test
    void tellsWhomAReferenceNames() throws Exception {
        Value.Fields jane = spec("{'subject': 's|jane', 'email': 'jane@acme.example'}");
        assertThat(schema("User").isNamedBy(Value.text("JANE@acme.example"), jane))
                .isTrue();
        assertThat(schema("User").isNamedBy(Value.text("s|jane"), jane)).isTrue();
        assertThat(schema("User").isNamedBy(Value.text("S|jane"), jane)).isFalse();

        Value.Fields custom = spec("{'name': 'G', 'providerType': 'custom'}");
        assertThat(schema("Group").isNamedBy(Value.text("G"), custom)).isTrue();
        assertThat(schema("Group").isNamedBy(Value.text("g"), custom)).isFalse();
        assertThat(schema("Group").isNamedBy(spec("{'name': 'G', 'providerType': 'idp'}"), custom))
                .isFalse();
        assertThat(schema("Group").isNamedBy(spec("{'name': 'G', 'providerType': 'custom'}"), custom))
                .isTrue();
    }

    @Test
    void knowsWhichRolesASpaceOfATypeHas() throws Exception {
        List<Violation> found = schema("Space")
                .checkMarks(spec("{'type': 'managed', 'members': [{'user': 'a', 'roles': ['consumer', 'producer']}]}"));

        assertThat(found).extracting(violation -> violation.path().toString()).containsExactly("/members/0/roles/1");
        assertThat(schema("Space").checkMarks(spec("{'members': [{'user': 'a', 'roles': ['producer']}]}")))
                .isEmpty();
    }
}
