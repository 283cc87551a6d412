package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.TimeZone;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/** When a schedule fires. The recurrence wins over an interval, and that over a cron expression. */
record TaskTimes(JsonNode schedule, ZoneId zone, Instant from, Optional<Instant> until) {

    /** @param since when the schedule was written, from which it counts where it has no start of its own */
    static TaskTimes of(JsonNode schedule, Instant since) {
        ZoneId zone = TaskBody.zone(schedule.path("timezone").asText("UTC"));
        Instant from = time(schedule.path("startDateTime").asText(), zone).orElse(since);
        return new TaskTimes(
                schedule, zone, from, time(schedule.path("endDateTime").asText(), zone));
    }

    /** A date with a time, in the zone where it has no offset. */
    static Optional<Instant> time(String text, ZoneId zone) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException local) {
            return local(text, zone);
        }
    }

    private static Optional<Instant> local(String text, ZoneId zone) {
        try {
            return Optional.of(LocalDateTime.parse(text).atZone(zone).toInstant());
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }

    /** The first time after the given one; empty when there is none any more. */
    Optional<Instant> next(Instant after) {
        Instant later = after.isBefore(from) ? from.minusMillis(1) : after;
        Optional<Instant> found = schedule.isTextual() || schedule.has("interval") || schedule.has("recurrence")
                ? byRuleOrInterval(later)
                : CronTimes.parse(TaskBody.cron(schedule))
                        .flatMap(cron -> cron.next(ZonedDateTime.ofInstant(later, zone)))
                        .map(ZonedDateTime::toInstant);
        return found.filter(time -> until.map(end -> !time.isAfter(end)).orElse(true));
    }

    private Optional<Instant> byRuleOrInterval(Instant after) {
        if (schedule.has("recurrence")) {
            return byRule(after);
        }
        Duration step = TaskBody.interval(
                schedule.isTextual()
                        ? schedule.asText()
                        : schedule.path("interval").asText());
        if (after.isBefore(from)) {
            return Optional.of(from);
        }
        long times = Duration.between(from, after).toMillis() / step.toMillis() + 1;
        return Optional.of(from.plus(step.multipliedBy(times)));
    }

    private Optional<Instant> byRule(Instant after) {
        DateTime start = new DateTime(TimeZone.getTimeZone(zone), from.toEpochMilli());
        RecurrenceRuleIterator times =
                TaskBody.rule(schedule.path("recurrence").asText()).iterator(start);
        times.fastForward(after.toEpochMilli());
        while (times.hasNext()) {
            long time = times.nextMillis();
            if (time > after.toEpochMilli()) {
                return Optional.of(Instant.ofEpochMilli(time));
            }
        }
        return Optional.empty();
    }
}
