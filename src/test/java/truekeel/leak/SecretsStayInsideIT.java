package truekeel.leak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.git.WorkingCopy;
import truekeel.secret.AgeKey;
import truekeel.secret.FixtureSecrets;
import truekeel.secret.SopsWriter;
import truekeel.simulator.ClientCredential;
import truekeel.simulator.SimClock;
import truekeel.simulator.Simulator;
import truekeel.simulator.SimulatorOptions;
import truekeel.simulator.SimulatorServer;
import truekeel.simulator.TenantSpec;

/**
 * Looks for the fixtures' secrets wherever they could have got out: in everything the unit tests printed and logged,
 * and in the log, the files, the pages and the answers of the packaged daemon.
 */
class SecretsStayInsideIT {
    private static final LeakScan SECRETS = new LeakScan(FixtureSecrets.PREFIX);
    /** How the secrets begin that the simulator makes for OAuth clients. */
    private static final LeakScan NEW_SECRETS = new LeakScan("simulatedClientSecret");

    /** A name that is no secret, so that each search is known to reach what it searches. */
    private static final String CANARY = "globexcorporation";

    private static final Path REPORTS = Path.of("target/surefire-reports");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/[^\"#]*)\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String FLEET = """
            apiVersion: truekeel/v1alpha1
            kind: Fleet
            metadata: {name: fleet}
            spec:
              regions:
                us: {clientId: keel-us, clientSecret: {secretRef: qlik-us}}
            """;
    private static final String SPACE = """
            apiVersion: truekeel/v1alpha1
            kind: Space
            metadata: {name: Finance}
            spec: {type: shared, description: Governed}
            """;
    private static final String CLIENT = """
            apiVersion: truekeel/v1alpha1
            kind: OAuthClient
            metadata: {name: portal}
            spec:
              appType: web
              allowedGrantTypes: [client_credentials]
              connectionConfig: {consentMethod: trusted}
              secretSink: {name: portal}
            """;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final StringBuilder answers = new StringBuilder();

    @Test
    void noTestPrintsOrLogsASecret() {
        assertThat(new LeakScan(LeakScanTest.PRINTED).below(REPORTS))
                .as("the reports hold what tests print")
                .isNotEmpty();
        assertThat(new LeakScan(LeakScanTest.LOGGED).below(REPORTS))
                .as("the reports hold what tests log")
                .isNotEmpty();
        assertThat(SECRETS.below(REPORTS)).isEmpty();
        assertThat(NEW_SECRETS.below(REPORTS)).isEmpty();
    }

    /** Four tenants: one by the region's client, one by its own from SOPS, one without, one with a wrong secret. */
    @Test
    void theDaemonShowsAndKeepsNoSecret() throws Exception {
        AgeKey key = AgeKey.make();
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("truekeel-tokens"), FixtureSecrets.value("token") + "\n");
        Files.writeString(secrets.resolve("qlik-us"), FixtureSecrets.value("region"));
        Path keys = key.write(folder.resolve("age.txt"));
        Path repository = repository(key);
        try (SimulatorServer qlik = qlik()) {
            Path log = folder.resolve("daemon.log");
            int web = freePort();
            int management = freePort();
            Process daemon = start(
                    log,
                    "-Dquarkus.http.port=" + web,
                    "-Dquarkus.management.port=" + management,
                    "-Dtruekeel.git.url=" + repository.toUri(),
                    "-Dtruekeel.git.poll=1s",
                    "-Dtruekeel.reconcile.interval=2s",
                    "-Dtruekeel.data.dir=" + folder.resolve("data"),
                    "-Dtruekeel.secrets.dir=" + secrets,
                    "-Dtruekeel.secrets.age-key-file=" + keys,
                    "-Dtruekeel.secrets.sink=dir:" + folder.resolve("sink"),
                    "-Dtruekeel.qlik.route=" + qlik.url());
            try {
                use("http://127.0.0.1:" + web, "http://127.0.0.1:" + management);
            } finally {
                daemon.destroy();
                assertThat(daemon.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
            searched(log, repository);
        }
    }

    private void use(String web, String management) throws Exception {
        await("two tenants are ready and two are not", () -> conditions(web)
                .equals(Map.of("acme", "True", "globexcorporation", "True", "initech", "Unknown", "hooli", "Unknown")));
        String token = FixtureSecrets.value("token");
        for (String tenant : List.of("acme", "initech")) {
            ask("POST", web + "/api/v1/tenants/" + tenant + "/sync", token);
            ask("GET", web + "/api/v1/tenants/" + tenant + "/plan", token);
            ask("GET", web + "/api/v1/tenants/" + tenant + "/drift", token);
        }
        for (String path : List.of("/fleet", "/findings", "/runs", "/tenants", "/tenants/hooli", "/nothing")) {
            ask("GET", web + "/api/v1" + path, token);
            ask("GET", web + "/api/v1" + path, token + "wrong");
        }
        for (String path : List.of("/q/metrics", "/q/health", "/q/health/ready", "/q/health/live")) {
            ask("GET", management + path, token);
        }
        browse(web, token);
    }

    /** Every page that can be reached from the first one. */
    private void browse(String web, String token) {
        Deque<String> open = new ArrayDeque<>(List.of("/", "/api/v1/openapi", "/q/openapi"));
        Set<String> seen = new LinkedHashSet<>(open);
        while (!open.isEmpty() && seen.size() < 200) {
            Matcher links = LINK.matcher(ask("GET", web + open.pop(), token));
            while (links.find()) {
                if (seen.add(links.group(1))) {
                    open.add(links.group(1));
                }
            }
        }
        assertThat(seen).as("pages of tenants").anyMatch(path -> path.contains("acme"));
    }

    private void searched(Path log, Path repository) throws IOException {
        assertThat(new LeakScan(CANARY).in(answers.toString()))
                .as("the answers were read")
                .isNotEmpty();
        assertThat(new LeakScan(CANARY).below(folder.resolve("data")))
                .as("the database was read")
                .isNotEmpty();
        assertThat(Files.readString(log)).contains("initech").contains("SOPS_KEY_WRONG");
        assertThat(SECRETS.in(answers.toString())).isEmpty();
        assertThat(SECRETS.in(Files.readAllBytes(log))).isEmpty();
        assertThat(SECRETS.below(folder.resolve("data"))).isEmpty();
        assertThat(SECRETS.below(repository)).isEmpty();
        onlyInTheSink(log, repository);
    }

    private void onlyInTheSink(Path log, Path repository) throws IOException {
        assertThat(NEW_SECRETS.below(folder.resolve("sink"))).containsOnlyKeys(folder.resolve("sink/acme/portal.json"));
        assertThat(NEW_SECRETS.in(answers.toString())).isEmpty();
        assertThat(NEW_SECRETS.in(Files.readAllBytes(log))).isEmpty();
        assertThat(NEW_SECRETS.below(folder.resolve("data"))).isEmpty();
        assertThat(NEW_SECRETS.below(repository)).isEmpty();
    }

    private Map<String, String> conditions(String web) {
        try {
            JsonNode tenants = JSON.readTree(ask("GET", web + "/api/v1/tenants", FixtureSecrets.value("token")));
            Map<String, String> ready = new TreeMap<>();
            for (JsonNode tenant : tenants) {
                for (JsonNode condition : tenant.path("conditions")) {
                    if (condition.path("type").asText().equals("Ready")) {
                        ready.put(
                                tenant.path("name").asText(),
                                condition.path("status").asText());
                    }
                }
            }
            return ready;
        } catch (IOException starting) {
            return Map.of();
        }
    }

    private String ask(String method, String url, String token) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .timeout(Duration.ofSeconds(20))
                            .header("Authorization", "Bearer " + token)
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            answers.append(url)
                    .append(answer.statusCode())
                    .append(answer.headers().map())
                    .append(answer.body())
                    .append('\n');
            return answer.body();
        } catch (IOException starting) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Path repository(AgeKey key) throws IOException {
        Path desired = Files.createDirectories(folder.resolve("desired"));
        Files.writeString(desired.resolve("fleet.yaml"), FLEET);
        tenant(desired, "acme", "");
        Files.writeString(desired.resolve("acme/client.yaml"), CLIENT);
        tenant(desired, "globexcorporation", ", credentials: {clientId: keel-globex, clientSecret: {secretRef: own}}");
        tenant(desired, "initech", ", credentials: {clientId: keel-us, clientSecret: {secretRef: own}}");
        tenant(desired, "hooli", ", credentials: {clientId: keel-us, clientSecret: {secretRef: own}}");
        Files.writeString(
                desired.resolve("globexcorporation/secrets.sops.yaml"),
                SopsWriter.of(key.recipient()).yaml(Map.of("own", FixtureSecrets.value("globex"))));
        Files.writeString(
                desired.resolve("initech/secrets.sops.json"),
                SopsWriter.of(AgeKey.make().recipient()).json(Map.of("own", FixtureSecrets.value("initech"))));
        Files.writeString(
                desired.resolve("hooli/secrets.sops.yaml"),
                SopsWriter.of(key.recipient()).yaml(Map.of("own", FixtureSecrets.value("wrong"))));
        Path repository = folder.resolve("repository");
        WorkingCopy.create(desired, repository, "tenants");
        return repository;
    }

    private static void tenant(Path desired, String name, String more) throws IOException {
        Path home = Files.createDirectories(desired.resolve(name));
        Files.writeString(home.resolve("tenant.yaml"), """
                apiVersion: truekeel/v1alpha1
                kind: Tenant
                metadata: {name: %s}
                spec: {hostname: %s.us.qlikcloud.com, reconcile: {mode: enforce}%s}
                """.formatted(name, name, more));
        Files.writeString(home.resolve("space.yaml"), SPACE);
    }

    private static SimulatorServer qlik() {
        String globex = "globexcorporation.us.qlikcloud.com";
        Simulator simulator = new Simulator(SimulatorOptions.of(SimClock.following(InstantSource.system()))
                .withCredential(ClientCredential.region("keel-us", FixtureSecrets.value("region"), "us"))
                .withCredential(ClientCredential.tenant(
                        "keel-globex", FixtureSecrets.value("globex"), globex, Set.of("admin_classic"))));
        for (String name : List.of("acme", "globexcorporation", "initech", "hooli")) {
            simulator.createTenant(TenantSpec.of(name + ".us.qlikcloud.com"));
        }
        return SimulatorServer.start(simulator, 0);
    }

    private static Process start(Path log, String... properties) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(properties));
        command.addAll(List.of("-Dquarkus.log.level=DEBUG", "-jar", System.getProperty("truekeel.jar"), "run"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void await(String what, BooleanSupplier reached) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }
}
