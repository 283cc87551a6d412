package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import truekeel.model.TenantName;
import truekeel.store.RunId;

class SlotTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final Slot slot = new Slot(TenantName.of("acme"));

    @Test
    void standsInLineOnce() {
        boolean first = slot.line(NOW);

        boolean second = slot.line(NOW);

        assertThat(first).isTrue();
        assertThat(second).isFalse();
    }

    @Test
    void isNotPutInLineWhileItRuns() {
        slot.line(NOW);
        slot.take(NOW);
        slot.request(Trigger.MANUAL);

        boolean joined = slot.line(NOW);

        assertThat(joined).isFalse();
    }

    @Test
    void isNotDueBeforeItsInterval() {
        slot.line(NOW);
        slot.take(NOW);
        slot.give(NOW, INTERVAL, true);

        boolean early = slot.line(NOW.plus(INTERVAL).minusMillis(1));
        boolean inTime = slot.line(NOW.plus(INTERVAL));

        assertThat(early).isFalse();
        assertThat(inTime).isTrue();
    }

    @Test
    void remembersWhatAskedForTheRunWhenItLeavesTheLine() {
        RunId told = slot.request(Trigger.MANUAL, RunId.make(NOW, RandomGenerator.getDefault()));
        slot.line(NOW);

        slot.leave();

        assertThat(slot.owes(told)).isTrue();
        assertThat(slot.line(NOW)).isTrue();
        assertThat(slot.take(NOW).flatMap(Slot.Request::id)).contains(told);
    }

    @Test
    void answersWithOneRunWhatIsAskedForWhileItStandsInLine() {
        slot.line(NOW);
        RunId told = slot.request(Trigger.MANUAL, RunId.make(NOW, RandomGenerator.getDefault()));

        RunId again = slot.request(Trigger.MANUAL, RunId.make(NOW, RandomGenerator.getDefault()));

        assertThat(again).isEqualTo(told);
        assertThat(slot.take(NOW).flatMap(Slot.Request::id)).contains(told);
        slot.give(NOW, INTERVAL, true);
        assertThat(slot.line(NOW)).isFalse();
    }
}
