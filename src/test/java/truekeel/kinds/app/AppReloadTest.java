package truekeel.kinds.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.apply.Outcome;
import truekeel.model.Desired;
import truekeel.model.Value;
import truekeel.plan.DriftState;
import truekeel.plan.RefusalCode;
import truekeel.report.RunReport;

/** What follows a deployment: the reload, what comes of it, and that it is neither forgotten nor repeated for ever. */
class AppReloadTest {
    private static final Desired DEV = AppScene.space("Dev", "shared");
    private static final Desired PROD = AppScene.space("Prod", "managed");

    private final AppScene scene = new AppScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private static AppManifest sales(String content) {
        return AppScene.app("Sales").stage("Dev").publish("Prod").file(content).reload();
    }

    private RunReport deploy(AppManifest... apps) {
        List<Desired> desired = new ArrayList<>(List.of(DEV, PROD));
        List.of(apps).forEach(app -> desired.add(app.desired()));
        return scene.reconcile(desired);
    }

    private static Outcome outcome(RunReport report, String app) {
        return report.outcomes().stream()
                .filter(outcome -> outcome.change().ref().name().equals(app))
                .findFirst()
                .orElseThrow();
    }

    private List<String> statuses() {
        return scene.reloads().stream()
                .map(reload -> reload.path("status").asText())
                .toList();
    }

    @Test
    void reloadsThePublishedAppAndTellsHowItEnded() {
        RunReport report = deploy(sales("one"));

        assertThat(statuses()).containsExactly("SUCCEEDED");
        assertThat(scene.reloads())
                .extracting(reload -> reload.path("appId").asText())
                .containsExactly(scene.thePublished().path("id").asText());
        assertThat(outcome(report, "Sales").notes()).singleElement().satisfies(note -> assertThat(note)
                .contains("SUCCEEDED after 10 s"));
        assertThat(report.run().end().orElseThrow().detail()).startsWith("App/Sales: The reload");
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
    }

    @Test
    void reloadsAStagedAppThatIsNotPublished() {
        RunReport report = deploy(AppScene.app("Sales").stage("Dev").file("one").reload());

        assertThat(statuses()).containsExactly("SUCCEEDED");
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
    }

    @Test
    void reloadsNothingWhoseContentDidNotChange() {
        deploy(sales("one"));
        scene.advance(Duration.ofMinutes(3));

        deploy(sales("one").with("description", "Other words"));
        scene.forgetEverything();
        deploy(sales("one").with("description", "Other words"));

        assertThat(statuses()).hasSize(1);
    }

    @Test
    void doesNotReloadAnAppThatWasThereWhenTheReloadWasDeclared() {
        deploy(AppScene.app("Sales").stage("Dev").publish("Prod").file("one"));

        RunReport report = deploy(sales("one"));

        assertThat(statuses()).isEmpty();
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
    }

    @Test
    void triesAFailedReloadAgainOnlyWhenItIsAskedTo() {
        scene.option("reloadOutcome", "\"FAILED\"");
        RunReport failed = deploy(sales("one"));
        scene.advance(Duration.ofMinutes(10));
        RunReport later = deploy(sales("one"));
        scene.byHand(true);
        RunReport asked = deploy(sales("one"));
        scene.byHand(false);

        assertThat(outcome(failed, "Sales").code()).isEqualTo("RELOAD_FAILED");
        assertThat(outcome(failed, "Sales").message()).contains("EngineReloadFailed", "did not finish the script");
        assertThat(failed.run().end().orElseThrow().detail()).contains("EngineReloadFailed");
        assertThat(later.admission().refusals())
                .extracting(refusal -> refusal.code())
                .containsExactly(RefusalCode.RELOAD_FAILED);
        assertThat(AppScene.state(later, "Sales")).isEqualTo(DriftState.BLOCKED);
        assertThat(outcome(asked, "Sales").code()).isEqualTo("RELOAD_FAILED");
        assertThat(statuses()).containsExactly("FAILED", "FAILED");
    }

    @Test
    void reloadsANewFileThoughTheOldOneFailed() {
        scene.option("reloadOutcome", "\"EXCEEDED_LIMIT\"");
        deploy(sales("one"));
        scene.option("reloadOutcome", "\"SUCCEEDED\"");
        scene.advance(Duration.ofMinutes(10));

        RunReport report = deploy(sales("two"));

        assertThat(statuses()).containsExactly("EXCEEDED_LIMIT", "SUCCEEDED");
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
    }

    @Test
    void changesTheRestOfAnAppWhoseReloadFailed() {
        scene.option("reloadOutcome", "\"CANCELED\"");
        deploy(sales("one"));
        scene.advance(Duration.ofMinutes(10));

        deploy(sales("one").with("description", "Other words"));

        assertThat(scene.thePublished().path("description").asText()).startsWith("Other words");
        assertThat(statuses()).containsExactly("CANCELED");
    }

    @Test
    void isContentWhenAPersonReloadedTheAppMeanwhile() {
        scene.option("reloadOutcome", "\"FAILED\"");
        deploy(sales("one"));
        scene.option("reloadOutcome", "\"SUCCEEDED\"");
        scene.advance(Duration.ofMinutes(10));
        AppScene.done(scene.admin.post(
                "/api/v1/reloads",
                "{'appId':'" + scene.thePublished().path("id").asText() + "'}"));
        scene.advance(Duration.ofMinutes(10));

        RunReport report = deploy(sales("one"));

        assertThat(report.admission().refusals()).isEmpty();
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
    }

    @Test
    void waitsForAPendingReloadAndLoadsTheNewContentAfterIt() {
        deploy(sales("one"));
        scene.advance(Duration.ofMinutes(10));
        scene.option("reloadTime", "\"2m\"");
        AppScene.done(scene.admin.post(
                "/api/v1/reloads",
                "{'appId':'" + scene.thePublished().path("id").asText() + "'}"));

        scene.advance(Duration.ofSeconds(5));

        RunReport report = deploy(sales("two"));

        assertThat(statuses()).containsExactly("SUCCEEDED", "SUCCEEDED", "SUCCEEDED");
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
    }

    @Test
    void looksAtALongReloadAgainInTheNextRunAndAsksForNoOther() {
        scene.option("reloadTime", "\"20m\"");

        RunReport slow = deploy(sales("one").reload("timeout", Value.text("3m")));
        scene.advance(Duration.ofMinutes(16));
        RunReport done = deploy(sales("one").reload("timeout", Value.text("3m")));

        assertThat(outcome(slow, "Sales").code()).isEqualTo("RELOAD_TIMEOUT");
        assertThat(AppScene.state(slow, "Sales")).isEqualTo(DriftState.MODIFIED);
        assertThat(AppScene.state(done, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(statuses()).containsExactly("SUCCEEDED");
    }

    @Test
    void bringsOtherChangesOnTheirWayWhileAReloadRuns() {
        scene.option("reloadTime", "\"10m\"");

        RunReport report = deploy(sales("one"), AppScene.app("Zoo").stage("Dev").file("zoo"));

        assertThat(scene.apps())
                .filteredOn(app -> app.path("name").asText().equals("Zoo"))
                .singleElement()
                .satisfies(zoo -> assertThat(zoo.path("createdDate").asText())
                        .isLessThan(scene.reloads().get(0).path("endTime").asText()));
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
    }

    @Test
    void asksForNoEndWhereNobodyWaits() {
        scene.option("reloadOutcome", "\"FAILED\"");

        RunReport report = deploy(sales("one").reload("wait", Value.flag(false)));

        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(outcome(report, "Sales").notes())
                .containsExactly("The reload "
                        + scene.reloads().get(0).path("id").asText() + " was asked for; nobody waits for its end.");
    }

    @Test
    void namesAQuotaThatIsUsedUpAndTriesAgain() {
        scene.option("reloadQuota", "true");
        RunReport refused = deploy(sales("one"));
        scene.option("reloadQuota", "false");

        RunReport report = deploy(sales("one"));

        assertThat(outcome(refused, "Sales").message()).contains("RELOADS-013", "quota of reloads");
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(statuses()).containsExactly("SUCCEEDED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": \"1\", \"status\": \"FAILED\"}",
                "{\"id\": \"1\", \"status\": \"FAILED\", \"startTime\": null, \"endTime\": null, \"errorCode\": null,"
                        + " \"errorMessage\": null, \"log\": null}",
            })
    void tellsNoReasonWhereQlikTellsNone(String reload) throws JsonProcessingException {
        ReloadReport report = ReloadReport.of(new ObjectMapper().readTree(reload));

        assertThat(report.sentence()).isEqualTo("The reload 1 ended as FAILED.");
    }

    @Test
    void showsNoCredentialsThatALogQuotes() {
        ReloadReport report = new ReloadReport(
                "1",
                "FAILED",
                "",
                "",
                "",
                "E1",
                "CONNECT TO 'x;Password=hunter2;UID=a' failed",
                "first\nError: https://joe:hunter2@db.example refused token: abc.def\nlast");

        assertThat(report.sentence())
                .contains("E1", "Password=***", "://***@db.example", "token: ***")
                .doesNotContain("hunter2", "abc.def");
    }
}
