package truekeel.qlik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.qlik.HttpSettings.Deadlines;
import truekeel.qlik.HttpSettings.Sizes;
import truekeel.qlik.Operation.Method;
import truekeel.qlik.TransportFailure.Stage;

class HttpTransportTest {
    private static final String HOST = "acme.us.qlikcloud.com";
    private static final String OK = "HTTP/1.1 200 OK";
    private static final Deadlines PATIENT =
            new Deadlines(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(30));
    private static final Deadlines SHORT =
            new Deadlines(Duration.ofSeconds(10), Duration.ofMillis(1500), Duration.ofMillis(2500));
    private static final Sizes SMALL = new Sizes(1000, 100_000, 16, 4);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void sendsEveryHostToTheRouteUnderItsOwnName() throws IOException {
        try (SocketServer server =
                        SocketServer.answering(OK, "X-Trace: t", "X-Trace: u", "Content-Length: 2", "", "{}");
                Transport transport = routed("http", server)) {
            TransportReply reply = transport.exchange(get("/api/v1/themes/a%2Fb%20c?x=%2B1&next=A%3D%3D"));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("x-trace")).contains("t");
            assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("{}");
            assertThat(server.heads().get(0))
                    .startsWith("GET /api/v1/themes/a%2Fb%20c?x=%2B1&next=A%3D%3D HTTP/1.1\r\n")
                    .contains("\r\nHost: " + HOST + "\r\n")
                    .contains("\r\nUser-Agent: truekeel")
                    .contains("\r\nAuthorization: Bearer t\r\n");
        }
    }

    /** The watch over ten minutes of answered requests was once kept in memory. */
    @Test
    void watchesOnlyRequestsThatAreUnderWay() throws IOException {
        try (SocketServer server = SocketServer.answering(OK, "Content-Length: 2", "", "{}");
                HttpTransport transport =
                        HttpTransport.open(settings(Optional.of(URI.create("http://localhost:" + server.port()))))) {
            transport.exchange(get("/api/v1/themes"));

            assertThat(transport.watched()).isZero();
        }
    }

    @Test
    void refusesPlainHttpToAnotherMachine() {
        assertThatThrownBy(() -> HttpTransport.open(settings(Optional.of(URI.create("http://192.0.2.1:80")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in clear");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://localhost", "http://localhost:1/path", "http:///x", "localhost:80", "http://h?x=y"})
    void refusesARouteThatIsNoBareAddress(String route) {
        assertThatThrownBy(() -> settings(Optional.of(URI.create(route))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("truekeel.qlik.route");
    }

    @ParameterizedTest
    @ValueSource(strings = {"503 Busy", "429 Slow", "302 Found", "401 No", "500 Broken"})
    void givesEveryAnswerBackAsItIsAfterOneRequest(String status) throws IOException {
        try (SocketServer server = SocketServer.answering(
                        "HTTP/1.1 " + status,
                        "Location: http://" + HOST + "/elsewhere",
                        "Retry-After: 0",
                        "WWW-Authenticate: Basic realm=\"x\"",
                        "Connection: close",
                        "Content-Length: 0",
                        "",
                        "");
                Transport transport = routed("http", server)) {
            TransportReply reply = transport.exchange(get("/"));

            assertThat(status).startsWith(Integer.toString(reply.status()));
            assertThat(server.heads()).hasSize(1);
        }
    }

    @Test
    void keepsNoCookies() throws IOException {
        try (SocketServer server = SocketServer.answering(
                        OK, "Set-Cookie: s=1; Path=/", "Connection: close", "Content-Length: 0", "", "");
                Transport transport = routed("http", server)) {
            transport.exchange(get("/"));
            transport.exchange(get("/"));

            assertThat(server.heads().get(1)).doesNotContain("Cookie");
        }
    }

    @Test
    void knowsThatNothingWasSentWhenNobodyListens() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        try (Transport transport = HttpTransport.open(settings(Optional.of(URI.create("http://localhost:" + port))))) {
            assertThat(stage(transport, get("/"))).isEqualTo(Stage.NOT_SENT);
        }
    }

    @Test
    void knowsThatAResetRequestMayHaveBeenCarriedOut() throws IOException {
        try (SocketServer server = new SocketServer((own, socket) -> {
                    own.read(socket);
                    socket.setSoLinger(true, 0);
                });
                Transport transport = routed("http", server)) {
            assertThat(stage(transport, get("/"))).isEqualTo(Stage.NO_ANSWER);
        }
    }

    @Test
    void givesUpOnAServerThatDoesNotAnswer() throws IOException {
        try (SocketServer server = new SocketServer((own, socket) -> {
                    own.read(socket);
                    own.read(socket);
                });
                Transport transport = hurried(server)) {
            assertThat(stage(transport, get("/"))).isEqualTo(Stage.NO_ANSWER);
        }
    }

    @Test
    void givesUpOnAnAnswerThatNeverEnds() throws IOException {
        try (SocketServer server = new SocketServer((own, socket) -> {
                    own.read(socket);
                    SocketServer.write(socket, OK, "Content-Length: 100000", "", "");
                    socket.setSoTimeout(100);
                    while (!socket.isClosed()) {
                        SocketServer.write(socket, "x");
                        drip(socket);
                    }
                });
                Transport transport = hurried(server)) {
            TransportFailure failure = catchThrowableOfType(TransportFailure.class, () -> transport.exchange(get("/")));

            assertThat(failure.stage()).isEqualTo(Stage.TRUNCATED);
            assertThat(failure).hasMessageContaining("deadline");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 10\r\n\r\n{}", "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"})
    void noticesAnAnswerThatBreaksOff(String rest) throws IOException {
        try (SocketServer server = SocketServer.answering(OK, rest);
                Transport transport = routed("http", server)) {
            assertThat(stage(transport, get("/"))).isEqualTo(Stage.TRUNCATED);
        }
    }

    @Test
    void takesNoAnswerAboveTheLimit() throws IOException {
        try (SocketServer server = SocketServer.answering(OK, "Content-Length: 1001", "", "x".repeat(1001));
                Transport transport = routed("http", server)) {
            assertThat(stage(transport, get("/"))).isEqualTo(Stage.TOO_LARGE);
        }
    }

    @Test
    void countsTheUnpackedBytesOfAPackedAnswer() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write("x".repeat(5000).getBytes(StandardCharsets.UTF_8));
        }
        try (SocketServer server = new SocketServer((own, socket) -> {
                    own.read(socket);
                    SocketServer.write(
                            socket, OK, "Content-Encoding: gzip", "Content-Length: " + packed.size(), "", "");
                    socket.getOutputStream().write(packed.toByteArray());
                });
                Transport transport = routed("http", server)) {
            assertThat(stage(transport, get("/"))).isEqualTo(Stage.TOO_LARGE);
        }
    }

    @Test
    void streamsBodiesUpWithTheirLength() throws IOException {
        Path app = Files.writeString(folder.resolve("app.qvf"), "q".repeat(50_000));
        try (SocketServer server = SocketServer.answering("HTTP/1.1 204 No Content", "", "");
                Transport transport = routed("http", server)) {
            TransportReply reply = transport.exchange(new TransportRequest(
                    Method.POST,
                    HOST,
                    "/api/v1/apps/import",
                    Map.of(),
                    Optional.of("application/octet-stream"),
                    Optional.of(BodySource.of(app)),
                    Optional.empty()));

            assertThat(reply.body()).isEmpty();
            assertThat(server.bodies()).containsExactly("q".repeat(50_000));
            assertThat(server.heads().get(0))
                    .contains("Content-Length: 50000")
                    .contains("Content-Type: application/octet-stream");
        }
    }

    @Test
    void streamsDownloadsPastTheLimitOfKeptAnswers() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SocketServer server = SocketServer.answering(OK, "Content-Length: 5000", "", "q".repeat(5000));
                Transport transport = routed("http", server)) {
            TransportReply reply = transport.exchange(download(() -> out));

            assertThat(reply.body()).isEmpty();
            assertThat(out.size()).isEqualTo(5000);
        }
    }

    @Test
    void keepsAnErrorOutOfADownload() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SocketServer server = SocketServer.answering("HTTP/1.1 410 Gone", "Content-Length: 2", "", "{}");
                Transport transport = routed("http", server)) {
            assertThat(transport.exchange(download(() -> out)).body()).hasSize(2);
            assertThat(out.size()).isZero();
        }
    }

    @Test
    void trustsNobodyWithoutTheirAuthority() throws IOException {
        SSLContext context = new TestAuthority().serving(HOST);
        try (SocketServer server = tls(context);
                Transport transport = routed("https", server)) {
            assertThat(stage(transport, get("/"))).isEqualTo(Stage.NOT_SENT);
        }
    }

    @Test
    void trustsTheCaFileAndNamesTheHostInTls() throws IOException {
        TestAuthority authority = new TestAuthority();
        try (SocketServer server = tls(authority.serving(HOST));
                Transport transport = routed("https", server, authority.pem(folder))) {
            assertThat(transport.exchange(get("/")).status()).isEqualTo(200);
            assertThat(server.heads().get(0)).contains("\r\nHost: " + HOST + "\r\n");
        }
    }

    @Test
    void refusesATrustedCertificateOfAnotherHost() throws IOException {
        TestAuthority authority = new TestAuthority();
        try (SocketServer server = tls(authority.serving("localhost"));
                Transport transport = routed("https", server, authority.pem(folder))) {
            assertThat(stage(transport, get("/"))).isEqualTo(Stage.NOT_SENT);
        }
    }

    @Test
    void refusesACaFileWithoutCertificates() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        assertThatThrownBy(() -> HttpTransport.open(
                        new HttpSettings(Optional.empty(), Optional.empty(), Optional.of(empty), PATIENT, SMALL)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("truekeel.http.ca-file");
    }

    @Test
    void tunnelsThroughAProxyAndChecksTheHostBehindIt() throws IOException {
        TestAuthority authority = new TestAuthority();
        SSLContext context = authority.serving(HOST);
        try (SocketServer proxy = new SocketServer((own, socket) -> {
                    own.read(socket);
                    SocketServer.write(socket, "HTTP/1.1 200 Connected", "", "");
                    serveTls(own, context, socket);
                });
                Transport transport = proxied(proxy, Optional.of(authority.pem(folder)))) {
            assertThat(transport.exchange(get("/api/x")).status()).isEqualTo(200);
            assertThat(proxy.heads().get(0))
                    .startsWith("CONNECT " + HOST + ":443 ")
                    .doesNotContain("Bearer");
            assertThat(proxy.heads().get(1)).startsWith("GET /api/x ");
        }
    }

    @Test
    void knowsThatNothingWasSentWhenTheProxyRefuses() throws IOException {
        try (SocketServer proxy = SocketServer.answering("HTTP/1.1 403 Forbidden", "Content-Length: 0", "", "");
                Transport transport = proxied(proxy, Optional.empty())) {
            assertThat(stage(transport, get("/"))).isEqualTo(Stage.NOT_SENT);
        }
    }

    private static SocketServer tls(SSLContext context) throws IOException {
        return new SocketServer((own, socket) -> serveTls(own, context, socket));
    }

    private static void serveTls(SocketServer own, SSLContext context, Socket socket) throws IOException {
        SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        secure.setUseClientMode(false);
        own.read(secure);
        SocketServer.write(secure, OK, "Connection: close", "Content-Length: 0", "", "");
    }

    /** Waits a moment on the socket's own timeout. */
    private static void drip(Socket socket) throws IOException {
        try {
            int unexpected = socket.getInputStream().read();
            if (unexpected < 0) {
                throw new IOException("the client left");
            }
        } catch (java.net.SocketTimeoutException e) {
            assertThat(e).isNotNull();
        }
    }

    private static HttpSettings settings(Optional<URI> route) {
        return new HttpSettings(route, Optional.empty(), Optional.empty(), PATIENT, SMALL);
    }

    private static Transport hurried(SocketServer server) {
        URI route = URI.create("http://localhost:" + server.port());
        return HttpTransport.open(
                new HttpSettings(Optional.of(route), Optional.empty(), Optional.empty(), SHORT, SMALL));
    }

    private static Transport routed(String scheme, SocketServer server) {
        return HttpTransport.open(settings(Optional.of(URI.create(scheme + "://localhost:" + server.port()))));
    }

    private static Transport routed(String scheme, SocketServer server, Path caFile) {
        URI route = URI.create(scheme + "://127.0.0.1:" + server.port());
        return HttpTransport.open(
                new HttpSettings(Optional.of(route), Optional.empty(), Optional.of(caFile), PATIENT, SMALL));
    }

    private static Transport proxied(SocketServer proxy, Optional<Path> caFile) {
        URI address = URI.create("http://localhost:" + proxy.port());
        return HttpTransport.open(new HttpSettings(Optional.empty(), Optional.of(address), caFile, PATIENT, SMALL));
    }

    private static Stage stage(Transport transport, TransportRequest request) {
        return catchThrowableOfType(TransportFailure.class, () -> transport.exchange(request))
                .stage();
    }

    private static TransportRequest get(String target) {
        return new TransportRequest(
                Method.GET,
                HOST,
                target,
                Map.of("Authorization", "Bearer t"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static TransportRequest download(Supplier<OutputStream> sink) {
        return new TransportRequest(
                Method.GET, HOST, "/", Map.of(), Optional.empty(), Optional.empty(), Optional.of(sink));
    }
}
