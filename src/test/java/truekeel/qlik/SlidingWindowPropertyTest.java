package truekeel.qlik;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SlidingWindowPropertyTest {
    private static final int SPAN = 50;

    @Property
    void neverLetsMoreThanTheLimitThroughInAnyWindow(
            @ForAll @IntRange(min = 1, max = 12) int limit,
            @ForAll @Size(max = 120) List<@IntRange(max = 20) Integer> gaps) {
        List<Long> taken = drive(limit, gaps);
        for (long start : taken) {
            long inWindow =
                    taken.stream().filter(t -> t >= start && t < start + SPAN).count();
            assertThat(inWindow).isLessThanOrEqualTo(limit);
        }
    }

    @Property
    void makesNobodyWaitWithoutNeed(
            @ForAll @IntRange(min = 1, max = 12) int limit,
            @ForAll @Size(max = 120) List<@IntRange(max = 20) Integer> gaps) {
        SlidingWindow window = new SlidingWindow(limit, Duration.ofNanos(SPAN));
        List<Long> taken = new ArrayList<>();
        long now = 0;
        for (int gap : gaps) {
            now += gap;
            long wait = window.waitAt(Duration.ofNanos(now)).toNanos();
            if (wait > 0) {
                long earlier = now + wait - 1;
                assertThat(taken.stream().filter(t -> t > earlier - SPAN).count())
                        .isEqualTo(limit);
            }
            now += wait;
            window.take(Duration.ofNanos(now));
            taken.add(now);
        }
    }

    @Property
    void foretellsExactlyWhenTheLastOfManyCallsGoes(
            @ForAll @IntRange(min = 1, max = 9) int limit,
            @ForAll @Size(max = 40) List<@IntRange(max = 20) Integer> gaps,
            @ForAll @IntRange(min = 1, max = 60) int more) {
        SlidingWindow window = new SlidingWindow(limit, Duration.ofNanos(SPAN));
        long now = 0;
        for (int gap : gaps) {
            now += gap;
            now += window.waitAt(Duration.ofNanos(now)).toNanos();
            window.take(Duration.ofNanos(now));
        }
        long foretold = now + window.waitAt(Duration.ofNanos(now), more).toNanos();
        for (int i = 0; i < more; i++) {
            now += window.waitAt(Duration.ofNanos(now)).toNanos();
            window.take(Duration.ofNanos(now));
        }
        assertThat(foretold).isEqualTo(now);
    }

    @Property
    void keepsToALimitThatShrinksAndGrows(
            @ForAll @Size(min = 1, max = 80) List<@IntRange(min = 1, max = 9) Integer> limits,
            @ForAll @IntRange(max = 20) int gap) {
        SlidingWindow window = new SlidingWindow(9, Duration.ofNanos(SPAN));
        long now = 0;
        for (int limit : limits) {
            window.limit(limit);
            now += gap;
            now += window.waitAt(Duration.ofNanos(now)).toNanos();
            window.take(Duration.ofNanos(now));
            assertThat(window.used(Duration.ofNanos(now))).isLessThanOrEqualTo(limit);
        }
    }

    private static List<Long> drive(int limit, List<Integer> gaps) {
        SlidingWindow window = new SlidingWindow(limit, Duration.ofNanos(SPAN));
        List<Long> taken = new ArrayList<>();
        long now = 0;
        for (int gap : gaps) {
            now += gap;
            now += window.waitAt(Duration.ofNanos(now)).toNanos();
            window.take(Duration.ofNanos(now));
            taken.add(now);
        }
        return taken;
    }
}
