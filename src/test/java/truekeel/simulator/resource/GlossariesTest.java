package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;

class GlossariesTest {
    private static final String PATH = "/api/v1/glossaries";
    private final World world = new World();
    private final String space = world.space(world.bot, "Words", "shared");
    private final String one = glossary("Finance");

    @AfterEach
    void close() {
        world.close();
    }

    private String glossary(String name) {
        return PATH + "/" + World.idOf(world.bot.post(PATH, "{'name':'" + name + "','spaceId':'" + space + "'}"), 201);
    }

    private String category(String glossary, String json) {
        return World.idOf(world.bot.post(glossary + "/categories", json), 201);
    }

    private String term(String json) {
        return one + "/terms/" + World.idOf(world.bot.post(one + "/terms", json), 201);
    }

    @ParameterizedTest
    @CsvSource({"Steward,201", "SharedSpaceCreator,403", "AnalyticsAdmin,403"})
    void stewardsMakeGlossaries(String role, int status) {
        // given
        world.grant("jane", role);

        // when
        Answer answer = world.jane.post(PATH, "{'name':'Hers'}");

        // then
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void whoeverSeesTheSpaceReadsAndNoMore() {
        // given
        world.member(space, world.id("jane"), "consumer");
        String term = term("{'name':'Margin'}");

        // when
        Driver jane = world.jane;

        // then
        assertThat(jane.get(one).status()).isEqualTo(200);
        assertThat(jane.get(term).status()).isEqualTo(200);
        assertThat(jane.put(term, "{'name':'x'}").status()).isEqualTo(403);
        assertThat(jane.post(term + "/actions/change-status?status=verified", "")
                        .status())
                .isEqualTo(403);
        assertThat(jane.post(term + "/links", "{}").status()).isEqualTo(403);
        assertThat(jane.delete(one).status()).isEqualTo(403);
        assertThat(world.john.get(one).status()).isEqualTo(404);
        assertThat(world.john.get(PATH).json().path("data")).isEmpty();
    }

    @Test
    void aVerifiedTermIsAStewardsToChange() {
        // given
        world.member(space, world.id("jane"), "producer");
        String term = term("{'name':'Margin'}");
        world.bot.post(term + "/actions/change-status?status=verified", "");

        // when
        int changed = world.jane.replace(term, "/name", "'x'").status();
        int deleted = world.jane.delete(term).status();
        world.grant("jane", "Steward");
        int bySteward = world.jane.replace(term, "/name", "'x'").status();

        // then
        assertThat(changed).isEqualTo(412);
        assertThat(deleted).isEqualTo(403);
        assertThat(bySteward).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'name':' '}",
                "{'name':'x','parentId':'none'}",
                "{'name':'x','parentId':'ELSEWHERE'}",
                "{'name':'Money'}",
                "{'name':'x','stewards':['nobody']}"
            })
    void refusesCategories(String json) {
        // given
        category(one, "{'name':'Money'}");
        String elsewhere = category(glossary("Other"), "{'name':'Money'}");

        // when
        int status = world.bot
                .post(one + "/categories", json.replace("ELSEWHERE", elsewhere))
                .status();

        // then
        assertThat(status).isEqualTo(400);
        assertThat(world.bot.get(one + "/categories").json().path("data")).hasSize(1);
    }

    @Test
    void aCategoryIsNeverItsOwnAncestor() {
        // given
        String top = category(one, "{'name':'Money'}");
        String below = category(one, "{'name':'Coins','parentId':'" + top + "'}");
        String path = one + "/categories/" + top;

        // when
        int itself = world.bot.replace(path, "/parentId", "'" + top + "'").status();
        int child = world.bot.replace(path, "/parentId", "'" + below + "'").status();
        int whole = world.bot
                .put(path, "{'name':'Money','parentId':'" + below + "'}")
                .status();

        // then
        assertThat(itself).isEqualTo(400);
        assertThat(child).isEqualTo(400);
        assertThat(whole).isEqualTo(400);
        assertThat(world.bot.get(path).json().path("parentId").asText()).isEmpty();
    }

    @Test
    void aCategoryTakesItsChildrenAlong() {
        // given
        String top = category(one, "{'name':'Money'}");
        String below = category(one, "{'name':'Coins','parentId':'" + top + "'}");
        String term = term("{'name':'Cent','categories':['" + below + "']}");

        // when
        int status = world.bot.delete(one + "/categories/" + top).status();

        // then
        assertThat(status).isEqualTo(204);
        assertThat(world.bot.get(one + "/categories").json().path("data")).isEmpty();
        assertThat(world.bot.get(term).json().path("categories")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'name':'x','categories':['none']}",
                "{'name':'x','categories':['ELSEWHERE']}",
                "{'name':'x','stewards':['nobody']}",
                "{'name':'x','relatedInformation':'plain'}",
                "{'name':'x','relatesTo':[{'type':'isA'}]}",
                "{'name':'x','relatesTo':[{'type':'isLike','termId':'t'}]}",
                "{'name':'x','linksTo':[{'resourceId':'r'}]}",
                "{'name':'x','linksTo':[{'resourceType':'sheet','resourceId':'r'}]}",
                "{'name':'x','linksTo':[{'resourceType':'dataset','resourceId':'r','subResourceId':'s'}]}"
            })
    void refusesTermsWhole(String json) {
        // given
        String elsewhere = category(glossary("Other"), "{'name':'Money'}");
        String bad = json.replace("ELSEWHERE", elsewhere);
        String term = term("{'name':'Margin','tags':['a']}");
        JsonNode before = world.bot.get(term).json();

        // when
        int made = world.bot.post(one + "/terms", bad).status();
        int put = world.bot.put(term, bad).status();

        // then
        assertThat(made).isEqualTo(400);
        assertThat(put).isEqualTo(400);
        assertThat(world.bot.get(term).json()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "'',/tags",
        "'',/spaceId",
        "'',/ownerId",
        "/categories/C,/stewards",
        "/categories/C,/glossaryId",
        "/terms/T,/tags",
        "/terms/T,/status",
        "/terms/T,/categories"
    })
    void patchesTakeTextsOnly(String part, String path) {
        // given
        String place = one
                + part.replace("C", category(one, "{'name':'Money'}"))
                        .replace("/terms/T", term("{'name':'Margin'}").substring(one.length()));

        // when
        int status = world.bot.replace(place, path, "'x'").status();

        // then
        assertThat(status).isEqualTo(400);
    }

    @Test
    void aRefusedImportLeavesNothing() {
        // given
        String document = "{'name':'Half','categories':[{'id':'c','name':'Money'}],"
                + "'terms':[{'name':'Margin','categories':['c'],'relatesTo':[{'type':'isLike','termId':'t'}]}]}";

        // when
        int status = world.bot.post(PATH + "/actions/import", document).status();

        // then
        assertThat(status).isEqualTo(400);
        assertThat(world.bot.get(PATH).json().path("data")).hasSize(1);
        assertThat(world.tenant.table("glossaryCategories").size()).isZero();
    }

    @Test
    void listsAreOfTwentyAtFirst() {
        // given
        for (int i = 0; i < 21; i++) {
            term("{'name':'t" + i + "'}");
        }

        // when
        JsonNode page = world.bot.get(one + "/terms").json();

        // then
        assertThat(page.path("data")).hasSize(20);
        assertThat(world.bot.follow(page.at("/links/next/href").asText()).json().path("data"))
                .hasSize(1);
        assertThat(world.bot.get(one + "/terms?limit=101").status()).isEqualTo(400);
        assertThat(world.bot.get(one + "/terms?sort=tags").status()).isEqualTo(400);
    }
}
