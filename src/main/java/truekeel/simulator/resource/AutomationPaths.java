package truekeel.simulator.resource;

import java.time.Instant;
import java.util.List;
import truekeel.simulator.Route;

/** What the paths of the services of automations begin with, and what the older ones announce. */
final class AutomationPaths {
    static final String NEW = "/api/workflows/";
    static final String OLD = "/api/v1/";
    private static final Instant SINCE = Instant.parse("2026-11-30T00:00:00Z");
    private static final Instant SUNSET = Instant.parse("2027-11-30T00:00:00Z");

    private AutomationPaths() {}

    static void announceEnd(List<Route> older) {
        older.forEach(route -> route.deprecated(SINCE, SUNSET, "https://qlik.dev/changelog/"));
    }
}
