package truekeel.kinds.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import truekeel.model.Desired;
import truekeel.model.Value;
import truekeel.plan.DriftState;
import truekeel.plan.RefusalCode;
import truekeel.report.RunReport;

class AppDeploymentTest {
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
    void importsStampsAndPublishesAnAppThatDoesNotExist() {
        RunReport report = deploy(sales().file("one"));

        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        JsonNode published = scene.thePublished();
        String stamped = "What sold {tk:" + AppScene.digest("one") + "}";
        assertThat(published.path("name").asText()).isEqualTo("Sales");
        assertThat(published.path("description").asText()).isEqualTo(stamped);
        assertThat(published.path("spaceId").asText()).isEqualTo(scene.spaceId("Prod"));
        assertThat(scene.staged()).singleElement().satisfies(copy -> {
            assertThat(copy.path("name").asText()).isEqualTo("Sales");
            assertThat(copy.path("description").asText()).isEqualTo(stamped);
            assertThat(copy.path("id").asText())
                    .isEqualTo(published.path("originAppId").asText());
        });
    }

    @Test
    void writesNothingWhenNothingChanged() {
        deploy(sales().file("one"));
        long mark = scene.mark();

        RunReport report = deploy(sales().file("one"));

        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.writesSince(mark)).isEmpty();
    }

    @Test
    void readsFiveHundredAppsInSyncWithFiveCalls() {
        List<Desired> desired = new ArrayList<>(List.of(DEV, PROD));
        for (int number = 0; number < 250; number++) {
            desired.add(AppScene.app("App " + number)
                    .stage("Dev")
                    .publish("Prod")
                    .tags("portal")
                    .file("one")
                    .desired());
        }
        scene.reconcile(desired);
        long mark = scene.mark();

        scene.reconcile(desired);

        assertThat(scene.writesSince(mark)).isEmpty();
        assertThat(scene.requestsSince(mark))
                .filteredOn(line -> line.contains("/items") || line.contains("/apps") || line.contains("/collections"))
                .containsOnly("GET /api/v1/items")
                .hasSize(5);
    }

    @Test
    void republishesInPlaceWhenTheFileChanges() {
        deploy(sales().file("one"));
        JsonNode before = scene.thePublished();
        String copyBefore = scene.staged().get(0).path("id").asText();

        RunReport report = deploy(sales().file("two"));

        JsonNode after = scene.thePublished();
        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(after.path("id")).isEqualTo(before.path("id"));
        assertThat(after.path("_content")).isNotEqualTo(before.path("_content"));
        assertThat(after.path("description").asText()).isEqualTo("What sold {tk:" + AppScene.digest("two") + "}");
        assertThat(scene.staged())
                .singleElement()
                .satisfies(copy -> assertThat(copy.path("id").asText()).isNotEqualTo(copyBefore));
    }

    @Test
    void keepsTheDataThatThePublishedAppHad() {
        deploy(sales().file("one"));

        deploy(sales().file("two"));

        assertThat(scene.thePublished().path("_data"))
                .isNotEqualTo(scene.thePublished().path("_content"));
    }

    @Test
    void takesTheFilesDataWhereTheManifestSaysSo() {
        AppManifest app = sales().with(
                        "publish",
                        Value.Fields.EMPTY.with("space", Value.text("Prod")).with("data", Value.text("source")));
        deploy(app.file("one"));

        deploy(app.file("two"));

        assertThat(scene.thePublished().path("_data"))
                .isEqualTo(scene.thePublished().path("_content"));
    }

    @Test
    void putsAChangedDescriptionBackWithOneWrite() {
        deploy(sales().file("one"));
        JsonNode published = scene.thePublished();
        scene.describe(published.path("id").asText(), "Sales", "Mine now {tk:" + AppScene.digest("one") + "}");
        long mark = scene.mark();

        deploy(sales().file("one"));

        assertThat(scene.writesSince(mark))
                .containsExactly("PUT /api/v1/apps/" + published.path("id").asText());
        assertThat(scene.thePublished().path("description").asText())
                .isEqualTo("What sold {tk:" + AppScene.digest("one") + "}");
    }

    @Test
    void leavesADescriptionThatIsNotManaged() {
        AppManifest app = AppScene.app("Sales").stage("Dev").publish("Prod");
        deploy(app.file("one"));
        String id = scene.thePublished().path("id").asText();
        scene.describe(id, "Sales", "Words of a person {tk:" + AppScene.digest("one") + "}");
        long mark = scene.mark();

        deploy(app.file("one"));

        assertThat(scene.writesSince(mark)).isEmpty();
        deploy(app.file("two"));
        assertThat(scene.thePublished().path("description").asText())
                .isEqualTo("Words of a person {tk:" + AppScene.digest("two") + "}");
    }

    @Test
    void writesALostStampAgainWithoutImporting() {
        deploy(sales().file("one"));
        String id = scene.thePublished().path("id").asText();
        scene.describe(id, "Sales", "What sold");
        long mark = scene.mark();

        RunReport report = deploy(sales().file("one"));

        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.writesSince(mark)).containsExactly("PUT /api/v1/apps/" + id);
        assertThat(scene.thePublished().path("description").asText())
                .isEqualTo("What sold {tk:" + AppScene.digest("one") + "}");
    }

    @Test
    void renamesBackWhatAPersonRenamed() {
        deploy(sales().file("one"));
        JsonNode published = scene.thePublished();
        scene.describe(
                published.path("id").asText(),
                "Turnover",
                published.path("description").asText());
        long mark = scene.mark();

        deploy(sales().file("one"));

        assertThat(scene.writesSince(mark))
                .containsExactly("PUT /api/v1/apps/" + published.path("id").asText());
        assertThat(scene.thePublished().path("name").asText()).isEqualTo("Sales");
    }

    @Test
    void renamesAppAndCopyWithTheManifest() {
        deploy(sales().file("one"));
        String id = scene.thePublished().path("id").asText();

        RunReport report = deploy(sales().file("one").with("name", "Turnover"));

        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.thePublished().path("id").asText()).isEqualTo(id);
        assertThat(scene.apps()).extracting(app -> app.path("name").asText()).containsOnly("Turnover");
    }

    @Test
    void givesTheAppToItsOwnerAndBackAfterDrift() {
        String jane = scene.person("jane");
        String bob = scene.person("bob");
        AppManifest app = sales().file("one").with("owner", "jane");
        deploy(app);
        String id = scene.thePublished().path("id").asText();
        assertThat(scene.thePublished().path("ownerId").asText()).isEqualTo(jane);
        AppScene.done(scene.admin.put("/api/v1/apps/" + id + "/owner", "{'ownerId':'" + bob + "'}"));

        RunReport report = deploy(app);

        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.thePublished().path("ownerId").asText()).isEqualTo(jane);
    }

    @Test
    void publishesTheStagedCopyAgainWhenThePublishedAppWasDeleted() {
        deploy(sales().file("one"));
        AppScene.done(scene.admin.delete(
                "/api/v1/apps/" + scene.thePublished().path("id").asText()));
        long mark = scene.mark();

        RunReport report = deploy(sales().file("one"));

        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.published()).hasSize(1);
        assertThat(scene.writesSince(mark)).noneMatch(line -> line.contains("/import"));
    }

    @Test
    void importsNothingBecauseTheStagedCopyIsGone() {
        deploy(sales().file("one"));
        AppScene.done(scene.admin.delete(
                "/api/v1/apps/" + scene.staged().get(0).path("id").asText()));
        long mark = scene.mark();

        RunReport report = deploy(sales().file("one"));

        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.writesSince(mark)).isEmpty();
    }

    @Test
    void bringsBackTheContentThatAPersonPublishedOver() {
        deploy(sales().file("one"));
        JsonNode published = scene.thePublished();
        String copy = scene.staged().get(0).path("id").asText();
        scene.advance(Duration.ofMinutes(5));
        scene.describe(copy, "Sales", published.path("description").asText());
        AppScene.done(scene.admin.put(
                "/api/v1/apps/" + copy + "/publish",
                "{'targetId':'" + published.path("id").asText() + "','checkOriginAppId':false}"));

        RunReport report = deploy(sales().file("one"));

        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.thePublished().path("originAppId").asText()).isNotEqualTo(copy);
        assertThat(scene.staged()).hasSize(1);
    }

    @Test
    void givesAStagedAppANewIdForANewFile() {
        AppManifest app = AppScene.app("Draft").stage("Dev");
        deploy(app.file("one"));
        String before = scene.apps().get(0).path("id").asText();

        RunReport report = deploy(app.file("two"));

        assertThat(AppScene.state(report, "Draft")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.apps()).singleElement().satisfies(now -> {
            assertThat(now.path("id").asText()).isNotEqualTo(before);
            assertThat(now.path("name").asText()).isEqualTo("Draft");
        });
    }

    @Test
    void publishesAnAppThatWasOnlyStagedWithoutImportingIt() {
        deploy(AppScene.app("Sales").stage("Dev").file("one"));
        long mark = scene.mark();

        RunReport report =
                deploy(AppScene.app("Sales").stage("Dev").publish("Prod").file("one"));

        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.published()).hasSize(1);
        assertThat(scene.staged()).hasSize(1);
        assertThat(scene.writesSince(mark)).noneMatch(line -> line.contains("/import"));
    }

    @Test
    void movesTheStagedCopyWithTheManifest() {
        Desired other = AppScene.space("Lab", "shared");
        scene.reconcile(DEV, PROD, other, sales().file("one").desired());
        long mark = scene.mark();

        RunReport report = scene.reconcile(
                DEV, PROD, other, sales().stage("Lab").file("one").desired());

        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.staged().get(0).path("spaceId").asText()).isEqualTo(scene.spaceId("Lab"));
        assertThat(scene.writesSince(mark)).hasSize(1);
    }

    @Test
    void takesOverAnInSyncAppWhenTheStoreIsLost() {
        deploy(sales().file("one"));
        scene.forgetEverything();
        long mark = scene.mark();

        RunReport report = deploy(sales().file("one"));

        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.writesSince(mark)).isEmpty();
    }

    @Test
    void deploysIntoSpacesOfOthersAfterTakingAccess() {
        String jane = scene.person("jane");
        scene.reconcile(DEV, PROD);
        for (String name : List.of("Dev", "Prod")) {
            AppScene.done(scene.admin.replace("/api/v1/spaces/" + scene.spaceId(name), "/ownerId", "'" + jane + "'"));
        }

        RunReport report = deploy(sales().file("one"));

        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.published()).hasSize(1);
    }

    @Test
    void refusesToMoveAPublishedAppToAnotherSpaceUnlessItMayBeMadeAnew() {
        Desired other = AppScene.space("Board", "managed");
        deploy(sales().file("one"));
        scene.advance(Duration.ofHours(1));

        RunReport refused = scene.reconcile(
                DEV, PROD, other, sales().publish("Board").file("one").desired());
        RunReport waiting = scene.reconcile(
                DEV, PROD, other, sales().publish("Board").file("one").recreatable());
        scene.approve(waiting);
        RunReport allowed = scene.reconcile(
                DEV, PROD, other, sales().publish("Board").file("one").recreatable());

        assertThat(refused.admission().refusals())
                .extracting(refusal -> refusal.code())
                .containsExactly(RefusalCode.RECREATE_NOT_ALLOWED);
        assertThat(waiting.admission().refusals())
                .extracting(refusal -> refusal.code())
                .containsExactly(RefusalCode.APP_PUBLISHED);
        assertThat(AppScene.state(allowed, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.thePublished().path("spaceId").asText()).isEqualTo(scene.spaceId("Board"));
    }

    @Test
    void bringsALargeFileByTemporaryContent() {
        long mark = scene.mark();

        RunReport report = deploy(sales().largeFile("one"));

        assertThat(AppScene.state(report, "Sales")).isEqualTo(DriftState.IN_SYNC);
        assertThat(scene.writesSince(mark))
                .containsSubsequence("POST /api/v1/temp-contents", "POST /api/v1/apps/import");
        assertThat(scene.thePublished().path("_content").asText()).startsWith(AppScene.digest("one"));
    }
}
