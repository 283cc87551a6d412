package truekeel.qlik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.qlik.TransportFailure.Stage;

class RetryTest {
    private static final QlikRequest READ = QlikRequest.of(Operations.GET_SPACE).path("spaceId", "1");
    private static final QlikRequest DELETE =
            QlikRequest.of(Operations.DELETE_SPACE).path("spaceId", "1");
    private static final QlikRequest CREATE = QlikRequest.of(Operations.CREATE_SPACE);

    private final World world = new World();

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "TOO_LARGE")
    void repeatsReadsAndIdempotentWritesAfterEveryBreak(Stage stage) {
        world.transport.thenFail(stage).then(200, "{}").thenFail(stage).then(204, "");

        world.tenant.get(READ);
        world.tenant.send(DELETE);

        assertThat(world.transport.requests()).hasSize(4);
        assertThat(world.time.pauses()).containsExactly(World.BASE, World.BASE);
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_ANSWER", "TRUNCATED", "TOO_LARGE"})
    void neverRepeatsACreateThatMayHaveHappened(Stage stage) {
        world.transport.thenFail(stage);

        QlikException failure = failure(() -> world.tenant.send(CREATE));

        assertThat(failure).isInstanceOf(QlikException.Uncertain.class).hasMessageContaining("look for its effect");
        assertThat(world.transport.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 507, 408})
    void neverRepeatsACreateAfterAServerFailureEvenWithRetryAfter(int status) {
        world.transport.then(
                status, Map.of("Retry-After", "1"), "{\"errors\":[{\"code\":\"X\",\"meta\":{\"temporary\":true}}]}");

        QlikException failure = failure(() -> world.tenant.send(CREATE));

        assertThat(failure).isInstanceOf(QlikException.Uncertain.class);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(world.transport.requests()).hasSize(1);
    }

    /** What nobody answered, or a gateway that gave up waiting, may be carried out later. */
    @ParameterizedTest
    @ValueSource(ints = {502, 504})
    void knowsThatACreateBehindAGatewayMayStillArrive(int status) {
        world.transport.then(status, "").thenFail(Stage.NO_ANSWER);

        assertThat(failure(() -> world.tenant.send(CREATE)))
                .isInstanceOfSatisfying(QlikException.Uncertain.class, lost -> assertThat(lost.mayStillArrive())
                        .isTrue());
        assertThat(failure(() -> world.tenant.send(CREATE)))
                .isInstanceOfSatisfying(QlikException.Uncertain.class, lost -> assertThat(lost.mayStillArrive())
                        .isTrue());
    }

    @Test
    void knowsThatACreateWithAnAnswerHasArrived() {
        world.transport.then(503, "").thenFail(Stage.TRUNCATED).thenFail(Stage.TOO_LARGE);

        for (int call = 0; call < 3; call++) {
            assertThat(failure(() -> world.tenant.send(CREATE)))
                    .isInstanceOfSatisfying(QlikException.Uncertain.class, lost -> assertThat(lost.mayStillArrive())
                            .isFalse());
        }
    }

    @Test
    void repeatsACreateThatWasNeverSent() {
        world.transport.thenFail(Stage.NOT_SENT).thenFail(Stage.NOT_SENT).then(201, "{\"id\":\"s1\"}");

        assertThat(world.tenant.send(CREATE).body().path("id").asText()).isEqualTo("s1");
    }

    @Test
    void treatsARequestThatMustHappenOnceAsACreate() {
        QlikRequest patch =
                QlikRequest.of(AccessOperations.PATCH_USER).path("userId", "u").once();
        world.transport.then(503, "");

        assertThat(failure(() -> world.tenant.send(patch))).isInstanceOf(QlikException.Uncertain.class);
    }

    @Test
    void waitsAndRepeatsAnyCallThatQlikThrottles() {
        world.transport
                .then(429, Map.of("Retry-After", "17"), "{\"errors\":[{\"code\":\"HTTP-429\"}]}")
                .then(201, "{}");

        world.tenant.send(CREATE);

        assertThat(world.time.passed()).isEqualTo(Duration.ofSeconds(17));
        assertThat(world.metrics.throttled).containsExactly(Duration.ofSeconds(17));
    }

    @Test
    void throttlingOfWritesDoesNotHoldReadsUp() {
        world.transport.then(429, Map.of("Retry-After", "3600"), "").then(200, "{}");

        QlikException.Transient failure = (QlikException.Transient) failure(() -> world.tenant.send(CREATE));
        world.tenant.get(READ);

        assertThat(failure.retryAfter()).contains(Duration.ofHours(1));
        assertThat(world.time.passed()).isZero();
    }

    @Test
    void doesNotHammerWhenThrottlingNamesNoWait() {
        world.transport.then(429, "").then(429, Map.of("Retry-After", "0"), "").then(200, "{}");

        world.tenant.get(READ);

        assertThat(world.time.pauses()).containsExactly(World.BASE, World.BASE);
    }

    @Test
    void tellsAPendingReloadFromThrottling() {
        world.transport.then(429, "{\"errors\":[{\"code\":\"RELOADS-005\",\"title\":\"reload pending\"}]}");

        QlikException failure = failure(() -> world.tenant.send(QlikRequest.of(Operations.QUEUE_RELOAD)));

        assertThat(failure).isInstanceOf(QlikException.Conflict.class);
        assertThat(world.metrics.throttled).isEmpty();
    }

    @Test
    void backsOffFurtherEachTimeAndThenGivesUp() {
        world.transport.then(503, "").then(502, "").then(504, "").then(503, "");

        QlikException failure = failure(() -> world.tenant.get(READ));

        assertThat(failure).isInstanceOf(QlikException.Transient.class);
        assertThat(world.time.pauses())
                .containsExactly(World.BASE, World.BASE.multipliedBy(2), World.BASE.multipliedBy(4));
    }

    @Test
    void waitsAtLeastAsLongAsABrokenServerAsks() {
        world.transport.then(503, Map.of("Retry-After", "9"), "").then(200, "{}");

        world.tenant.get(READ);

        assertThat(world.time.passed()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void repeatsA500OnlyWhenQlikSaysThatItPasses() {
        world.transport
                .then(500, "{\"errors\":[{\"code\":\"X\",\"meta\":{\"temporary\":true}}]}")
                .then(200, "{}")
                .then(500, "{\"errors\":[{\"code\":\"X\"}]}");

        world.tenant.get(READ);
        QlikException failure = failure(() -> world.tenant.get(READ));

        assertThat(failure).isInstanceOf(QlikException.Transient.class);
        assertThat(world.transport.requests()).hasSize(3);
    }

    @Test
    void isUncertainAboutAnIdempotentWriteOnceAnAttemptMayHaveHappened() {
        world.transport
                .thenFail(Stage.NO_ANSWER)
                .thenFail(Stage.NOT_SENT)
                .thenFail(Stage.NOT_SENT)
                .thenFail(Stage.NOT_SENT);

        assertThat(failure(() -> world.tenant.send(DELETE))).isInstanceOf(QlikException.Uncertain.class);
    }

    @Test
    void isSureThatAnUnsentWriteDidNotHappen() {
        for (int i = 0; i < 4; i++) {
            world.transport.thenFail(Stage.NOT_SENT);
        }

        assertThat(failure(() -> world.tenant.send(DELETE))).isInstanceOf(QlikException.Transient.class);
    }

    @Test
    void readsThatAreTooLargeAreNotAskedAgain() {
        world.transport.thenFail(Stage.TOO_LARGE);

        assertThat(failure(() -> world.tenant.get(READ))).isInstanceOf(QlikException.Malformed.class);
    }

    @Test
    void keepsTheInterruptWhenAWaitIsBroken() {
        QlikFleet fleet = new QlikFleet(
                QlikSettings.DEFAULT,
                world.transport.thenFail(Stage.NOT_SENT),
                new Clockwork(() -> TestTime.START, () -> Duration.ZERO, wait -> {
                    throw new InterruptedException();
                }),
                QlikMetrics.NONE);

        QlikException failure = failure(() -> fleet.tenant(World.access("s")).get(READ));

        assertThat(failure).isInstanceOf(QlikException.Transient.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void measuresEveryExchangeAndTheBudget() {
        world.transport.thenFail(Stage.NO_ANSWER).then(200, "{}");

        world.tenant.get(READ);

        assertThat(world.metrics.requested).containsExactly("oauthToken 200", "getSpace 0", "getSpace 200");
        assertThat(world.metrics.used).containsExactly(1 / 500d, 1 / 5000d, 2 / 5000d);
    }

    private static QlikException failure(Runnable call) {
        return catchThrowableOfType(QlikException.class, call::run);
    }
}
