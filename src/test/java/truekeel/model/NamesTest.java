package truekeel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values that name and describe things. */
class NamesTest {
    private static final KindName SPACE = KindName.of("Space");

    @ParameterizedTest
    @ValueSource(strings = {"Space", "X", "CspOrigin2", "Aa1"})
    void takesKindNamesInUpperCamelCase(String name) {
        assertThat(KindName.of(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "space", "Sp ace", "Sp-ace", "1Space", "Späce"})
    void refusesOtherKindNames(String name) {
        assertThatThrownBy(() -> KindName.of(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + name + "' is not a kind name; expected a word such as Space");
    }

    @Test
    void boundsTheLengthOfNames() {
        assertThat(KindName.of("A" + "a".repeat(62)).value()).hasSize(63);
        assertThatThrownBy(() -> KindName.of("A" + "a".repeat(63))).isInstanceOf(IllegalArgumentException.class);
        assertThat(TenantName.isValid("a".repeat(63))).isTrue();
        assertThat(TenantName.isValid("a".repeat(64))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "acme", "a-b", "9", "acme-2"})
    void takesTenantNamesThatAreDnsLabels(String name) {
        assertThat(TenantName.isValid(name)).isTrue();
        assertThat(TenantName.of(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "A", "a.b", "a_b", "ä"})
    void refusesOtherTenantNames(String name) {
        assertThat(TenantName.isValid(name)).isFalse();
        assertThatThrownBy(() -> TenantName.of(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesAreOrderedAsText() {
        assertThat(KindName.of("App")).isLessThan(SPACE);
        assertThat(TenantName.of("b")).isGreaterThan(TenantName.of("a"));
        assertThat(ResourceRef.of("App", "z")).isLessThan(ResourceRef.of("Space", "a"));
        assertThat(ResourceRef.of("App", "a")).isLessThan(ResourceRef.of("App", "b"));
        assertThat(ResourceRef.of("App", "a")).hasToString("App/a");
    }

    @Test
    void keysAreEqualWhenTheyNameTheSameFieldsWithTheSameValues() {
        assertThat(NaturalKey.of(SPACE, new TreeMap<>(Map.of("name", "a", "space", "b"))))
                .isEqualTo(NaturalKey.of(SPACE, Map.of("space", "b", "name", "a")))
                .isNotEqualTo(NaturalKey.of(SPACE, Map.of("name", "a")));
        assertThatThrownBy(() -> NaturalKey.of(SPACE, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A natural key of Space needs at least one part");
    }

    @Test
    void keysAreShownByTheirOnlyPartOrByAll() {
        assertThat(NaturalKey.of(SPACE, Map.of("name", "a")).display()).isEqualTo("a");
        assertThat(NaturalKey.of(SPACE, Map.of("space", "b", "name", "a")).display())
                .isEqualTo("name=a, space=b");
        assertThat(NaturalKey.ofSingleton(SPACE).display()).isEqualTo("Space");
        assertThat(NaturalKey.withoutCase("ÄRGER Is")).isEqualTo("ärger is");
    }

    @Test
    void placesAreOrderedByFileLineAndColumn() {
        assertThat(new Position("b", 1, 1)).isGreaterThan(new Position("a", 9, 9));
        assertThat(new Position("a", 2, 1)).isGreaterThan(new Position("a", 1, 9));
        assertThat(new Position("a", 1, 2)).isGreaterThan(new Position("a", 1, 1));
        assertThat(Position.startOf("a")).isEqualTo(new Position("a", 1, 1)).hasToString("a:1:1");
        assertThatThrownBy(() -> new Position("a", 0, 1)).hasMessageContaining("count from 1, not 0:1");
        assertThatThrownBy(() -> new Position("a", 1, 0)).hasMessageContaining("count from 1, not 1:0");
    }

    @Test
    void findingsAreOrderedByPlaceCodeAndMessage() {
        Position here = new Position("a", 1, 1);
        Finding syntax = Finding.error(FindingCode.YAML_SYNTAX, here, "b", "");
        assertThat(syntax.isError()).isTrue();
        assertThat(Finding.warning(FindingCode.YAML_SYNTAX, here, "b", "").isError())
                .isFalse();
        assertThat(syntax).isLessThan(Finding.error(FindingCode.FIELD_TYPE, here, "a", ""));
        assertThat(syntax).isLessThan(Finding.error(FindingCode.YAML_SYNTAX, here, "c", ""));
        assertThat(syntax).isLessThan(Finding.error(FindingCode.YAML_SYNTAX, new Position("a", 1, 2), "a", ""));
    }

    @Test
    void revisionsAreShownShort() {
        String commit = "0123456789abcdef0123456789abcdef01234567";
        assertThat(new Revision(commit).shortId()).isEqualTo("0123456789ab");
        assertThat(new Revision(commit)).hasToString(commit);
        assertThat(new Revision("folder-0123456789abcdef").shortId()).isEqualTo("folder-0123456789abcdef");
        assertThat(new Revision("0123456789ab").shortId()).isEqualTo("0123456789ab");
        assertThat(new Revision("short").shortId()).isEqualTo("short");
        assertThatThrownBy(() -> new Revision(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secretsAreNotPrinted() {
        Secret secret = Secret.of("s3cret");
        assertThat(secret).hasToString("***").isEqualTo(Secret.of("s3cret")).isNotEqualTo(Secret.of("other"));
        assertThat(secret).isNotEqualTo("s3cret").hasSameHashCodeAs(Secret.of("s3cret"));
        assertThat(secret.hashCode()).isNotEqualTo(Secret.of("other").hashCode());
        assertThat(secret.reveal()).isEqualTo("s3cret");
    }

    @Test
    void protectionNeedsTheWordTrue() {
        assertThat(new Metadata("a", Map.of(), Map.of(Metadata.PROTECT, "true")).isProtected())
                .isTrue();
        assertThat(new Metadata("a", Map.of(), Map.of(Metadata.PROTECT, "yes")).isProtected())
                .isFalse();
        assertThat(Metadata.named("a").isProtected()).isFalse();
        assertThat(Metadata.named("a").annotation("x")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Owned.Origin.class)
    void originsReadBackFromTheirWords(Owned.Origin origin) {
        assertThat(Owned.Origin.parse(origin.word())).isEqualTo(origin);
        assertThat(origin.word()).isLowerCase();
    }

    @Test
    void linesOfTheInventoryAreCutToWhatAStoreKeeps() {
        Owned line = new Owned(
                ResourceRef.of("Space", "a"),
                NaturalKey.of(SPACE, Map.of("name", "a")),
                "1",
                "",
                Map.of(),
                Optional.empty(),
                Owned.Origin.CREATED,
                Value.Fields.EMPTY,
                Instant.parse("2026-01-01T00:00:00.123456789Z"));
        assertThat(line.since()).isEqualTo("2026-01-01T00:00:00.123456Z");
    }

    @Test
    void artefactsAreEqualByPathAndBytes() {
        Artefact one = artefact("a.qvf", "0");
        assertThat(one).isEqualTo(artefact("a.qvf", "0")).hasSameHashCodeAs(artefact("b.qvf", "0"));
        assertThat(one).isNotEqualTo(artefact("b.qvf", "0")).isNotEqualTo(artefact("a.qvf", "1"));
        assertThat(one).isNotEqualTo("a.qvf");
        assertThat(one.hashCode()).isNotEqualTo(artefact("a.qvf", "1").hashCode());
        assertThat(one.shortDigest()).isEqualTo("000000000000");
    }

    private static Artefact artefact(String path, String digit) {
        return new Artefact(path, digit.repeat(64), "", 1, InputStream::nullInputStream);
    }

    @Test
    void livesAndManifestsTakeAnotherSpec() {
        Value.Fields spec = Value.Fields.EMPTY.with("a", Value.number(1));
        NaturalKey key = NaturalKey.of(SPACE, Map.of("name", "a"));
        Live live = new Live(SPACE, "1", List.of(key), "a", Value.Fields.EMPTY, Value.Fields.EMPTY, Optional.empty());
        Desired desired = new Desired(
                ResourceRef.of("Space", "a"),
                key,
                Metadata.named("a"),
                new Desired.Lifecycle(Ensure.ABSENT, true),
                Value.Fields.EMPTY,
                Position.startOf("a"),
                Map.of());

        assertThat(live.withSpec(spec))
                .isEqualTo(new Live(SPACE, "1", List.of(key), "a", spec, Value.Fields.EMPTY, Optional.empty()));
        assertThat(desired.withSpec(spec).spec()).isEqualTo(spec);
        assertThat(desired.withSpec(spec).withSpec(Value.Fields.EMPTY)).isEqualTo(desired);
        assertThat(desired.kind()).isEqualTo(SPACE);
        assertThat(desired.isAbsent()).isTrue();
        assertThat(live.isFullyKnown()).isTrue();
    }

    @Test
    void policiesAreCopiedWithAnotherModeOrPrune() {
        ReconcilePolicy policy = new ReconcilePolicy(
                ReconcilePolicy.Mode.ENFORCE,
                Duration.ofMinutes(1),
                ReconcilePolicy.Prune.ALL,
                Set.of(SPACE),
                new ReconcilePolicy.Budget(1, 2, 3),
                List.of(),
                List.of(new ReconcilePolicy.Ignore(SPACE, Optional.empty(), List.of())));

        assertThat(policy.withMode(ReconcilePolicy.Mode.SUSPEND).mode()).isEqualTo(ReconcilePolicy.Mode.SUSPEND);
        assertThat(policy.withMode(ReconcilePolicy.Mode.SUSPEND).withMode(ReconcilePolicy.Mode.ENFORCE))
                .isEqualTo(policy);
        assertThat(policy.withPrune(ReconcilePolicy.Prune.NEVER).prune()).isEqualTo(ReconcilePolicy.Prune.NEVER);
        assertThat(policy.withPrune(ReconcilePolicy.Prune.NEVER).withPrune(ReconcilePolicy.Prune.ALL))
                .isEqualTo(policy);
    }
}
