package truekeel.kinds.dataalert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.kinds.FakeQlik;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;

/** What Qlik leaves out of an alert, in each of the ways in which it does. */
class AlertViewTest {
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"conditionId\": null}", "{\"conditionId\": \"\"}"})
    void looksForNoConditionWhereQlikNamesNone(String alert) throws JsonProcessingException {
        // given
        FakeQlik qlik = new FakeQlik();
        Look look = Look.atEverything(qlik.tenant());

        // when
        Seen seen = AlertView.seen(look, new ObjectMapper().readTree(alert), Optional.empty());

        // then
        assertThat(qlik.asked()).isEmpty();
        assertThat(seen.unknown()).isEmpty();
        assertThat(seen.facts().text(AlertView.CONDITION_ID)).contains("");
    }
}
