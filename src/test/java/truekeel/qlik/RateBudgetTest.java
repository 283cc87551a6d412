package truekeel.qlik;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import truekeel.qlik.Operation.Tier;

class RateBudgetTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final TestTime time = new TestTime();
    private final Pause pause = time.clockwork().pause();
    private final RateBudget budget = new RateBudget(0.8, time::passed);

    @Test
    void letsABurstOfOurShareThroughAndThenWaitsForTheWindow() throws InterruptedException {
        for (int i = 0; i < 400; i++) {
            assertThat(budget.acquire(Operations.CREATE_SPACE, pause, LONG)).isZero();
        }
        assertThat(time.pauses()).isEmpty();

        budget.acquire(Operations.CREATE_SPACE, pause, LONG);

        assertThat(time.passed()).isEqualTo(RateBudget.WINDOW);
    }

    @Test
    void countsReadsWritesAndSpecialLimitsApart() throws InterruptedException {
        for (int i = 0; i < 400; i++) {
            budget.acquire(Operations.CREATE_SPACE, pause, LONG);
        }

        assertThat(budget.waitFor(Operations.PATCH_SPACE)).isEqualTo(RateBudget.WINDOW);
        assertThat(budget.waitFor(Operations.GET_SPACES)).isZero();
        assertThat(budget.waitFor(AccessOperations.FILTER_USERS)).isZero();
        assertThat(budget.used(Tier.WRITE)).isEqualTo(1);
        assertThat(budget.used(Tier.READ)).isZero();
    }

    @Test
    void givesEachSpecialOperationAWindowOfItsOwn() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            budget.acquire(Operations.QUEUE_RELOAD, pause, LONG);
        }

        assertThat(budget.waitFor(Operations.QUEUE_RELOAD)).isEqualTo(RateBudget.WINDOW);
        assertThat(budget.waitFor(Operations.CANCEL_RELOAD)).isZero();
        assertThat(budget.used(Tier.SPECIAL)).isEqualTo(1);
    }

    @Test
    void halvesTheShareOfASoleUser() {
        budget.soleUser(true);
        assertThat(budget.price(0, 200, Map.of())).isZero();
        assertThat(budget.price(0, 201, Map.of())).isEqualTo(RateBudget.WINDOW);

        budget.soleUser(false);
        assertThat(budget.price(0, 400, Map.of())).isZero();
    }

    @Test
    void pricesByTheSlowestWindowAndByWhatIsUsedAlready() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            budget.acquire(Operations.CREATE_SPACE, pause, LONG);
        }
        time.advance(Duration.ofMinutes(1));

        assertThat(budget.price(4000, 300, Map.of())).isZero();
        assertThat(budget.price(4001, 301, Map.of())).isEqualTo(Duration.ofMinutes(5));
        assertThat(budget.price(0, 301, Map.of())).isEqualTo(Duration.ofMinutes(4));
        assertThat(budget.price(0, 0, Map.of(AccessOperations.FILTER_USERS, 1601L)))
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(budget.price(0, 0, Map.of())).isZero();
    }

    @Test
    void keepsAwayFromATierThatQlikBlocks() throws InterruptedException {
        budget.block(Operations.CREATE_SPACE, Duration.ofSeconds(40));
        budget.block(Operations.CREATE_SPACE, Duration.ofSeconds(10));

        assertThat(budget.waitFor(Operations.GET_SPACE)).isZero();
        assertThat(budget.price(0, 1, Map.of())).isEqualTo(Duration.ofSeconds(40));
        budget.acquire(Operations.DELETE_SPACE, pause, LONG);

        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(40));
        assertThat(budget.waitFor(Operations.DELETE_SPACE)).isZero();
    }

    @Test
    void givesUpWithoutCountingWhenTheWaitIsTooLong() throws InterruptedException {
        budget.block(Operations.CREATE_SPACE, Duration.ofSeconds(40));

        Duration left = budget.acquire(Operations.CREATE_SPACE, pause, Duration.ofSeconds(39));

        assertThat(left).isEqualTo(Duration.ofSeconds(40));
        assertThat(time.pauses()).isEmpty();
        assertThat(budget.used(Tier.WRITE)).isZero();
    }

    @Test
    void alwaysLetsAtLeastOneCallThrough() {
        RateBudget tiny = new RateBudget(0.0001, time::passed);

        tiny.soleUser(true);

        assertThat(tiny.waitFor(Operations.CREATE_SPACE)).isZero();
    }
}
