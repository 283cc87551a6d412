package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;
import truekeel.simulator.Payload;

class ReportTemplatesTest {
    private static final String PATH = "/api/v1/report-templates";
    private final World world = new World();
    private final String shared = world.space(world.bot, "Dev", "shared");
    private final String app = world.load(world.bot, shared, "Sales", "1");
    private final String other = world.load(world.bot, shared, "Other", "2");

    @AfterEach
    void close() {
        world.close();
    }

    private String file(Driver caller, String name, String content) {
        String location = caller.send(
                        "POST",
                        "/api/v1/temp-contents?ttl=60&filename=" + name,
                        "application/octet-stream",
                        Payload.of(content))
                .header("location")
                .orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private Answer make(Driver caller, String file, String more) {
        return caller.post(
                PATH, "{'name':'T','temporaryContentId':'" + file + "','sourceAppId':'" + app + "'" + more + "}");
    }

    private String template() {
        return World.idOf(make(world.bot, file(world.bot, "a.xlsx", app), ""), 201);
    }

    @ParameterizedTest
    @CsvSource({
        "a.xlsx, excel",
        "a.docx, word",
        "a.pptx, powerPoint",
        "a.html, html",
        "a.qhtml, html",
        "a.qpxp, pixelPerfect",
        "A.XLSX, excel"
    })
    void theEndingSaysTheType(String name, String type) {
        // when
        Answer answer = make(world.bot, file(world.bot, name, app), "");

        // then
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("type").asText()).isEqualTo(type);
        assertThat(answer.json().path("sourceAppName").asText()).isEqualTo("Sales");
    }

    @Test
    void aFileForAnotherAppIsTakenOnlyWhereItIsToBeReplaced() {
        // given
        String file = file(world.bot, "a.xlsx", other);

        // when
        int validated = make(world.bot, file, "").status();
        int replaced = make(world.bot, file, ",'sourceAppAction':'replace'").status();

        // then
        assertThat(validated).isEqualTo(400);
        assertThat(replaced).isEqualTo(201);
    }

    @Test
    void contentThatIsGoneIsNotFound() {
        // given
        String file = file(world.bot, "a.xlsx", app);
        world.advance(Duration.ofMinutes(2));

        // when
        int status = make(world.bot, file, "").status();

        // then
        assertThat(status).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"producer,201", "consumer,403", "codeveloper,403"})
    void whoeverEditsTheAppMakesTemplates(String role, int status) {
        // given
        world.member(shared, world.id("jane"), role);

        // when
        Answer answer = make(world.jane, file(world.jane, "a.xlsx", app), "");

        // then
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void aTemplateIsItsOwnersToChange() {
        // given
        world.member(shared, world.id("jane"), "producer");
        world.member(shared, world.id("john"), "producer");
        String one = PATH + "/" + World.idOf(make(world.jane, file(world.jane, "a.xlsx", app), ""), 201);

        // when
        int patched = world.john.replace(one, "/name", "'x'").status();
        int deleted = world.john.delete(one).status();
        int byAdmin = world.bot.replace(one, "/name", "'x'").status();

        // then
        assertThat(patched).isEqualTo(403);
        assertThat(deleted).isEqualTo(403);
        assertThat(byAdmin).isEqualTo(204);
        assertThat(world.john.get(one).json().path("name").asText()).isEqualTo("x");
    }

    @Test
    void strangersSeeNoTemplate() {
        // given
        String one = PATH + "/" + template();

        // when
        int status = world.jane.get(one).status();

        // then
        assertThat(status).isEqualTo(404);
        assertThat(world.jane.get(PATH).json().path("data")).isEmpty();
        assertThat(world.jane.post(one + "/actions/download", "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"/type,'\"word\"'", "/sourceAppId,'\"x\"'", "/ownerId,'\"x\"'", "/name,'\" \"'", "/name,7"})
    void takesNoOtherPatch(String path, String value) {
        // given
        String one = PATH + "/" + template();

        // when
        int status = world.bot.replace(one, path, value).status();

        // then
        assertThat(status).isEqualTo(400);
    }

    @Test
    void aRefusedReplacementChangesNothing() {
        // given
        String one = PATH + "/" + template();
        JsonNode before = world.bot.get(one).json();
        String file = file(world.bot, "b.docx", app);

        // when
        int status = world.bot
                .put(one, "{'name':'N','temporaryContentId':'" + file + "','description':7}")
                .status();

        // then
        assertThat(status).isEqualTo(400);
        assertThat(world.bot.get(one).json()).isEqualTo(before);
    }

    @Test
    void pagesOfTwentyAreLinkedWithCapitals() {
        // given
        String file = file(world.bot, "a.xlsx", app);
        for (int i = 0; i < 21; i++) {
            make(world.bot, file, "");
        }

        // when
        JsonNode first = world.bot.get(PATH + "?sourceAppId=" + app).json();

        // then
        String next = first.at("/links/next/href").asText();
        assertThat(first.path("data")).hasSize(20);
        assertThat(next).contains("Limit=20").contains("Skip=20").contains("SourceAppId=" + app);
        assertThat(world.bot.follow(next).json().path("data")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "skip=-1", "sort=ownerId"})
    void refusesOtherParameters(String query) {
        // when
        int status = world.bot.get(PATH + "?" + query).status();

        // then
        assertThat(status).isEqualTo(400);
    }
}
