package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;
import truekeel.qlik.TenantOperations;

/** Reads Qlik's audit feed: what was done in a tenant, by whom. Events may be late, and not every service has them. */
public final class AuditFeed {
    /** Enough for the busiest look-back that still has a meaning; each page of a hundred costs a call. */
    private static final int MOST = 5000;

    private AuditFeed() {}

    /**
     * Gives away the events between two times, the newest first, until one is not taken. Throws
     * {@link truekeel.qlik.QlikException}, after earlier pages were given away.
     */
    public static void read(QlikTenant qlik, Instant from, Instant to, Predicate<AuditEvent> taken) {
        QlikRequest request = QlikRequest.of(TenantOperations.GET_AUDITS)
                .query("eventTime", from.truncatedTo(ChronoUnit.MILLIS) + "/" + to.truncatedTo(ChronoUnit.MILLIS))
                .query("sort", "-eventTime");
        qlik.listWhile(request, new Predicate<JsonNode>() {
            private int read;

            @Override
            public boolean test(JsonNode entry) {
                read++;
                return AuditEvent.of(entry).map(taken::test).orElse(true) && read < MOST;
            }
        });
    }
}
