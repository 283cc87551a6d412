package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import truekeel.kinds.all.AllKinds;
import truekeel.model.Desired;
import truekeel.model.Ensure;
import truekeel.model.KindName;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.Owned;
import truekeel.model.Position;
import truekeel.model.ResourceRef;
import truekeel.model.Value;
import truekeel.schema.Schemas;

/** Which manifest a live object is looked at for. */
class LookTest {
    private static final KindName ALERT = KindName.of("DataAlert");
    private static final Kinds KINDS = new Kinds(Schemas.bundled(), AllKinds.list());

    private final FakeQlik qlik = new FakeQlik()
            .answer("GET /api/v1/users/me", 200, "{\"id\": \"bot\", \"subject\": \"bot\"}")
            .answer("GET /api/v1/tenants/me", 200, "{\"id\": \"acme\"}");

    private static Desired desired(KindName kind, String name, String former, Ensure ensure) {
        return new Desired(
                new ResourceRef(kind, name),
                NaturalKey.of(kind, Map.of("name", name)),
                new Metadata(name, Map.of(), former.isEmpty() ? Map.of() : Map.of(Metadata.PREVIOUS_NAME, former)),
                new Desired.Lifecycle(ensure, false),
                Value.Fields.EMPTY.with("name", Value.text(name)).with("type", Value.text("chart-sharing")),
                new Position("a.yaml", 1, 1),
                Map.of());
    }

    private static Desired alert(String name, String former) {
        return desired(ALERT, name, former, Ensure.PRESENT);
    }

    private static Owned owned(Desired desired, String id) {
        return new Owned(
                desired.ref(),
                desired.key(),
                id,
                "",
                Map.of(),
                Optional.empty(),
                Owned.Origin.ADOPTED,
                Value.Fields.EMPTY,
                Instant.EPOCH);
    }

    private Optional<String> manifest(List<Desired> declared, List<Owned> owned, String id, String name) {
        return Look.at(qlik.tenant(), declared, owned)
                .manifest(ALERT, id, name, desired -> true)
                .map(desired -> desired.metadata().name());
    }

    @Test
    void theInventoryComesBeforeTheNameAndThatBeforeTheFormerName() {
        // given
        List<Desired> declared = List.of(alert("New", "Old"), alert("Old", ""), alert("Other", ""));
        List<Owned> owned = List.of(owned(declared.get(2), "3"));

        // then
        assertThat(manifest(declared, owned, "3", "Old")).contains("Other");
        assertThat(manifest(declared, owned, "1", "Old")).contains("Old");
        assertThat(manifest(declared.subList(0, 1), owned, "1", "Old")).contains("New");
        assertThat(manifest(declared, owned, "1", "Older")).isEmpty();
    }

    @Test
    void whatShallNotBeThereHasNoFormerName() {
        List<Desired> declared = List.of(desired(ALERT, "New", "Old", Ensure.ABSENT));

        assertThat(manifest(declared, List.of(), "1", "Old")).isEmpty();
        assertThat(manifest(declared, List.of(), "1", "New")).contains("New");
    }

    @ParameterizedTest
    @CsvSource({
        "DataAlert, GET /api/v1/data-alerts, tasks, ownerId",
        "SharingTask, GET /api/v1/sharing-tasks, sharingTasks, owner",
    })
    void whatSomebodyElseMadeIsSeenByTheFormerNameOfItsManifest(String kind, String list, String items, String owner) {
        // given
        KindName name = KindName.of(kind);
        qlik.answer(list, 200, """
                {"%1$s": [{"id": "1", "name": "Old", "type": "chart-sharing", "%2$s": "jane"},
                          {"id": "2", "name": "Theirs", "type": "chart-sharing", "%2$s": "jane"}]}
                """.formatted(items, owner));
        Look look = Look.at(qlik.tenant(), List.of(desired(name, "New", "Old", Ensure.PRESENT)), List.of());
        List<String> seen = new ArrayList<>();

        // when
        KINDS.kind(name).observe(look, one -> seen.add(one.id()));

        // then
        assertThat(seen).containsExactly("1");
    }
}
