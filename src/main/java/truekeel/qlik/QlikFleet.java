package truekeel.qlik;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The clients of all tenants over one transport. Budget, token and clock of a host and client live as long as this, so
 * ask again for a tenant rather than make a second fleet. Thread-safe.
 */
public final class QlikFleet implements AutoCloseable {
    private final QlikSettings settings;
    private final Transport transport;
    private final Exchanges exchanges;
    private final Map<String, Member> members = new ConcurrentHashMap<>();

    public QlikFleet(QlikSettings settings, Transport transport, Clockwork clockwork, QlikMetrics metrics) {
        this.settings = settings;
        this.transport = transport;
        this.exchanges = new Exchanges(
                transport, new InFlight(settings.concurrency(), settings.perTenant()), clockwork, metrics);
    }

    /** The client of a host: the same one for the same host and OAuth client, from now on with this access's secret. */
    public QlikTenant tenant(TenantAccess access) {
        Member member = members.computeIfAbsent(access.toString(), key -> admit(access));
        member.tokens().use(access);
        return member.tenant();
    }

    /** Closes the transport. */
    @Override
    public void close() {
        transport.close();
    }

    private Member admit(TenantAccess access) {
        String host = access.hostname();
        Clockwork clockwork = exchanges.clockwork();
        TenantClock clock = new TenantClock(clockwork.clock());
        RateBudget budget = new RateBudget(settings.share(), clockwork.ticker());
        Calls calls = new Calls(exchanges, host, budget, clock, settings);
        Tokens tokens = new Tokens(access, calls, clockwork.ticker());
        return new Member(
                new QlikTenant(host, new Session(host, calls, tokens), clock, budget, settings.egress()), tokens);
    }

    private record Member(QlikTenant tenant, Tokens tokens) {}
}
