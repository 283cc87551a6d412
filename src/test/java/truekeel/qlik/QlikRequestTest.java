package truekeel.qlik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import truekeel.model.Secret;

class QlikRequestTest {
    @Test
    void encodesPathAndQueryValues() {
        QlikRequest request = QlikRequest.of(Operations.GET_THEME)
                .path("id", "my theme/ü")
                .query("filter", "name eq \"a&b\"")
                .query("sort", "+name");

        assertThat(request.target())
                .isEqualTo("/api/v1/themes/my%20theme%2F%C3%BC?filter=name%20eq%20%22a%26b%22&sort=%2Bname");
        assertThat(QlikRequest.of(Operations.GET_THEME).path("id", "..").target())
                .isEqualTo("/api/v1/themes/%2E%2E");
    }

    @Test
    void refusesAPathParameterThatIsNotThereOrEmpty() {
        assertThatThrownBy(() -> QlikRequest.of(Operations.GET_SPACE).path("id", "1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QlikRequest.of(Operations.GET_SPACE).path("spaceId", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QlikRequest.of(Operations.GET_SPACE).target())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void hasAFingerprintOfEverythingButSecrets() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", "a");
        QlikRequest one = QlikRequest.of(Operations.CREATE_SPACE).json(body);

        assertThat(one.fingerprint())
                .startsWith("POST /api/v1/spaces sha256:")
                .isEqualTo(one.secretField("/x", Secret.of("v")).fingerprint())
                .isNotEqualTo(QlikRequest.of(Operations.CREATE_SPACE)
                        .json(body.deepCopy().put("name", "b"))
                        .fingerprint());
        assertThat(one.query("q", "1").fingerprint()).contains("?q=1 ");
        assertThat(QlikRequest.of(Operations.GET_SPACES).fingerprint()).isEqualTo("GET /api/v1/spaces");
    }

    @Test
    void isNotChangedByWhoeverMadeItsBody() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", "a");
        QlikRequest request = QlikRequest.of(Operations.CREATE_SPACE).json(body);
        String before = request.fingerprint();

        body.put("name", "b");

        assertThat(request.fingerprint()).isEqualTo(before);
    }

    @Test
    void putsSecretsWhereThePointerSays() throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("list").addObject();
        QlikRequest request = QlikRequest.of(Operations.CREATE_SPACE)
                .json(body)
                .secretField("/list/0/key", Secret.of("k"))
                .secretField("/top", Secret.of("t"));

        assertThat(sent(request)).isEqualTo("{\"list\":[{\"key\":\"k\"}],\"top\":\"t\"}");
        assertThatThrownBy(() -> sent(request.secretField("/no/where", Secret.of("x"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("This is a bug in Truekeel.");
        assertThatThrownBy(() -> QlikRequest.of(Operations.CREATE_SPACE).secretField("/a", Secret.of("x")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void writesAFormThatIsTheSameEachTime() throws IOException {
        QlikRequest request = QlikRequest.of(Operations.UPLOAD_THEME)
                .multipart(List.of(
                        Part.json("data", JsonNodeFactory.instance.objectNode().put("name", "t")),
                        Part.file("file", "t.zip", "application/zip", BodySource.of(bytes("ZIP")))));
        Content content = request.content().orElseThrow();
        String boundary = content.contentType().replace("multipart/form-data; boundary=", "");

        assertThat(sent(request))
                .isEqualTo(
                        ("--B\r\nContent-Disposition: form-data; name=\"data\"\r\nContent-Type: application/json\r\n\r\n"
                                        + "{\"name\":\"t\"}\r\n--B\r\nContent-Disposition: form-data; name=\"file\";"
                                        + " filename=\"t.zip\"\r\nContent-Type: application/zip\r\n\r\nZIP\r\n--B--\r\n")
                                .replace("B", boundary)
                                .replace(boundary + "IP", "BIP"))
                .hasSize((int) content.withSecrets().length());
        assertThat(request.fingerprint()).isEqualTo(request.fingerprint());
    }

    @Test
    void refusesAPartThatWouldBreakTheForm() {
        assertThatThrownBy(() -> Part.file("file", "a\"b", "application/zip", BodySource.of(new byte[0])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Part.file("file", "a\r\nX: y", "application/zip", BodySource.of(new byte[0])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String sent(QlikRequest request) throws IOException {
        return new String(request.content().orElseThrow().withSecrets().open().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
