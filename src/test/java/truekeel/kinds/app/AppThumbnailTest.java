package truekeel.kinds.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import truekeel.model.Desired;
import truekeel.plan.DriftState;
import truekeel.plan.RefusalCode;
import truekeel.report.RunReport;

/** The picture of an app, as far as Qlik's REST API goes. */
class AppThumbnailTest {
    private static final Desired DEV = AppScene.space("Dev", "shared");
    private static final Desired PROD = AppScene.space("Prod", "managed");

    private final AppScene scene = new AppScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private static AppManifest staged() {
        return AppScene.app("Sales").stage("Dev").file("one");
    }

    private RunReport deploy(AppManifest app) {
        scene.advance(Duration.ofMinutes(3));
        return scene.reconcile(DEV, PROD, app.desired());
    }

    private List<RefusalCode> refusals(RunReport report) {
        return report.admission().refusals().stream()
                .map(refusal -> refusal.code())
                .toList();
    }

    @Test
    void replacesTheFileOfAThumbnailThatWasChosen() {
        deploy(staged());
        scene.choosePicture(scene.staged().get(0), "icons/a b.png", "old");

        RunReport report = deploy(staged().thumbnail("new"));

        assertThat(scene.pictureOf(scene.staged().get(0))).isEqualTo("new");
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.imports()).isEqualTo(1);
    }

    @Test
    void bringsThePictureToThePublishedAppWithItsCopyAndKeepsTheData() {
        AppManifest published = staged().publish("Prod").reload();
        deploy(published);
        scene.apps().forEach(app -> scene.choosePicture(app, "a.png", "old"));
        String id = scene.thePublished().path("id").asText();
        String data = scene.thePublished().path("_data").asText();

        RunReport report = deploy(published.thumbnail("new"));
        long mark = scene.mark();
        deploy(published.thumbnail("new"));

        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.pictureOf(scene.thePublished())).isEqualTo("new");
        assertThat(scene.thePublished().path("id").asText()).isEqualTo(id);
        assertThat(scene.thePublished().path("_data").asText()).isEqualTo(data);
        assertThat(scene.imports()).isEqualTo(1);
        assertThat(scene.reloads()).hasSize(1);
        assertThat(scene.writesSince(mark)).isEmpty();
    }

    @Test
    void refusesAThumbnailWhereNoneWasChosen() {
        deploy(staged());

        RunReport report = deploy(staged().thumbnail("new"));

        assertThat(refusals(report)).containsExactly(RefusalCode.THUMBNAIL_NOT_SETTABLE);
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.BLOCKED);
    }

    @Test
    void deploysTheRestWhereTheThumbnailCannotBeSetAndSaysSo() {
        RunReport first = deploy(staged().publish("Prod").thumbnail("new"));
        RunReport second = deploy(staged().publish("Prod").thumbnail("new"));

        assertThat(scene.published()).hasSize(1);
        assertThat(first.outcomes()).flatExtracting(outcome -> outcome.notes()).anyMatch(note -> note.toString()
                .startsWith("The thumbnail was left out"));
        assertThat(refusals(second)).containsExactly(RefusalCode.THUMBNAIL_NOT_SETTABLE);
    }

    @Test
    void seesThatAnotherPictureWasChosenAndGivesItTheDeclaredContent() {
        deploy(staged());
        scene.choosePicture(scene.staged().get(0), "a.png", "old");
        deploy(staged().thumbnail("new"));
        scene.choosePicture(scene.staged().get(0), "b.png", "mine");

        RunReport report = deploy(staged().thumbnail("new"));

        assertThat(scene.pictureOf(scene.staged().get(0))).isEqualTo("new");
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/apps/0f/media/files/a%20b.png,a b.png",
        "/media/x/a.png,x/a.png",
        "a.png,a.png",
        "/content/default/feathers.png,",
        "https://cdn.acme.example/a.png,",
        "'',"
    })
    void knowsTheFileBehindAnAddress(String address, String file) {
        assertThat(Thumbnail.ownFile(address).orElse(null)).isEqualTo(file);
    }
}
