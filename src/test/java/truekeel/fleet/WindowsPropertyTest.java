package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import truekeel.model.ReconcilePolicy.SyncWindow;

/** Windows against a model that looks at every minute: a daily time, in zones that change their clocks. */
class WindowsPropertyTest {
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Stockholm",
            "America/New_York",
            "Australia/Lord_Howe",
            "Asia/Kolkata",
            "Pacific/Apia",
            "America/Sao_Paulo");

    @Property
    void isOpenWhileTheClockShowedOrSkippedItsTimeLessThanItsDurationAgo(
            @ForAll @IntRange(max = 23) int hour,
            @ForAll @IntRange(max = 59) int minute,
            @ForAll("zones") ZoneId zone,
            @ForAll @IntRange(min = 1, max = 600) int minutes,
            @ForAll("moments") Instant now) {
        // given
        SyncWindow window = new SyncWindow(minute + " " + hour + " * * *", Duration.ofMinutes(minutes), zone);

        // when
        boolean open = Windows.isOpen(window, now);

        // then
        assertThat(open).isEqualTo(wasShown(hour, minute, zone, now, minutes));
    }

    /** Looks back minute by minute; a step of the clock over the time counts as showing it. */
    private static boolean wasShown(int hour, int minute, ZoneId zone, Instant now, int minutes) {
        Instant here = now.truncatedTo(ChronoUnit.MINUTES);
        while (here.isAfter(now.minus(Duration.ofMinutes(minutes)))) {
            LocalDateTime after = LocalDateTime.ofInstant(here, zone);
            LocalDateTime before = LocalDateTime.ofInstant(here.minusSeconds(60), zone);
            LocalDateTime shown = before.plusMinutes(1);
            while (!shown.isAfter(after)) {
                if (shown.getHour() == hour && shown.getMinute() == minute) {
                    return true;
                }
                shown = shown.plusMinutes(1);
            }
            boolean turnedBack = !after.isAfter(before);
            if (turnedBack && after.getHour() == hour && after.getMinute() == minute) {
                return true;
            }
            here = here.minusSeconds(60);
        }
        return false;
    }

    @Property
    void theNextOpeningIsTheFirstMomentAtWhichItIsOpen(
            @ForAll @IntRange(max = 23) int hour, @ForAll("zones") ZoneId zone, @ForAll("moments") Instant now) {
        // given
        SyncWindow window = new SyncWindow("7 " + hour + " * * *", Duration.ofMinutes(1), zone);

        // when
        Instant next = Windows.nextOpening(window, now).orElseThrow();

        // then
        assertThat(next).isAfter(now);
        assertThat(Windows.isOpen(window, next)).isTrue();
        assertThat(Windows.isOpen(window, next.minusNanos(1))).isFalse();
        assertThat(Duration.between(now, next)).isLessThanOrEqualTo(Duration.ofHours(49));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZONES).map(ZoneId::of);
    }

    /** Around changes of the clock, and any time of a year. */
    @Provide
    Arbitrary<Instant> moments() {
        Arbitrary<Instant> changes = Arbitraries.of(
                        "2026-03-29T01:00:00Z",
                        "2026-10-25T01:00:00Z",
                        "2026-03-08T07:00:00Z",
                        "2026-11-01T06:00:00Z",
                        "2026-04-04T15:00:00Z",
                        "2026-10-03T15:30:00Z",
                        "2011-12-30T10:00:00Z",
                        "2018-11-04T03:00:00Z",
                        "2018-02-18T02:00:00Z")
                .map(Instant::parse);
        Arbitrary<Long> around = Arbitraries.longs().between(-14_400_000, 14_400_000);
        Arbitrary<Instant> near = changes.flatMap(change -> around.map(millis -> change.plusMillis(millis)));
        Arbitrary<Instant> any = Arbitraries.longs()
                .between(0, 365L * 86_400_000)
                .map(millis -> Instant.parse("2026-01-01T00:00:00Z").plusMillis(millis));
        return Arbitraries.oneOf(near, any);
    }
}
