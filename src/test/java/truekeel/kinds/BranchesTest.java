package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BranchesTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void runsAsManyItemsSideBySideAsItIsWide() {
        Branches branches = new Branches(threads, 3);
        CyclicBarrier allThree = new CyclicBarrier(3);

        List<String> results = branches.map(List.of(1, 2, 3), item -> "item " + item + met(allThree));

        assertThat(results).containsExactly("item 1 met", "item 2 met", "item 3 met");
    }

    @Test
    void givesResultsInTheOrderOfTheItems() {
        Branches branches = new Branches(threads, 4);
        List<Integer> items = List.of(5, 3, 9, 1, 7, 2, 8, 4, 6);

        List<Integer> results = branches.map(items, item -> item * 10);

        assertThat(results).containsExactly(50, 30, 90, 10, 70, 20, 80, 40, 60);
    }

    @Test
    void doesAllTheWorkItselfWhenNoThreadIsFree() {
        Branches branches = new Branches(
                work -> {
                    throw new RejectedExecutionException("full");
                },
                4);

        List<Thread> threadsUsed = branches.map(List.of(1, 2, 3), item -> Thread.currentThread());

        assertThat(threadsUsed).hasSize(3).containsOnly(Thread.currentThread());
    }

    @Test
    void throwsWhatABranchThrewAfterAllCameToTheirEnd() {
        Branches branches = new Branches(threads, 2);

        assertThatThrownBy(() -> branches.map(List.of(1, 2), item -> {
                    if (item == 2) {
                        throw new IllegalArgumentException("item " + item);
                    }
                    return item;
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("item 2");
    }

    private static String met(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
            return " met";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return " interrupted";
        } catch (BrokenBarrierException | TimeoutException alone) {
            return " alone";
        }
    }
}
