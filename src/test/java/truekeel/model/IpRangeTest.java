package truekeel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpRangeTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "203.0.113.7/32, 203.0.113.7",
        "203.0.113.7/24, 203.0.113.0/24",
        "0.0.0.0/0, 0.0.0.0/0",
        "255.255.255.255, 255.255.255.255",
        "10.128.0.0/9, 10.128.0.0/9"
    })
    void isReadAndShownInOneForm(String text, String shown) {
        assertThat(IpRange.parse(text)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1.2.3", "1.2.3.256", "1.2.3.4/33", "1.2.3.4/", "::1", "1.2.3.4.5", "-1.2.3.4", "a.b.c.d"})
    void refusesWhatIsNoRange(String text) {
        assertThatThrownBy(() -> IpRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/24, 10.0.0.0/8, true",
        "10.0.0.0/24, 10.0.0.0/25 10.0.0.128/25, true",
        "10.0.0.0/24, 10.0.0.128/25 10.0.0.0/25, true",
        "10.0.0.0/24, 10.0.0.0/25 10.0.0.129, false",
        "10.0.0.7, 10.0.0.6 10.0.0.8, false",
        "10.0.0.7, 10.0.0.0/8 10.0.0.7, true",
        "255.255.255.255, 255.255.255.0/24, true"
    })
    void isWithinOthersTogether(String range, String others, boolean within) {
        List<IpRange> all = Stream.of(others.split(" ")).map(IpRange::parse).toList();
        assertThat(IpRange.parse(range).isWithin(all)).isEqualTo(within);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "10.0.0.0/8, 10.1.0.0/16, 10.1.0.0/16",
                "10.1.2.3, 10.1.0.0/16, 10.1.2.3",
                "10.0.0.0/24, 10.0.1.0/24, none"
            })
    void hasInCommonWithAnother(String one, String other, String both) {
        assertThat(IpRange.parse(one).common(IpRange.parse(other)))
                .isEqualTo(Optional.ofNullable(both).map(IpRange::parse));
    }

    @Test
    void isWithinNothingWhereThereIsNothing() {
        assertThat(IpRange.parse("10.0.0.7").isWithin(List.of())).isFalse();
    }
}
