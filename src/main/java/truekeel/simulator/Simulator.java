package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Control control;
    private final Faults faults = new Faults();
    private final RequestLog requests = new RequestLog();
    private volatile Optional<String> certificate = Optional.empty();

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
        clients.add(ClientCredential.DEMO_ORGANISATION);
        this.oauth = new OAuth(ids, clients);
        Routes routes = new Routes();
        resources.forEach(resource -> resource.register(routes.in(resource.dialect())));
        this.gateway = new Gateway(fleet, routes, oauth, options.rateLimits());
        this.control = new Control(this, oauth);
        options.seed().ifPresent(folder -> Seed.load(folder, fleet, oauth));
    }

    /** Answers one request to any host. Never throws for what a client sent. */
    public Answer handle(Call call) {
        Answer answer = isControl(call) ? control.handle(call) : cloud(call);
        return answer.with("date", Stamp.http(clock().instant()));
    }

    /**
     * Whether an answer needs neither another request's end nor long work: a read of a tenant that nothing else is done
     * in. It is a guess; an answer may still have to wait.
     */
    boolean answersAtOnce(Call call) {
        return call.method().equals("GET")
                && !isControl(call)
                && fleet.byHost(call.host())
                        .filter(tenant -> !tenant.lock().isLocked())
                        .isPresent();
    }

    private static boolean isControl(Call call) {
        return call.path().startsWith("/__sim/");
    }

    private Answer cloud(Call call) {
        long start = System.nanoTime();
        Trace trace = new Trace();
        Optional<Fault> fault = faults.next(call);
        Answer answer = fault.filter(hit -> !hit.after())
                .map(hit -> broken(hit, cutShort()))
                .orElseGet(() -> gateway.answer(call, trace));
        Answer outcome =
                fault.filter(Fault::after).map(hit -> broken(hit, answer)).orElse(answer);
        requests.add(clock().instant(), call, trace, outcome, (System.nanoTime() - start) / 1_000_000);
        return outcome;
    }

    /** What a hit makes of the answer there is. */
    private Answer broken(Fault hit, Answer answer) {
        if (hit.effect() != Effect.NORMAL) {
            return answer.with(hit.effect());
        }
        Problem problem = Problem.of(hit.status(), "Injected fault", "").code("HTTP-" + hit.status());
        hit.retryAfter().ifPresent(seconds -> problem.header("retry-after", Integer.toString(seconds)));
        return Dialect.COMMON.answer(problem, fleet.ids().hex32());
    }

    /** A body to cut when the request itself was not carried out. */
    private static Answer cutShort() {
        return Answer.ok(Json.object().put("data", "never arrives as a whole"));
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

    public Faults faults() {
        return faults;
    }

    public RequestLog requests() {
        return requests;
    }

    /** The whole state of a tenant as one JSON document, as the control API gives it. */
    public JsonNode state(String hostname) {
        return control.handle(new Call("GET", "http", hostname, stateOf(hostname), "", Map.of(), Payload.empty()))
                .json();
    }

    /**
     * Makes or replaces a tenant from a state document; throws {@link IllegalArgumentException} when it cannot be one.
     */
    public void restore(String hostname, JsonNode state) {
        Payload body = Payload.of(Json.bytes(state));
        Answer answer = control.handle(new Call("PUT", "http", hostname, stateOf(hostname), "", Map.of(), body));
        if (answer.status() != 200) {
            throw new IllegalArgumentException(answer.body().text());
        }
    }

    private static String stateOf(String hostname) {
        return "/__sim/tenants/" + hostname + "/state";
    }

    /** A bearer token of a person's session in a tenant. */
    public String token(String hostname, String subject) {
        SimTenant tenant = fleet.byHost(hostname)
                .orElseThrow(() -> new IllegalArgumentException("No tenant answers on " + hostname + "."));
        return control.token(tenant, subject, Optional.empty());
    }

    /** The PEM of the CA behind this simulator's TLS; set by the server in front of it. */
    Optional<String> certificate() {
        return certificate;
    }

    void certificate(String pem) {
        certificate = Optional.of(pem);
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
