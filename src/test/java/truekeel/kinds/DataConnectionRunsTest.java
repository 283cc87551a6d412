package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.backup.Export;
import truekeel.backup.Snapshot;
import truekeel.kinds.dataconnection.DataConnectionKind;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Action;
import truekeel.plan.Plan;
import truekeel.report.RunReport;
import truekeel.secret.FixtureSecrets;
import truekeel.simulator.RequestLog;

/** Connections over several runs: their secrets, what Qlik does not show, and what a look costs. */
class DataConnectionRunsTest {
    private static final List<Desired> DESIRED =
            LawCase.of(new DataConnectionKind()).before(LawDaemon.SCHEMAS);

    private static JsonNode row(LawWorld world, String name) {
        for (JsonNode row : world.state().at("/tables/dataConnections")) {
            if (row.path("qName").asText().equals(name)) {
                return row;
            }
        }
        throw new AssertionError("There is no connection " + name + ".");
    }

    @Test
    void sendsARotatedSecretAgainAndNothingElse() {
        // given
        try (LawWorld world = LawWorld.fresh()) {
            LawDaemon daemon = world.daemon();
            daemon.run(DESIRED);
            Plan quiet = daemon.plan(DESIRED).plan();
            world.secrets().rotate("warehouse", "another");

            // when
            Plan rotated = daemon.plan(DESIRED).plan();
            RunReport report = daemon.run(DESIRED);

            // then
            assertThat(quiet.changes()).isEmpty();
            assertThat(rotated.changes()).singleElement().satisfies(change -> assertThat(change.fields())
                    .singleElement()
                    .satisfies(field -> assertThat(field.path()).hasToString("/connectionProperties/password")));
            assertThat(row(world, "Warehouse").at("/_secrets/password").asText())
                    .isEqualTo(FixtureSecrets.PREFIX + "another");
            assertThat(report.standing().isInSync()).isTrue();
            assertThat(daemon.plan(DESIRED).plan().changes()).isEmpty();
        }
    }

    /** The user name is never shown, so that only what was sent last can tell whether it is another one. */
    @Test
    void knowsAHiddenPropertyByWhatWasSentLast() {
        // given
        try (LawWorld world = LawWorld.fresh()) {
            LawDaemon daemon = world.daemon();
            daemon.run(DESIRED);
            List<Desired> other = DESIRED.stream()
                    .map(desired -> desired.ref().name().equals("Warehouse")
                            ? desired.withSpec(desired.spec()
                                    .with(
                                            "connectionProperties",
                                            desired.spec()
                                                    .fields("connectionProperties")
                                                    .with("username", Value.text("reader"))))
                            : desired)
                    .toList();

            // when
            daemon.run(other);

            // then
            assertThat(row(world, "Warehouse").at("/_secrets/username").asText())
                    .isEqualTo("reader");
            assertThat(daemon.plan(other).plan().changes()).isEmpty();
        }
    }

    @Test
    void tellsNoSecretInReportsAndRequestsAndTheInventory() {
        // given
        try (LawWorld world = LawWorld.fresh()) {
            // when
            RunReport report = world.daemon().run(DESIRED);

            // then
            assertThat(report.toString()).doesNotContain(FixtureSecrets.PREFIX);
            assertThat(world.store().inventory().of(GoldenCase.TENANT).toString())
                    .contains("/connectionProperties/password")
                    .doesNotContain(FixtureSecrets.PREFIX);
            assertThat(world.simulator().requests().all().toString()).doesNotContain(FixtureSecrets.PREFIX);
        }
    }

    /** The list lacks the properties: one look at each declared connection, none at all others. */
    @Test
    void looksAtDeclaredConnectionsOnly() {
        // given
        try (LawWorld world = LawWorld.fresh()) {
            world.play(LawCase.of(new DataConnectionKind()).script("live.json").orElseThrow());
            LawDaemon daemon = world.daemon();
            daemon.run(DESIRED);
            long before = world.lastRequest();

            // when
            daemon.plan(DESIRED);

            // then
            List<String> paths = world.simulator().requests().since(before).stream()
                    .map(RequestLog.Entry::path)
                    .filter(path -> path.contains("/data-connections"))
                    .toList();
            assertThat(paths).hasSize(4);
            assertThat(paths.stream().filter(path -> path.endsWith("/data-connections")))
                    .hasSize(1);
        }
    }

    @Test
    void worksInATenantThatKnowsTheOlderPathOnly() {
        // given
        try (LawWorld world = LawWorld.fresh()) {
            world.simulator()
                    .fleet()
                    .byHost(GoldenCase.HOST)
                    .orElseThrow()
                    .options()
                    .set("connectivityConnections", BooleanNode.FALSE);
            LawDaemon daemon = world.daemon();

            // when
            RunReport report = daemon.run(DESIRED);

            // then
            assertThat(report.standing().isInSync()).isTrue();
            assertThat(daemon.plan(DESIRED).plan().changes()).isEmpty();
        }
    }

    @Test
    void movesAConnectionToAnotherSpaceAndKeepsItsId() {
        // given
        try (LawWorld world = LawWorld.fresh()) {
            LawDaemon daemon = world.daemon();
            daemon.run(DESIRED);
            String id = row(world, "Warehouse").path("qID").asText();
            List<Desired> moved = DESIRED.stream()
                    .map(desired -> desired.ref().name().equals("Warehouse")
                            ? desired.withSpec(desired.spec().with("space", Value.text("Archive")))
                            : desired)
                    .toList();

            // when
            Plan plan = daemon.plan(moved).plan();
            daemon.run(moved);

            // then
            assertThat(plan.changes()).singleElement().satisfies(change -> {
                assertThat(change.action()).isEqualTo(Action.UPDATE);
                assertThat(change.reason()).contains("Apps find the connection in its new space only.");
            });
            assertThat(row(world, "Warehouse").path("qID").asText()).isEqualTo(id);
            assertThat(row(world, "Warehouse").at("/_secrets/password").asText())
                    .startsWith(FixtureSecrets.PREFIX);
            assertThat(daemon.plan(moved).plan().changes()).isEmpty();
        }
    }

    @Test
    void saysInAnExportThatTheCredentialsAreLeftOut(@TempDir Path scratch) {
        // given
        try (LawWorld world = LawWorld.fresh()) {
            LawDaemon daemon = world.daemon();
            daemon.run(DESIRED);

            // when
            Snapshot snapshot = new Export(LawDaemon.KINDS, Branches.single())
                    .of(daemon.qlik(), GoldenCase.TENANT, Set.of(KindName.of("DataConnection")), scratch);

            // then
            Snapshot.Document warehouse = snapshot.documents().stream()
                    .filter(document -> document.name().equals("Warehouse"))
                    .findFirst()
                    .orElseThrow();
            assertThat(warehouse.comments()).singleElement().satisfies(comment -> assertThat(comment)
                    .startsWith("Left out: the credentials"));
            assertThat(warehouse.toString()).doesNotContain(FixtureSecrets.PREFIX);
        }
    }
}
