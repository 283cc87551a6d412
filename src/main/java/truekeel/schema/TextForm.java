package truekeel.schema;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;

/** Texts with a grammar of their own, as the mark {@code x-truekeel-form} names them. */
public enum TextForm {
    /** A recurrence rule of RFC 5545 behind {@code RRULE:}. */
    RECURRENCE("recurrence", "RRULE:FREQ=DAILY;BYHOUR=2;BYMINUTE=0;BYSECOND=0") {
        @Override
        Optional<String> problem(String text) {
            try {
                RecurrenceRule rule =
                        new RecurrenceRule(text.replaceFirst("^RRULE:", ""), RecurrenceRule.RfcMode.RFC5545_STRICT);
                return rule.getInterval() < 1 ? Optional.of("the interval must be at least 1") : Optional.empty();
            } catch (InvalidRecurrenceRuleException | IllegalArgumentException wrong) {
                return Optional.of("it is no recurrence rule of RFC 5545");
            }
        }
    },
    /** A time zone of the IANA database. */
    TIMEZONE("timezone", "Europe/Stockholm") {
        @Override
        Optional<String> problem(String text) {
            return text.equals("UTC")
                            || (text.contains("/")
                                    && ZoneId.getAvailableZoneIds().contains(text))
                    ? Optional.empty()
                    : Optional.of("it is no time zone of the IANA database");
        }
    },
    /** A date with a time, with an offset or without. */
    DATE_TIME("date-time", "2026-12-01T02:00:00") {
        @Override
        Optional<String> problem(String text) {
            return isTime(text) ? Optional.empty() : Optional.of("it is no date with a time");
        }
    };

    private final String word;
    private final String example;

    TextForm(String word, String example) {
        this.word = word;
        this.example = example;
    }

    /** The form that a mark names; empty for words that mean something else than a text. */
    static Optional<TextForm> of(String word) {
        return Stream.of(values()).filter(form -> form.word.equals(word)).findFirst();
    }

    /** What is wrong with a text, to follow a colon; empty when nothing is. */
    abstract Optional<String> problem(String text);

    String example() {
        return example;
    }

    private static boolean isTime(String text) {
        try {
            LocalDateTime.parse(text);
            return true;
        } catch (DateTimeParseException withOffset) {
            return isInstant(text);
        }
    }

    private static boolean isInstant(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException neither) {
            return false;
        }
    }
}
