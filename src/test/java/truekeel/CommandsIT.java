package truekeel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.simulator.Driver;
import truekeel.simulator.Simulator;
import truekeel.simulator.SimulatorOptions;
import truekeel.simulator.SimulatorServer;
import truekeel.simulator.TenantSpec;

/** The packaged program as scripts use it: what a command prints is its result, what it logs goes elsewhere. */
@SuppressWarnings("NullAway.Init") // the fields are set before each test
class CommandsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACME = "acme.us.qlikcloud.com";

    private final Simulator simulator = new Simulator(SimulatorOptions.frozen(Instant.now()));
    private final SimulatorServer server = SimulatorServer.start(simulator, 0, 0);

    @TempDir
    Path folder;

    private record Ended(int exit, String out, String err) {}

    @BeforeEach
    void makeTenant() throws IOException {
        simulator.createTenant(TenantSpec.of(ACME));
        write("repo/tenants/fleet.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Fleet
                metadata: {name: fleet}
                spec:
                  regions:
                    us: {clientId: sim-client, clientSecret: {secretRef: qlik-us}}
                """);
        write("repo/tenants/acme/tenant.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Tenant
                metadata: {name: acme}
                spec:
                  hostname: acme.us.qlikcloud.com
                  reconcile: {mode: enforce}
                ---
                apiVersion: truekeel/v1alpha1
                kind: Space
                metadata: {name: Sales}
                spec: {type: managed}
                """);
    }

    @AfterEach
    void close() {
        server.close();
        simulator.close();
    }

    /** The log of a run with a database used to be lost, or to stand in the middle of the document. */
    @Test
    void applyPrintsTheDocumentAndLogsOnTheErrorStream() throws Exception {
        // given
        Driver.anonymous(simulator, ACME)
                .post(
                        "/__sim/faults",
                        "{'path':'/api/v1/spaces','method':'GET','effect':429,'times':1,'retryAfter':1}");

        // when
        Ended apply = run("apply", "-o", "json", "--truekeel.database.url=jdbc:h2:file:" + folder.resolve("store"));

        // then
        assertThat(apply.exit()).as(apply.err()).isZero();
        assertThat(document(apply).at("/tenants/0/changes/0/outcome/verdict").asText())
                .isEqualTo("applied");
        assertThat(apply.err())
                .contains("INFO  Qlik throttles us. host=", "INFO  A change was carried out")
                .doesNotContain("sim-secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan -o json", "plan -o gitlab-terraform", "validate -o json", "validate -o sarif"})
    void everyDocumentStandsAlone(String line) throws Exception {
        // when
        Ended ended = run(line.split(" "));

        // then
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(document(ended).isObject() || document(ended).isArray()).isTrue();
    }

    @Test
    void aDemoThatCannotStartLeavesNothingBehind() throws Exception {
        // when
        Ended demo = run("demo", "--truekeel.demo.simulator-port=" + server.port());

        // then
        assertThat(demo.exit()).isNotZero();
        assertThat(demo.err()).contains("The simulator cannot listen on port " + server.port());
        try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith("truekeel-")))
                    .isEmpty();
        }
    }

    /** Fails for anything before, between or after. */
    private static JsonNode document(Ended ended) throws IOException {
        try (MappingIterator<JsonNode> documents =
                JSON.readerFor(JsonNode.class).readValues(ended.out())) {
            List<JsonNode> all = documents.readAll();
            assertThat(all).as(ended.out()).hasSize(1);
            return all.get(0);
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Ended run(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                "-Dtruekeel.home=" + Path.of("").toAbsolutePath(),
                "-jar",
                System.getProperty("truekeel.jar")));
        command.addAll(List.of(words));
        if (words[0].equals("demo")) {
            return ended(command);
        }
        if (words[0].equals("validate")) {
            command.add(folder.resolve("repo").toString());
        } else {
            command.addAll(List.of("--repo", folder.resolve("repo").toString()));
        }
        command.add("--truekeel.qlik.route=" + server.url());
        command.add("--truekeel.data.dir=" + folder.resolve("data"));
        return ended(command);
    }

    private Ended ended(List<String> command) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("TRUEKEEL_SECRET_QLIK_US", "sim-secret");
        Process process = builder.start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("the command ends").isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
