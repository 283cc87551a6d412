package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;
import truekeel.simulator.Json;
import truekeel.simulator.Payload;

class UploadsTest {
    private static final String PATH = "/api/v1/temp-contents/files";
    private final World world = new World();
    private final Driver tus = world.bot.with("tus-resumable", "1.0.0");

    @AfterEach
    void close() {
        world.close();
    }

    private String begin(long length) {
        Answer answer = tus.with("upload-length", Long.toString(length))
                .with("upload-metadata", "filename c2FsZXMucXZm,ttl NjA=")
                .send("POST", PATH, "", Payload.empty());
        assertThat(answer.status()).isEqualTo(201);
        return answer.header("location").orElseThrow();
    }

    private Answer piece(String location, long offset, String text) {
        return tus.with("upload-offset", Long.toString(offset))
                .send("PATCH", location, "application/offset+octet-stream", Payload.of(text));
    }

    private static String id(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    @Test
    void takesAFileInPieces() {
        // given
        String location = begin(7);

        // when
        Answer first = piece(location, 0, "con");
        Answer state = tus.send("HEAD", location, "", Payload.empty());
        Answer last = piece(location, 3, "tent");

        // then
        assertThat(first.status()).isEqualTo(204);
        assertThat(first.header("upload-offset")).contains("3");
        assertThat(state.header("upload-offset")).contains("3");
        assertThat(state.header("upload-length")).contains("7");
        assertThat(state.header("cache-control")).contains("no-store");
        assertThat(last.header("upload-offset")).contains("7");
        Answer whole = world.bot.get("/api/v1/temp-contents/" + id(location));
        assertThat(whole.body().text()).isEqualTo("content");
        assertThat(whole.header("content-disposition").orElseThrow()).contains("sales.qvf");
    }

    @Test
    void feedsAnImport() {
        // given
        byte[] file = World.qvf("Sales", "x");
        String location = begin(file.length);
        tus.with("upload-offset", "0").send("PATCH", location, "application/offset+octet-stream", Payload.of(file));

        // when
        Answer answer = world.bot.send("POST", "/api/v1/apps/import?fileId=" + id(location), "", Payload.empty());

        // then
        assertThat(answer.json().at("/attributes/name").asText()).isEqualTo("Sales");
    }

    @Test
    void refusesAnImportOfAnUnfinishedUpload() {
        // given
        String location = begin(7);
        piece(location, 0, "con");

        // when
        Answer imported = world.bot.send("POST", "/api/v1/apps/import?fileId=" + id(location), "", Payload.empty());
        Answer read = world.bot.get("/api/v1/temp-contents/" + id(location));

        // then
        assertThat(List.of(imported.status(), read.status())).containsOnly(404);
    }

    @Test
    void refusesAWrongOffsetTypeLengthAndVersion() {
        // given
        String location = begin(7);
        piece(location, 0, "con");

        // when
        Answer offset = piece(location, 0, "con");
        Answer tooLong = piece(location, 3, "tent and more");
        Answer type = tus.with("upload-offset", "3").send("PATCH", location, "text/plain", Payload.of("tent"));
        Answer version = world.bot.send("HEAD", location, "", Payload.empty());
        Answer noLength = tus.send("POST", PATH, "", Payload.empty());

        // then
        assertThat(offset.status()).isEqualTo(409);
        assertThat(tooLong.status()).isEqualTo(413);
        assertThat(type.status()).isEqualTo(415);
        assertThat(version.status()).isEqualTo(412);
        assertThat(noLength.status()).isEqualTo(400);
        assertThat(tus.send("HEAD", location, "", Payload.empty()).header("upload-offset"))
                .contains("3");
    }

    @Test
    void countsTheTtlFromTheBeginning() {
        // given
        String location = begin(7);
        world.advance(Duration.ofSeconds(59));
        piece(location, 0, "con");

        // when
        world.advance(Duration.ofSeconds(1));
        Answer answer = piece(location, 3, "tent");

        // then
        assertThat(answer.status()).isEqualTo(410);
    }

    @Test
    void canStayLockedAfterAPiece() {
        // given
        world.tenant.options().set("uploadLock", Json.parse("\"3s\""));
        String location = begin(7);
        piece(location, 0, "con");

        // when
        Answer early = piece(location, 3, "tent");
        world.advance(Duration.ofSeconds(3));
        Answer later = piece(location, 3, "tent");

        // then
        assertThat(early.status()).isEqualTo(423);
        assertThat(later.status()).isEqualTo(204);
    }
}
