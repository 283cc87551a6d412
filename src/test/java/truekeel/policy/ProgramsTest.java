package truekeel.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelRuntime;
import org.junit.jupiter.api.Test;

class ProgramsTest {
    @Test
    void compilesATextOnceAndForgetsTheLeastUsed() throws Exception {
        Programs programs = new Programs(2);
        CelRuntime.Program first = programs.of("action == 'create'");
        CelRuntime.Program second = programs.of("action == 'update'");

        assertThat(programs.of("action == 'create'")).isSameAs(first);
        programs.of("action == 'delete'");

        assertThat(programs.kept()).isEqualTo(2);
        assertThat(programs.of("action == 'create'")).isSameAs(first);
        assertThat(programs.of("action == 'update'")).isNotSameAs(second);
    }

    @Test
    void keepsNothingOfAnUnsoundText() {
        Programs programs = new Programs(2);

        assertThatThrownBy(() -> programs.of("action ==")).isInstanceOf(CelValidationException.class);

        assertThat(programs.kept()).isZero();
    }
}
