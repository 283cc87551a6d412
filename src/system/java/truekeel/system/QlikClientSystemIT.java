package truekeel.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import truekeel.simulator.SimClock;
import truekeel.simulator.Simulator;
import truekeel.simulator.SimulatorOptions;
import truekeel.simulator.SimulatorServer;
import truekeel.simulator.TenantSpec;

/**
 * Qlik's own client for Node against the simulator, over TLS and under Qlik's names: an outside judge of whether the
 * simulator answers as the real service does.
 */
class QlikClientSystemIT {
    private static final Path SOURCES = Path.of("src", "system", "js");
    private static final Path FOLDER = Truekeel.OUTPUT.resolve("js").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The oldest Node that the client supports, by its own package file. */
    private static final int NODE_MAJOR = 20;

    private static final Program NODE = Program.named("node", "nodejs");
    private static Simulator simulator;
    private static SimulatorServer server;

    @BeforeAll
    static void installTheClient() throws IOException {
        Files.createDirectories(FOLDER);
        checkNode();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Program.Result installed = Program.named("npm", "npm")
                .run(FOLDER, PATIENCE, Map.of(), "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        assertThat(installed.code()).as(installed.output()).isZero();
        simulator = new Simulator(SimulatorOptions.of(SimClock.following(InstantSource.system())));
        server = SimulatorServer.start(simulator, 0, 0);
        Files.writeString(FOLDER.resolve("ca.pem"), certificate());
    }

    private static void checkNode() {
        String version =
                NODE.run(FOLDER, PATIENCE, Map.of(), "--version").output().strip();
        if (Integer.parseInt(version.replaceAll("^v|\\..*$", "")) < NODE_MAJOR) {
            throw new AssertionError("Node " + version + " at " + NODE.path() + " is too old for Qlik's client, which"
                    + " needs " + NODE_MAJOR + " or newer. Run .ci/setup, or put a newer one first on the path.");
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
            simulator.close();
        }
    }

    @Test
    void theLockNamesNoHost() throws IOException {
        assertThat(Files.readString(SOURCES.resolve("package-lock.json")))
                .contains("\"integrity\"")
                .doesNotContain("\"resolved\"");
    }

    @TestFactory
    Stream<DynamicTest> theClientFindsWhatItExpects() throws IOException {
        List<String> suites;
        try (Stream<Path> files = Files.list(FOLDER)) {
            suites = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".test.mjs"))
                    .sorted()
                    .toList();
        }
        assertThat(suites).hasSizeGreaterThanOrEqualTo(9);
        return suites.stream().map(suite -> DynamicTest.dynamicTest(suite, () -> run(suite)));
    }

    /** Each suite has a tenant of its own, so that none depends on another. */
    private static void run(String suite) {
        String tenant = suite.substring(0, suite.indexOf('.')) + ".us.qlikcloud.com";
        String subject = "auth0|jane";
        simulator.createTenant(TenantSpec.of(tenant));
        Map<String, String> environment = Map.of(
                "SIMULATOR_TLS_PORT", Integer.toString(server.tlsPort().orElseThrow()),
                "SIMULATOR_TENANT", tenant,
                "SIMULATOR_SUBJECT", subject,
                "SIMULATOR_TOKEN", simulator.token(tenant, subject),
                "SAMPLE_TENANTS", Path.of("tenants").toAbsolutePath().toString(),
                "FIXTURES", Path.of("src", "test", "resources").toAbsolutePath().toString(),
                "NODE_EXTRA_CA_CERTS", FOLDER.resolve("ca.pem").toString());

        Program.Result result = NODE.run(
                FOLDER, PATIENCE, environment, "--import", "./loopback.mjs", "--test", "--test-reporter=tap", suite);

        assertThat(result.code()).as(result.output()).isZero();
        assertThat(result.output()).containsPattern("# pass [1-9]").contains("# fail 0");
    }

    private static String certificate() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/__sim/ca.pem"))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stopped);
        }
    }
}
