package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;

/** Which role in a space lets a person keep data there. */
class DataRightsTest {
    private static final String CONNECTIONS = "/api/connectivity/data-connections";
    private static final String FILES = "/api/v1/data-files";
    private static final String FORM = "multipart/form-data; boundary=b";
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({
        "shared, producer, 201, 201",
        "shared, consumer, 403, 403",
        "shared, dataconsumer, 403, 403",
        "shared, codeveloper, 403, 403",
        "managed, facilitator, 201, 201",
        "managed, operator, 201, 201",
        "managed, publisher, 403, 403",
        "managed, contributor, 403, 403",
        "managed, consumer, 403, 403"
    })
    void dataIsMadeByRole(String type, String role, int connection, int file) {
        // given
        String space = world.space(world.bot, "Data", type);
        String place = world.bot
                .get(FILES + "/connections?spaceId=" + space)
                .json()
                .at("/data/0/id")
                .asText();
        world.member(space, world.id("jane"), role);

        // when
        Answer connected = connect(world.jane, space);
        Answer stored = store(world.jane, "POST", FILES, place);

        // then
        assertThat(connected.status()).isEqualTo(connection);
        assertThat(stored.status()).isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource({"consumer, 403", "dataconsumer, 403", "producer, 204"})
    void dataIsChangedByRole(String role, int status) {
        // given
        String space = world.space(world.bot, "Data", "shared");
        String place = world.bot
                .get(FILES + "/connections?spaceId=" + space)
                .json()
                .at("/data/0/id")
                .asText();
        String connection =
                CONNECTIONS + "/" + connect(world.bot, space).json().path("qID").asText();
        String file = FILES + "/" + World.idOf(store(world.bot, "POST", FILES, place), 201);
        world.member(space, world.id("jane"), role);

        // when
        int patched = world.jane
                .patch(connection, "[{'op':'replace','path':'/qName','value':'B'}]")
                .status();
        int replaced = store(world.jane, "PUT", file, place).status();
        int disconnected = world.jane.delete(connection).status();
        int deleted = world.jane.delete(file).status();

        // then
        assertThat(patched).isEqualTo(status);
        assertThat(replaced).isEqualTo(status == 204 ? 201 : status);
        assertThat(disconnected).isEqualTo(status);
        assertThat(deleted).isEqualTo(status);
    }

    private static Answer connect(Driver caller, String space) {
        return caller.post(
                CONNECTIONS,
                "{'datasourceID':'postgres','qName':'A','space':'" + space
                        + "','connectionProperties':{'host':'h','database':'d','password':'p'}}");
    }

    private static Answer store(Driver caller, String method, String path, String place) {
        String json = "{\"name\":\"a.csv\",\"connectionId\":\"" + place + "\"}";
        return caller.send(method, path, FORM, BrandsTest.form("Json", json, "File", "a,b"));
    }
}
