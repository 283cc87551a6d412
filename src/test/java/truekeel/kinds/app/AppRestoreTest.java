package truekeel.kinds.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import truekeel.model.Desired;
import truekeel.model.Value;
import truekeel.plan.DriftState;
import truekeel.plan.Note;
import truekeel.report.RunReport;

/** An app that somebody deleted comes back as it was where Qlik still has it, and is made anew where it has not. */
class AppRestoreTest {
    private static final Desired DEV = AppScene.space("Dev", "shared");
    private static final Desired PROD = AppScene.space("Prod", "managed");

    private final AppScene scene = new AppScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private static AppManifest sales() {
        return AppScene.app("Sales").stage("Dev").publish("Prod").file("one").tags("board");
    }

    private RunReport deploy(AppManifest app) {
        return scene.reconcile(DEV, PROD, app.desired());
    }

    private String deleted(JsonNode app) {
        String id = app.path("id").asText();
        AppScene.done(scene.admin.delete("/api/v1/apps/" + id));
        return id;
    }

    private static List<Note.Code> notes(RunReport report) {
        return report.admission().notes().stream().map(Note::code).toList();
    }

    private static List<String> told(RunReport report) {
        return report.outcomes().stream()
                .flatMap(outcome -> outcome.notes().stream())
                .toList();
    }

    @Test
    void restoresAPublishedAppWithItsIdAndGivesItItsTagsAndSharesInTheSameRun() {
        scene.person("jane");
        AppManifest shared = sales().with(
                        "access",
                        new Value.Items(List.of(Value.Fields.EMPTY
                                .with("user", Value.text("jane"))
                                .with("roles", Value.texts(List.of("consumer"))))));
        deploy(shared);
        scene.advance(Duration.ofHours(1));
        String id = deleted(scene.thePublished());
        int imports = scene.imports();

        RunReport restored = deploy(shared);

        assertThat(notes(restored)).containsExactly(Note.Code.RESTORE);
        assertThat(told(restored)).containsExactly("It was restored with its id " + id + ".");
        assertThat(AppScene.state(restored, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.thePublished().path("id").asText()).isEqualTo(id);
        assertThat(scene.imports()).isEqualTo(imports);
        assertThat(scene.tagsOf(scene.thePublished())).containsExactly("board");
        assertThat(scene.admin
                        .get("/api/v1/spaces/"
                                + scene.thePublished().path("spaceId").asText() + "/shares")
                        .json()
                        .path("data"))
                .singleElement()
                .satisfies(
                        share -> assertThat(share.path("resourceId").asText()).isEqualTo(id));
        assertThat(scene.staged()).hasSize(1);
        long mark = scene.mark();
        deploy(shared);
        assertThat(scene.writesSince(mark)).isEmpty();
    }

    @Test
    void restoresAStagedAppAndGivesItTheDeclaredContent() {
        AppManifest staged = AppScene.app("Sales").stage("Dev");
        deploy(staged.file("one"));
        scene.advance(Duration.ofHours(1));
        String id = deleted(scene.staged().get(0));

        RunReport restored = deploy(staged.file("two"));
        scene.advance(Duration.ofMinutes(3));
        RunReport later = deploy(staged.file("two"));

        assertThat(told(restored)).containsExactly("It was restored with its id " + id + ".");
        assertThat(AppScene.state(later, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.staged())
                .singleElement()
                .satisfies(app -> assertThat(app.path("description").asText()).contains(AppScene.digest("two")));
    }

    @Test
    void publishesTheStagedCopyAnewWhereQlikKeepsNothingAnyMore() {
        deploy(sales());
        scene.advance(Duration.ofHours(1));
        String id = deleted(scene.thePublished());
        scene.advance(Duration.ofDays(15));
        int imports = scene.imports();

        RunReport report = deploy(sales());

        assertThat(told(report)).anyMatch(note -> note.startsWith("It could not be restored (404"));
        assertThat(scene.thePublished().path("id").asText()).isNotEqualTo(id);
        assertThat(scene.imports()).isEqualTo(imports);
    }

    @Test
    void doesNotAskForAnAppThatWasTooYoungToBeKept() {
        deploy(sales());
        deleted(scene.thePublished());
        scene.advance(Duration.ofMinutes(5));
        long mark = scene.mark();

        RunReport report = deploy(sales());

        assertThat(notes(report)).isEmpty();
        assertThat(scene.writesSince(mark)).noneMatch(write -> write.endsWith("/actions/restore"));
        assertThat(scene.published()).hasSize(1);
    }

    @Test
    void makesAnewWhatTheTenantDoesNotLetBeRestored() {
        deploy(sales());
        scene.advance(Duration.ofHours(1));
        deleted(scene.thePublished());
        scene.admin.post(
                "/__sim/faults",
                "{'method':'POST','path':'/api/analytics/apps/*/actions/restore','effect':403,'phase':'before'}");

        RunReport report = deploy(sales());

        assertThat(told(report)).anyMatch(note -> note.startsWith("It could not be restored (403"));
        assertThat(scene.published()).hasSize(1);
    }

    @Test
    void goesOnAfterTheAnswerToTheRestoreIsLost() {
        deploy(sales());
        scene.advance(Duration.ofHours(1));
        String id = deleted(scene.thePublished());
        scene.loseAnswerOfWrite(1);
        deploy(sales());
        scene.advance(Duration.ofMinutes(3));

        RunReport report = deploy(sales());

        assertThat(scene.thePublished().path("id").asText()).isEqualTo(id);
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
    }

    @Test
    void tellsWhetherADeletionIsRefusedOrCanBeUndone() {
        deploy(sales());

        RunReport young = scene.reconcile(DEV, PROD, sales().absent());
        scene.advance(Duration.ofMinutes(46));
        RunReport old = scene.reconcile(DEV, PROD, sales().absent());

        assertThat(notes(young)).containsExactly(Note.Code.DELETION_REFUSED);
        assertThat(notes(old)).containsExactly(Note.Code.DELETION_RESTORABLE);
        assertThat(old.admission().notes().get(0).text()).contains("14 days");
    }

    @Test
    void tellsThatAMoveStopsTasksAndThatOthersWorkIsReplaced() {
        Desired other = AppScene.space("Elsewhere", "shared");
        AppManifest staged = AppScene.app("Sales").stage("Dev").file("one");
        scene.reconcile(DEV, other, staged.desired());
        scene.advance(Duration.ofMinutes(3));

        RunReport moved = scene.reconcile(DEV, other, staged.stage("Elsewhere").desired());

        assertThat(notes(moved)).containsExactly(Note.Code.TASKS_STOP);
        assertThat(AppScene.state(moved, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.staged())
                .extracting(app -> app.path("spaceId").asText())
                .containsExactly(scene.spaceId("Elsewhere"));
    }
}
