package truekeel.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallReadersTest {
    @ParameterizedTest
    @CsvSource({
        "30s,PT30S",
        "10m,PT10M",
        "6h,PT6H",
        "1d,PT24H",
        "1h30m,PT1H30M",
        "250ms,PT0.25S",
        "PT5M,PT5M",
        "P2D,PT48H"
    })
    void readDurations(String text, Duration expected) {
        assertThat(Durations.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "m", "10 m", "-5m", "1w", "P", "PT", "9999999s", "10M"})
    void refuseWhatIsNoDuration(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 22 * * *",
                "*/15 0-6 1,15 * MON-FRI",
                "59 23 31 12 7",
                "0 0 * jan sun",
                " 0 0 * * * ",
                "0-30/10 * * * *"
            })
    void takeCronExpressions(String text) {
        assertThat(CronText.problem(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * 32 * *",
                "* * * 13 *",
                "* * * * 8",
                "5-1 * * * *",
                "*/0 * * * *",
                "*/60 * * * *",
                "* */24 * * *",
                "* * * * FRI-SUN",
                "a * * * *",
                "1, * * * *",
                "MON * * * *",
                "* * * MON *",
                "1--2 * * * *"
            })
    void refuseOtherCronExpressions(String text) {
        assertThat(CronText.problem(text)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "0 22 * * *,0 22 * * *",
        "' 0  0 * jan-mar sun-SAT/2 ',0 0 * 1-3 0-6/2",
        "'*/15 0-6 1,15 DEC MON,7','*/15 0-6 1,15 12 1,7'"
    })
    void putNumbersForTheWordsOfCronExpressions(String text, String plain) {
        assertThat(CronText.plain(text)).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "files/a.qvf,t/acme/files/a.qvf",
                "./files/a.qvf,t/acme/files/a.qvf",
                "files/../a,t/acme/a",
                "files//a,t/acme/files/a",
                "../a,none",
                "files/../../a,none",
                "/a,none",
                "'',none",
                ".,none",
                "files\\a,none",
                "a/..,none"
            })
    void resolvePathsWithinTheFolder(String written, String expected) {
        assertThat(Artefacts.resolve("t/acme", written).orElse("none")).isEqualTo(expected == null ? "none" : expected);
    }

    @Test
    void findACircle() {
        Map<String, Set<String>> needs =
                Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("d", "b"), "d", Set.of());

        assertThat(Cycles.from("a", needs, new HashSet<>())).containsExactly("b", "c", "b");
    }

    @Test
    void findNoCircleWhereWaysOnlyMeet() {
        Map<String, Set<String>> needs = Map.of("a", Set.of("b", "c"), "b", Set.of("d"), "c", Set.of("d"));
        Set<String> done = new HashSet<>();

        assertThat(Cycles.from("a", needs, done)).isEmpty();
        assertThat(done).containsExactlyInAnyOrderElementsOf(List.of("a", "b", "c", "d"));
    }

    @Test
    void keepNoMoreThanTheCacheHolds() {
        BoundedCache<Integer, String> cache = new BoundedCache<>(2);
        cache.put(1, "a");
        cache.put(2, "b");
        cache.find(1);
        cache.put(3, "c");

        assertThat(cache.find(1)).contains("a");
        assertThat(cache.find(2)).isEmpty();
        assertThat(cache.find(3)).contains("c");
    }

    @Test
    void whatIsInTheCacheStaysUntilItIsTakenOut() {
        BoundedCache<Integer, String> cache = new BoundedCache<>(2);

        assertThat(cache.putIfAbsent(1, "a")).isEmpty();
        assertThat(cache.putIfAbsent(1, "b")).contains("a");
        cache.remove(1);
        assertThat(cache.putIfAbsent(1, "c")).isEmpty();
        assertThat(cache.find(1)).contains("c");
    }
}
