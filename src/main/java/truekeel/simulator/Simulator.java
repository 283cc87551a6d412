package truekeel.simulator;

import java.util.ArrayList;
import java.util.List;
import truekeel.simulator.resource.Resources;

/**
 * A stateful, multi-tenant Qlik Cloud without a transport: every request is one call of {@link #handle}. Thread-safe;
 * requests to one tenant are answered one after the other. Several may live in one process.
 */
public final class Simulator implements AutoCloseable {
    private final SimulatorOptions options;
    private final Fleet fleet;
    private final OAuth oauth;
    private final Gateway gateway;

    public Simulator(SimulatorOptions options) {
        this(options, Resources.all());
    }

    Simulator(SimulatorOptions options, List<Resource> resources) {
        this.options = options;
        Ids ids = new Ids(options.randomSeed());
        this.fleet = new Fleet(options.clock(), ids, resources);
        List<ClientCredential> clients = new ArrayList<>(options.credentials());
        clients.add(ClientCredential.DEFAULT);
        clients.add(ClientCredential.DEMO);
        this.oauth = new OAuth(ids, clients);
        Routes routes = new Routes();
        resources.forEach(resource -> resource.register(routes.in(resource.dialect())));
        this.gateway = new Gateway(fleet, routes, oauth, options.rateLimits());
    }

    /** Answers one request to any host. Never throws for what a client sent. */
    public Answer handle(Call call) {
        Trace trace = new Trace();
        Answer answer = gateway.answer(call, trace);
        for (java.util.Map.Entry<String, String> header : gateway.common().entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    public SimulatorOptions options() {
        return options;
    }

    public SimClock clock() {
        return fleet.clock();
    }

    public Fleet fleet() {
        return fleet;
    }

    /** Makes a tenant; throws {@link IllegalArgumentException} when the hostname is taken or no tenant's name. */
    public SimTenant createTenant(TenantSpec spec) {
        if (!Hosts.isTenantName(spec.hostname())) {
            throw new IllegalArgumentException("Not a tenant hostname: " + spec.hostname());
        }
        return fleet.create(spec)
                .orElseThrow(() -> new IllegalArgumentException("The hostname is taken: " + spec.hostname()));
    }

    /** Deletes the temporary files. */
    @Override
    public void close() {
        fleet.close();
    }
}
