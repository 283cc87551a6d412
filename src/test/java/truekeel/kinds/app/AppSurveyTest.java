package truekeel.kinds.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import truekeel.kinds.Kind;
import truekeel.kinds.Seen;
import truekeel.model.Desired;
import truekeel.model.Owned;
import truekeel.model.Value;
import truekeel.simulator.Answer;

class AppSurveyTest {
    private static final String STAMP = " {tk:0123456789ab}";

    private final AppScene scene = new AppScene();

    @BeforeEach
    void makeSpaces() {
        AppScene.done(scene.admin.post("/api/v1/spaces", "{'name':'Dev','type':'shared'}"));
        AppScene.done(scene.admin.post("/api/v1/spaces", "{'name':'Prod','type':'managed'}"));
        AppScene.done(scene.admin.post("/api/v1/spaces", "{'name':'Board','type':'managed'}"));
        scene.advance(Duration.ofMinutes(1));
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private String copy(String name, String description) {
        return id(scene.admin.post(
                "/api/v1/apps",
                "{'attributes':{'name':'" + name + "','description':'" + description + "','spaceId':'"
                        + scene.spaceId("Dev") + "'}}"));
    }

    private String published(String copy, String space) {
        return id(scene.admin.post(
                "/api/v1/apps/" + copy + "/publish", "{'spaceId':'" + scene.spaceId(space) + "','data':'source'}"));
    }

    private static String id(Answer answer) {
        AppScene.done(answer);
        return answer.json().path("attributes").path("id").asText();
    }

    private static Owned owned(Desired desired, String liveId, Value.Fields facts) {
        return new Owned(
                desired.ref(),
                desired.key(),
                liveId,
                "",
                Map.of(),
                Optional.empty(),
                Owned.Origin.CREATED,
                facts,
                Instant.EPOCH);
    }

    private static Value.Fields space(String id) {
        return Value.Fields.EMPTY.with("space", Kind.reference(id));
    }

    @Test
    void tellsAPublishedAppAndItsCopyAsOne() {
        String copy = copy("Sales", "What sold" + STAMP);
        String app = published(copy, "Prod");

        List<Seen> seen = scene.survey(List.of(), List.of(), Set.of());

        assertThat(seen).singleElement().satisfies(one -> {
            assertThat(one.id()).isEqualTo(app);
            assertThat(one.spec().text("description")).contains("What sold");
            assertThat(one.spec().fields("source").text("digest")).contains("0123456789ab");
            assertThat(one.spec().fields("stage")).isEqualTo(space(scene.spaceId("Dev")));
            assertThat(one.spec().fields("publish")).isEqualTo(space(scene.spaceId("Prod")));
            assertThat(one.facts().text(Portrait.STAGED)).contains(copy);
        });
    }

    @Test
    void tellsACopyOfAnotherNameByItself() {
        String copy = copy("Sales draft", "");
        String app = published(copy, "Prod");
        scene.describe(app, "Sales", "");

        assertThat(scene.survey(List.of(), List.of(), Set.of()))
                .extracting(Seen::id)
                .containsExactlyInAnyOrder(copy, app);
    }

    @Test
    void tellsACopyThatIsDeclaredByItself() {
        Desired draft = AppScene.app("Sales").stage("Dev").desired();
        String copy = copy("Sales", "");
        String app = published(copy, "Prod");

        assertThat(scene.survey(List.of(draft), List.of(), Set.of()))
                .extracting(Seen::id)
                .containsExactlyInAnyOrder(copy, app);
    }

    @Test
    void tellsTwoAppsThatWerePublishedFromOneCopy() {
        String copy = copy("Sales", "");
        String prod = published(copy, "Prod");
        String board = published(copy, "Board");

        assertThat(scene.survey(List.of(), List.of(), Set.of()))
                .extracting(Seen::id)
                .containsExactlyInAnyOrder(prod, board);
    }

    @Test
    void takesAHandMadeCopyForNobodysImport() {
        published(copy("Sales", "no stamp"), "Prod");

        assertThat(scene.survey(List.of(), List.of(), Set.of()))
                .singleElement()
                .satisfies(one -> assertThat(one.facts().has(Portrait.STAGED)).isFalse());
    }

    @Test
    void leavesOutPersonalSpacesAndMarksWhatClientManagedSitesSent() {
        id(scene.admin.post("/api/v1/apps", "{'attributes':{'name':'Mine'}}"));
        String sent = copy("Sent", "");
        scene.distribute(sent);

        assertThat(scene.survey(List.of(), List.of(), Set.of())).singleElement().satisfies(one -> {
            assertThat(one.id()).isEqualTo(sent);
            assertThat(one.facts().flag("builtIn")).contains(true);
            assertThat(one.spec().has("stage")).isFalse();
        });
    }

    @Test
    void keepsWhatClientManagedSitesSentFromPruneWhereverItIs() {
        String sent = copy("Sent", "");
        scene.distribute(sent);
        AppScene.done(
                scene.admin.put("/api/v1/apps/" + sent + "/space", "{'spaceId':'" + scene.spaceId("Prod") + "'}"));

        assertThat(scene.survey(List.of(), List.of(), Set.of())).singleElement().satisfies(one -> {
            assertThat(one.id()).isEqualTo(sent);
            assertThat(one.facts().flag("neverDeleted")).contains(true);
            assertThat(one.spec().has("publish")).isTrue();
        });
    }

    @Test
    void readsAnOwnedAppThatTheIndexLacksByItsId() {
        Desired sales = AppScene.app("Sales").stage("Dev").publish("Prod").desired();
        scene.lag(Duration.ofSeconds(100));
        String app = published(copy("Sales", ""), "Prod");

        assertThat(scene.survey(List.of(sales), List.of(), Set.of())).isEmpty();
        assertThat(scene.survey(List.of(sales), List.of(owned(sales, app, Value.Fields.EMPTY)), Set.of()))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.id()).isEqualTo(app);
                    assertThat(one.spec().fields("stage").text("space")).contains("Dev");
                });
    }

    @Test
    void doesNotInventAnOwnedAppThatIsGone() {
        Desired sales = AppScene.app("Sales").stage("Dev").publish("Prod").desired();
        String app = published(copy("Sales", ""), "Prod");
        AppScene.done(scene.admin.delete("/api/v1/apps/" + app));

        assertThat(scene.survey(List.of(sales), List.of(owned(sales, app, Value.Fields.EMPTY)), Set.of(app)))
                .isEmpty();
    }

    @Test
    void saysThatAnOwnedAppIsUnknownWhenItCannotBeRead() {
        Desired sales = AppScene.app("Sales").stage("Dev").publish("Prod").desired();
        scene.lag(Duration.ofSeconds(100));
        String app = published(copy("Sales", ""), "Prod");
        scene.admin.post("/__sim/faults", "{'method':'GET','path':'/api/v1/apps/*','effect':403,'times':-1}");

        assertThat(scene.survey(List.of(sales), List.of(owned(sales, app, Value.Fields.EMPTY)), Set.of()))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.id()).isEqualTo(app);
                    assertThat(one.unknown()).isPresent();
                });
    }

    @Test
    void doesNotBelieveTheStampOfAnAppThatSomebodyElsePublished() {
        Desired sales = AppScene.app("Sales").stage("Dev").publish("Prod").desired();
        String app = published(copy("Sales", "x" + STAMP), "Prod");
        Value.Fields facts = Value.Fields.EMPTY.with("publishTime", Value.text("2026-11-22T09:00:00.000Z"));

        assertThat(scene.survey(List.of(sales), List.of(owned(sales, app, facts)), Set.of()))
                .singleElement()
                .satisfies(one -> assertThat(one.spec().has("source")).isFalse());
    }

    @Test
    void readsTheDigestOfAnAppUnderConstructionFromItsName() {
        String copy = copy("Sales ~tk-run01001ba9876543210", "exported once" + STAMP);

        assertThat(scene.survey(List.of(), List.of(), Set.of())).singleElement().satisfies(one -> {
            assertThat(one.id()).isEqualTo(copy);
            assertThat(one.spec().fields("source").text("digest")).contains("ba9876543210");
        });
    }
}
