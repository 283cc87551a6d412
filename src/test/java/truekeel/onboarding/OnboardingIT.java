package truekeel.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.git.GitFixture;
import truekeel.simulator.Answer;
import truekeel.simulator.ClientCredential;
import truekeel.simulator.Driver;
import truekeel.simulator.JwtSigner;
import truekeel.simulator.SimClock;
import truekeel.simulator.Simulator;
import truekeel.simulator.SimulatorOptions;
import truekeel.simulator.SimulatorServer;
import truekeel.simulator.TenantSpec;

/** One commit takes a tenant from not existing to one that people log in to, through the packaged daemon. */
@SuppressWarnings("NullAway.Init") // the fields are set before each test
class OnboardingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JwtSigner PORTAL = JwtSigner.rsa();

    private final Customers customers = new Customers(PORTAL.pem());
    private final Simulator simulator = new Simulator(SimulatorOptions.of(SimClock.following(Clock.systemUTC()))
            .withCredential(ClientCredential.organisation("sim-console", "console-secret")));
    private final SimulatorServer server = SimulatorServer.start(simulator, 0, 0);

    @TempDir
    Path folder;

    private GitFixture repository;
    private Process daemon;
    private int web;

    @BeforeEach
    void start() throws IOException {
        simulator.createTenant(TenantSpec.of(Customers.HOME));
        repository = GitFixture.of(folder.resolve("repository.git"), customers.files(0));
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("qlik"), "sim-secret");
        Files.writeString(secrets.resolve("console"), "console-secret");
        Files.writeString(secrets.resolve("hook"), "shared with the portal and nobody else");
        web = freePort();
        daemon = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dquarkus.http.port=" + web,
                        "-Dquarkus.management.port=" + freePort(),
                        "-jar",
                        System.getProperty("truekeel.jar"),
                        "run",
                        "--truekeel.git.url=" + repository.url(),
                        "--truekeel.git.poll=1s",
                        "--truekeel.reconcile.interval=5s",
                        "--truekeel.data.dir=" + folder.resolve("data"),
                        "--truekeel.secrets.dir=" + secrets,
                        "--truekeel.qlik.route=" + server.url(),
                        "--truekeel.auth.mode=none")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("daemon.log").toFile())
                .start();
        await("the first tenant to be in sync", () -> isInSync("home"));
    }

    @AfterEach
    void end() throws InterruptedException {
        daemon.destroy();
        assertThat(daemon.waitFor(30, TimeUnit.SECONDS)).isTrue();
        repository.close();
        server.close();
        simulator.close();
    }

    @Test
    void aCommitMakesATenantThatPeopleLogInTo() {
        // when
        repository.commit(customers.files(1));
        await("the new tenant to be in sync", () -> isInSync(Customers.name(1)));

        // then
        String hostname =
                tenant(Customers.name(1)).orElseThrow().path("hostname").asText();
        assertThat(log()).contains("host=" + hostname);
        assertThat(activeTenants()).containsExactlyInAnyOrder(Customers.HOME, hostname);
        assertThat(resources(Customers.name(1))).isEqualTo(Customers.RESOURCES);
        simulator.clock().advance(Duration.ofMinutes(1));
        assertThat(spacesOf(hostname, "dora", "Readers")).containsExactly("Reports");
        assertThat(spacesOf(hostname, "emil", "Authors")).containsExactly("Workshop");
        assertThat(spacesOf(hostname, "fred", "Guests")).isEmpty();
    }

    /** The names of the spaces that a person of this group sees after a login by a token that the portal signed. */
    private List<String> spacesOf(String hostname, String subject, String group) {
        ObjectNode claims = JwtSigner.claims(
                "https://portal.example", subject, simulator.clock().instant());
        claims.putArray("groups").add(group);
        Driver nobody = Driver.anonymous(simulator, hostname);
        Answer login = nobody.with("authorization", "Bearer " + PORTAL.token("portal", claims))
                .post("/login/jwt-session", "");
        assertThat(login.status()).isEqualTo(200);
        String session = login.header("set-cookie").orElseThrow().split(";", 2)[0];
        List<String> names = new ArrayList<>();
        nobody.with("cookie", session)
                .get("/api/v1/spaces?limit=100")
                .json()
                .path("data")
                .forEach(space -> names.add(space.path("name").asText()));
        return names;
    }

    private List<String> activeTenants() {
        return simulator.fleet().all().stream().map(live -> live.hostname()).toList();
    }

    private boolean isInSync(String name) {
        return tenant(name)
                .filter(tenant -> tenant.path("resources").path("in_sync").asInt() > 0)
                .filter(tenant -> isTrue(tenant, "Ready"))
                .isPresent();
    }

    private int resources(String name) {
        return tenant(name).orElseThrow().path("resources").path("in_sync").asInt();
    }

    private static boolean isTrue(JsonNode tenant, String type) {
        for (JsonNode condition : tenant.path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    private Optional<JsonNode> tenant(String name) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web + "/api/v1/tenants"))
                    .build();
            for (JsonNode tenant : JSON.readTree(
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body())) {
                if (tenant.path("name").asText().equals(name)) {
                    return Optional.of(tenant);
                }
            }
            return Optional.empty();
        } catch (IOException nobodyYet) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void await(String what, BooleanSupplier reached) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!reached.getAsBoolean()) {
            assertThat(daemon.isAlive()).as("the daemon runs: " + log()).isTrue();
            assertThat(Instant.now()).as("waiting for " + what + "\n" + log()).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("daemon.log"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
