package truekeel.qlik;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final InFlight inFlight = new InFlight(3, 2);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void holdsATenantToItsPlacesAndLetsOthersPass() throws Exception {
        inFlight.enter("a");
        inFlight.enter("a");
        CompletableFuture<String> third = enter("a");
        CompletableFuture<String> other = enter("b");

        assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo("b");
        assertThat(third).isNotDone();
        inFlight.leave("a", true);

        assertThat(third.get(10, TimeUnit.SECONDS)).isEqualTo("a");
    }

    @Test
    void holdsTheFleetToItsPlaces() throws Exception {
        inFlight.enter("a");
        inFlight.enter("b");
        inFlight.enter("c");
        CompletableFuture<String> fourth = enter("d");

        assertThat(fourth).isNotDone();
        inFlight.leave("b", true);

        assertThat(fourth.get(10, TimeUnit.SECONDS)).isEqualTo("d");
    }

    @Test
    void narrowsATenantThatDoesNotAnswerUntilItDoes() throws Exception {
        inFlight.enter("a");
        inFlight.leave("a", false);
        inFlight.enter("a");
        CompletableFuture<String> second = enter("a");
        inFlight.enter("b");

        assertThat(second).isNotDone();
        inFlight.leave("b", true);
        inFlight.leave("a", true);
        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo("a");

        inFlight.enter("a");
    }

    @Test
    void leavesTheQueueWhenInterrupted() throws Exception {
        inFlight.enter("a");
        inFlight.enter("a");
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                inFlight.enter("a");
                interrupted.complete(false);
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        });
        waiting.start();
        waiting.interrupt();

        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
        inFlight.leave("a", true);
        inFlight.enter("a");
    }

    private CompletableFuture<String> enter(String host) {
        CompletableFuture<String> entered = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                inFlight.enter(host);
                entered.complete(host);
            } catch (InterruptedException e) {
                entered.completeExceptionally(e);
            }
        });
        return entered;
    }
}
