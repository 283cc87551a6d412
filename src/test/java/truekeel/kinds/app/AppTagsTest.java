package truekeel.kinds.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import truekeel.kinds.Seen;
import truekeel.model.Desired;
import truekeel.model.Value;
import truekeel.plan.DriftState;
import truekeel.report.RunReport;

class AppTagsTest {
    private static final Desired DEV = AppScene.space("Dev", "shared");
    private static final Desired PROD = AppScene.space("Prod", "managed");

    private final AppScene scene = new AppScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private static AppManifest sales() {
        return AppScene.app("Sales").stage("Dev").publish("Prod").file("one");
    }

    private RunReport deploy(AppManifest app) {
        return scene.reconcile(DEV, PROD, app.desired());
    }

    @Test
    void tagsThePublishedAppAndNotItsCopy() {
        // when
        RunReport report = deploy(sales().tags("portal", "gold"));

        // then
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.tagsOf(scene.thePublished())).containsExactlyInAnyOrder("portal", "gold");
        assertThat(scene.tagsOf(scene.staged().get(0))).isEmpty();
    }

    @Test
    void waitsForTheIndexBeforeItTagsANewApp() {
        // given
        scene.lag(Duration.ofSeconds(110));

        // when
        RunReport report = deploy(sales().tags("portal"));

        // then
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.tagsOf(scene.thePublished())).containsExactly("portal");
        assertThat(scene.tags()).containsExactly("portal");
        long done = scene.mark();
        deploy(sales().tags("portal"));
        assertThat(scene.writesSince(done)).isEmpty();
    }

    @Test
    void leavesTheTagsToTheNextPlanWhenTheIndexIsLaterThanItEverWas() {
        // given
        scene.lag(Duration.ofMinutes(10));

        // when
        RunReport first = deploy(sales().tags("portal"));

        // then
        assertThat(first.outcomes()).allMatch(outcome -> outcome.verdict().isGood());
        assertThat(AppScene.state(first, "Sales")).isEqualTo(DriftState.MODIFIED);
        scene.advance(Duration.ofMinutes(10));
        assertThat(AppScene.state(deploy(sales().tags("portal")), "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.tagsOf(scene.thePublished())).containsExactly("portal");
    }

    @Test
    void takesAwayTagsThatAreNotDeclared() {
        // given
        deploy(sales().tags("portal"));
        scene.tag(scene.thePublished(), "mine");

        // when
        RunReport report = deploy(sales().tags("portal"));

        // then
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.tagsOf(scene.thePublished())).containsExactly("portal");
        assertThat(scene.tags()).contains("mine");
    }

    @Test
    void leavesTagsAloneThatAreNotManaged() {
        // given
        deploy(sales());
        scene.tag(scene.thePublished(), "mine");
        long mark = scene.mark();

        // when
        RunReport report = deploy(sales());

        // then
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.writesSince(mark)).isEmpty();
    }

    @Test
    void tagsAgainWhatLostItsTag() {
        // given
        deploy(sales().tags("portal"));
        scene.untag(scene.thePublished(), "portal");
        long mark = scene.mark();

        // when
        RunReport report = deploy(sales().tags("portal"));

        // then
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.writesSince(mark)).hasSize(1);
        assertThat(scene.tagsOf(scene.thePublished())).containsExactly("portal");
    }

    @Test
    void takesATagOfAnotherCaseForTheSame() {
        // given
        deploy(sales());
        scene.tag(scene.thePublished(), "Portal");
        long mark = scene.mark();

        // when
        RunReport report = deploy(sales().tags("portal"));

        // then
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.writesSince(mark)).isEmpty();
    }

    @Test
    void sharesOneTagAmongApps() {
        // given
        Desired other = AppScene.app("Stock")
                .stage("Dev")
                .publish("Prod")
                .file("two")
                .tags("PORTAL")
                .desired();

        // when
        RunReport report = scene.reconcile(DEV, PROD, sales().tags("portal").desired(), other);

        // then
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(AppScene.state(report, "Stock")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.tags()).hasSize(1);
    }

    @Test
    void takesTheTagThatIsThereInAnotherCase() {
        // given
        deploy(sales());
        AppScene.done(scene.admin.post("/api/v1/collections", "{'name':'Portal','type':'public'}"));
        long mark = scene.mark();

        // when
        RunReport report = deploy(sales().tags("portal"));

        // then
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.tags()).containsExactly("Portal");
        assertThat(scene.writesSince(mark)).hasSize(2).first().isEqualTo("POST /api/v1/collections");
    }

    @Test
    void keepsTagsOverARepublish() {
        // given
        deploy(sales().tags("portal"));
        long mark = scene.mark();

        // when
        RunReport report = deploy(sales().tags("portal").file("two"));

        // then
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.tagsOf(scene.thePublished())).containsExactly("portal");
        assertThat(scene.writesSince(mark)).noneMatch(line -> line.contains("/collections"));
    }

    @Test
    void tagsTheNewAppThatAFileMakesOfAStagedOne() {
        // given
        AppManifest draft = AppScene.app("Draft").stage("Dev").tags("portal");
        deploy(draft.file("one"));

        // when
        RunReport report = deploy(draft.file("two"));

        // then
        assertThat(AppScene.state(report, "Draft")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.apps()).singleElement().satisfies(app -> assertThat(scene.tagsOf(app))
                .containsExactly("portal"));
    }

    @Test
    void tagsTheAppThatIsPublishedFromAStagedOne() {
        // given
        AppManifest draft = AppScene.app("Sales").stage("Dev").file("one").tags("portal");
        deploy(draft);

        // when
        RunReport report = deploy(draft.publish("Prod"));

        // then
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.tagsOf(scene.thePublished())).containsExactly("portal");
    }

    @Test
    void clearsAllTagsOnDemand() {
        // given
        deploy(sales().tags("portal"));

        // when
        RunReport report = deploy(sales().with("tags", Value.nothing()));

        // then
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.tagsOf(scene.thePublished())).isEmpty();
    }

    @Test
    void saysSoWhenATagCannotBeMadeAndTriesAgain() {
        // given
        AppScene.done(scene.admin.post(
                "/__sim/faults", "{'method':'POST','path':'/api/v1/collections','effect':403,'times':1}"));

        // when
        RunReport refused = deploy(sales().tags("portal"));
        RunReport report = deploy(sales().tags("portal"));

        // then
        assertThat(refused.outcomes())
                .filteredOn(outcome -> !outcome.verdict().isGood())
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.message()).contains("createCollection"));
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.published()).hasSize(1);
    }

    @Test
    void opensAndClosesAnonymousAccessByOneLink() {
        // given
        deploy(sales().open(true));
        JsonNode app = scene.thePublished();
        assertThat(scene.links(app)).containsExactly(true);

        // when
        RunReport closed = deploy(sales().open(false));

        // then
        assertThat(AppScene.state(closed, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.links(app)).containsExactly(false);
        RunReport again = deploy(sales().open(true));
        assertThat(AppScene.state(again, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.links(app)).containsExactly(true);
    }

    @Test
    void closesAnonymousAccessBeforeItChangesTheContent() {
        // given
        deploy(sales().open(true));
        long mark = scene.mark();

        // when
        deploy(sales().open(false).file("two"));

        // then
        assertThat(scene.writesSince(mark).get(0)).startsWith("PATCH /api/v1/spaces/");
    }

    @Test
    void exportsTagsAndOpenApps() {
        // given
        Desired other =
                AppScene.app("Stock").stage("Dev").publish("Prod").file("two").desired();
        scene.reconcile(DEV, PROD, sales().tags("portal").open(true).desired(), other);

        // when
        List<Seen> seen = scene.export();

        // then
        assertThat(seen)
                .filteredOn(
                        one -> one.spec().text("name").filter("Sales"::equals).isPresent())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.spec().items("tags")).containsExactly(Value.text("portal"));
                    assertThat(one.spec().fields("anonymousAccess").flag("enabled"))
                            .contains(true);
                });
        assertThat(seen)
                .filteredOn(
                        one -> one.spec().text("name").filter("Stock"::equals).isPresent())
                .singleElement()
                .satisfies(one -> assertThat(one.spec().values().keySet()).doesNotContain("tags", "anonymousAccess"));
    }

    @Test
    void readsTheLinksOfASpaceOnceForAllItsApps() {
        // given
        Desired other = AppScene.app("Stock")
                .stage("Dev")
                .publish("Prod")
                .file("two")
                .open(false)
                .desired();
        scene.reconcile(DEV, PROD, sales().open(true).desired(), other);
        Desired[] declared = {sales().open(true).desired(), other};
        long mark = scene.mark();

        // when
        scene.survey(List.of(declared), List.of(), Set.of());

        // then
        assertThat(scene.requestsSince(mark))
                .filteredOn(line -> line.endsWith("/shares"))
                .hasSize(1);
    }
}
