package truekeel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedFlushTest {
    private static final int THREADS = 8;

    @Test
    void writesOnceForAllWhoWait() throws Exception {
        // given
        CountDownLatch firstWrites = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Boolean> writes = Collections.synchronizedList(new ArrayList<>());
        SharedFlush flush = new SharedFlush(disk -> {
            writes.add(disk);
            if (writes.size() == 1) {
                firstWrites.countDown();
                await(goOn);
            }
        });
        Thread first = new Thread(() -> flush.flush(false));
        List<Thread> others = new ArrayList<>();
        for (int thread = 1; thread < THREADS; thread++) {
            boolean disk = thread == 1;
            others.add(new Thread(() -> flush.flush(disk)));
        }

        // when
        first.start();
        await(firstWrites);
        others.forEach(Thread::start);
        while (others.stream().anyMatch(thread -> thread.getState() != Thread.State.WAITING)) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        first.join();
        for (Thread other : others) {
            other.join();
        }

        // then
        assertThat(writes).containsExactly(false, true);
    }

    @Test
    void neverReturnsBeforeTheOwnCommitIsWritten() throws Exception {
        // given
        AtomicInteger committed = new AtomicInteger();
        AtomicInteger written = new AtomicInteger();
        AtomicInteger late = new AtomicInteger();
        SharedFlush flush = new SharedFlush(disk -> written.set(committed.get()));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);

        // when
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            all.add(threads.submit(() -> {
                for (int round = 0; round < 20_000; round++) {
                    int mine = committed.incrementAndGet();
                    flush.flush(round % 3 == 0);
                    if (written.get() < mine) {
                        late.incrementAndGet();
                    }
                }
            }));
        }
        for (Future<?> one : all) {
            one.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();

        // then
        assertThat(late).hasValue(0);
    }

    @Test
    void writesToTheDiskWhoeverAsksForItAfterAPlainWrite() {
        // given
        List<Boolean> writes = new ArrayList<>();
        SharedFlush flush = new SharedFlush(writes::add);

        // when
        flush.flush(false);
        flush.flush(true);
        flush.flush(false);

        // then
        assertThat(writes).containsExactly(false, true, false);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
