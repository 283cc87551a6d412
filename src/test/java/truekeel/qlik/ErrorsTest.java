package truekeel.qlik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsTest {
    private static final QlikRequest CREATE = QlikRequest.of(Operations.CREATE_SPACE);

    private final World world = new World();

    @ParameterizedTest
    @CsvSource({
        "403, QLIK_DENIED", "409, QLIK_CONFLICT", "412, QLIK_CONFLICT", "423, QLIK_CONFLICT", "404, QLIK_MISSING",
        "410, QLIK_MISSING", "400, QLIK_REJECTED", "413, QLIK_REJECTED", "415, QLIK_REJECTED", "422, QLIK_REJECTED",
        "405, QLIK_REJECTED"
    })
    void givesEachStatusItsType(int status, QlikException.Code code) {
        world.transport.then(status, "");

        QlikException failure = failure();

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.operation()).isEqualTo("createSpace");
        assertThat(world.transport.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TENANT_DEACTIVATED", "TENANT_DISABLED"})
    void tellsADeactivatedTenantFromWrongCredentials(String code) {
        world.transport.thenLogin(
                request -> FakeTransport.reply(401, java.util.Map.of(), "{\"errors\":[{\"code\":\"" + code + "\"}]}"));

        QlikException.Denied failure = (QlikException.Denied) failure();

        assertThat(failure.isTenantDeactivated()).isTrue();
        assertThat(failure.code()).isEqualTo(QlikException.Code.QLIK_TENANT_DEACTIVATED);
        assertThat(failure).hasMessageContaining("reactivate");
    }

    @Test
    void saysWhatHappenedWhereAndWhatQlikSaid() {
        world.transport.then(409, """
                {"errors":[{"code":"SpaceNameConflict","title":"Name exists","detail":"Pick another"}],"traceId":"t-1"}\
                """);

        QlikException failure = failure();

        assertThat(failure)
                .hasMessage("createSpace on acme.us.qlikcloud.com was answered with 409 (SpaceNameConflict Name exists:"
                        + " Pick another, trace t-1). The live state does not allow it: look at it again.");
        assertThat(failure.traceId()).contains("t-1");
        assertThat(failure.problem().code()).contains("SpaceNameConflict");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"errors\":[{\"code\":\"A\",\"title\":\"T\",\"status\":409}],\"code\":\"B\"} | A T",
                "{\"code\":\"AssignmentConflict\",\"title\":\"T\",\"detail\":\"T\"} | AssignmentConflict T",
                "{\"error\":\"invalid_client\",\"error_description\":\"no\"} | invalid_client: no",
                "{\"errors\":[{\"code\":1001,\"title\":\"T\"}]} | 1001 T",
                "{\"errors\":[]} | ''",
                "{\"errors\":\"what\"} | ''",
                "[] | ''",
                "<html> | ''",
                "null | ''"
            })
    void readsEveryShapeOfErrorBodyAndNoneFailsIt(String body, String said) {
        world.transport.then(409, body);

        assertThat(failure().problem().said()).isEqualTo(said);
    }

    @Test
    void aWriteWithAnUnreadableAnswerIsUncertainAndAReadMalformed() {
        world.transport
                .then(201, java.util.Map.of("Content-Type", "application/json"), "{\"id\":")
                .then(200, "<html>");

        assertThat(failure()).isInstanceOf(QlikException.Uncertain.class);
        assertThat(catchThrowableOfType(
                        QlikException.class, () -> world.tenant.get(QlikRequest.of(Operations.GET_SPACE_TYPES))))
                .isInstanceOf(QlikException.Malformed.class);
    }

    private QlikException failure() {
        return catchThrowableOfType(QlikException.class, () -> world.tenant.send(CREATE));
    }
}
