package truekeel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged program as a user starts it: {@code demo}, on free ports, watched and edited from outside. */
class DemoIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ACME = "acme.us.qlikcloud.com";

    private static Process demo;
    private static Path log;
    private static int web;
    private static int management;
    private static int simulator;

    @BeforeAll
    static void startTheDemo() throws IOException {
        web = freePort();
        management = freePort();
        simulator = freePort();
        log = Path.of("target", "demo-it.log").toAbsolutePath();
        demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dquarkus.http.port=" + web,
                        "-Dquarkus.management.port=" + management,
                        "-jar",
                        System.getProperty("truekeel.jar"),
                        "demo",
                        "--truekeel.demo.simulator-port=" + simulator)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await("all tenants in sync", () -> text(log).contains("All tenants in sync"));
    }

    @AfterAll
    static void endTheDemo() throws Exception {
        Optional<Path> home = repository().map(Path::getParent);
        demo.destroy();
        boolean ended = demo.waitFor(30, TimeUnit.SECONDS);
        assertThat(ended).as("the demo ends on SIGTERM").isTrue();
        assertThat(home).isPresent();
        assertThat(home.get()).doesNotExist();
        assertThat(text(log)).doesNotContain("ERROR").doesNotContain("Exception");
    }

    @Test
    void showsEveryTenantReady() {
        JsonNode tenants = get("/api/v1/tenants");

        assertThat(tenants).hasSize(3);
        assertThat(tenants)
                .allSatisfy(tenant -> assertThat(condition(tenant, "Ready")).isEqualTo("True"));
    }

    @Test
    void healsADescriptionThatWasChangedByHand() {
        String space = spaces(ACME).get(0).path("id").asText();
        String declared = spaces(ACME).get(0).path("description").asText();

        send(ACME, "PATCH", "/api/v1/spaces/" + space, patch("/description", "changed by hand"));

        await("the drift is shown", () -> drifts("acme", "Space", "modified"));
        await(
                "the metric shows it gone",
                () -> spaces(ACME).get(0).path("description").asText().equals(declared));
        await("the drift is gone", () -> !drifts("acme", "Space", "modified"));
        await("the run that healed it names who did it", DemoIT::isAuthorKnown);
    }

    private static boolean isAuthorKnown() {
        for (JsonNode run : get("/api/v1/runs?tenant=acme&limit=20")) {
            for (JsonNode drift : get("/api/v1/runs/" + run.path("id").asText()).path("resolved")) {
                if (drift.at("/attribution/user").asText().equals("qlikbot\\sim-client")
                        && !drift.at("/attribution/eventId").asText().isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void makesADeletedSpaceAnew() {
        String space = space(ACME, "Sandbox").path("id").asText();

        send(ACME, "DELETE", "/api/v1/spaces/" + space, "");

        await("the space is missing", () -> drifts("acme", "Space", "missing"));
        await("the space is back", () -> spaces(ACME).stream()
                .anyMatch(live -> live.path("name").asText().equals("Sandbox")));
    }

    @Test
    void takesOutAMemberThatNobodyDeclared() {
        String space = space(ACME, "Sandbox").path("id").asText();
        String user = send(ACME, "POST", "/api/v1/users", "{\"subject\":\"someone\",\"name\":\"Some One\"}")
                .path("id")
                .asText();
        send(
                ACME,
                "POST",
                "/api/v1/spaces/" + space + "/assignments",
                "{\"type\":\"user\",\"assigneeId\":\"" + user + "\",\"roles\":[\"consumer\"]}");

        await("the member is gone", () -> send(ACME, "GET", "/api/v1/spaces/" + space + "/assignments?limit=100", "")
                .path("data")
                .findValuesAsText("assigneeId")
                .stream()
                .noneMatch(user::equals));
    }

    @Test
    void countsResourcesInMetrics() {
        String metrics = raw("http://127.0.0.1:" + management + "/q/metrics");

        assertThat(metrics).contains("truekeel_resources{");
        assertThat(metrics).contains("truekeel_tenant_info{");
        assertThat(raw("http://127.0.0.1:" + management + "/q/health/live")).contains("UP");
    }

    @Test
    void deploysWhatIsCommitted() throws Exception {
        Path manifest = repository().orElseThrow().resolve("tenants/acme/added.yaml");
        Files.writeString(manifest, """
                apiVersion: truekeel/v1alpha1
                kind: Space
                metadata: {name: Added Later}
                spec: {type: shared, description: Came with a commit}
                """);
        git("add", "-A");
        git("-c", "user.name=Test", "-c", "user.email=test@truekeel.example", "commit", "-qm", "Add a space");

        await("the space is live", () -> spaces(ACME).stream()
                .anyMatch(live -> live.path("name").asText().equals("Added Later")));
    }

    private static void git(String... words) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("git", "-C", repository().orElseThrow().toString()));
        command.addAll(List.of(words));
        Process git = new ProcessBuilder(command).inheritIO().start();
        assertThat(git.waitFor()).isZero();
    }

    private static Optional<Path> repository() {
        return text(log)
                .lines()
                .filter(line -> line.strip().startsWith("Git "))
                .map(line -> Path.of(line.strip().substring("Git ".length()).strip()))
                .findFirst();
    }

    private static boolean drifts(String tenant, String kind, String state) {
        for (JsonNode item : get("/api/v1/tenants/" + tenant + "/drift").path("items")) {
            if (item.path("kind").asText().equals(kind)
                    && item.path("state").asText().equals(state)) {
                assertThat(item.path("since").asText()).isNotEmpty();
                return true;
            }
        }
        return false;
    }

    private static String condition(JsonNode tenant, String type) {
        for (JsonNode condition : tenant.path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition.path("status").asText();
            }
        }
        return "";
    }

    private static List<JsonNode> spaces(String host) {
        List<JsonNode> spaces = new ArrayList<>();
        send(host, "GET", "/api/v1/spaces?limit=100&sort=%2Bname", "")
                .path("data")
                .forEach(spaces::add);
        return spaces;
    }

    private static JsonNode space(String host, String name) {
        return spaces(host).stream()
                .filter(space -> space.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String patch(String path, String value) {
        return "[{\"op\":\"replace\",\"path\":\"" + path + "\",\"value\":\"" + value + "\"}]";
    }

    private static JsonNode get(String path) {
        return parse(raw("http://127.0.0.1:" + web + path));
    }

    private static String raw(String url) {
        return exchange(HttpRequest.newBuilder(URI.create(url)).build());
    }

    /** Acts on a simulated tenant as its region's admin client, never through our own client. */
    private static JsonNode send(String host, String method, String path, String body) {
        String token = parse(exchange(request(host, "/oauth/token")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"client_id\":\"sim-client\",\"client_secret\":\"sim-secret\","
                                        + "\"grant_type\":\"client_credentials\"}"))
                        .build()))
                .path("access_token")
                .asText();
        return parse(exchange(request(host, path)
                .header("Authorization", "Bearer " + token)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build()));
    }

    private static HttpRequest.Builder request(String host, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator + path))
                .header("Host", host)
                .header("Content-Type", "application/json");
    }

    private static String exchange(HttpRequest request) {
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode())
                    .as(request.method() + " " + request.uri() + " " + answer.body())
                    .isLessThan(300);
            return answer.body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void await(String what, BooleanSupplier reached) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!reached.getAsBoolean()) {
            assertThat(demo.isAlive()).as("the demo runs: " + text(log)).isTrue();
            assertThat(Instant.now())
                    .as("waiting for: " + what + "\n" + text(log))
                    .isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
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
