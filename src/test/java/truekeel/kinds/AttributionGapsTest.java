package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.model.Desired;
import truekeel.report.Condition;
import truekeel.report.Conditions;
import truekeel.report.RunReport;
import truekeel.simulator.Driver;
import truekeel.store.Attribution;
import truekeel.store.RunOutcome;

/** What drift is told of while the audit feed cannot be read, or tells late. */
@SuppressWarnings("NullAway.Init") // the fields are set before each test
class AttributionGapsTest {
    @TempDir
    Path folder;

    private AttributionStage stage;
    private LawWorld world;
    private Driver jane;

    @BeforeEach
    void open() {
        stage = new AttributionStage(folder);
        world = stage.world();
        jane = stage.admin("jane");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void saysOnceThatTheFeedCannotBeReadAndGoesOn() {
        // given
        List<Desired> desired = stage.desired(AttributionStage.FINANCE.formatted("Governed"));
        LawDaemon daemon = stage.settled(desired);
        jane.replace("/api/v1/spaces/" + stage.space("Finance"), "/description", "'Mine'");
        world.advance(Duration.ofMinutes(5));
        stage.hideTheFeed(1);

        // when
        RunReport blind = daemon.run(desired);
        world.advance(Duration.ofMinutes(5));
        jane.replace("/api/v1/spaces/" + stage.space("Finance"), "/description", "'Mine again'");
        world.advance(Duration.ofMinutes(5));
        RunReport seeing = daemon.run(desired);

        // then
        assertThat(blind.run().end().orElseThrow().outcome()).isEqualTo(RunOutcome.APPLIED);
        assertThat(observed(blind).status()).isEqualTo(Condition.Status.TRUE);
        assertThat(observed(blind).message()).startsWith("New drift has no author");
        assertThat(observed(seeing).message()).isEmpty();
        assertThat(world.store().drift().history(GoldenCase.TENANT, 10))
                .extracting(drift -> drift.drift().attribution().map(Attribution::user))
                .startsWith(Optional.of(stage.user("jane")), Optional.empty());
    }

    @Test
    void namesTheAuthorOfStandingDriftOnceTheEventCanBeSeen() {
        // given
        List<Desired> desired = stage.desired(AttributionStage.FINANCE.formatted("Governed"));
        stage.settled(desired);
        jane.replace("/api/v1/spaces/" + stage.space("Finance"), "/description", "'Mine'");
        world.advance(Duration.ofMinutes(5));
        stage.hideTheFeed(2);

        // when
        world.daemon().observing().run(desired);
        Optional<Attribution> first = stage.standing().get(0).attribution();
        world.advance(Duration.ofMinutes(5));
        world.daemon().observing().run(desired);
        world.advance(Duration.ofMinutes(5));
        world.daemon().observing().run(desired);

        // then
        assertThat(first).isEmpty();
        assertThat(stage.standing().get(0).attribution().map(Attribution::user)).contains(stage.user("jane"));
    }

    @Test
    void stopsAskingAboutDriftThatNobodyTellsOf() {
        // given
        List<Desired> desired = stage.desired(AttributionStage.FINANCE.formatted("Governed"));
        stage.settled(desired);
        jane.replace("/api/v1/spaces/" + stage.space("Finance"), "/description", "'Mine'");
        world.advance(Duration.ofMinutes(5));
        stage.hideTheFeed(1);
        world.daemon().observing().run(desired);
        world.advance(Duration.ofMinutes(16));
        long before = world.lastRequest();

        // when
        world.daemon().observing().run(desired);

        // then
        assertThat(stage.auditsSince(before)).isZero();
        assertThat(stage.standing().get(0).attribution()).isEmpty();
    }

    private static Condition observed(RunReport report) {
        return Conditions.after(report, LawWorld.START).stream()
                .filter(condition -> condition.type() == Condition.Type.OBSERVED)
                .findFirst()
                .orElseThrow();
    }
}
