package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import truekeel.model.Revision;
import truekeel.model.TenantName;

class ConvergenceTest {
    private static final Instant COMMITTED = Instant.parse("2026-11-22T10:00:00Z");
    private static final Revision FIRST = new Revision("1111111111111111111111111111111111111111");
    private static final Revision SECOND = new Revision("2222222222222222222222222222222222222222");
    private static final TenantName ACME = TenantName.of("acme");
    private static final TenantName GLOBEX = TenantName.of("globex");

    private final Convergence convergence = new Convergence();

    @Test
    void isToldOnceWhenTheLastTenantArrives() {
        convergence.begin(FIRST, COMMITTED, Set.of(ACME, GLOBEX));

        assertThat(convergence.reached(ACME, FIRST, COMMITTED.plusSeconds(5))).isEmpty();
        assertThat(convergence.reached(ACME, FIRST, COMMITTED.plusSeconds(6))).isEmpty();
        assertThat(convergence.reached(GLOBEX, FIRST, COMMITTED.plusSeconds(9))).hasValue(Duration.ofSeconds(9));
        assertThat(convergence.reached(GLOBEX, FIRST, COMMITTED.plusSeconds(19)))
                .isEmpty();
    }

    @Test
    void aRunAtAnEarlierRevisionDoesNotCount() {
        convergence.begin(FIRST, COMMITTED, Set.of(ACME));
        convergence.begin(SECOND, COMMITTED.plusSeconds(60), Set.of(ACME));

        assertThat(convergence.reached(ACME, FIRST, COMMITTED.plusSeconds(61))).isEmpty();
        assertThat(convergence.reached(ACME, SECOND, COMMITTED.plusSeconds(62))).hasValue(Duration.ofSeconds(2));
    }

    @Test
    void saysNothingWhereNobodyIsWaitedFor() {
        convergence.begin(FIRST, COMMITTED, Set.of());

        assertThat(convergence.reached(ACME, FIRST, COMMITTED.plusSeconds(1))).isEmpty();
    }

    @Test
    void aCommitFromTheFutureTookNoTime() {
        convergence.begin(FIRST, COMMITTED, Set.of(ACME));

        assertThat(convergence.reached(ACME, FIRST, COMMITTED.minusSeconds(5))).hasValue(Duration.ZERO);
    }
}
