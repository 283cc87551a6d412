package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import truekeel.simulator.Answer;
import truekeel.simulator.Blobs;
import truekeel.simulator.Driver;
import truekeel.simulator.Json;
import truekeel.simulator.Payload;

class PackagesTest {
    private static final String EXTENSIONS = "/api/v1/extensions";
    private static final String THEMES = "/api/v1/themes";
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    static byte[] extension(String name, String version) {
        return zip(Map.of(
                "hello-ext.qext",
                "{\"name\":\"" + name + "\",\"version\":\"" + version + "\",\"type\":\"visualization\"}"));
    }

    private static Answer form(Driver caller, String method, String path, Map<String, byte[]> parts) {
        return caller.send(method, path, "multipart/form-data; boundary=b0und", form(parts));
    }

    /** A multipart body with the boundary {@code b0und}; the part {@code file} has a file name. */
    static Payload form(Map<String, byte[]> parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        parts.forEach((name, bytes) -> {
            String file = name.equals("file") ? "; filename=\"hello.zip\"\r\nContent-Type: application/zip" : "";
            body.writeBytes(("--b0und\r\nContent-Disposition: form-data; name=\"" + name + "\"" + file + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(bytes);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        });
        body.writeBytes("--b0und--\r\n".getBytes(StandardCharsets.UTF_8));
        return Payload.of(body.toByteArray());
    }

    private Answer upload(String path, byte[] zip) {
        return form(world.bot, "POST", path, Map.of("file", zip));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void takesTheNameFromTheArchiveAndShowsItsMd5() {
        // given
        byte[] zip = extension("Hello", "1.0.0");

        // when
        Answer answer = upload(EXTENSIONS, zip);

        // then
        JsonNode extension = answer.json();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(extension.path("name").asText()).isEqualTo("Hello");
        assertThat(extension.path("qextFilename").asText()).isEqualTo("hello-ext");
        assertThat(extension.path("qextVersion").asText()).isEqualTo("1.0.0");
        assertThat(extension.at("/file/md5").asText()).isEqualTo(Blobs.digest(Payload.of(zip), "MD5"));
        assertThat(extension.at("/file/contentLength").asInt()).isEqualTo(zip.length);
        assertThat(extension.at("/file/originalname").asText()).isEqualTo("hello.zip");
        assertThat(extension.path("bundled").booleanValue()).isFalse();
    }

    @Test
    void isFoundByIdAndByName() {
        // given
        String id = World.idOf(upload(EXTENSIONS, extension("Hello you", "1")), 201);

        // when
        Answer byName = world.bot.get(EXTENSIONS + "/Hello%20you");

        // then
        assertThat(byName.json().path("id").asText()).isEqualTo(id);
        assertThat(world.bot.get(EXTENSIONS + "/" + id).status()).isEqualTo(200);
        assertThat(world.bot.get(EXTENSIONS + "/other").status()).isEqualTo(404);
    }

    @Test
    void refusesTheSameNameTwice() {
        // given
        upload(EXTENSIONS, extension("Hello", "1"));

        // when
        Answer answer = upload(EXTENSIONS, extension("Hello", "2"));

        // then
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("title").asText()).isNotEmpty();
        assertThat(answer.json().path("status").asInt()).isEqualTo(409);
    }

    @Test
    void refusesWhatIsNoArchiveOfTheKind() {
        // given
        byte[] noQext = zip(Map.of("hello.js", "x"));
        byte[] twoQext = zip(Map.of("a.qext", "{\"name\":\"a\"}", "b.qext", "{\"name\":\"b\"}"));
        byte[] badQext = zip(Map.of("a.qext", "{\"version\":1}"));
        byte[] noThemeJson = zip(Map.of("t.qext", "{\"name\":\"T\",\"type\":\"theme\"}"));

        // when
        List<Integer> statuses = List.of(
                upload(EXTENSIONS, bytes("no zip")).status(),
                world.bot.post(EXTENSIONS, "{}").status(),
                upload(EXTENSIONS, noQext).status(),
                upload(EXTENSIONS, twoQext).status(),
                upload(EXTENSIONS, badQext).status(),
                upload(THEMES, noThemeJson).status(),
                upload(THEMES, extension("Hello", "1")).status(),
                form(world.bot, "POST", EXTENSIONS, Map.of("other", bytes("x"))).status(),
                form(world.bot, "POST", EXTENSIONS, Map.of("data", bytes("{\"tags\":[]}")))
                        .status());

        // then
        assertThat(statuses).containsExactly(415, 415, 422, 422, 422, 422, 422, 422, 422);
    }

    @Test
    void takesDataBesideOrInsteadOfTheArchive() {
        // given
        Map<String, byte[]> both = new LinkedHashMap<>();
        both.put("data", bytes("{\"name\":\"Other\",\"tags\":[\"portal\"]}"));
        both.put("file", extension("Hello", "1"));

        // when
        Answer withFile = form(world.bot, "POST", EXTENSIONS, both);
        Answer alone = form(world.bot, "POST", EXTENSIONS, Map.of("data", bytes("{\"name\":\"Plain\"}")));

        // then
        assertThat(withFile.json().path("name").asText()).isEqualTo("Hello");
        assertThat(Json.texts(withFile.json().path("tags"))).containsExactly("portal");
        assertThat(alone.status()).isEqualTo(201);
        assertThat(alone.json().has("file")).isFalse();
    }

    @Test
    void replacesTheArchiveByPatchAndKeepsTheRest() {
        // given
        Map<String, byte[]> both = new LinkedHashMap<>();
        both.put("data", bytes("{\"tags\":[\"portal\"]}"));
        both.put("file", extension("Hello", "1"));
        String id = World.idOf(form(world.bot, "POST", EXTENSIONS, both), 201);
        byte[] next = extension("Hello", "2");

        // when
        Answer answer = form(world.bot, "PATCH", EXTENSIONS + "/Hello", Map.of("file", next));

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("id").asText()).isEqualTo(id);
        assertThat(answer.json().path("qextVersion").asText()).isEqualTo("2");
        assertThat(answer.json().at("/file/md5").asText()).isEqualTo(Blobs.digest(Payload.of(next), "MD5"));
        assertThat(Json.texts(answer.json().path("tags"))).containsExactly("portal");
    }

    @Test
    void refusesAPatchOntoAnotherName() {
        // given
        upload(EXTENSIONS, extension("Hello", "1"));
        upload(EXTENSIONS, extension("Other", "1"));

        // when
        Answer answer = form(world.bot, "PATCH", EXTENSIONS + "/Hello", Map.of("file", extension("Other", "2")));

        // then
        assertThat(answer.status()).isEqualTo(409);
    }

    @Test
    void leavesA410AndFreesTheNameWhenDeleted() {
        // given
        String id = World.idOf(upload(EXTENSIONS, extension("Hello", "1")), 201);

        // when
        Answer deleted = world.bot.delete(EXTENSIONS + "/Hello");

        // then
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(world.bot.get(EXTENSIONS + "/" + id).status()).isEqualTo(410);
        assertThat(world.bot.delete(EXTENSIONS + "/Hello").status()).isEqualTo(410);
        assertThat(upload(EXTENSIONS, extension("Hello", "1")).status()).isEqualTo(201);
        assertThat(world.bot.get(EXTENSIONS + "/Hello").status()).isEqualTo(200);
    }

    @Test
    void holdsBundledOnesThatCannotBeTouched() {
        // given
        JsonNode bundled = world.bot.get(EXTENSIONS).json().at("/data/0");

        // when
        Answer deleted = world.bot.delete(EXTENSIONS + "/" + bundled.path("id").asText());
        Answer patched = form(
                world.bot,
                "PATCH",
                EXTENSIONS + "/" + bundled.path("id").asText(),
                Map.of("data", bytes("{\"tags\":[]}")));

        // then
        assertThat(bundled.path("bundled").asBoolean()).isTrue();
        assertThat(List.of(deleted.status(), patched.status())).containsOnly(403);
    }

    @Test
    void letsOnlyAdminsWriteAndDownload() {
        // given
        byte[] zip = extension("Hello", "1");
        upload(EXTENSIONS, zip);

        // when
        Answer written = form(world.jane, "POST", EXTENSIONS, Map.of("file", extension("Mine", "1")));
        Answer downloaded = world.jane.get(EXTENSIONS + "/Hello/file");
        Answer byAdmin = world.bot.get(EXTENSIONS + "/Hello/file");

        // then
        assertThat(List.of(written.status(), downloaded.status())).containsOnly(403);
        assertThat(byAdmin.body().bytes()).isEqualTo(zip);
        assertThat(world.jane
                        .get(EXTENSIONS + "/Hello/file/hello-ext.qext")
                        .body()
                        .text())
                .contains("\"Hello\"");
        assertThat(world.jane.get(EXTENSIONS).json().path("data")).hasSize(2);
        assertThat(world.bot.get(EXTENSIONS + "/Hello/file/none.js").status()).isEqualTo(404);
    }

    @Test
    void takesAThemeWithQextAndThemeJson() {
        // given
        byte[] theme = zip(Map.of("t/t.qext", "{\"name\":\"Corporate\",\"type\":\"theme\"}", "t/theme.json", "{}"));

        // when
        Answer created = upload(THEMES, theme);
        Answer patched = form(world.bot, "PATCH", THEMES + "/Corporate", Map.of("data", bytes("{\"tags\":[\"a\"]}")));

        // then
        assertThat(created.status()).isEqualTo(201);
        assertThat(patched.json().at("/data/0/tags/0").asText()).isEqualTo("a");
    }

    @Test
    void listsAllWithoutPages() {
        // given
        for (int i = 0; i < 120; i++) {
            upload(EXTENSIONS, extension("Hello " + i, "1"));
        }

        // when
        JsonNode list = world.bot.get(EXTENSIONS + "?limit=1").json();

        // then
        assertThat(list.path("data")).hasSize(121);
        assertThat(list.has("links")).isFalse();
    }
}
