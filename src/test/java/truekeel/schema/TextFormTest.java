package truekeel.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RRULE:FREQ=DAILY;BYHOUR=2;BYMINUTE=0;BYSECOND=0",
                "RRULE:FREQ=MONTHLY;BYDAY=-1FR",
                "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20271201T000000Z"
            })
    void takesRecurrenceRules(String text) {
        assertThat(TextForm.RECURRENCE.problem(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RRULE:",
                "RRULE:FREQ=NOW",
                "RRULE:BYHOUR=2",
                "RRULE:FREQ=DAILY;BYHOUR=25",
                "RRULE:FREQ=DAILY;INTERVAL=0",
                "every night"
            })
    void refusesWhatIsNoRecurrenceRule(String text) {
        assertThat(TextForm.RECURRENCE.problem(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Stockholm", "America/Argentina/Buenos_Aires"})
    void takesTimeZones(String text) {
        assertThat(TextForm.TIMEZONE.problem(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CET+1", "Europe/Stokholm", "GMT+2", "europe/stockholm"})
    void refusesWhatIsNoTimeZone(String text) {
        assertThat(TextForm.TIMEZONE.problem(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-12-01T02:00:00", "2026-12-01T02:00", "2026-12-01T02:00:00Z", "2026-12-01T02:00:00+01:00"})
    void takesTimes(String text) {
        assertThat(TextForm.DATE_TIME.problem(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-12-01", "2026-02-30T00:00:00", "02:00", "2026-12-01 02:00:00"})
    void refusesWhatIsNoTime(String text) {
        assertThat(TextForm.DATE_TIME.problem(text)).isPresent();
    }
}
