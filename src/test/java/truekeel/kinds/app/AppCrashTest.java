package truekeel.kinds.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import truekeel.model.Desired;
import truekeel.plan.DriftState;
import truekeel.report.RunReport;

/**
 * Kills a deployment at each of its writes, before and after the write takes effect, and lets a new process go on with
 * nothing but the store: one published app, one staged copy, and one import per file must be what is left.
 */
class AppCrashTest {
    private static final Desired DEV = AppScene.space("Dev", "shared");
    private static final Desired PROD = AppScene.space("Prod", "managed");
    private static final Duration INDEX_IS_UP_TO_DATE = Duration.ofSeconds(125);

    private static AppManifest sales(String content) {
        return AppScene.app("Sales")
                .stage("Dev")
                .publish("Prod")
                .with("description", "What sold")
                .with("owner", "jane")
                .file(content);
    }

    /**
     * One way to come to a deployment.
     *
     * @param writes how many writes it takes
     * @param imports how many files were imported when it is through
     */
    private record Story(String name, List<AppManifest> before, AppManifest wanted, int writes, int imports) {}

    /** Tags are put on an item, so the index has to show the app first. */
    private static final List<Story> PROMPT_STORIES = List.of(
            new Story(
                    "first deploy with tag and link",
                    List.of(),
                    sales("one").tags("new").open(true),
                    7,
                    1),
            new Story(
                    "other tags",
                    List.of(sales("one").tags("old", "kept")),
                    sales("one").tags("kept", "new"),
                    3,
                    1),
            new Story("link", List.of(sales("one")), sales("one").open(true), 1, 1),
            new Story(
                    "no link, republish",
                    List.of(sales("one").open(true)),
                    sales("two").open(false),
                    5,
                    2));

    private static final List<Story> STORIES = List.of(
            new Story("first deploy", List.of(), sales("one"), 4, 1),
            new Story("republish", List.of(sales("one")), sales("two"), 4, 2),
            new Story("first deploy with reload", List.of(), sales("one").reload(), 5, 1),
            new Story(
                    "republish with reload",
                    List.of(sales("one").reload()),
                    sales("two").reload(),
                    5,
                    2),
            new Story("rename", List.of(sales("one")), sales("one").with("name", "Turnover"), 2, 1),
            new Story(
                    "publish what was staged",
                    List.of(AppScene.app("Sales").stage("Dev").file("one")),
                    sales("one"),
                    3,
                    1));

    @TestFactory
    Stream<DynamicTest> convergesAfterAKillAtEachWrite() {
        List<DynamicTest> tests = new ArrayList<>();
        STORIES.forEach(story -> tests.addAll(tests(story, Duration.ZERO)));
        STORIES.forEach(story -> tests.addAll(tests(story, Duration.ofSeconds(110))));
        PROMPT_STORIES.forEach(story -> tests.addAll(tests(story, Duration.ZERO)));
        return tests.stream();
    }

    private static List<DynamicTest> tests(Story story, Duration lag) {
        List<DynamicTest> tests = new ArrayList<>();
        for (int write = 1; write <= story.writes(); write++) {
            int n = write;
            tests.add(test(story, lag, "before write " + n, scene -> killed(scene, n, false)));
            tests.add(test(story, lag, "after write " + n, scene -> killed(scene, n, true)));
            tests.add(test(story, lag, "answer of write " + n + " lost", scene -> lost(scene, n)));
        }
        return tests;
    }

    private static Runnable killed(AppScene scene, int write, boolean afterEffect) {
        return () -> scene.killAtWrite(write, afterEffect);
    }

    /** The connection breaks once the write has taken effect; the process lives on. */
    private static Runnable lost(AppScene scene, int write) {
        return () -> scene.loseAnswerOfWrite(write);
    }

    private static DynamicTest test(Story story, Duration lag, String how, Function<AppScene, Runnable> mishap) {
        return DynamicTest.dynamicTest(story.name() + ", lag " + lag.toSeconds() + " s, " + how, () -> {
            try (AppScene scene = new AppScene(lag)) {
                scene.person("jane");
                scene.reconcile(DEV, PROD);
                for (AppManifest earlier : story.before()) {
                    scene.reconcile(DEV, PROD, earlier.desired());
                }
                List<String> ids = scene.published().stream()
                        .map(app -> app.path("id").asText())
                        .toList();
                mishap.apply(scene).run();
                runIntoIt(scene, story.wanted());

                RunReport last = goOn(scene, story.wanted());

                assertThat(scene.hadMishap()).isTrue();
                assertThat(AppScene.state(last, "Sales")).isEqualTo(DriftState.IN_SYNC);
                assertThat(scene.published()).hasSize(1);
                assertThat(scene.staged()).hasSize(1);
                assertThat(scene.apps())
                        .extracting(app -> app.path("name").asText())
                        .containsOnly(story.wanted().spec().text("name").orElseThrow());
                assertThat(scene.published())
                        .extracting(app -> app.path("id").asText())
                        .containsAll(ids);
                assertThat(scene.imports()).isEqualTo(story.imports());
                assertNothingOfItIsLost(scene, story.wanted());
                long mark = scene.mark();
                scene.reconcile(DEV, PROD, story.wanted().desired());
                assertThat(scene.writesSince(mark)).isEmpty();
            }
        });
    }

    private static void assertNothingOfItIsLost(AppScene scene, AppManifest wanted) {
        assertThat(scene.tagsOf(scene.thePublished())).containsExactlyInAnyOrderElementsOf(wanted.tags());
        assertThat(scene.tags()).doesNotHaveDuplicates();
        assertThat(scene.links(scene.thePublished()))
                .hasSizeLessThan(2)
                .filteredOn(Boolean::booleanValue)
                .hasSize(wanted.isOpen() ? 1 : 0);
        assertThat(isReloaded(scene)).isEqualTo(wanted.isReloaded());
    }

    /** Whether the content that is published now was loaded. */
    private static boolean isReloaded(AppScene scene) {
        String published = scene.thePublished().path("publishTime").asText();
        return scene.reloads().stream()
                .filter(reload -> reload.path("status").asText().equals("SUCCEEDED"))
                .anyMatch(reload -> reload.path("creationTime").asText().compareTo(published) >= 0);
    }

    private static void runIntoIt(AppScene scene, AppManifest wanted) {
        try {
            scene.reconcile(DEV, PROD, wanted.desired());
        } catch (AppScene.Killed killed) {
            scene.advance(Duration.ofSeconds(1));
        }
    }

    private static RunReport goOn(AppScene scene, AppManifest wanted) {
        scene.advance(Duration.ofSeconds(10));
        scene.reconcile(DEV, PROD, wanted.desired());
        scene.advance(INDEX_IS_UP_TO_DATE);
        scene.reconcile(DEV, PROD, wanted.desired());
        scene.advance(INDEX_IS_UP_TO_DATE);
        return scene.reconcile(DEV, PROD, wanted.desired());
    }
}
