package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import truekeel.kinds.all.AllKinds;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.Position;
import truekeel.model.ResourceRef;
import truekeel.model.Value;
import truekeel.schema.Schemas;

/** What a reload needs comes before its app, though the app does not name it. */
class PrecedenceTest {
    private static final Kinds KINDS = new Kinds(Schemas.bundled(), AllKinds.list());

    private static Desired desired(String kind, String name, Value.Fields spec) {
        KindName kindName = KindName.of(kind);
        return new Desired(
                new ResourceRef(kindName, name),
                NaturalKey.of(kindName, Map.of("name", name)),
                Metadata.named(name),
                Desired.Lifecycle.PRESENT,
                spec.with("name", Value.text(name)),
                new Position("a.yaml", 1, 1),
                Map.of());
    }

    private static Desired space(String name) {
        return desired("Space", name, Value.Fields.EMPTY.with("type", Value.text("managed")));
    }

    private static Desired connection(String name, String space) {
        return desired("DataConnection", name, Value.Fields.EMPTY.with("space", Value.text(space)));
    }

    private static Desired app(String name, boolean reloaded) {
        Value.Fields spec = Value.Fields.EMPTY.with("publish", Value.Fields.EMPTY.with("space", Value.text("Finance")));
        return desired(
                "App",
                name,
                reloaded ? spec.with("reload", Value.Fields.EMPTY.with("afterDeploy", Value.flag(true))) : spec);
    }

    @Test
    void connectionsAndFilesOfItsSpaceComeBeforeAReloadedApp() {
        // given
        Desired near = connection("Near", "Finance");
        Desired far = connection("Far", "Archive");
        Desired file = desired("DataFile", "a.csv", Value.Fields.EMPTY.with("space", Value.text("Finance")));
        Desired reloaded = app("Reloaded", true);
        Desired still = app("Still", false);
        List<Desired> all = List.of(space("Finance"), space("Archive"), near, far, file, reloaded, still);

        // when
        Map<KindName, Sightings.Sighting> none = new LinkedHashMap<>();
        all.forEach(one -> none.put(one.kind(), new Sightings.Sighting(List.of(), "")));
        Survey survey = new Linking(
                        KINDS, Look.at(new FakeQlik().tenant(), all, List.of()), new Sightings(none, Map.of()))
                .survey(Map.of(), LawWorld.START);

        // then
        assertThat(survey.references().get(reloaded.ref()))
                .contains(near.ref(), file.ref())
                .doesNotContain(far.ref());
        assertThat(survey.references().get(still.ref())).doesNotContain(near.ref(), file.ref());
    }
}
