package truekeel.kinds.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.kinds.Seen;
import truekeel.model.Value;

/** A schedule that Qlik writes with several clocks, of which one counts. */
class TaskViewTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"interval\": \"R/PT1H\"}",
                "{\"recurrence\": null, \"interval\": \"R/PT1H\", \"cron\": null}",
                "{\"recurrence\": \"\", \"interval\": \"R/PT1H\", \"cron\": {\"expression\": null}}",
                "{\"recurrence\": {\"expression\": null}, \"interval\": \"R/PT1H\"}",
                "{\"interval\": \"R/PT1H\", \"startDateTime\": null, \"endDateTime\": null, \"timezone\": null}",
                "{\"interval\": \"R/PT1H\", \"cron\": {\"expression\": null, \"validUntil\": null}}",
            })
    void takesTheClockThatIsThere(String schedule) throws JsonProcessingException {
        Seen seen = TaskView.seen(
                new ObjectMapper().readTree("{\"start\": {\"schedule\": " + schedule + "}}"), Value.Fields.EMPTY);

        assertThat(seen.spec().fields("schedule")).isEqualTo(Value.Fields.EMPTY.with("interval", Value.text("R/PT1H")));
    }
}
