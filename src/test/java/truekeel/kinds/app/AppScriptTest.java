package truekeel.kinds.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import truekeel.model.Desired;
import truekeel.plan.DriftState;
import truekeel.plan.RefusalCode;
import truekeel.report.RunReport;

/** Apps of which Git keeps the load script: their sheets are made in Qlik and never taken away by a script. */
class AppScriptTest {
    private static final Desired DEV = AppScene.space("Dev", "shared");
    private static final Desired PROD = AppScene.space("Prod", "managed");
    private static final String ONE = "LOAD 1 AS A AUTOGENERATE 1;";
    private static final String TWO = "LOAD 2 AS A AUTOGENERATE 2;";

    private final AppScene scene = new AppScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private static AppManifest staged(String script) {
        return AppScene.app("Sales").stage("Dev").script(script);
    }

    private static AppManifest published(String script) {
        return staged(script).publish("Prod");
    }

    private RunReport deploy(AppManifest app) {
        return scene.reconcile(DEV, PROD, app.desired());
    }

    private List<RefusalCode> refusals(RunReport report) {
        return report.admission().refusals().stream()
                .map(refusal -> refusal.code())
                .toList();
    }

    @Test
    void makesAnAppWithTheScriptAndPublishesIt() {
        RunReport report = deploy(published(ONE));

        assertThat(scene.scriptOf(scene.thePublished())).isEqualTo(ONE);
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.imports()).isZero();
    }

    @Test
    void changesTheScriptInPlace() {
        deploy(published(ONE));
        List<String> ids =
                scene.apps().stream().map(app -> app.path("id").asText()).toList();
        scene.advance(Duration.ofMinutes(3));

        RunReport report = deploy(published(TWO));

        assertThat(scene.scriptOf(scene.thePublished())).isEqualTo(TWO);
        assertThat(scene.apps()).extracting(app -> app.path("id").asText()).containsExactlyElementsOf(ids);
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
    }

    @Test
    void findsAnEditOfTheScriptInQlikByItsMissingStamp() {
        deploy(staged(ONE));
        scene.advance(Duration.ofMinutes(3));
        String id = scene.staged().get(0).path("id").asText();
        AppScene.done(scene.admin.post(
                "/api/v1/apps/" + id + "/scripts", "{'script':'LOAD 9 AS A AUTOGENERATE 9;','versionMessage':'mine'}"));
        long mark = scene.mark();

        RunReport report = deploy(staged(ONE));

        assertThat(scene.scriptOf(scene.staged().get(0))).isEqualTo(ONE);
        assertThat(scene.staged()).extracting(app -> app.path("id").asText()).containsExactly(id);
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.requestsSince(mark))
                .filteredOn(line -> line.equals("GET /api/v1/apps/" + id + "/scripts"))
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void writesNothingWhereTheScriptIsAsDeclared() {
        deploy(staged(ONE));
        scene.advance(Duration.ofMinutes(3));
        long mark = scene.mark();

        deploy(staged(ONE));

        assertThat(scene.writesSince(mark)).isEmpty();
    }

    @Test
    void refusesAScriptWithErrorsAndNamesLineAndTab() {
        RunReport report = deploy(staged("///$tab Main\nLOAD 1 AS A AUTOGENERATE 1;\n///$tab Sales\n\nLOAD (2 AS B;"));

        assertThat(refusals(report)).containsExactly(RefusalCode.SCRIPT_INVALID);
        assertThat(report.admission().refusals().get(0).message())
                .contains("tab 2, line 2: Parentheses are not balanced");
        assertThat(scene.apps()).isEmpty();
    }

    @Test
    void sendsAScriptThatQlikDoesNotCheck() {
        scene.admin.post(
                "/__sim/faults",
                "{'method':'POST','path':'/api/v1/apps/validatescript','effect':403,'phase':'before'}");

        RunReport report = deploy(staged(ONE));

        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
    }

    @Test
    void publishesNoEmptyAppOverOneWithSheets() {
        deploy(published(ONE));
        scene.advance(Duration.ofHours(1));
        String copy = scene.staged().get(0).path("id").asText();
        AppScene.done(scene.admin.delete("/api/v1/apps/" + copy));

        RunReport refused = deploy(published(TWO));
        scene.approve(refused);
        RunReport approved = deploy(published(TWO));

        assertThat(refusals(refused)).containsExactly(RefusalCode.STAGED_COPY_GONE);
        assertThat(refused.admission().refusals().get(0).message()).contains(copy);
        assertThat(AppScene.state(approved, "Sales")).isEqualTo(DriftState.IN_SYNC);
    }

    @Test
    void givesAnAppThatCameAsAFileAScriptAndKeepsIt() {
        deploy(AppScene.app("Sales").stage("Dev").publish("Prod").file("one"));
        String id = scene.thePublished().path("id").asText();
        scene.advance(Duration.ofMinutes(3));

        RunReport report = deploy(published(TWO));

        assertThat(scene.thePublished().path("id").asText()).isEqualTo(id);
        assertThat(scene.scriptOf(scene.thePublished())).isEqualTo(TWO);
        assertThat(scene.imports()).isEqualTo(1);
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
    }

    @TestFactory
    Stream<DynamicTest> convergesAfterAKillAtEachWrite() {
        return IntStream.rangeClosed(1, 4)
                .boxed()
                .flatMap(write -> Stream.of(killed(write, true), killed(write, false)));
    }

    private static DynamicTest killed(int write, boolean after) {
        return DynamicTest.dynamicTest("killed at write " + write + (after ? ", done" : ""), () -> {
            try (AppScene scene = new AppScene()) {
                scene.reconcile(DEV, PROD);
                scene.killAtWrite(write, after);
                assertThatThrownBy(
                                () -> scene.reconcile(DEV, PROD, published(ONE).desired()))
                        .isInstanceOf(AppScene.Killed.class);
                RunReport report = scene.reconcile(DEV, PROD, published(ONE).desired());
                for (int round = 0; round < 3; round++) {
                    scene.advance(Duration.ofSeconds(125));
                    report = scene.reconcile(DEV, PROD, published(ONE).desired());
                }

                assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
                assertThat(scene.scriptOf(scene.thePublished())).isEqualTo(ONE);
                assertThat(scene.staged()).hasSize(1);
                assertThat(scene.apps())
                        .extracting(app -> app.path("name").asText())
                        .containsOnly("Sales");
            }
        });
    }
}
