package truekeel.qlik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import truekeel.qlik.TransportFailure.Stage;

class QlikTenantTest {
    private static final QlikRequest FILE =
            QlikRequest.of(Operations.DOWNLOAD_TEMP_FILE).path("id", "t1");

    private final World world = new World();

    @Test
    void asksWhoWeAreOnce() {
        world.transport
                .then(301, Map.of("Location", "/api/v1/users/u1"), "")
                .then(200, """
                        {"id":"u1","subject":"qlikbot\\\\c","assignedRoles":[{"id":"r","name":"TenantAdmin"}],\
                        "roles":["TenantAdmin","Developer"]}\
                        """)
                .then(302, Map.of("Location", "/api/v1/tenants/t1"), "")
                .then(200, "{\"id\":\"t1\"}");

        Identity identity = world.tenant.identity();

        assertThat(identity)
                .isEqualTo(new Identity("u1", "qlikbot\\c", List.of("TenantAdmin", "Developer"), "t1"))
                .isSameAs(world.tenant.identity());
    }

    @Test
    void refusesAnIdentityWithoutAnId() {
        world.transport.then(200, "{\"subject\":\"s\"}").then(200, "{\"id\":\"t1\"}");

        assertThatThrownBy(world.tenant::identity).isInstanceOf(QlikException.Malformed.class);
    }

    @Test
    void correctsItsClockByWhatTheTenantSays() {
        world.transport.then(200, Map.of("Date", "Sun, 22 Nov 2026 09:30:00 GMT"), "{}");
        assertThat(world.tenant.clock().instant()).isEqualTo("2026-11-22T08:00:00Z");

        world.tenant.get(QlikRequest.of(Operations.GET_SPACE_TYPES));
        world.time.advance(Duration.ofSeconds(5));

        assertThat(world.tenant.clock().instant()).isEqualTo("2026-11-22T09:30:05Z");
    }

    @Test
    void givesHeadersAndTheCreatedId() {
        world.transport.then(201, Map.of("Location", "/api/v1/temp-contents/t1?x=y"), "");

        QlikReply reply =
                world.tenant.send(QlikRequest.of(Operations.EXPORT_APP).path("appId", "a1"));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.createdId()).contains("t1");
        assertThat(reply.body().isMissingNode()).isTrue();
    }

    @Test
    void takesAnAnswerThatIsNoJsonAsItIs() {
        world.transport.then(200, Map.of("Content-Type", "text/plain"), "fine");

        assertThat(world.tenant
                        .send(QlikRequest.of(Operations.GET_SPACE_TYPES))
                        .body()
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void resumesADownloadWhereItBroke() {
        world.transport
                .then(request -> {
                    FakeTransport.write(request.sink().orElseThrow().get(), bytes("abcd"));
                    throw new TransportFailure(Stage.TRUNCATED, "reset");
                })
                .then(200, "abcdefgh");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        world.tenant.download(FILE, out);

        assertThat(out).hasToString("abcdefgh");
        assertThat(world.transport.requests().get(0).headers()).containsEntry("Accept", "*/*");
    }

    @Test
    void noticesThatADownloadChangedBetweenAttempts() {
        world.transport
                .then(request -> {
                    FakeTransport.write(request.sink().orElseThrow().get(), bytes("abcd"));
                    throw new TransportFailure(Stage.TRUNCATED, "reset");
                })
                .then(200, "abXdefgh")
                .then(request -> {
                    FakeTransport.write(request.sink().orElseThrow().get(), bytes("abcd"));
                    throw new TransportFailure(Stage.TRUNCATED, "reset");
                })
                .then(200, "ab");

        assertThatThrownBy(() -> world.tenant.download(FILE, new ByteArrayOutputStream()))
                .isInstanceOf(QlikException.Transient.class)
                .hasMessageContaining("from the start");
        assertThatThrownBy(() -> world.tenant.download(FILE, new ByteArrayOutputStream()))
                .isInstanceOf(QlikException.Transient.class);
    }

    @Test
    void doesNotRepeatADownloadThatTheTakerRefuses() {
        world.transport.then(200, "abcd");
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("disk full");
            }
        };

        assertThatThrownBy(() -> world.tenant.download(FILE, full))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("disk full");
        assertThat(world.transport.requests()).hasSize(1);
    }

    @Test
    void keepsErrorsOfADownloadOutOfTheFile() {
        world.transport.then(410, "{\"errors\":[{\"code\":\"GONE\"}]}");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> world.tenant.download(FILE, out)).isInstanceOf(QlikException.Missing.class);
        assertThat(out.size()).isZero();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
