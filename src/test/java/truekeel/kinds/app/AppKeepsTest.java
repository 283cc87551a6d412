package truekeel.kinds.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import truekeel.apply.Outcome;
import truekeel.model.Desired;
import truekeel.plan.DriftState;
import truekeel.plan.Note;
import truekeel.plan.RefusalCode;
import truekeel.report.RunReport;

/** Nothing that a consumer relies on is lost when an app is published again, or without somebody's approval. */
class AppKeepsTest {
    private static final Desired DEV = AppScene.space("Dev", "shared");
    private static final Desired PROD = AppScene.space("Prod", "managed");
    private static final Desired OTHER = AppScene.space("Other", "managed");

    private final AppScene scene = new AppScene();

    @BeforeEach
    void usedByPeople() {
        deploy(sales("one"));
        scene.advance(Duration.ofMinutes(3));
        String app = scene.thePublished().path("id").asText();
        scene.object(app, "Top ten", "bookmark");
        scene.object(app, "Community", "sheet");
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private static AppManifest sales(String content) {
        return AppScene.app("Sales")
                .stage("Dev")
                .publish("Prod")
                .tags("board")
                .open(true)
                .file(content);
    }

    private RunReport deploy(AppManifest app) {
        return scene.reconcile(DEV, PROD, OTHER, app.desired());
    }

    private List<RefusalCode> refusals(RunReport report) {
        return report.admission().refusals().stream()
                .map(refusal -> refusal.code())
                .toList();
    }

    @Test
    void keepsIdItemTagsLinkBookmarksAndCommunitySheets() {
        JsonNode before = scene.thePublished();
        String item = scene.itemOf(before);

        deploy(sales("two"));
        scene.advance(Duration.ofMinutes(3));
        RunReport report = deploy(sales("two"));

        JsonNode after = scene.thePublished();
        assertThat(after.path("id")).isEqualTo(before.path("id"));
        assertThat(after.path("description").asText()).contains(AppScene.digest("two"));
        assertThat(scene.itemOf(after)).isEqualTo(item);
        assertThat(scene.tagsOf(after)).containsExactly("board");
        assertThat(scene.links(after)).containsExactly(true);
        assertThat(scene.objects(after)).containsExactly("Community", "Top ten");
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
    }

    @Test
    void tagsAgainWhereARepublishMadeAnotherItem() {
        scene.option("republishNewItem", "true");

        deploy(sales("two"));
        scene.advance(Duration.ofMinutes(3));
        RunReport report = deploy(sales("two"));

        assertThat(scene.tagsOf(scene.thePublished())).containsExactly("board");
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
    }

    @Test
    void makesNoOtherAppWhereTheOneToPublishOverIsGone() {
        scene.admin.post(
                "/__sim/faults", "{'method':'PUT','path':'/api/v1/apps/*/publish','effect':404,'phase':'before'}");

        RunReport report = deploy(sales("two"));

        assertThat(report.outcomes())
                .filteredOn(outcome -> outcome.verdict() == Outcome.Verdict.FAILED)
                .hasSize(1);
        assertThat(scene.published()).hasSize(1);
        assertThat(scene.objects(scene.thePublished())).containsExactly("Community", "Top ten");
    }

    @Test
    void movesNoPublishedAppWithoutApproval() {
        scene.advance(Duration.ofHours(1));

        RunReport refused = deploy(sales("one").publish("Other"));
        RunReport waiting =
                scene.reconcile(DEV, PROD, OTHER, sales("one").publish("Other").recreatable());

        assertThat(refusals(refused)).containsExactly(RefusalCode.RECREATE_NOT_ALLOWED);
        assertThat(refusals(waiting)).containsExactly(RefusalCode.APP_PUBLISHED);
        assertThat(waiting.admission().notes()).extracting(Note::code).containsExactly(Note.Code.DELETION_RESTORABLE);
        assertThat(scene.objects(scene.thePublished())).containsExactly("Community", "Top ten");
    }

    @Test
    void saysThatItReplacesWhatSomebodyElsePublished() {
        String own = scene.thePublished().path("id").asText();
        String theirs = scene.stage("Dev", "Theirs");
        AppScene.done(scene.admin.put(
                "/api/v1/apps/" + theirs + "/publish",
                "{'targetId':'" + own + "','checkOriginAppId':false,'data':'target',"
                        + "'attributes':{'name':'Sales','description':'Theirs'}}"));
        scene.advance(Duration.ofMinutes(3));

        RunReport report = deploy(sales("one"));

        assertThat(report.admission().notes()).extracting(Note::code).containsExactly(Note.Code.REPLACES_OTHERS);
        assertThat(scene.thePublished().path("id").asText()).isEqualTo(own);
        assertThat(scene.objects(scene.thePublished())).containsExactly("Community", "Top ten");
    }

    @Test
    void restoresWhatPeopleMadeWithTheApp() {
        scene.advance(Duration.ofHours(1));
        AppScene.done(scene.admin.delete(
                "/api/v1/apps/" + scene.thePublished().path("id").asText()));

        deploy(sales("one"));

        assertThat(scene.objects(scene.thePublished())).containsExactly("Community", "Top ten");
    }
}
