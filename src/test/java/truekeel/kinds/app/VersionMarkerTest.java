package truekeel.kinds.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionMarkerTest {

    @ParameterizedTest
    @CsvSource({
        "What sold {v2.1}, {v2.1}",
        "{v2.1} What sold, {v2.1}",
        "What {v1} sold {v2}, {v1}",
        "{version 3}, {version 3}",
        "{v}, {v}",
        "What {sold} {v1} {tk:0123456789ab}, {v1}"
    })
    void readsFromTheFirstOpeningToTheNextBrace(String description, String marker) {
        assertThat(VersionMarker.in(description)).contains(marker);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "What sold", "{tk:0123456789ab}", "{v2.1", "{V2.1}", "v2.1}"})
    void findsNoneWhereThereIsNone(String description) {
        assertThat(VersionMarker.in(description)).isEmpty();
    }

    @Test
    void whatIsTooLongIsNoMarker() {
        assertThat(VersionMarker.in("{v" + "1".repeat(200) + "}")).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"What sold {v1} well, What sold {v2} well", "What sold, What sold", "{v1} {v1}, {v2} {v1}"})
    void anotherVersionTakesItsPlace(String description, String expected) {
        assertThat(VersionMarker.replaced(description, "{v2}")).isEqualTo(expected);
    }
}
