package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.model.Desired;
import truekeel.model.Revision;
import truekeel.report.RunReport;
import truekeel.simulator.Driver;
import truekeel.store.Attribution;
import truekeel.store.DriftRecord;
import truekeel.store.EndedDrift;

/** Who is named for drift: the author that an audit event tells of, and otherwise nobody. */
@SuppressWarnings("NullAway.Init") // the fields are set before each test
class AttributionTest {
    private static final String SALES = """
            ---
            apiVersion: truekeel/v1alpha1
            kind: Space
            metadata: {name: Sales}
            spec: {type: shared, members: []}
            """;
    private static final String PEOPLE = """
            ---
            apiVersion: truekeel/v1alpha1
            kind: User
            metadata: {name: jane}
            spec: {subject: jane}
            """;

    @TempDir
    Path folder;

    private AttributionStage stage;
    private LawWorld world;
    private Driver jane;
    private Driver bob;

    @BeforeEach
    void open() {
        stage = new AttributionStage(folder);
        world = stage.world();
        jane = stage.admin("jane");
        bob = stage.admin("bob");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void namesWhoChangedAFieldAsPeopleKnowThem() {
        // given
        List<Desired> desired = stage.desired(AttributionStage.FINANCE.formatted("Governed") + PEOPLE);
        LawDaemon daemon = stage.settled(desired);
        jane.replace("/api/v1/spaces/" + stage.space("Finance"), "/description", "'Mine'");
        JsonNode event = stage.latest("com.qlik.core.space.settings.updated");
        world.advance(Duration.ofMinutes(5));

        // when
        daemon.run(desired);

        // then
        assertThat(stage.healed())
                .contains(new Attribution(
                        "jane@acme.example",
                        LawWorld.START.plus(Duration.ofMinutes(10)),
                        event.path("eventId").asText()));
    }

    @Test
    void namesWhoDeletedASpaceByIdWhereNobodyKnowsThem() {
        // given
        List<Desired> desired = stage.desired(AttributionStage.FINANCE.formatted("Governed"));
        LawDaemon daemon = stage.settled(desired);
        jane.delete("/api/v1/spaces/" + stage.space("Finance"));
        world.advance(Duration.ofMinutes(5));

        // when
        daemon.run(desired);

        // then
        assertThat(stage.healed().map(Attribution::user)).contains(stage.user("jane"));
    }

    @Test
    void namesWhoAddedAMemberAndNotWhoTouchedWhatNobodyManages() {
        // given
        List<Desired> desired = stage.desired(AttributionStage.FINANCE.formatted("Governed") + SALES);
        LawDaemon daemon = stage.settled(desired);
        String sales = "/api/v1/spaces/" + stage.space("Sales");
        jane.post(
                sales + "/assignments",
                "{'type':'user','assigneeId':'%s','roles':['consumer']}".formatted(stage.user("bob")));
        world.advance(Duration.ofMinutes(1));
        bob.replace(sales, "/description", "'Unmanaged'");
        world.advance(Duration.ofMinutes(5));

        // when
        daemon.run(desired);

        // then
        assertThat(stage.healed().map(Attribution::user)).contains(stage.user("jane"));
    }

    @Test
    void namesTheLatestOfSeveral() {
        // given
        List<Desired> desired = stage.desired(AttributionStage.FINANCE.formatted("Governed"));
        LawDaemon daemon = stage.settled(desired);
        for (Driver person : List.of(bob, jane, bob)) {
            person.replace("/api/v1/spaces/" + stage.space("Finance"), "/description", "'" + world.lastRequest() + "'");
            world.advance(Duration.ofMinutes(1));
        }

        // when
        daemon.run(desired);

        // then
        assertThat(stage.healed().map(Attribution::user)).contains(stage.user("bob"));
    }

    @Test
    void namesWhoMadeWhatNobodyDeclared() {
        // given
        List<Desired> desired = stage.desired(AttributionStage.FINANCE.formatted("Governed"));
        LawDaemon daemon = stage.settled(desired);
        bob.post("/api/v1/spaces", "{'name':'Shadow','type':'shared'}");
        world.advance(Duration.ofMinutes(5));

        // when
        daemon.run(desired);

        // then
        assertThat(stage.standing()).extracting(DriftRecord::state).containsExactly("unmanaged");
        assertThat(stage.standing().get(0).attribution().map(Attribution::user)).contains("bob@acme.example");
    }

    @Test
    void keepsTheNameOverARestartWithoutAskingAgain() {
        // given
        List<Desired> desired = stage.desired(AttributionStage.FINANCE.formatted("Governed"));
        stage.settled(desired);
        jane.replace("/api/v1/spaces/" + stage.space("Finance"), "/description", "'Mine'");
        world.advance(Duration.ofMinutes(5));
        world.daemon().observing().run(desired);
        world.advance(Duration.ofMinutes(5));
        long before = world.lastRequest();

        // when
        RunReport report = world.daemon().observing().run(desired);

        // then
        assertThat(report.standing().drift()).hasSize(1);
        assertThat(report.standing().drift().get(0).attribution().map(Attribution::user))
                .contains(stage.user("jane"));
        assertThat(stage.auditsSince(before)).isZero();
    }

    @Test
    void asksNothingAtTheFirstLookOrWhileNothingNewDiffers() {
        // given
        List<Desired> desired = stage.desired(AttributionStage.FINANCE.formatted("Governed"));
        bob.post("/api/v1/spaces", "{'name':'Shadow','type':'shared'}");

        // when
        stage.settled(desired);

        // then
        assertThat(stage.auditsSince(0)).isZero();
    }

    @Test
    void namesNobodyForWhatACommitBrought() {
        // given
        List<Desired> desired = stage.desired(AttributionStage.FINANCE.formatted("Governed") + SALES);
        LawDaemon daemon = stage.settled(desired);
        String finance = "/api/v1/spaces/" + stage.space("Finance");
        jane.replace(finance, "/name", "'Finance'");
        long before = world.lastRequest();

        // when
        daemon.at(new Revision("folder-later"))
                .run(stage.desired(AttributionStage.FINANCE.formatted("Wanted anew") + SALES));

        // then
        assertThat(stage.healed()).isEmpty();
        assertThat(stage.auditsSince(before)).isZero();
    }

    @Test
    void namesWhoTouchedWhatTheCommitLeftAlone() {
        // given
        LawDaemon daemon = stage.settled(stage.desired(AttributionStage.FINANCE.formatted("Governed") + SALES));
        jane.delete("/api/v1/spaces/" + stage.space("Sales"));

        // when
        daemon.at(new Revision("folder-later"))
                .run(stage.desired(AttributionStage.FINANCE.formatted("Wanted anew") + SALES));

        // then
        List<EndedDrift> ended = world.store().drift().history(GoldenCase.TENANT, 10);
        assertThat(ended)
                .filteredOn(drift -> drift.drift().ref().name().equals("Sales"))
                .extracting(drift -> drift.drift().attribution().map(Attribution::user))
                .contains(Optional.of(stage.user("jane")));
        assertThat(ended)
                .filteredOn(drift -> drift.drift().ref().name().equals("Finance"))
                .allMatch(drift -> drift.drift().attribution().isEmpty());
    }

    @Test
    void takesNeitherItsOwnWritesNorWhatTheyHealedForEvidence() {
        // given
        List<Desired> desired = stage.desired(AttributionStage.FINANCE.formatted("Governed"));
        LawDaemon daemon = stage.settled(desired);
        jane.replace("/api/v1/spaces/" + stage.space("Finance"), "/description", "'Mine'");
        daemon.run(desired);
        ObjectNode state = world.state().deepCopy();
        state.at("/tables/spaces").forEach(space -> ((ObjectNode) space).put("description", "Without an event"));
        world.simulator().restore(GoldenCase.HOST, state);
        world.advance(Duration.ofMinutes(5));

        // when
        daemon.run(desired);

        // then
        List<EndedDrift> ended = world.store().drift().history(GoldenCase.TENANT, 2);
        assertThat(ended)
                .extracting(drift -> drift.drift().attribution().map(Attribution::user))
                .containsExactly(Optional.empty(), Optional.of(stage.user("jane")));
    }

    @Test
    void namesTheSharedClientForWhatItsOtherUsersDo() {
        // given
        List<Desired> desired = stage.desired(AttributionStage.FINANCE.formatted("Governed"));
        LawDaemon daemon = stage.settled(desired);
        Driver.bot(world.simulator(), GoldenCase.HOST)
                .replace("/api/v1/spaces/" + stage.space("Finance"), "/description", "'By a script'");
        world.advance(Duration.ofMinutes(5));

        // when
        daemon.run(desired);

        // then
        assertThat(stage.healed().map(Attribution::user)).contains("qlikbot\\sim-client");
    }
}
