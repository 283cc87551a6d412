package truekeel.fleet;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
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

    /** Whether the window's latest firing is less than its duration ago. */
    static boolean isOpen(SyncWindow window, Instant now) {
        ZonedDateTime local = now.atZone(window.timeZone());
        return times(window)
                .lastExecution(local.plusSeconds(1))
                .filter(begun -> begun.plus(window.duration()).isAfter(local))
                .isPresent();
    }

    private static Optional<Instant> nextOpening(SyncWindow window, Instant now) {
        return times(window).nextExecution(now.atZone(window.timeZone())).map(ZonedDateTime::toInstant);
    }

    private static ExecutionTime times(SyncWindow window) {
        return ExecutionTime.forCron(PARSER.parse(window.cron()));
    }
}
