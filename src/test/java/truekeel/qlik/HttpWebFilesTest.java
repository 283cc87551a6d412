package truekeel.qlik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.model.Secret;
import truekeel.model.SourceCode;
import truekeel.model.SourceException;

class HttpWebFilesTest {
    private static final String OK = "HTTP/1.1 200 OK";
    private final TestTime time = new TestTime();

    private HttpWebFiles web() {
        return HttpWebFiles.open(HttpSettings.DEFAULT, time.clockwork(), RetryPolicy.DEFAULT);
    }

    private static URI at(SocketServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private String download(URI place, Optional<Secret> token) {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        try (HttpWebFiles web = web()) {
            web.download(place, token, to);
        }
        return to.toString(StandardCharsets.UTF_8);
    }

    private SourceCode refused(URI place) {
        return catchThrowableOfType(SourceException.class, () -> download(place, Optional.empty()))
                .code();
    }

    @Test
    void readsAFileAsItIsAndShowsTheToken() throws IOException {
        try (SocketServer server =
                SocketServer.answering(OK, "Content-Encoding: gzip", "Content-Length: 5", "", "12345")) {
            String file = download(at(server, "/a.qvf?x=1"), Optional.of(Secret.of("s3cret")));

            assertThat(file).isEqualTo("12345");
            assertThat(server.heads().get(0))
                    .startsWith("GET /a.qvf?x=1 HTTP/1.1")
                    .contains("Authorization: Bearer s3cret")
                    .contains("Accept-Encoding: identity");
        }
    }

    @Test
    void goesOnWhereTheConnectionBroke() throws IOException {
        List<String> ranges = new ArrayList<>();
        try (SocketServer server = new SocketServer((self, socket) -> {
            self.read(socket);
            String head = self.heads().get(self.heads().size() - 1);
            ranges.add(head.contains("Range: bytes=4-") && head.contains("If-Range: \"v1\"") ? "rest" : "whole");
            if (ranges.size() == 1) {
                SocketServer.write(socket, OK, "ETag: \"v1\"", "Content-Length: 10", "", "0123");
            } else {
                SocketServer.write(
                        socket,
                        "HTTP/1.1 206 Partial Content",
                        "Content-Range: bytes 4-9/10",
                        "Content-Length: 6",
                        "",
                        "456789");
            }
            socket.close();
        })) {
            String file = download(at(server, "/a.qvf"), Optional.empty());

            assertThat(file).isEqualTo("0123456789");
            assertThat(ranges).containsExactly("whole", "rest");
            assertThat(time.passed()).isPositive();
        }
    }

    @Test
    void beginsAnewWhereTheServerKnowsNoParts() throws IOException {
        try (SocketServer server = new SocketServer((self, socket) -> {
            self.read(socket);
            SocketServer.write(
                    socket, OK, "Content-Length: 10", "", self.heads().size() == 1 ? "0123" : "0123456789");
            socket.close();
        })) {
            assertThat(download(at(server, "/a.qvf"), Optional.empty())).isEqualTo("0123456789");
            assertThat(server.heads()).hasSize(2);
        }
    }

    @Test
    void givesUpAfterSomeAttempts() throws IOException {
        try (SocketServer server =
                SocketServer.answering("HTTP/1.1 503 No", "Connection: close", "Content-Length: 0", "", "")) {
            assertThat(refused(at(server, "/a.qvf"))).isEqualTo(SourceCode.SOURCE_UNREACHABLE);
            assertThat(server.heads()).hasSize(RetryPolicy.DEFAULT.attempts());
            assertThat(time.passed()).isLessThan(Duration.ofMinutes(2));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404, SOURCE_MISSING",
        "410, SOURCE_MISSING",
        "403, SOURCE_DENIED",
        "401, SOURCE_DENIED",
        "400, SOURCE_UNREACHABLE"
    })
    void takesANoForANo(int status, SourceCode code) throws IOException {
        try (SocketServer server = SocketServer.answering(
                "HTTP/1.1 " + status + " No", "Connection: close", "Content-Length: 0", "", "")) {
            assertThat(refused(at(server, "/a.qvf"))).isEqualTo(code);
            assertThat(server.heads()).hasSize(1);
        }
    }

    @Test
    void followsARedirectWithoutShowingTheTokenThere() throws IOException {
        try (SocketServer store = SocketServer.answering(OK, "Content-Length: 4", "", "file");
                SocketServer front = SocketServer.answering(
                        "HTTP/1.1 302 Found",
                        "Location: http://localhost:" + store.port() + "/there",
                        "Connection: close",
                        "Content-Length: 0",
                        "",
                        "")) {
            assertThat(download(at(front, "/a.qvf"), Optional.of(Secret.of("s3cret"))))
                    .isEqualTo("file");
            assertThat(front.heads().get(0)).contains("s3cret");
            assertThat(store.heads().get(0)).doesNotContain("Authorization");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://artefacts.acme.example/a.qvf", "ftp://127.0.0.1/a.qvf", "file:///etc/passwd", ""})
    void isNotLedAwayFromHttps(String location) throws IOException {
        try (SocketServer server = SocketServer.answering(
                "HTTP/1.1 302 Found", "Location: " + location, "Connection: close", "Content-Length: 0", "", "")) {
            assertThat(refused(at(server, "/a.qvf"))).isEqualTo(SourceCode.SOURCE_REDIRECTED);
        }
    }

    @Test
    void doesNotRunInCircles() throws IOException {
        try (SocketServer server = SocketServer.answering(
                "HTTP/1.1 302 Found", "Location: /a.qvf", "Connection: close", "Content-Length: 0", "", "")) {
            assertThat(refused(at(server, "/a.qvf"))).isEqualTo(SourceCode.SOURCE_REDIRECTED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://artefacts.acme.example/a.qvf, true",
        "http://127.0.0.1:8080/a.qvf, true",
        "http://localhost/a.qvf, true",
        "http://artefacts.acme.example/a.qvf, false",
        "https://me:secret@artefacts.acme.example/a.qvf, false",
        "ftp://artefacts.acme.example/a.qvf, false"
    })
    void knowsWhatItMayFetchFrom(URI place, boolean allowed) {
        assertThat(HttpWebFiles.isAllowed(place)).isEqualTo(allowed);
    }
}
