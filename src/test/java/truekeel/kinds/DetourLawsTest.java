package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import truekeel.kinds.LawWorld.Moment;
import truekeel.model.Desired;
import truekeel.report.RunReport;

/**
 * The laws of {@link KindLawsTest} where a request comes late, twice, or after its successor: later runs reach the same
 * state, with nothing lost and nothing made twice by us. Writes of every kind take every detour; that a read which
 * takes one does no harm is tried on one kind.
 */
class DetourLawsTest {
    private static final String READS_TOO = "webintegration";
    /** Stories whose other commit does not declare a field that this one sets, so that it stays as it is. */
    private static final Set<String> UNMANAGED = Set.of("brand", "user");
    /** Stories in which a request moves an object to where nobody looks any more: another is made in its place. */
    private static final Set<String> MOVING = Set.of("datafile", "licenseassignment");
    /** Thousands of runs would drown the report. */
    private static final Logger LOG = Logger.getLogger("truekeel");

    private static final Map<String, Integer> POINTS = new ConcurrentHashMap<>();
    private static final Map<String, Integer> OVERTAKEN = new ConcurrentHashMap<>();

    static Stream<LawCase> stories() {
        return KindLawsTest.stories();
    }

    @BeforeAll
    static void hush() {
        LOG.setLevel(Level.SEVERE);
    }

    @AfterAll
    static void tell() {
        LOG.setLevel(null);
        POINTS.forEach((kind, points) -> System.out.println("detours of " + kind + ": " + points + " fault points"));
        System.out.println("detours: "
                + POINTS.values().stream().mapToInt(Integer::intValue).sum() + " fault points; overtaken: "
                + OVERTAKEN);
        assertThat(OVERTAKEN.values().stream().filter(writes -> writes > 0).count())
                .as("kinds whose writes came in another order")
                .isGreaterThan(OVERTAKEN.size() > 1 ? OVERTAKEN.size() / 2 : -1);
    }

    /** What is declared before and after, where the run under test sets out from, and what it comes to. */
    private record Story(String name, List<Desired> before, List<Desired> after, Moment beginning, String wanted) {}

    @ParameterizedTest
    @MethodSource("stories")
    void everyDetourOfARequestIsMadeUpFor(LawCase story) {
        // given
        List<Desired> after = story.after(LawDaemon.SCHEMAS);
        Moment beginning = LawTrial.beginning(story);
        List<String> requests = new ArrayList<>();
        String wanted = LawTrial.untroubled(beginning, after, requests, UnaryOperator.identity());
        Story told = new Story(story.toString(), story.before(LawDaemon.SCHEMAS), after, beginning, wanted);

        // when
        List<String> broken = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger points = new AtomicInteger();
        IntStream.range(0, requests.size())
                .filter(number -> story.toString().equals(READS_TOO) || isWrite(requests.get(number)))
                .parallel()
                .forEach(number -> {
                    for (Detour detour : Detour.values()) {
                        points.incrementAndGet();
                        String problem = tried(told, detour, number);
                        if (!problem.isEmpty()) {
                            broken.add(detour + " at " + number + " " + requests.get(number) + ": " + problem);
                        }
                    }
                });

        // then
        POINTS.merge(story.kind().value(), points.get(), Integer::sum);
        Collections.sort(broken);
        assertThat(broken).isEmpty();
    }

    /** What does not wait for one another may come to Qlik in any order; here it is the other one. */
    @ParameterizedTest
    @MethodSource("stories")
    void theOrderOfWhatGoesSideBySideMakesNoDifference(LawCase story) {
        // given
        List<Desired> after = story.after(LawDaemon.SCHEMAS);
        Moment beginning = LawTrial.beginning(story);
        String wanted = LawTrial.untroubled(beginning, after, new ArrayList<>(), UnaryOperator.identity());
        try (LawWorld world = beginning.copy()) {
            Turnstile turnstile = new Turnstile(world.wire());

            // when
            RunReport report = world.daemon(turnstile).runApproved(after);

            // then
            OVERTAKEN.merge(story.kind().value(), turnstile.overtaken(), Integer::sum);
            assertThat(report.outcomes()).allMatch(outcome -> outcome.verdict().isGood());
            assertThat(report.standing().isInSync()).isTrue();
            assertThat(LawRest.of(world, after).beside(plain(wanted), DetourLawsTest::plain, 0))
                    .isEmpty();
        }
    }

    private static boolean isWrite(String line) {
        String[] parts = line.split("[ ?]", 3);
        return LawWorld.isWrite(parts[0], parts[1]);
    }

    /** What is wrong after a run with the detour and some without; empty when all is as wanted. */
    private static String tried(Story story, Detour detour, int number) {
        try (LawWorld world = story.beginning().copy()) {
            Detour.Wire wire = detour.at(number, world);
            begun(world.daemon(wire), story);
            return switch (detour) {
                case AFTER_THE_NEXT, AFTER_THE_NEXT_WRITE, AFTER_THE_RUN -> {
                    wire.arrive();
                    yield LawRest.of(world, story.after()).beside(plain(story.wanted()), DetourLawsTest::plain, 0);
                }
                case AFTER_ANOTHER_RUN, AFTER_A_KILL -> {
                    world.daemon().runApproved(story.after());
                    wire.arrive();
                    yield LawRest.of(world, story.after()).beside(plain(story.wanted()), DetourLawsTest::plain, 0);
                }
                case AFTER_ANOTHER_COMMIT -> {
                    world.daemon().runApproved(story.before());
                    int made = wire.arrival();
                    yield overruled(story, number, LawRest.of(world, story.before()), made);
                }
                case DOUBLED, DOUBLED_UNSEEN -> {
                    world.daemon().runApproved(story.after());
                    world.advance(LawTrial.SETTLED); // lists lag
                    LawRest found = LawRest.of(world, story.after());
                    yield found.beside(ours(story.wanted()), DetourLawsTest::ours, wire.twins()) + untold(story, found);
                }
            };
        } catch (RuntimeException | AssertionError bug) {
            return bug + " at " + bug.getStackTrace()[0];
        }
    }

    /** Nobody may have to find out for themselves that there are two of what they declared once. */
    private static String untold(Story story, LawRest found) {
        String twin = found.differs(ours(story.wanted()), DetourLawsTest::ours, 0);
        return twin.isEmpty() || found.tellsOfMore() ? "" : "nobody is told of the twin: " + twin;
    }

    private static void begun(LawDaemon daemon, Story story) {
        try {
            daemon.runApproved(story.after());
        } catch (Mishap.Killed dead) {
            // the next process begins with what is stored
        }
    }

    /**
     * What is wrong where an older commit's request came after a newer commit was reconciled: all must be as if it had
     * never come, but for objects that it made or named anew, which nobody declares and every look tells, and for what
     * is blocked with a reason because of them.
     */
    private static String overruled(Story story, int number, LawRest found, int made) {
        try (LawWorld world = story.beginning().copy()) {
            world.daemon(Detour.AFTER_ANOTHER_COMMIT.at(number, world)).runApproved(story.after());
            LawRest never = LawRest.of(world, story.before());
            if (found.blocked() > never.blocked() || UNMANAGED.contains(story.name())) {
                return (found.rows() < never.rows() ? "something was lost" : "")
                        + (found.unexplained().equals(never.unexplained()) ? "" : found.unexplained());
            }
            int moved = MOVING.contains(story.name()) ? 1 : found.unmanaged() - never.unmanaged();
            int more = Math.max(made, moved);
            return found.beside(ours(never.picture()), DetourLawsTest::ours, more);
        }
    }

    /** What is set twice is one more entry of a history that nothing hangs on. */
    private static String plain(String picture) {
        Set<String> scripts = new HashSet<>();
        return picture.lines()
                .map(line -> line.replaceAll("revision=\\d+", "revision=<n>"))
                .filter(line -> !line.startsWith("appScripts ") || scripts.add(line))
                .collect(Collectors.joining("\n"));
    }

    /** The same, where nobody can tell any more who made an object. */
    private static String ours(String picture) {
        return plain(picture).replaceAll("(?m)^(created|adopted) ", "ours ");
    }
}
