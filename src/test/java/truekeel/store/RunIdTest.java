package truekeel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RunIdTest {
    @Test
    void laterRunsHaveHigherIds() {
        // given
        RandomGenerator highest = () -> -1L;
        RandomGenerator lowest = () -> 0L;

        // when
        RunId earlier = RunId.make(Samples.NOON, highest);
        RunId later = RunId.make(Samples.NOON.plusMillis(1), lowest);

        // then
        assertThat(earlier).isLessThan(later);
        assertThat(earlier.value()).hasSize(14).endsWith("zzzzz");
        assertThat(later.value()).hasSize(14).endsWith("00000");
    }

    @Test
    void runsOfOneMillisecondDiffer() {
        // given
        Random random = new Random(1);

        // when
        RunId one = RunId.make(Samples.NOON, random);
        RunId other = RunId.make(Samples.NOON, random);

        // then
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void wordsThatAreNoIdAreRefused() {
        // given
        String hostile = "../etc";

        // when / then
        assertThatIllegalArgumentException().isThrownBy(() -> RunId.of(hostile));
    }
}
