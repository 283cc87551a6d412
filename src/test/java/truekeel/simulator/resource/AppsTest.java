package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Blobs;
import truekeel.simulator.Driver;
import truekeel.simulator.Json;
import truekeel.simulator.Payload;

class AppsTest {
    private static final String PATH = "/api/v1/apps";
    private final World world = new World();
    private final String space = world.space(world.bot, "Dev", "shared");

    @AfterEach
    void close() {
        world.close();
    }

    private Answer load(String query, byte[] bytes) {
        return world.bot.send("POST", PATH + "/import?" + query, "application/octet-stream", Payload.of(bytes));
    }

    @Test
    void importsEachTimeANewApp() {
        // when
        String first = world.load(world.bot, space, "Sales", "1");
        String second = world.load(world.bot, space, "Sales", "1");

        // then
        assertThat(first).isNotEqualTo(second);
        JsonNode attributes = world.bot.get(PATH + "/" + first).json().path("attributes");
        assertThat(attributes.path("name").asText()).isEqualTo("Sales");
        assertThat(attributes.path("ownerId").asText()).isEqualTo(world.botId());
        assertThat(attributes.path("spaceId").asText()).isEqualTo(space);
        assertThat(attributes.path("publishTime").textValue()).isEmpty();
        assertThat(attributes.path("originAppId").textValue()).isEmpty();
        assertThat(attributes.path("_resourcetype").asText()).isEqualTo("app");
        assertThat(attributes.has("_content")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "name=Given&fallbackName=Fallback, In the file, Given",
        "fallbackName=Fallback, In the file, In the file",
        "fallbackName=Fallback, '', Fallback",
        "NoData=true, '', Imported app"
    })
    void namesAnAppByTheRequestTheFileOrTheFallback(String query, String title, String name) {
        // when
        Answer answer = load(query, World.qvf(title, "x"));

        // then
        assertThat(answer.json().at("/attributes/name").asText()).isEqualTo(name);
    }

    @Test
    void keepsTheBytesOfTheFile() {
        // given
        byte[] file = World.qvf("Sales", "1");

        // when
        String id = World.appId(load("spaceId=" + space, file));

        // then
        assertThat(world.app(id).path("_content").asText()).isEqualTo(Blobs.digest(Payload.of(file), "SHA-256"));
    }

    @Test
    void takesAnUploadedFileAndRefusesAnUnknownOrExpiredOne() {
        // given
        String id = upload("?ttl=60");
        String old = upload("?ttl=60");

        // when
        Answer loaded = world.bot.send("POST", PATH + "/import?fileId=" + id, "", Payload.empty());
        world.advance(Duration.ofSeconds(60));
        Answer expired = world.bot.send("POST", PATH + "/import?fileId=" + old, "", Payload.empty());
        Answer unknown = world.bot.send("POST", PATH + "/import?fileId=nothing", "", Payload.empty());

        // then
        assertThat(loaded.json().at("/attributes/name").asText()).isEqualTo("In the file");
        assertThat(List.of(expired.status(), unknown.status())).containsOnly(404);
    }

    private String upload(String query) {
        String location = world.bot
                .send(
                        "POST",
                        "/api/v1/temp-contents" + query,
                        "application/octet-stream",
                        Payload.of(World.qvf("In the file", "x")))
                .header("location")
                .orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    @Test
    void refusesAnEmptyBodyAndInternalModes() {
        // when
        Answer empty = load("", new byte[0]);
        Answer internal = load("mode=autoreplace", World.qvf("x", "x"));
        Answer unknown = load("mode=other", World.qvf("x", "x"));

        // then
        assertThat(List.of(empty.status(), internal.status(), unknown.status())).containsExactly(400, 403, 400);
    }

    @Test
    void refusesAnImportIntoAManagedOrAForeignSpace() {
        // given
        String managed = world.space(world.bot, "Prod", "managed");

        // when
        Answer intoManaged = load("spaceId=" + managed, World.qvf("x", "x"));
        Answer invisible = world.jane.send("POST", PATH + "/import?spaceId=" + space, "", Payload.of("x"));
        world.member(space, world.id("jane"), "facilitator");
        Answer facilitator = world.jane.send("POST", PATH + "/import?spaceId=" + space, "", Payload.of("x"));

        // then
        assertThat(intoManaged.status()).isEqualTo(403);
        assertThat(invisible.status()).isEqualTo(404);
        assertThat(facilitator.status()).isEqualTo(403);
    }

    @Test
    void givesAnAdminWithoutARoleNoRightsOnContent() {
        // given
        String app = world.load(world.bot, space, "Sales", "1");
        world.bot.replace("/api/v1/spaces/" + space, "/ownerId", "'" + world.id("jane") + "'");

        // when
        Answer read = world.bot.get(PATH + "/" + app);
        List<Integer> refused = List.of(
                load("spaceId=" + space, World.qvf("x", "x")).status(),
                world.bot.put(PATH + "/" + app, "{'attributes':{'name':'x'}}").status(),
                world.bot.post(PATH + "/" + app + "/export", "").status(),
                world.bot.post(PATH + "/" + app + "/copy", "{}").status(),
                world.bot
                        .put(PATH + "/" + app + "/space", "{'spaceId':'" + space + "'}")
                        .status());

        // then
        assertThat(read.status()).isEqualTo(200);
        assertThat(refused.subList(0, 4)).containsOnly(403);
        assertThat(refused.get(4)).isEqualTo(403);
    }

    @Test
    void letsAProducerEdit() {
        // given
        String app = world.load(world.bot, space, "Sales", "1");
        world.member(space, world.id("jane"), "producer");
        world.member(space, world.id("john"), "consumer");

        // when
        Answer producer = world.jane.put(PATH + "/" + app, "{'attributes':{'description':'x'}}");
        Answer consumer = world.john.put(PATH + "/" + app, "{'attributes':{'description':'x'}}");

        // then
        assertThat(producer.status()).isEqualTo(200);
        assertThat(consumer.status()).isEqualTo(403);
        assertThat(world.john.get(PATH + "/" + app).status()).isEqualTo(200);
    }

    @Test
    void changesNameAndDescriptionOnly() {
        // given
        String app = world.load(world.bot, space, "Sales", "1");
        world.advance(Duration.ofSeconds(5));

        // when
        JsonNode attributes = world.bot
                .put(PATH + "/" + app, "{'attributes':{'name':'Other','description':'d','ownerId':'x','spaceId':''}}")
                .json()
                .path("attributes");

        // then
        assertThat(attributes.path("name").asText()).isEqualTo("Other");
        assertThat(attributes.path("description").asText()).isEqualTo("d");
        assertThat(attributes.path("ownerId").asText()).isEqualTo(world.botId());
        assertThat(attributes.path("spaceId").asText()).isEqualTo(space);
        assertThat(attributes.path("modifiedDate").asText())
                .isGreaterThan(attributes.path("createdDate").asText());
    }

    @Test
    void refusesMoreImportsThanADayAllows() {
        // given
        world.tenant.options().set("importsPerDay", Json.parse("2"));
        world.load(world.bot, space, "Sales", "1");
        world.load(world.bot, space, "Sales", "2");

        // when
        Answer third = load("spaceId=" + space, World.qvf("x", "x"));
        world.advance(Duration.ofDays(1));
        Answer tomorrow = Driver.bot(world.simulator, World.HOST)
                .send("POST", PATH + "/import?spaceId=" + space, "", Payload.of("x"));

        // then
        assertThat(third.status()).isEqualTo(403);
        assertThat(tomorrow.status()).isEqualTo(200);
    }

    @Test
    void exportsFromSharedSpacesThroughATemporaryContent() {
        // given
        byte[] file = World.qvf("Sales", "1");
        String app = World.appId(load("spaceId=" + space, file));

        // when
        Answer answer = world.bot.post(PATH + "/" + app + "/export?NoData=true", "");

        // then
        String location = answer.header("location").orElseThrow();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().length()).isZero();
        assertThat(location).startsWith("/api/v1/temp-contents/");
        assertThat(HexFormat.of().formatHex(world.bot.get(location).body().bytes()))
                .startsWith(HexFormat.of().formatHex(file));
        world.advance(Duration.ofHours(1));
        assertThat(world.bot.get(location).status()).isEqualTo(410);
    }

    @Test
    void exportsOtherBytesEachTimeUnlessToldNotTo() {
        // given
        String app = world.load(world.bot, space, "Sales", "1");

        // when
        List<String> exports = List.of(exported(app), exported(app));
        world.tenant.options().set("exportsDiffer", Json.parse("false"));
        List<String> steady = List.of(exported(app), exported(app));

        // then
        assertThat(exports).doesNotHaveDuplicates();
        assertThat(steady.get(0)).isEqualTo(steady.get(1)).isNotIn(exports);
    }

    @Test
    void whatWasExportedBringsItsDescriptionAndNoDataAlong() {
        // given
        String app = world.load(world.bot, space, "Sales", "1");
        world.bot.put(PATH + "/" + app, "{'attributes':{'description':'What sold {v2}'}}");
        String location = world.bot
                .post(PATH + "/" + app + "/export?NoData=true", "")
                .header("location")
                .orElseThrow();

        // when
        String copy = World.appId(
                load("spaceId=" + space, world.bot.get(location).body().bytes()));

        // then
        ObjectNode there = world.tenant.table("apps").get(copy).orElseThrow();
        assertThat(there.path("name").asText()).isEqualTo("Sales");
        assertThat(there.path("description").asText()).isEqualTo("What sold {v2}");
        assertThat(there.path("_data").asText()).isEmpty();
    }

    private String exported(String app) {
        Answer answer = world.bot.post(PATH + "/" + app + "/export", "");
        return Blobs.digest(
                world.bot.get(answer.header("location").orElseThrow()).body(), "SHA-256");
    }

    @Test
    void fillsInWhatAShortSeedLeavesOut() {
        // given
        world.tenant
                .table("apps")
                .add(Json.object().put("id", "short").put("name", "Short").put("spaceId", space));

        // when
        Answer answer = world.bot.get(PATH + "/short");

        // then
        assertThat(answer.json().at("/attributes/publishTime").textValue()).isEmpty();
        assertThat(world.bot
                        .get("/api/v1/items")
                        .json()
                        .at("/data/0/resourceId")
                        .asText())
                .isEqualTo("short");
        assertThat(world.bot.post(PATH + "/short/export", "").status()).isEqualTo(201);
    }

    @Test
    void keepsABigFileOnDisk() {
        // given
        byte[] big = new byte[3_000_000];
        new java.util.Random(1).nextBytes(big);

        // when
        String app = World.appId(load("name=Big", big));

        // then
        Payload kept = world.tenant
                .blobs()
                .get(world.app(app).path("_content").asText())
                .orElseThrow();
        assertThat(kept).isInstanceOf(Payload.OnDisk.class);
        assertThat(kept.length()).isEqualTo(big.length);
    }

    @Test
    void copiesContentAndGivesANewId() {
        // given
        String app = world.load(world.bot, space, "Sales", "1");

        // when
        String copy = World.appId(world.bot.post(PATH + "/" + app + "/copy", "{'attributes':{'name':'Copy'}}"));

        // then
        assertThat(copy).isNotEqualTo(app);
        assertThat(world.app(copy).path("_content")).isEqualTo(world.app(app).path("_content"));
        assertThat(world.app(copy).path("spaceId").asText()).isEmpty();
    }

    @Test
    void hidesPersonalAppsFromAllButTheirOwnerAndAdminApps() {
        // given
        String app = world.load(world.jane, "", "Mine", "1");

        // when
        Answer owner = world.jane.get(PATH + "/" + app);
        Answer bot = world.bot.get(PATH + "/" + app);
        Answer appsAdmin = world.appsAdmin.get(PATH + "/" + app);

        // then
        assertThat(owner.status()).isEqualTo(200);
        assertThat(bot.status()).isEqualTo(404);
        assertThat(appsAdmin.status()).isEqualTo(200);
    }

    @Test
    void makesAnEmptyApp() {
        // when
        Answer answer = world.bot.post(PATH, "{'attributes':{'name':'New','spaceId':'" + space + "'}}");

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/attributes/name").asText()).isEqualTo("New");
        assertThat(Json.texts(answer.json().path("privileges"))).contains("update", "export", "delete");
    }
}
