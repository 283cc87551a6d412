package truekeel.fleet;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import truekeel.model.ReconcilePolicy.SyncWindow;
import truekeel.plan.Change;
import truekeel.plan.Plan;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;

/** Sync windows: when writes may run. Without any window they always may. */
public final class Windows {
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private Windows() {}

    /** The objection to a plan that would write outside all windows. */
    static Optional<Refusal> objection(Plan plan, List<SyncWindow> windows, Instant now) {
        if (plan.isEmpty() || windows.isEmpty() || windows.stream().anyMatch(window -> isOpen(window, now))) {
            return Optional.empty();
        }
        String next = windows.stream()
                .flatMap(window -> nextOpening(window, now).stream())
                .min(Instant::compareTo)
                .map(Instant::toString)
                .orElse("never");
        return Optional.of(Refusal.ofPlan(
                RefusalCode.OUTSIDE_WINDOW,
                plan.writes().map(Change::ref).toList(),
                "No sync window of the tenant is open.",
                "The next window opens at " + next + ".",
                false));
    }

    /** Whether the window's latest opening is less than its duration ago. */
    static boolean isOpen(SyncWindow window, Instant now) {
        return lastOpening(window, now)
                .filter(begun -> begun.plus(window.duration()).isAfter(now))
                .isPresent();
    }

    private static Optional<Instant> lastOpening(SyncWindow window, Instant now) {
        ZoneRules zone = window.timeZone().getRules();
        Optional<Instant> skipped = Optional.ofNullable(zone.previousTransition(now.plusNanos(1)))
                .filter(change -> skips(window, change))
                .map(ZoneOffsetTransition::getInstant);
        // asked for the last one before a time, in whole seconds
        ZonedDateTime next = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1).atZone(window.timeZone());
        Optional<Instant> shown = times(window).lastExecution(next).map(ZonedDateTime::toInstant);
        return Stream.concat(skipped.stream(), shown.stream()).max(Instant::compareTo);
    }

    /** The first opening after a moment; none where the time never comes. */
    static Optional<Instant> nextOpening(SyncWindow window, Instant now) {
        ZoneRules zone = window.timeZone().getRules();
        Optional<Instant> skipped = Optional.ofNullable(zone.nextTransition(now))
                .filter(change -> skips(window, change))
                .map(ZoneOffsetTransition::getInstant);
        Optional<Instant> shown =
                times(window).nextExecution(now.atZone(window.timeZone())).map(ZonedDateTime::toInstant);
        return Stream.concat(skipped.stream(), shown.stream()).min(Instant::compareTo);
    }

    /** Whether the clock jumps over an opening; the window then opens as soon as the clock has jumped. */
    private static boolean skips(SyncWindow window, ZoneOffsetTransition change) {
        ZonedDateTime first = change.getDateTimeBefore().atZone(ZoneOffset.UTC);
        return change.isGap()
                && times(window)
                        .nextExecution(first.minusSeconds(1))
                        .filter(opening -> opening.toLocalDateTime().isBefore(change.getDateTimeAfter()))
                        .isPresent();
    }

    private static ExecutionTime times(SyncWindow window) {
        return ExecutionTime.forCron(PARSER.parse(window.cron()));
    }
}
