package truekeel.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import truekeel.model.TenantName;
import truekeel.store.RunId;

/** One tenant's place in the loop: when it is due, what asked for it, whether it runs. Guarded by itself. */
final class Slot {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(15);
    private static final int LAST_DOUBLING = 10;

    private final TenantName tenant;
    private boolean inLine;
    private boolean running;
    private Optional<Request> requested = Optional.of(new Request(Trigger.REVISION, Optional.empty()));
    private Instant due = Instant.MIN;
    private int failures;
    private Optional<RunId> current = Optional.empty();

    /** Why the next run happens, and under which id when somebody was told one. */
    record Request(Trigger trigger, Optional<RunId> id) {}

    Slot(TenantName tenant) {
        this.tenant = tenant;
    }

    TenantName tenant() {
        return tenant;
    }

    /** Asks for a run as soon as may be; of several requests before it one run answers all. */
    synchronized RunId request(Trigger trigger, RunId id) {
        RunId answering = requested.flatMap(Request::id).orElse(id);
        requested = Optional.of(new Request(trigger, Optional.of(answering)));
        return answering;
    }

    synchronized void request(Trigger trigger) {
        if (requested.isEmpty()) {
            requested = Optional.of(new Request(trigger, Optional.empty()));
        }
    }

    /** Puts the tenant in line for a thread when it is due, unless it stands there or runs already. */
    synchronized boolean line(Instant now) {
        boolean joins = !inLine && isDue(now);
        inLine |= joins;
        return joins;
    }

    /** Takes the tenant out of the line without a run; what asked for one still asks for it. */
    synchronized void leave() {
        inLine = false;
    }

    /** Takes the tenant out of the line for a run, when it is still due. */
    synchronized Optional<Request> take(Instant now) {
        inLine = false;
        if (!isDue(now)) {
            return Optional.empty();
        }
        Request request =
                requested.orElse(new Request(failures > 0 ? Trigger.RETRY : Trigger.INTERVAL, Optional.empty()));
        requested = Optional.empty();
        running = true;
        current = request.id();
        return Optional.of(request);
    }

    private boolean isDue(Instant now) {
        return !running && (requested.isPresent() || !now.isBefore(due));
    }

    /** Gives it back. After a failure the next run comes earlier than the interval, each time twice as late. */
    synchronized void give(Instant now, Duration interval, boolean well) {
        running = false;
        current = Optional.empty();
        failures = well ? 0 : failures + 1;
        Duration retry = FIRST_RETRY.multipliedBy(1L << Math.min(failures, LAST_DOUBLING));
        due = now.plus(well || retry.compareTo(interval) > 0 ? interval : retry);
    }

    /** Whether somebody was told that a run with this id will be, and it has not come to its end. */
    synchronized boolean owes(RunId id) {
        return current.filter(id::equals).isPresent()
                || requested.flatMap(Request::id).filter(id::equals).isPresent();
    }

    /** Whether it runs, and when it is due by itself. */
    synchronized Turn turn() {
        return new Turn(running, requested.isPresent() ? Instant.MIN : due);
    }
}
