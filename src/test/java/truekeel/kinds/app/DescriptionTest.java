package truekeel.kinds.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DescriptionTest {

    @Test
    void takesTheStampOffTheText() {
        Description description = Description.parse("What sold {tk:0123456789ab}");

        assertThat(description.text()).isEqualTo("What sold");
        assertThat(description.digest()).contains("0123456789ab");
    }

    @Test
    void leavesATextWithoutStampAsItIs() {
        assertThat(Description.parse("What {tk:0123456789ab} sold"))
                .isEqualTo(new Description("What {tk:0123456789ab} sold", Optional.empty()));
        assertThat(Description.parse("What sold {tk:0123456789AB}").digest()).isEmpty();
        assertThat(Description.parse("What sold{tk:0123456789ab}").digest()).isEmpty();
        assertThat(Description.parse("").text()).isEmpty();
    }

    @Test
    void readsAStampOfWhichTheSpaceWasTrimmedAway() {
        assertThat(Description.parse("{tk:0123456789ab}")).isEqualTo(new Description("", Optional.of("0123456789ab")));
    }

    @Test
    void takesOnlyTheLastOfTwoStamps() {
        assertThat(Description.parse("a {tk:000000000000} {tk:0123456789ab}").text())
                .isEqualTo("a {tk:000000000000}");
    }
}
