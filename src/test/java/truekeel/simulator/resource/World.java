package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import truekeel.simulator.Answer;
import truekeel.simulator.ClientCredential;
import truekeel.simulator.Driver;
import truekeel.simulator.Json;
import truekeel.simulator.Payload;
import truekeel.simulator.SimTenant;
import truekeel.simulator.Simulator;
import truekeel.simulator.SimulatorOptions;
import truekeel.simulator.TenantSpec;

/** A simulated tenant with an admin bot and three people without any admin role, on a clock that stands still. */
final class World implements AutoCloseable {
    static final String HOST = "acme.us.qlikcloud.com";

    final Simulator simulator;
    final SimTenant tenant;

    /** A tenant admin. */
    final Driver bot;

    final Driver jane;
    final Driver john;

    /** A tenant admin whose client has {@code admin.apps}. */
    final Driver appsAdmin;

    World() {
        this(TenantSpec.of(HOST));
    }

    World(TenantSpec spec) {
        SimulatorOptions options = SimulatorOptions.frozen(Instant.parse("2026-11-22T10:00:00Z"));
        for (String person : Set.of("jane", "john")) {
            options = options.withCredential(
                    ClientCredential.tenant(person, person + "-secret", HOST, Set.of("user_default")));
        }
        options = options.withCredential(ClientCredential.tenant(
                "apps-admin", "apps-admin-secret", HOST, Set.of("admin_classic", "admin.apps")));
        simulator = new Simulator(options);
        tenant = simulator.createTenant(spec);
        bot = Driver.bot(simulator, HOST);
        jane = person("jane");
        john = person("john");
        appsAdmin = Driver.anonymous(simulator, HOST).login("apps-admin", "apps-admin-secret");
    }

    /** A tenant with one option other than the default; the value is JSON. */
    static World with(String option, String json) {
        return new World(TenantSpec.of(HOST).withOption(option, json));
    }

    private Driver person(String name) {
        Driver driver = Driver.anonymous(simulator, HOST).login(name, name + "-secret");
        user(name).putArray("assignedRoles");
        tenant.license().release("qlikbot\\" + name, "professional");
        return driver;
    }

    private ObjectNode user(String client) {
        return tenant.table("users").by("subject", "qlikbot\\" + client).orElseThrow();
    }

    /** The id of the user behind a client. */
    String id(String client) {
        return user(client).path("id").asText();
    }

    String botId() {
        return id("sim-client");
    }

    /** Gives a person a role of the tenant by its name. */
    void grant(String client, String role) {
        String id =
                tenant.table("roles").by("name", role).orElseThrow().path("id").asText();
        user(client).withArray("assignedRoles").addObject().put("id", id);
    }

    void advance(Duration by) {
        simulator.clock().advance(by);
    }

    /** A new space of the caller, old enough to publish into. */
    String space(Driver owner, String name, String type) {
        Answer answer =
                owner.post("/api/v1/spaces", Json.object().put("name", name).put("type", type));
        advance(Duration.ofSeconds(10));
        return idOf(answer, 201);
    }

    /** A member with roles, made by the admin bot. */
    String member(String space, String userId, String... roles) {
        ObjectNode body = Json.object().put("type", "user").put("assigneeId", userId);
        body.set("roles", Json.texts(List.of(roles)));
        String id = idOf(bot.post("/api/v1/spaces/" + space + "/assignments", body), 201);
        advance(Duration.ofSeconds(10));
        return id;
    }

    /** An app file that says its title, and differs with every content. */
    static byte[] qvf(String title, String content) {
        return AppFile.empty(title, content);
    }

    /** Imports into a space (empty = personal) and returns the app's id. */
    String load(Driver caller, String space, String name, String content) {
        String query = "?name=" + name.replace(" ", "%20") + (space.isEmpty() ? "" : "&spaceId=" + space);
        Answer answer = caller.send(
                "POST",
                "/api/v1/apps/import" + query,
                "application/octet-stream",
                Payload.of(qvf("In the file", content)));
        return appId(answer);
    }

    static String appId(Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError(
                    "Not 200 but " + answer.status() + ": " + answer.body().text());
        }
        return answer.json().at("/attributes/id").asText();
    }

    /** The app as the simulator holds it, private fields included. */
    ObjectNode app(String id) {
        return tenant.table("apps").require(id);
    }

    static String idOf(Answer answer, int status) {
        if (answer.status() != status) {
            throw new AssertionError("Not " + status + " but " + answer.status() + ": "
                    + answer.body().text());
        }
        return answer.json().path("id").asText();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
