package truekeel.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import truekeel.kinds.AuditEvent;
import truekeel.kinds.AuditFeed;
import truekeel.kinds.People;
import truekeel.kinds.Survey;
import truekeel.model.LogKeys;
import truekeel.model.LogLine;
import truekeel.model.TenantName;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikTenant;
import truekeel.store.Attribution;

/**
 * Names the authors of new drift, as Qlik's audit events tell them: the newest event that can have made the difference
 * and is not our own. Without such an event nobody is named. Costs nothing while there is nothing to explain.
 */
final class Attributor {
    private static final Logger LOG = Logger.getLogger(Attributor.class);
    /** Events may reach the feed out of order. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    /** A tenant's clock is known to two seconds. */
    private static final Duration SLACK = Duration.ofSeconds(2);
    /** Of two events that tell of one change, the one with the present name counts. */
    private static final Comparator<AuditEvent> NEWEST_FIRST = Comparator.comparing(AuditEvent::time)
            .reversed()
            .thenComparing(AuditEvent::isLegacy)
            .thenComparing(AuditEvent::id);

    private final Map<TenantName, String> gaps = new ConcurrentHashMap<>();

    /** The authors that are known, by the number under which their drift was asked about. */
    Map<Integer, Attribution> authors(TenantTask task, Survey survey, Map<Integer, Suspicion> suspicions) {
        Optional<Instant> first =
                suspicions.values().stream().map(Suspicion::since).min(Instant::compareTo);
        if (first.isEmpty()) {
            return Map.of();
        }
        try {
            Map<Integer, AuditEvent> found = events(task.qlik(), first.get().minus(OVERLAP), suspicions);
            gaps.remove(task.tenant());
            People people = new People(survey, task.qlik().identity());
            Map<Integer, Attribution> authors = new HashMap<>();
            found.forEach((number, event) -> {
                if (!event.user().isEmpty()) {
                    authors.put(number, new Attribution(people.called(event.user()), event.time(), event.id()));
                }
            });
            return authors;
        } catch (QlikException unreadable) {
            LOG.debug(LogLine.of("The audit events could not be read.")
                    .with(LogKeys.TENANT, task.tenant())
                    .with(LogKeys.CODE, unreadable.code()));
            gaps.put(
                    task.tenant(),
                    "New drift has no author, because the audit events could not be read: " + unreadable.getMessage());
            return Map.of();
        }
    }

    private static Map<Integer, AuditEvent> events(QlikTenant qlik, Instant from, Map<Integer, Suspicion> suspicions) {
        Map<Integer, AuditEvent> found = new HashMap<>();
        Instant to = qlik.clock().instant().plus(SLACK);
        AuditFeed.read(qlik, from, to, event -> {
            suspicions.forEach((number, suspicion) -> {
                AuditEvent best = found.get(number);
                if ((best == null || NEWEST_FIRST.compare(event, best) < 0) && suspicion.isExplainedBy(event)) {
                    found.put(number, event);
                }
            });
            // An event's twin of the same time may still come.
            return found.size() < suspicions.size()
                    || found.values().stream().anyMatch(best -> !event.time().isBefore(best.time()));
        });
        return found;
    }

    /** Why the latest new drift of the tenant could not be explained; empty when the feed could be read. */
    Optional<String> gap(TenantName tenant) {
        return Optional.ofNullable(gaps.get(tenant));
    }
}
