package truekeel.store;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionTest {
    @Test
    void keepsAtLeastOneEntry() {
        // given
        int count = 0;

        // when / then
        assertThatIllegalArgumentException().isThrownBy(() -> new Retention(count, Duration.ofDays(1)));
    }

    @Test
    void outlivesTheTimeInWhichNewAppsMustNotBeDeleted() {
        // given
        Duration age = Duration.ofMinutes(45);

        // when / then
        assertThatIllegalArgumentException().isThrownBy(() -> new Retention(10, age));
    }
}
