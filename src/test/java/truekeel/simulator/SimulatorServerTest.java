package truekeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server for real, over sockets. */
class SimulatorServerTest {
    private static final String ACME = "acme.us.qlikcloud.com";
    private static final String ME = "/api/v1/tenants/me";
    private final Simulator simulator = new Simulator(SimulatorOptions.frozen(Instant.parse("2026-11-22T10:00:00Z")));
    private final SimulatorServer server = SimulatorServer.start(simulator, 0, 0);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String token = "";

    @BeforeEach
    void makeTenantAndToken() throws Exception {
        simulator.createTenant(TenantSpec.of(ACME));
        HttpRequest request = to(server.url() + "/oauth/token")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        Driver.credentials("sim-client", "sim-secret").toString()))
                .build();
        token = send(request).path("access_token").asText();
    }

    @AfterEach
    void close() {
        server.close();
        simulator.close();
    }

    @Test
    void choosesTheTenantByTheHostHeaderAndEchoesItsPort() throws Exception {
        // when
        HttpResponse<String> answer = client.send(get(ME), HttpResponse.BodyHandlers.ofString());

        // then
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location").orElseThrow())
                .startsWith("http://" + ACME + ":" + server.port() + "/api/v1/tenants/");
        assertThat(answer.headers().firstValue("date")).contains("Sun, 22 Nov 2026 10:00:00 GMT");
    }

    @Test
    void servesHttpsWithACertificateOfItsOwnAuthority() throws Exception {
        // given
        HttpClient trusting = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trust(text(server.url() + "/__sim/ca.pem")))
                .build();
        String url = "https://localhost:" + server.tlsPort().orElseThrow() + ME;

        // when
        HttpResponse<String> answer =
                trusting.send(authorized(url).GET().build(), HttpResponse.BodyHandlers.ofString());

        // then
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location").orElseThrow())
                .startsWith("https://" + ACME + ":" + server.tlsPort().orElseThrow());
    }

    @Test
    void resetsTheConnectionWhenAFaultSaysSo() throws IOException {
        // given
        simulator.faults().add(Fault.effect("GET", ME, Effect.RESET));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            String request = "GET " + ME + " HTTP/1.1\r\nHost: " + ACME + "\r\n\r\n";

            // when
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));

            // then
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void waitsAsLongAsItsLatencySays() throws Exception {
        // given
        Duration latency = Duration.ofMillis(150);
        try (Simulator slow =
                        new Simulator(SimulatorOptions.frozen(Instant.EPOCH).withLatency(latency));
                SimulatorServer slowServer = SimulatorServer.start(slow, 0)) {
            long start = System.nanoTime();

            // when
            text(slowServer.url() + "/__sim/clock");

            // then
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(latency);
        }
    }

    @Test
    void answersManyClientsAtOnce() throws Exception {
        // given
        List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();

        // when
        for (int i = 0; i < 60; i++) {
            HttpRequest request = authorized(server.url() + "/api/v1/roles")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"Role " + i % 30 + "\"}"))
                    .build();
            calls.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        }

        // then
        List<Integer> statuses = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> call : calls) {
            statuses.add(call.get(20, TimeUnit.SECONDS).statusCode());
        }
        assertThat(statuses).containsOnly(201, 400);
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(30);
    }

    @Test
    void neverAnswersWhenAFaultSaysTimeout() {
        // given
        simulator.faults().add(Fault.effect("GET", ME, Effect.TIMEOUT));
        HttpRequest impatient = authorized(server.url() + ME)
                .timeout(Duration.ofMillis(300))
                .GET()
                .build();

        // when
        assertThatThrownBy(() -> client.send(impatient, HttpResponse.BodyHandlers.ofString()))
                // then
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void cutsTheBodyWhenAFaultSaysTruncate() {
        // given
        simulator
                .faults()
                .add(Fault.effect("GET", "/api/v1/tenants/*", Effect.TRUNCATE).afterwards());

        // when
        assertThatThrownBy(() -> client.send(get(ME), HttpResponse.BodyHandlers.ofString()))
                // then
                .isInstanceOf(IOException.class);
        assertThat(simulator.requests().all())
                .last()
                .extracting(RequestLog.Entry::status)
                .isEqualTo(302);
    }

    /** The server threw here once, and the client waited for ever. */
    @Test
    void endsTheConnectionWhenAnAnswerWithoutABodyIsToBeCut() throws Exception {
        // given
        simulator
                .faults()
                .add(Fault.effect("DELETE", "/api/v1/spaces/*", Effect.TRUNCATE).afterwards());
        String made = client.send(
                        authorized(server.url() + "/api/v1/spaces")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"Cut\",\"type\":\"shared\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        HttpRequest request = authorized(server.url() + "/api/v1/spaces/"
                        + Json.parse(made).path("id").asText())
                .DELETE()
                .build();

        // when
        assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.ofString()))
                // then
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
        assertThat(simulator.requests().all())
                .last()
                .extracting(RequestLog.Entry::status)
                .isEqualTo(204);
    }

    @Test
    void takesALargeBodyThroughAFile() throws Exception {
        // given
        byte[] large = new byte[3_000_000];
        Arrays.fill(large, (byte) ' ');
        HttpRequest request = authorized(server.url() + "/api/v1/users")
                .POST(HttpRequest.BodyPublishers.ofByteArray(large))
                .build();

        // when
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

        // then
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void carriesALargeStateBothWays() throws Exception {
        // given
        SimTenant tenant = simulator.fleet().byHost(ACME).orElseThrow();
        byte[] large = new byte[9_000_000];
        Arrays.fill(large, (byte) 'q');
        String key = tenant.blobs().put(Payload.of(large));
        tenant.table("apps").add(Json.object().put("id", "a").put("_content", key));
        String url = server.url() + "/__sim/tenants/" + ACME + "/state";

        // when
        String state = text(url);
        HttpResponse<String> put = client.send(
                to(url).PUT(HttpRequest.BodyPublishers.ofString(state)).build(), HttpResponse.BodyHandlers.ofString());

        // then
        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(text(url)).isEqualTo(state).hasSizeGreaterThan(12_000_000);
    }

    @Test
    void leavesNoThreadBehind() {
        // given
        Simulator other = new Simulator(SimulatorOptions.frozen(Instant.EPOCH));
        long before = serverThreads();
        SimulatorServer second = SimulatorServer.start(other, 0);

        // when
        second.close();
        other.close();

        // then
        assertThat(serverThreads()).isLessThanOrEqualTo(before);
    }

    private static long serverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("simulator-"))
                .count();
    }

    private HttpRequest get(String path) {
        return authorized(server.url() + path).GET().build();
    }

    private HttpRequest.Builder authorized(String url) {
        return to(url).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder to(String url) {
        URI uri = URI.create(url);
        return HttpRequest.newBuilder(uri)
                .header("Host", ACME + ":" + uri.getPort())
                .timeout(Duration.ofSeconds(20));
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        return Json.parse(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private String text(String url) throws IOException, InterruptedException {
        return client.send(to(url).GET().build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static SSLContext trust(String pem) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(Payload.of(pem).open()));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
