package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import truekeel.backup.Snapshot;
import truekeel.kinds.LawWorld.Moment;
import truekeel.model.Desired;
import truekeel.plan.Admission;
import truekeel.plan.DriftState;
import truekeel.plan.ResourceState;
import truekeel.report.RunReport;
import truekeel.store.Store;

/**
 * The laws that hold for every kind, tried through the whole chain against the simulator: applying twice writes once;
 * whatever befalls a run at whatever request, later runs reach the same state, with nothing twice and nothing lost.
 */
class KindLawsTest {
    /** Thousands of runs would drown the report. */
    private static final Logger LOG = Logger.getLogger("truekeel");

    private static final Map<String, Integer> POINTS = new ConcurrentHashMap<>();

    /**
     * The stories of all kinds; while one is being written, {@code -Dlaws.kind=Role} tries that kind alone, and
     * {@code -Dlaws.story=app-sources} that story.
     */
    static Stream<LawCase> stories() {
        String only = System.getProperty("laws.kind", "");
        String story = System.getProperty("laws.story", "");
        return LawDaemon.KINDS.all().stream()
                .filter(kind -> only.isEmpty() || kind.name().value().equals(only))
                .flatMap(LawCase::all)
                .filter(told -> story.isEmpty() || told.toString().equals(story));
    }

    @BeforeAll
    static void hush() {
        LOG.setLevel(Level.WARNING);
    }

    @AfterAll
    static void tell() {
        LOG.setLevel(null);
        POINTS.forEach((kind, points) -> System.out.println("laws of " + kind + ": " + points + " fault points"));
        System.out.println(
                "laws: " + POINTS.values().stream().mapToInt(Integer::intValue).sum() + " fault points");
    }

    @ParameterizedTest
    @MethodSource("stories")
    void whatIsAppliedNeedsNothingMore(LawCase story) {
        // given
        List<Desired> desired = story.after(LawDaemon.SCHEMAS);
        try (LawWorld world = LawTrial.beginning(story).copy()) {
            LawDaemon daemon = world.daemon();
            RunReport first = daemon.runApproved(desired);
            long before = world.lastRequest();

            // when
            Admission again = daemon.plan(desired);
            RunReport second = daemon.run(desired);

            // then
            assertThat(first.outcomes()).isNotEmpty().allMatch(outcome -> outcome.verdict()
                    .isGood());
            assertThat(first.standing().isInSync()).isTrue();
            assertThat(again.plan().changes()).isEmpty();
            assertThat(again.refusals()).isEmpty();
            assertThat(second.outcomes()).isEmpty();
            assertThat(world.writesSince(before)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void everyMishapIsHealedByLaterRuns(LawCase story) {
        // given
        List<Desired> desired = story.after(LawDaemon.SCHEMAS);
        Moment beginning = LawTrial.beginning(story);
        List<String> requests = new ArrayList<>();
        String wanted = LawTrial.untroubled(beginning, desired, requests, UnaryOperator.identity());

        // when
        List<String> broken = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger points = new AtomicInteger();
        IntStream.range(0, requests.size()).parallel().forEach(number -> {
            for (Mishap mishap : Mishap.values()) {
                points.incrementAndGet();
                String problem = tried(beginning, desired, wanted, mishap, number);
                if (!problem.isEmpty()) {
                    broken.add(mishap + " at " + number + " " + requests.get(number) + ": " + problem);
                }
            }
        });

        // then
        POINTS.merge(story.kind().value(), points.get(), Integer::sum);
        Collections.sort(broken);
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void whatCannotBeReadIsLeftAlone(LawCase story) {
        // given
        List<Desired> desired = story.after(LawDaemon.SCHEMAS);
        Moment beginning = LawTrial.beginning(story);
        String wanted = LawTrial.untroubled(beginning, desired, new ArrayList<>(), LawDaemon::pruningAll);
        List<String> reads = readsOf(beginning, desired);

        // when
        List<String> broken = Collections.synchronizedList(new ArrayList<>());
        reads.parallelStream().map(BlindSpot::of).forEach(spot -> {
            for (BlindSpot.Failure failure : BlindSpot.Failure.values()) {
                String problem = blinded(beginning, desired, wanted, spot, failure);
                if (!problem.isEmpty()) {
                    broken.add(failure + " of " + spot.line() + ": " + problem);
                }
            }
        });

        // then
        POINTS.merge(story.kind().value(), reads.size() * BlindSpot.Failure.values().length, Integer::sum);
        Collections.sort(broken);
        assertThat(reads).isNotEmpty();
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void aKillAtAnyWriteOfTheStoreIsHealed(LawCase story) {
        // given
        List<Desired> desired = story.after(LawDaemon.SCHEMAS);
        Moment beginning = LawTrial.beginning(story);
        String wanted = LawTrial.untroubled(beginning, desired, new ArrayList<>(), UnaryOperator.identity());
        int writes = storeWrites(beginning, desired);

        // when
        List<String> broken = Collections.synchronizedList(new ArrayList<>());
        IntStream.range(0, writes).parallel().forEach(number -> {
            for (MortalStore.Death death : MortalStore.Death.values()) {
                String problem = dead(beginning, desired, wanted, MortalStore.dying(death, number));
                if (!problem.isEmpty()) {
                    broken.add(death + " write " + number + ": " + problem);
                }
            }
        });

        // then
        POINTS.merge(story.kind().value(), writes * MortalStore.Death.values().length, Integer::sum);
        Collections.sort(broken);
        assertThat(writes).isPositive();
        assertThat(broken).isEmpty();
    }

    /** What a kind that lives in Git alone led to is exported as well; the kind itself is nothing that Qlik holds. */
    @ParameterizedTest
    @MethodSource("stories")
    void whatIsExportedNeedsNothing(LawCase story, @TempDir Path folder) throws IOException {
        // given
        List<Desired> declared = story.after(LawDaemon.SCHEMAS);
        try (LawWorld world = LawTrial.beginning(story).copy()) {
            world.daemon().runApproved(declared);
            world.advance(LawTrial.SETTLED);

            // when
            Snapshot written = LawExport.of(world.daemon().qlik(), folder);
            List<Desired> exported = LawExport.read(folder);
            Admission adopted = world.forgotten().daemon().plan(exported);

            // then
            assertThat(written.documents()).isNotEmpty();
            assertThat(written.documents().stream()
                            .anyMatch(document -> document.kind().equals(story.kind())))
                    .as("an export holds what Qlik holds")
                    .isNotEqualTo(LawDaemon.SCHEMAS.get(story.kind()).isGitOnly());
            assertThat(written.gaps())
                    .extracting(Snapshot.Gap::reason)
                    .noneMatch(reason -> reason.contains("cannot be declared"));
            assertThat(exported).hasSameSizeAs(written.documents());
            assertThat(adopted.refusals()).isEmpty();
            assertThat(adopted.plan().writes()).isEmpty();
            assertThat(adopted.plan().changes())
                    .extracting(change -> change.action().word())
                    .hasSameSizeAs(exported)
                    .containsOnly("adopt");
        }
    }

    private static int storeWrites(Moment beginning, List<Desired> desired) {
        try (LawWorld world = beginning.copy()) {
            AtomicInteger count = new AtomicInteger();
            world.daemon(world.wire(), store -> MortalStore.counting(store, count))
                    .runApproved(desired);
            return count.get();
        }
    }

    private static String dead(Moment beginning, List<Desired> desired, String wanted, UnaryOperator<Store> deadly) {
        try (LawWorld world = beginning.copy()) {
            try {
                world.daemon(world.wire(), deadly).runApproved(desired);
                return "survived";
            } catch (Mishap.Killed dead) {
                world.advance(LawTrial.SETTLED);
            }
            return LawTrial.healed(world, desired, wanted, UnaryOperator.identity());
        } catch (RuntimeException | AssertionError bug) {
            return bug + " at " + bug.getStackTrace()[0];
        }
    }

    /** What a run reads before it writes; how many users there are only sets our own pace. */
    private static List<String> readsOf(Moment beginning, List<Desired> desired) {
        List<String> requests = new ArrayList<>();
        try (LawWorld world = beginning.copy()) {
            Admission seen = world.daemon(request -> {
                        if (request.host().equals(GoldenCase.HOST)) {
                            requests.add(BlindSpot.line(request));
                        }
                        return world.wire().exchange(request);
                    })
                    .pruningAll()
                    .plan(desired);
            assertThat(seen.plan().isEmpty()).isFalse();
        }
        return requests.stream()
                .filter(line -> !line.endsWith("/oauth/token") && !line.endsWith("/actions/count"))
                .distinct()
                .toList();
    }

    /**
     * What is wrong after a run that could not read something, with prune on for all; empty when all is as it should.
     */
    private static String blinded(
            Moment beginning, List<Desired> desired, String wanted, BlindSpot spot, BlindSpot.Failure failure) {
        try (LawWorld world = beginning.copy()) {
            Set<String> before = spot.ids(world.state());
            RunReport report =
                    world.daemon(spot.on(world.wire(), failure)).pruningAll().runApproved(desired);
            Set<String> after = spot.ids(world.state());
            if (!after.containsAll(before)) {
                return "something was deleted";
            }
            if (spot.id().isEmpty() && !before.containsAll(after)) {
                return "something was made that may have been there";
            }
            List<ResourceState> green = spot.tellsOfNothingDeclared() ? List.of() : greenDespite(spot, report, world);
            return green.isEmpty() ? LawTrial.healed(world, desired, wanted, LawDaemon::pruningAll) : "green: " + green;
        } catch (RuntimeException | AssertionError bug) {
            return bug + " at " + bug.getStackTrace()[0];
        }
    }

    /** What is called in sync although it may hang on what could not be read. */
    private static List<ResourceState> greenDespite(BlindSpot spot, RunReport report, LawWorld world) {
        return report.standing().resources().stream()
                .filter(state -> state.state() == DriftState.IN_SYNC)
                .filter(state -> spot.kind()
                        .filter(kind -> !kind.equals(state.ref().kind()))
                        .isEmpty())
                .filter(state -> spot.id().isEmpty()
                        || world.isOwned(state.ref(), spot.id().get()))
                .toList();
    }

    /** What is wrong after a run with the mishap and some without; empty when all is as wanted. */
    private static String tried(Moment beginning, List<Desired> desired, String wanted, Mishap mishap, int number) {
        try (LawWorld world = beginning.copy()) {
            try {
                world.daemon(mishap.at(number, world.wire())).runApproved(desired);
                if (mishap.kills()) {
                    return "survived";
                }
            } catch (Mishap.Killed dead) {
                if (mishap != Mishap.KILLED_AFTER_AND_BACK) {
                    world.advance(LawTrial.SETTLED);
                }
            }
            return LawTrial.healed(world, desired, wanted, UnaryOperator.identity());
        } catch (RuntimeException | AssertionError bug) {
            return bug + " at " + bug.getStackTrace()[0];
        }
    }
}
