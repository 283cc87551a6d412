package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.Position;
import truekeel.model.ReconcilePolicy.SyncWindow;
import truekeel.model.ResourceRef;
import truekeel.model.Revision;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.Plan;
import truekeel.plan.PlanHash;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;

class WindowsTest {
    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

    private static SyncWindow window(String cron, String duration) {
        return new SyncWindow(cron, Duration.parse(duration), STOCKHOLM);
    }

    private static boolean isOpen(String cron, String duration, String now) {
        return Windows.isOpen(window(cron, duration), Instant.parse(now));
    }

    private static Plan plan(Change... changes) {
        return new Plan(
                TenantName.of("acme"),
                new Revision("folder-test"),
                new PlanHash("0"),
                List.of(changes),
                List.of(),
                List.of());
    }

    private static Change create() {
        KindName kind = KindName.of("Space");
        return new Change.Create(
                new Desired(
                        new ResourceRef(kind, "s"),
                        NaturalKey.of(kind, Map.of("name", "s")),
                        Metadata.named("s"),
                        Desired.Lifecycle.PRESENT,
                        Value.Fields.EMPTY,
                        new Position("s.yaml", 1, 1),
                        Map.of()),
                "It does not exist.",
                Set.of());
    }

    /** Ten at night in Stockholm is 21:00 UTC in winter and 20:00 in summer. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-22T20:59:59.999999999Z,false",
        "2026-11-22T21:00:00Z,true",
        "2026-11-23T02:59:59.999999999Z,true",
        "2026-11-23T03:00:00Z,false",
        "2026-07-01T19:59:59Z,false",
        "2026-07-01T20:00:00Z,true",
        "2026-07-02T01:59:59Z,true",
        "2026-07-02T02:00:00Z,false"
    })
    void opensAtTheSecondAndClosesWhenItsDurationIsOver(String now, boolean open) {
        assertThat(isOpen("0 22 * * *", "PT6H", now)).isEqualTo(open);
    }

    /** It opened as much as a second too early. */
    @Test
    void staysShutUntilItsVeryMoment() {
        assertThat(isOpen("0 22 * * *", "PT6H", "2026-11-22T20:59:59.5Z")).isFalse();
    }

    /** The clock jumps from two to three at 01:00 UTC; the window was left out on that day. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-29T00:59:59Z,false",
        "2026-03-29T01:00:00Z,true",
        "2026-03-29T02:59:59Z,true",
        "2026-03-29T03:00:00Z,false",
        "2026-03-30T00:29:59Z,false",
        "2026-03-30T00:30:00Z,true"
    })
    void opensAfterTheJumpWhereTheClockSkipsItsTime(String now, boolean open) {
        assertThat(isOpen("30 2 * * *", "PT2H", now)).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({"0 3 * * *", "30 1 * * *", "59 1 * * *"})
    void takesNoTimeBesideTheGapForSkipped(String cron) {
        assertThat(isOpen(cron, "PT1M", "2026-03-29T01:00:30Z")).isEqualTo(cron.startsWith("0 3"));
    }

    /** The clock shows half past two at 00:30 and at 01:30 UTC. */
    @ParameterizedTest
    @CsvSource({
        "2026-10-25T00:29:59Z,false",
        "2026-10-25T00:30:00Z,true",
        "2026-10-25T00:44:59Z,true",
        "2026-10-25T00:45:00Z,false",
        "2026-10-25T01:30:00Z,true",
        "2026-10-25T01:45:00Z,false"
    })
    void opensEachTimeTheClockShowsItsTime(String now, boolean open) {
        assertThat(isOpen("30 2 * * *", "PT15M", now)).isEqualTo(open);
    }

    @Test
    void lastsItsDurationAcrossAChangeOfTheClock() {
        assertThat(isOpen("0 1 * * *", "PT3H", "2026-03-29T02:59:59Z")).isTrue();
        assertThat(isOpen("0 1 * * *", "PT3H", "2026-03-29T03:00:00Z")).isFalse();
        assertThat(isOpen("0 1 * * *", "PT3H", "2026-10-25T01:59:59Z")).isTrue();
        assertThat(isOpen("0 1 * * *", "PT3H", "2026-10-25T02:00:00Z")).isFalse();
    }

    @Test
    void staysOpenWhereOpeningsOverlap() {
        assertThat(isOpen("0 * * * *", "PT61M", "2026-11-22T12:59:59Z")).isTrue();
        assertThat(isOpen("0 0 1 * *", "P40D", "2026-11-22T12:00:00Z")).isTrue();
    }

    @Test
    void neverOpensOnADayThatNeverComes() {
        assertThat(isOpen("0 0 31 2 *", "PT24H", "2026-03-01T00:00:00Z")).isFalse();
        assertThat(Windows.objection(plan(create()), List.of(window("0 0 31 2 *", "PT1H")), Instant.EPOCH))
                .get()
                .extracting(Refusal::liftedBy)
                .isEqualTo("The next window opens at never.");
    }

    @Test
    void refusesToWriteOutsideAllWindowsAndSaysWhenTheNextOpens() {
        // given
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        List<SyncWindow> windows = List.of(window("0 22 * * *", "PT6H"), window("0 15 * * *", "PT1H"));

        // when
        Refusal refusal = Windows.objection(plan(create()), windows, now).orElseThrow();

        // then
        assertThat(refusal.code()).isEqualTo(RefusalCode.OUTSIDE_WINDOW);
        assertThat(refusal.scope()).isEqualTo(Refusal.Scope.PLAN);
        assertThat(refusal.approvable()).isFalse();
        assertThat(refusal.subjects()).containsExactly(ResourceRef.of("Space", "s"));
        assertThat(refusal.liftedBy()).isEqualTo("The next window opens at 2026-11-22T14:00:00Z.");
    }

    @Test
    void namesTheJumpAsTheNextOpeningWhereTheClockSkipsIt() {
        Instant now = Instant.parse("2026-03-29T00:30:00Z");

        assertThat(Windows.objection(plan(create()), List.of(window("30 2 * * *", "PT1H")), now))
                .get()
                .extracting(Refusal::liftedBy)
                .isEqualTo("The next window opens at 2026-03-29T01:00:00Z.");
    }

    @Test
    void objectsToNothingWithoutWindowsOrWritesOrInsideOneOfThem() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        SyncWindow shut = window("0 22 * * *", "PT1H");
        SyncWindow open = window("0 12 * * *", "PT2H");

        assertThat(Windows.objection(plan(create()), List.of(), now)).isEmpty();
        assertThat(Windows.objection(plan(), List.of(shut), now)).isEmpty();
        assertThat(Windows.objection(plan(create()), List.of(shut, open), now)).isEmpty();
    }
}
