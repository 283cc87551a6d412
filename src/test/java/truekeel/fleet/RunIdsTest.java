package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import truekeel.store.RunId;

class RunIdsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    /** A fleet of 200 once lost a run: tenants shared a source of chance that is for one thread only. */
    @Test
    void givesNoIdTwiceToTenantsThatBeginAtTheSameMoment() {
        long[] drawn = new long[1];
        RunIds ids = new RunIds(() -> drawn[0]++);
        ConcurrentLinkedQueue<RunId> given = new ConcurrentLinkedQueue<>();

        IntStream.range(0, 10_000).parallel().forEach(run -> given.add(ids.next(NOW)));

        assertThat(given).doesNotHaveDuplicates();
    }

    @Test
    void drawsAgainWhenChanceRepeatsItself() {
        AtomicLong draws = new AtomicLong();
        RunIds ids = new RunIds(() -> draws.getAndIncrement() / 2);

        List<RunId> given = IntStream.range(0, 3).mapToObj(run -> ids.next(NOW)).toList();

        assertThat(given).doesNotHaveDuplicates();
        assertThat(draws).hasValue(5);
    }
}
