package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlightsTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger flown = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void whatManyWantIsDoneOnce() throws Exception {
        // given
        List<Runnable> work = new CopyOnWriteArrayList<>();
        Flights<String, Integer> flights = new Flights<>(work::add, Duration.ofSeconds(20));
        List<Thread> asking = new ArrayList<>();
        List<Integer> answers = new CopyOnWriteArrayList<>();
        for (int number = 0; number < 5; number++) {
            Thread thread =
                    new Thread(() -> flights.join("app", flown::incrementAndGet).ifPresent(answers::add));
            thread.start();
            asking.add(thread);
        }
        for (Thread thread : asking) {
            while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }

        // when
        work.forEach(Runnable::run);
        for (Thread thread : asking) {
            thread.join(TimeUnit.SECONDS.toMillis(20));
        }

        // then
        assertThat(work).hasSize(1);
        assertThat(answers).containsExactly(1, 1, 1, 1, 1);
    }

    @Test
    void whoHasWaitedLongEnoughGoesOnWithoutAndTheWorkIsFinishedAllTheSame() throws Exception {
        // given
        Flights<String, Integer> flights = new Flights<>(threads, Duration.ofMillis(50));
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);

        // when
        Optional<Integer> late = flights.join("app", () -> {
            await(gate);
            done.countDown();
            return 1;
        });
        gate.countDown();

        // then
        assertThat(late).isEmpty();
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aFailureIsEverybodysAndTheNextOneTriesAgain() {
        // given
        Flights<String, Integer> flights = new Flights<>(Runnable::run, Duration.ofSeconds(1));

        // when
        assertThatThrownBy(() -> flights.join("app", () -> {
                    throw new IllegalArgumentException("broken");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("broken");

        // then
        assertThat(flights.join("app", () -> 2)).contains(2);
    }

    /** It waited for as long as it would have waited for the work. */
    @Test
    void whoJoinsWorkThatNobodyTakesIsToldAtOnce() throws Exception {
        // given
        CompletableFuture<Flights<String, Integer>> flights = new CompletableFuture<>();
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        Executor busy = work -> {
            Thread joining = new Thread(() -> {
                try {
                    flights.join().join("app", () -> 1);
                } catch (RejectedExecutionException refused) {
                    told.complete(refused);
                }
            });
            joining.start();
            while (joining.isAlive() && joining.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            throw new RejectedExecutionException("busy");
        };
        flights.complete(new Flights<>(busy, Duration.ofSeconds(60)));

        // when
        assertThatThrownBy(() -> flights.join().join("app", () -> 1)).hasMessage("busy");

        // then
        assertThat(told.get(20, TimeUnit.SECONDS)).hasMessage("busy");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
