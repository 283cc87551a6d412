package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Blobs;
import truekeel.simulator.Driver;
import truekeel.simulator.Payload;
import truekeel.simulator.TenantSpec;
import truekeel.simulator.Witness;

class BrandsTest {
    private static final String PATH = "/api/v1/brands";
    private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a00");
    private static final byte[] ICO = HexFormat.of().parseHex("000001000000");

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    /** A form of parts; a text is sent as such, bytes as a file. */
    static Payload form(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < parts.length; i += 2) {
            boolean file = parts[i + 1] instanceof byte[];
            out.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"" + parts[i] + "\""
                            + (file ? "; filename=\"x\"" : "") + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.writeBytes(
                    parts[i + 1] instanceof byte[] bytes
                            ? bytes
                            : parts[i + 1].toString().getBytes(StandardCharsets.UTF_8));
            out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes("--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return Payload.of(out.toByteArray());
    }

    private static Answer send(Driver driver, String method, String path, Object... parts) {
        return driver.send(method, path, "multipart/form-data; boundary=b", form(parts));
    }

    private String made(Object... parts) {
        return PATH + "/" + World.idOf(send(world.bot, "POST", PATH, parts), 201);
    }

    @Test
    void makesABrandThatIsNotActiveAndTellsTheMd5OfItsFiles() {
        // when
        JsonNode brand = world.bot.get(made("name", "Acme", "logo", PNG)).json();

        // then
        assertThat(brand.path("active").asBoolean()).isFalse();
        assertThat(brand.at("/files/0/eTag").asText()).isEqualTo("\"" + Blobs.digest(Payload.of(PNG), "MD5") + "\"");
        assertThat(brand.at("/files/0/contentType").asText()).isEqualTo("image/png");
    }

    @Test
    void hasOneActiveBrandAtATime() {
        // given
        String one = made("name", "One");
        String other = made("name", "Other");
        Answer none = world.bot.get(PATH + "/active");

        // when
        world.bot.post(one + "/actions/activate", "{}");
        world.bot.post(other + "/actions/activate", "{}");
        world.bot.post(other + "/actions/activate", "{}");

        // then
        assertThat(none.json()).isEmpty();
        assertThat(world.bot.get(one).json().path("active").asBoolean()).isFalse();
        assertThat(world.bot.get(PATH + "/active").header("location").orElse(""))
                .endsWith(other);
    }

    @Test
    void showsFiveOnAPageTheNewestIdFirst() {
        // given
        for (int i = 0; i < 7; i++) {
            made("name", "Brand " + i);
        }

        // when
        JsonNode first = world.bot.get(PATH).json();
        JsonNode rest = world.bot.follow(first.at("/links/next/href").asText()).json();

        // then
        assertThat(List.of(first.path("data").size(), rest.path("data").size())).containsExactly(5, 2);
        assertThat(first.at("/data/0/id").asText())
                .isGreaterThan(first.at("/data/4/id").asText());
    }

    @Test
    void postsAFileWhereNoneIsPutsItWhereOneIsAndDeletesIt() {
        // given
        String file = made("name", "Acme") + "/files/favIcon";

        // when
        List<Integer> answers = List.of(
                send(world.bot, "PUT", file, "file", ICO).status(),
                send(world.bot, "POST", file, "file", ICO).status(),
                send(world.bot, "POST", file, "file", ICO).status(),
                send(world.bot, "PUT", file, "file", ICO).status(),
                world.bot.delete(file).status(),
                world.bot.delete(file).status());

        // then
        assertThat(answers).containsExactly(404, 201, 400, 200, 204, 404);
    }

    @ParameterizedTest
    @CsvSource({"logo, 00000100", "favIcon, 89504e47", "styles, 5b5d", "logo, ''"})
    void refusesAFileOfAnotherType(String file, String hex) {
        assertThat(send(
                                world.bot,
                                "POST",
                                PATH,
                                "name",
                                "Acme",
                                file,
                                HexFormat.of().parseHex(hex))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusesALogoOfMoreThanThreeHundredKilobytes() {
        // given
        byte[] large = java.util.Arrays.copyOf(PNG, 300_001);

        // when
        Answer answer = send(world.bot, "POST", PATH, "name", "Acme", "logo", large);

        // then
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void takesTheSameNameTwice() {
        // when
        made("name", "Acme");
        made("name", "Acme");

        // then
        assertThat(world.bot.get(PATH).json().path("data")).hasSize(2);
    }

    @Test
    void tellsAnotherTagWhereFilesAreAdjusted() {
        try (World adjusting = new World(TenantSpec.of(World.HOST).withOption("brandFilesAdjusted", "true"))) {
            // when
            JsonNode brand = send(adjusting.bot, "POST", PATH, "name", "Acme", "logo", PNG)
                    .json();

            // then
            assertThat(brand.at("/files/0/eTag").asText())
                    .isNotEqualTo("\"" + Blobs.digest(Payload.of(PNG), "MD5") + "\"");
        }
    }

    /** The contract says nothing of forms, so that only the rest of the walk is held against it. */
    static void walk(Witness bot, Witness jane, Witness nobody) {
        JsonNode made = bot.send("POST", PATH, "multipart/form-data; boundary=b", form("name", "Acme", "logo", PNG));
        String one = PATH + "/" + made.path("id").asText();
        String form = "multipart/form-data; boundary=b";
        bot.send("POST", PATH, form, form("description", "x"));
        jane.send("POST", PATH, form, form("name", "x"));
        nobody.send("POST", PATH, form, form("name", "x"));
        bot.get(PATH + "?limit=1&sort=name");
        bot.get(PATH + "?limit=0");
        bot.get(PATH + "/active");
        jane.get(PATH);
        nobody.get(PATH);
        bot.get(one);
        bot.get(PATH + "/none");
        bot.patch(one, "[{'op':'replace','path':'/description','value':'x'}]");
        bot.patch(one, "[{'op':'remove','path':'/name'}]");
        jane.patch(one, "[]");
        bot.post(one + "/actions/activate", "{}");
        bot.post(one + "/actions/deactivate", "{}");
        jane.post(one + "/actions/activate", "{}");
        bot.post(PATH + "/none/actions/activate", "{}");
        bot.get(one + "/files/logo");
        bot.get(one + "/files/favIcon");
        bot.send("POST", one + "/files/favIcon", form, form("file", ICO));
        bot.send("POST", one + "/files/favIcon", form, form("file", ICO));
        bot.send("PUT", one + "/files/favIcon", form, form("file", ICO));
        bot.send("PUT", one + "/files/styles", form, form("file", ICO));
        bot.delete(one + "/files/favIcon");
        bot.delete(one + "/files/favIcon");
        jane.delete(one);
        bot.delete(one);
        bot.delete(one);
    }
}
