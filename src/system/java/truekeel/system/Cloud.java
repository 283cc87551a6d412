package truekeel.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import truekeel.simulator.SimClock;
import truekeel.simulator.Simulator;
import truekeel.simulator.SimulatorOptions;
import truekeel.simulator.SimulatorServer;

/** A simulated Qlik Cloud behind a real port, steered by its own control API. */
final class Cloud implements AutoCloseable {
    private final Simulator simulator;
    private final SimulatorServer server;
    private final Web web;

    Cloud(InstantSource time) {
        this.simulator = new Simulator(SimulatorOptions.of(SimClock.following(time)));
        this.server = SimulatorServer.start(simulator, 0);
        this.web = Web.at(server.port());
    }

    /** What {@code truekeel.qlik.route} takes. */
    String url() {
        return web.url();
    }

    /** A tenant without a past, in place of any of that name. */
    void make(String hostname, boolean anonymousAccess) {
        if (simulator.fleet().byHost(hostname).isPresent()) {
            web.send("DELETE", "/__sim/tenants/" + hostname, "", Map.of());
        }
        ObjectNode tenant = JsonNodeFactory.instance.objectNode();
        tenant.put("hostname", hostname).put("anonymousAccess", anonymousAccess);
        // The scope behind public links has no published id; this is one that every admin's role has.
        tenant.put("publicLinkScope", "app.share");
        web.send("POST", "/__sim/tenants", tenant.toString(), Map.of());
    }

    JsonNode state(String hostname) {
        return web.json("/__sim/tenants/" + hostname + "/state");
    }

    /** A person with an admin's rights in a tenant. */
    Person person(String hostname) {
        String answer = web.send("POST", "/oauth/token", """
                {"client_id": "sim-client", "client_secret": "sim-secret", "grant_type": "client_credentials"}
                """, Map.of("Host", hostname));
        return new Person(web, hostname, Web.parse(answer).path("access_token").asText());
    }

    /** Lets trouble befall requests of a tenant: after so many have passed, so often; -1 = always. */
    void trouble(Trouble trouble, String hostname, int skip, int times) {
        ObjectNode fault = JsonNodeFactory.instance.objectNode();
        fault.put("host", hostname)
                .put("effect", trouble.effect())
                .put("phase", trouble.phase())
                .put("skip", skip)
                .put("times", times);
        trouble.retryAfter().ifPresent(seconds -> fault.put("retryAfter", seconds));
        web.send("POST", "/__sim/faults", fault.toString(), Map.of());
    }

    /** The troubles that have not come to pass yet, each with how many there are. */
    Map<Trouble, Integer> ahead() {
        Map<Trouble, Integer> ahead = new EnumMap<>(Trouble.class);
        for (JsonNode fault : web.json("/__sim/faults")) {
            for (Trouble trouble : Trouble.values()) {
                if (trouble.effect().equals(fault.path("effect").asText())
                        && trouble.phase().equals(fault.path("phase").asText())) {
                    ahead.merge(trouble, 1, Integer::sum);
                }
            }
        }
        return ahead;
    }

    void calm() {
        web.send("DELETE", "/__sim/faults", "", Map.of());
    }

    /** How many requests a tenant got since the log was last forgotten. */
    int requests(String hostname) {
        int requests = 0;
        for (JsonNode entry : web.json("/__sim/requests")) {
            requests += entry.path("host").asText().equals(hostname) ? 1 : 0;
        }
        return requests;
    }

    void forgetRequests() {
        web.send("DELETE", "/__sim/requests", "", Map.of());
    }

    @Override
    public void close() {
        server.close();
        simulator.close();
    }
}
