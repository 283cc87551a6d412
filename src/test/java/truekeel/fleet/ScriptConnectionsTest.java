package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import truekeel.kinds.Directory;
import truekeel.kinds.Sightings;
import truekeel.kinds.Survey;
import truekeel.model.Artefact;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.Position;
import truekeel.model.ResourceRef;
import truekeel.model.Revision;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.Note;
import truekeel.plan.Observation;
import truekeel.plan.Plan;
import truekeel.plan.PlanHash;
import truekeel.qvf.AppFile;
import truekeel.store.MemoryStore;

/** What is told of connections that load scripts name. */
class ScriptConnectionsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final KindName APP = KindName.of("App");
    private static final KindName CONNECTION = KindName.of("DataConnection");
    private static final String DIGEST = "0123456789ab";

    private final AppContents contents = new AppContents(new MemoryStore().outlines(), Runnable::run, () -> NOON);
    private final ScriptConnections scripts = new ScriptConnections(contents);

    private static Desired desired(KindName kind, String name, Value.Fields spec, Map<FieldPath, Artefact> files) {
        return new Desired(
                new ResourceRef(kind, name),
                NaturalKey.of(kind, Map.of("name", name)),
                Metadata.named(name),
                Desired.Lifecycle.PRESENT,
                spec,
                new Position("a.yaml", 1, 1),
                files);
    }

    private static Value.Fields connection(String name, String space) {
        return Value.Fields.EMPTY.with("name", Value.text(name)).with("space", Value.text(space));
    }

    private static Live live(String name, String space) {
        return new Live(
                CONNECTION,
                "c-" + name,
                List.of(),
                name,
                connection(name, space),
                Value.Fields.EMPTY,
                Optional.empty());
    }

    /** An app whose file was read when it was planned. */
    private Desired app(String... script) {
        byte[] bytes = AppFile.of("Sales").script(script).bytes();
        Value.Fields spec = Value.Fields.EMPTY
                .with("name", Value.text("Sales"))
                .with("publish", Value.Fields.EMPTY.with("space", Value.text("Finance")))
                .with("source", Value.Fields.EMPTY.with("digest", Value.text(DIGEST)));
        Artefact file = new Artefact(
                "files/sales.qvf",
                DIGEST.repeat(6).substring(0, 64),
                "0".repeat(32),
                bytes.length,
                () -> new ByteArrayInputStream(bytes));
        Desired app = desired(APP, "Sales", spec, Map.of(FieldPath.parse("/source"), file));
        contents.watch(List.of(new Change.Create(app, "It does not exist.", Set.of())), Metadata.named("acme"));
        return app;
    }

    private List<Note> notes(Observation seen, List<Change> changes, Desired... declared) {
        Survey survey = new Survey(
                Map.of(CONNECTION, seen),
                Map.of(),
                List.of(declared),
                Map.of(),
                Map.of(),
                new Directory(),
                new Sightings(Map.of(), Map.of()));
        Plan plan = new Plan(
                TenantName.of("acme"),
                new Revision("folder-a"),
                new PlanHash("0".repeat(64)),
                changes,
                List.of(),
                List.of());
        return scripts.notes(survey, plan);
    }

    private static Observation seen(Live... live) {
        return new Observation.Complete(CONNECTION, List.of(live), NOON);
    }

    @Test
    void namesTheConnectionThatIsNeitherDeclaredNorLive() {
        // given
        Desired app = app("LIB CONNECT TO ':Warehouse';", "LOAD * FROM [lib://:Rates/a.csv];");

        // when
        List<Note> notes = notes(seen(live("Rates", "Finance"), live("Warehouse", "Elsewhere")), List.of(), app);

        // then
        assertThat(notes).singleElement().satisfies(note -> {
            assertThat(note.about()).isEqualTo(app.ref());
            assertThat(note.code()).isEqualTo(Note.Code.CONNECTION_MISSING);
            assertThat(note.text()).contains("lib://:Warehouse", "Finance").doesNotContain("Rates");
        });
    }

    @Test
    void isContentWithWhatIsDeclared() {
        // given
        Desired app = app("LIB CONNECT TO 'Finance:Warehouse';");
        Desired declared = desired(CONNECTION, "Warehouse", connection("Warehouse", "Finance"), Map.of());

        // when / then
        assertThat(notes(seen(), List.of(), app, declared)).isEmpty();
    }

    @Test
    void saysNothingWhereConnectionsWereNotSeenInFull() {
        // given
        Desired app = app("LIB CONNECT TO ':Warehouse';");

        // when / then
        assertThat(notes(new Observation.Partial(CONNECTION, List.of(), "503"), List.of(), app))
                .isEmpty();
    }

    @Test
    void saysNothingOfAnAppWhoseScriptWasNotRead() {
        // given
        Desired app = desired(
                APP,
                "Unread",
                Value.Fields.EMPTY
                        .with("publish", Value.Fields.EMPTY.with("space", Value.text("Finance")))
                        .with("source", Value.Fields.EMPTY.with("digest", Value.text("ffffffffffff"))),
                Map.of());

        // when / then
        assertThat(notes(seen(), List.of(), app)).isEmpty();
    }

    @Test
    void warnsOfADeletionWhileAScriptNamesTheConnection() {
        // given
        Desired app = app("LIB CONNECT TO ':Warehouse';");
        Live old = live("Warehouse", "Finance");
        Change delete = new Change.Delete(
                new ResourceRef(CONNECTION, "Warehouse"), old, Optional.empty(), "Nobody declares it.", Set.of());

        // when
        List<Note> notes = notes(seen(old), List.of(delete), app);

        // then
        assertThat(notes).singleElement().satisfies(note -> {
            assertThat(note.about()).isEqualTo(delete.ref());
            assertThat(note.code()).isEqualTo(Note.Code.CONNECTION_IN_USE);
            assertThat(note.text()).contains("App/Sales");
        });
    }
}
