package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
import truekeel.report.Condition;
import truekeel.report.Conditions;
import truekeel.report.RunReport;
import truekeel.simulator.Driver;
import truekeel.store.Attribution;
import truekeel.store.DriftRecord;
import truekeel.store.EndedDrift;
import truekeel.store.RunOutcome;

/** Who is named for drift: the author that an audit event tells of, and otherwise nobody. */
@SuppressWarnings("NullAway.Init") // the fields are set before each test
class AttributionTest {
    private static final String FINANCE = """
            apiVersion: truekeel/v1alpha1
            kind: Space
            metadata: {name: Finance}
            spec: {type: shared, description: %s}
            """;
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

    private LawWorld world;
    private Driver jane;
    private Driver bob;

    @BeforeEach
    void open() {
        world = LawWorld.fresh();
        jane = admin("jane");
        bob = admin("bob");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void namesWhoChangedAFieldAsPeopleKnowThem() {
        // given
        List<Desired> desired = desired(FINANCE.formatted("Governed") + PEOPLE);
        LawDaemon daemon = settled(desired);
        jane.replace("/api/v1/spaces/" + space("Finance"), "/description", "'Mine'");
        JsonNode event = latest("com.qlik.core.space.settings.updated");
        world.advance(Duration.ofMinutes(5));

        // when
        daemon.run(desired);

        // then
        assertThat(healed())
                .contains(new Attribution(
                        "jane@acme.example",
                        LawWorld.START.plus(Duration.ofMinutes(10)),
                        event.path("eventId").asText()));
    }

    @Test
    void namesWhoDeletedASpaceByIdWhereNobodyKnowsThem() {
        // given
        List<Desired> desired = desired(FINANCE.formatted("Governed"));
        LawDaemon daemon = settled(desired);
        jane.delete("/api/v1/spaces/" + space("Finance"));
        world.advance(Duration.ofMinutes(5));

        // when
        daemon.run(desired);

        // then
        assertThat(healed().map(Attribution::user)).contains(user("jane"));
    }

    @Test
    void namesWhoAddedAMemberAndNotWhoTouchedWhatNobodyManages() {
        // given
        List<Desired> desired = desired(FINANCE.formatted("Governed") + SALES);
        LawDaemon daemon = settled(desired);
        String sales = "/api/v1/spaces/" + space("Sales");
        jane.post(
                sales + "/assignments",
                "{'type':'user','assigneeId':'%s','roles':['consumer']}".formatted(user("bob")));
        world.advance(Duration.ofMinutes(1));
        bob.replace(sales, "/description", "'Unmanaged'");
        world.advance(Duration.ofMinutes(5));

        // when
        daemon.run(desired);

        // then
        assertThat(healed().map(Attribution::user)).contains(user("jane"));
    }

    @Test
    void namesTheLatestOfSeveral() {
        // given
        List<Desired> desired = desired(FINANCE.formatted("Governed"));
        LawDaemon daemon = settled(desired);
        for (Driver person : List.of(bob, jane, bob)) {
            person.replace("/api/v1/spaces/" + space("Finance"), "/description", "'" + world.lastRequest() + "'");
            world.advance(Duration.ofMinutes(1));
        }

        // when
        daemon.run(desired);

        // then
        assertThat(healed().map(Attribution::user)).contains(user("bob"));
    }

    @Test
    void namesWhoMadeWhatNobodyDeclared() {
        // given
        List<Desired> desired = desired(FINANCE.formatted("Governed"));
        LawDaemon daemon = settled(desired);
        bob.post("/api/v1/spaces", "{'name':'Shadow','type':'shared'}");
        world.advance(Duration.ofMinutes(5));

        // when
        daemon.run(desired);

        // then
        assertThat(standing()).extracting(DriftRecord::state).containsExactly("unmanaged");
        assertThat(standing().get(0).attribution().map(Attribution::user)).contains("bob@acme.example");
    }

    @Test
    void keepsTheNameOverARestartWithoutAskingAgain() {
        // given
        List<Desired> desired = desired(FINANCE.formatted("Governed"));
        settled(desired);
        jane.replace("/api/v1/spaces/" + space("Finance"), "/description", "'Mine'");
        world.advance(Duration.ofMinutes(5));
        world.daemon().observing().run(desired);
        world.advance(Duration.ofMinutes(5));
        long before = world.lastRequest();

        // when
        RunReport report = world.daemon().observing().run(desired);

        // then
        assertThat(report.standing().drift()).hasSize(1);
        assertThat(report.standing().drift().get(0).attribution().map(Attribution::user))
                .contains(user("jane"));
        assertThat(auditsSince(before)).isZero();
    }

    @Test
    void asksNothingAtTheFirstLookOrWhileNothingNewDiffers() {
        // given
        List<Desired> desired = desired(FINANCE.formatted("Governed"));
        bob.post("/api/v1/spaces", "{'name':'Shadow','type':'shared'}");

        // when
        settled(desired);

        // then
        assertThat(auditsSince(0)).isZero();
    }

    @Test
    void namesNobodyForWhatACommitBrought() {
        // given
        List<Desired> desired = desired(FINANCE.formatted("Governed") + SALES);
        LawDaemon daemon = settled(desired);
        String finance = "/api/v1/spaces/" + space("Finance");
        jane.replace(finance, "/name", "'Finance'");
        long before = world.lastRequest();

        // when
        daemon.at(new Revision("folder-later")).run(desired(FINANCE.formatted("Wanted anew") + SALES));

        // then
        assertThat(healed()).isEmpty();
        assertThat(auditsSince(before)).isZero();
    }

    @Test
    void namesWhoTouchedWhatTheCommitLeftAlone() {
        // given
        LawDaemon daemon = settled(desired(FINANCE.formatted("Governed") + SALES));
        jane.delete("/api/v1/spaces/" + space("Sales"));

        // when
        daemon.at(new Revision("folder-later")).run(desired(FINANCE.formatted("Wanted anew") + SALES));

        // then
        List<EndedDrift> ended = world.store().drift().history(GoldenCase.TENANT, 10);
        assertThat(ended)
                .filteredOn(drift -> drift.drift().ref().name().equals("Sales"))
                .extracting(drift -> drift.drift().attribution().map(Attribution::user))
                .contains(Optional.of(user("jane")));
        assertThat(ended)
                .filteredOn(drift -> drift.drift().ref().name().equals("Finance"))
                .allMatch(drift -> drift.drift().attribution().isEmpty());
    }

    @Test
    void takesNeitherItsOwnWritesNorWhatTheyHealedForEvidence() {
        // given
        List<Desired> desired = desired(FINANCE.formatted("Governed"));
        LawDaemon daemon = settled(desired);
        jane.replace("/api/v1/spaces/" + space("Finance"), "/description", "'Mine'");
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
                .containsExactly(Optional.empty(), Optional.of(user("jane")));
    }

    @Test
    void namesTheSharedClientForWhatItsOtherUsersDo() {
        // given
        List<Desired> desired = desired(FINANCE.formatted("Governed"));
        LawDaemon daemon = settled(desired);
        Driver.bot(world.simulator(), GoldenCase.HOST)
                .replace("/api/v1/spaces/" + space("Finance"), "/description", "'By a script'");
        world.advance(Duration.ofMinutes(5));

        // when
        daemon.run(desired);

        // then
        assertThat(healed().map(Attribution::user)).contains("qlikbot\\sim-client");
    }

    @Test
    void saysOnceThatTheFeedCannotBeReadAndGoesOn() {
        // given
        List<Desired> desired = desired(FINANCE.formatted("Governed"));
        LawDaemon daemon = settled(desired);
        jane.replace("/api/v1/spaces/" + space("Finance"), "/description", "'Mine'");
        world.advance(Duration.ofMinutes(5));
        Driver.anonymous(world.simulator(), GoldenCase.HOST)
                .post("/__sim/faults", "{'path':'/api/v1/audits','effect':403,'times':1}");

        // when
        RunReport blind = daemon.run(desired);
        world.advance(Duration.ofMinutes(5));
        jane.replace("/api/v1/spaces/" + space("Finance"), "/description", "'Mine again'");
        world.advance(Duration.ofMinutes(5));
        RunReport seeing = daemon.run(desired);

        // then
        assertThat(blind.run().end().orElseThrow().outcome()).isEqualTo(RunOutcome.APPLIED);
        assertThat(observed(blind).status()).isEqualTo(Condition.Status.TRUE);
        assertThat(observed(blind).message()).startsWith("New drift has no author");
        assertThat(observed(seeing).message()).isEmpty();
        assertThat(world.store().drift().history(GoldenCase.TENANT, 10))
                .extracting(drift -> drift.drift().attribution().map(Attribution::user))
                .startsWith(Optional.of(user("jane")), Optional.empty());
    }

    private static Condition observed(RunReport report) {
        return Conditions.after(report, LawWorld.START).stream()
                .filter(condition -> condition.type() == Condition.Type.OBSERVED)
                .findFirst()
                .orElseThrow();
    }

    private Driver admin(String subject) {
        Driver bot = Driver.bot(world.simulator(), GoldenCase.HOST);
        bot.post(
                "/api/v1/users",
                "{'subject':'%s','name':'%s','email':'%s@acme.example','assignedRoles':[{'name':'TenantAdmin'}]}"
                        .formatted(subject, subject, subject));
        return bot.person(subject);
    }

    /** Two looks at what is as it should be; what was found before them is past. */
    private LawDaemon settled(List<Desired> desired) {
        LawDaemon daemon = world.daemon();
        daemon.run(desired);
        world.advance(Duration.ofMinutes(10));
        daemon.run(desired);
        return daemon;
    }

    private List<Desired> desired(String text) {
        try {
            Files.writeString(folder.resolve("desired.yaml"), text);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        return new GoldenCase(folder).desired(LawDaemon.SCHEMAS);
    }

    private String space(String name) {
        return id("spaces", "name", name);
    }

    private String user(String subject) {
        return id("users", "subject", subject);
    }

    private String id(String table, String field, String value) {
        for (JsonNode row : world.state().path("tables").path(table)) {
            if (row.path(field).asText().equals(value)) {
                return row.path("id").asText();
            }
        }
        throw new AssertionError("There is nothing in " + table + " with " + field + " " + value);
    }

    private JsonNode latest(String type) {
        return Driver.bot(world.simulator(), GoldenCase.HOST)
                .get("/api/v1/audits?eventType=" + type)
                .json()
                .at("/data/0");
    }

    /** The author of the drift that ended last. */
    private Optional<Attribution> healed() {
        List<EndedDrift> ended = world.store().drift().history(GoldenCase.TENANT, 1);
        assertThat(ended).hasSize(1);
        return ended.get(0).drift().attribution();
    }

    private List<DriftRecord> standing() {
        return world.store().drift().of(GoldenCase.TENANT);
    }

    private long auditsSince(long request) {
        return world.simulator().requests().since(request).stream()
                .filter(entry -> entry.path().startsWith("/api/v1/audits"))
                .count();
    }
}
