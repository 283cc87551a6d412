package truekeel.kinds.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import truekeel.model.Desired;
import truekeel.plan.DriftState;
import truekeel.plan.RefusalCode;
import truekeel.report.RunReport;

/** What becomes of apps that are no longer wanted, and which ones are nobody's business. */
class AppRemovalTest {
    private static final Desired DEV = AppScene.space("Dev", "shared");
    private static final Desired PROD = AppScene.space("Prod", "managed");

    private final AppScene scene = new AppScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private static AppManifest sales() {
        return AppScene.app("Sales").stage("Dev").publish("Prod").with("description", "What sold");
    }

    private RunReport deploy(AppManifest app) {
        return scene.reconcile(DEV, PROD, app.desired());
    }

    @Test
    void deletesAnAppDeclaredAbsentOnlyWhenItIsOldEnoughAndApproved() {
        deploy(sales().file("one"));

        RunReport young = scene.reconcile(DEV, PROD, sales().absent());
        scene.advance(Duration.ofMinutes(46));
        RunReport published = scene.reconcile(DEV, PROD, sales().absent());
        scene.approve(published);
        RunReport done = scene.reconcile(DEV, PROD, sales().absent());

        assertThat(young.admission().refusals())
                .extracting(refusal -> refusal.code())
                .containsExactly(RefusalCode.APP_TOO_YOUNG);
        assertThat(published.admission().refusals())
                .extracting(refusal -> refusal.code())
                .containsExactly(RefusalCode.APP_PUBLISHED);
        assertThat(AppScene.state(done, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.apps()).isEmpty();
    }

    @Test
    void deletesAnOrphanWithItsCopyOnceApproved() {
        deploy(sales().file("one"));
        scene.advance(Duration.ofMinutes(46));
        RunReport waiting = scene.reconcile(DEV, PROD);
        scene.approve(waiting);

        scene.reconcile(DEV, PROD);

        assertThat(scene.apps()).isEmpty();
    }

    @Test
    void createsNoAppWithoutAFileButManagesOneThatIsThere() {
        AppManifest app = AppScene.app("Sales").publish("Prod").with("description", "Words");

        RunReport report = deploy(app);

        assertThat(report.admission().refusals())
                .extracting(refusal -> refusal.code())
                .containsExactly(RefusalCode.CANNOT_CREATE);
    }

    @Test
    void neverLooksAtAppsInPersonalSpacesOrFromClientManagedSites() {
        AppScene.done(scene.admin.post("/api/v1/apps", "{'attributes':{'name':'Mine'}}"));

        RunReport report = deploy(sales().file("one"));

        assertThat(report.standing().resources())
                .extracting(resource -> resource.ref().name())
                .doesNotContain("Mine");
    }

    @Test
    void removesWhatAnEarlierRunLeftUnderConstruction() {
        deploy(sales().file("one"));
        scene.killAtWrite(1, true);
        assertThatThrownBy(() -> deploy(sales().file("two"))).isInstanceOf(AppScene.Killed.class);
        scene.advance(Duration.ofMinutes(3));

        RunReport report = deploy(sales().file("three"));

        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.staged())
                .singleElement()
                .satisfies(copy -> assertThat(copy.path("description").asText()).contains(AppScene.digest("three")));
    }

    @Test
    void leavesAppsUnderConstructionOfOtherOwners() {
        String jane = scene.person("jane");
        deploy(sales().file("one"));
        String foreign = scene.stage("Dev", "Sales ~tk-abcdefgh0123456789ab");
        AppScene.done(scene.admin.put("/api/v1/apps/" + foreign + "/owner", "{'ownerId':'" + jane + "'}"));
        scene.advance(Duration.ofMinutes(3));

        deploy(sales().file("two"));

        assertThat(scene.staged()).extracting(app -> app.path("id").asText()).contains(foreign);
    }
}
