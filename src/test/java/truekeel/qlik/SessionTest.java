package truekeel.qlik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import truekeel.model.Secret;
import truekeel.qlik.Operation.Method;
import truekeel.qlik.Operation.Paging;
import truekeel.qlik.Operation.Safety;
import truekeel.qlik.Operation.Tier;

class SessionTest {
    private static final QlikRequest TYPES = QlikRequest.of(Operations.GET_SPACE_TYPES);
    private static final Operation MOVED = new Operation(
            "getHooks",
            "core-webhooks",
            Method.GET,
            "/api/core/webhooks/{id}",
            Tier.READ,
            1000,
            Safety.READ,
            Optional.of("/api/v1/webhooks/{id}"),
            Paging.NONE);

    private final World world = new World();

    @Test
    void logsInOnceWithJsonAndSendsTheTokenWithThePinnedVersion() {
        world.transport.then(200, "{}").then(200, "{}");

        world.tenant.get(TYPES);
        world.tenant.get(TYPES);

        assertThat(world.transport.loginRequests()).hasSize(1);
        assertThat(FakeTransport.body(world.transport.loginRequests().get(0)))
                .isEqualTo(
                        "{\"client_id\":\"client-1\",\"client_secret\":\"s3cret\",\"grant_type\":\"client_credentials\"}");
        assertThat(world.transport.requests().get(1).headers())
                .containsEntry("Authorization", "Bearer token-1")
                .containsEntry("qlik-api-version", "2026-08")
                .containsEntry("Accept", "application/json");
    }

    @Test
    void renewsTheTokenBeforeItRunsOut() {
        world.transport.then(200, "{}").then(200, "{}").then(200, "{}");

        world.tenant.get(TYPES);
        world.time.advance(Duration.ofMinutes(6 * 60 - 6));
        world.tenant.get(TYPES);
        world.time.advance(Duration.ofMinutes(2));
        world.tenant.get(TYPES);

        assertThat(world.transport.requests())
                .extracting(request -> request.headers().get("Authorization"))
                .containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
    }

    @Test
    void logsInAgainOnceWhenTheTokenIsRefused() {
        world.transport.then(401, "").then(200, "{}");

        world.tenant.get(TYPES);

        assertThat(world.transport.requests().get(1).headers()).containsEntry("Authorization", "Bearer token-2");
    }

    @Test
    void givesUpWhenAFreshTokenIsRefusedToo() {
        world.transport.then(401, "").then(401, "");

        assertThatThrownBy(() -> world.tenant.get(TYPES)).isInstanceOf(QlikException.Denied.class);
        assertThat(world.transport.loginRequests()).hasSize(2);
    }

    @Test
    void picksUpARotatedSecret() {
        world.transport
                .thenLogin(request -> FakeTransport.reply(401, Map.of(), "{\"error\":\"invalid_client\"}"))
                .then(200, "{}");
        assertThatThrownBy(() -> world.tenant.get(TYPES))
                .isInstanceOf(QlikException.Denied.class)
                .hasMessageContaining("id and secret");

        world.fleet.tenant(World.access("rotated")).get(TYPES);

        assertThat(FakeTransport.body(world.transport.loginRequests().get(1))).contains("rotated");
    }

    @Test
    void refusesALoginAnswerWithoutAToken() {
        world.transport.thenLogin(request -> FakeTransport.reply(200, Map.of(), "<html>"));

        assertThatThrownBy(() -> world.tenant.get(TYPES)).isInstanceOf(QlikException.Transient.class);
    }

    @Test
    void isSureThatNothingWasWrittenWhenTheLoginFails() {
        for (int i = 0; i < 4; i++) {
            world.transport.thenLogin(request -> FakeTransport.reply(503, Map.of(), ""));
        }

        assertThatThrownBy(() -> world.tenant.send(QlikRequest.of(Operations.CREATE_SPACE)))
                .isInstanceOf(QlikException.Transient.class);
        assertThat(world.transport.requests()).isEmpty();
    }

    @Test
    void hasOneLoginUnderWayForAllCallers() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        world.transport.thenLogin(request -> {
            asked.countDown();
            await(answer);
            return FakeTransport.token(7);
        });
        for (int i = 0; i < 4; i++) {
            world.transport.then(200, "{}");
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Future<?> first = threads.submit(() -> world.tenant.get(TYPES));
            await(asked);
            List<Future<?>> others = List.of(
                    threads.submit(() -> world.tenant.get(TYPES)),
                    threads.submit(() -> world.tenant.get(TYPES)),
                    threads.submit(() -> world.tenant.get(TYPES)));
            answer.countDown();
            first.get(10, TimeUnit.SECONDS);
            for (Future<?> other : others) {
                other.get(10, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(world.transport.loginRequests()).hasSize(1);
    }

    @Test
    void recoversFromALoginThatDied() {
        world.transport
                .thenLogin(request -> {
                    throw new AssertionError("killed");
                })
                .then(200, "{}");
        assertThatThrownBy(() -> world.tenant.get(TYPES)).isInstanceOf(AssertionError.class);

        world.tenant.get(TYPES);

        assertThat(world.transport.requests()).hasSize(1);
    }

    @Test
    void keepsTokensOfHostsAndClientsApart() {
        world.transport.then(200, "{}").then(200, "{}").then(200, "{}");
        world.tenant.get(TYPES);

        world.fleet
                .tenant(new TenantAccess("beta.us.qlikcloud.com", "client-1", () -> Secret.of("s")))
                .get(TYPES);
        world.fleet
                .tenant(new TenantAccess(World.HOST, "client-2", () -> Secret.of("s")))
                .get(TYPES);

        assertThat(world.transport.loginRequests())
                .extracting(TransportRequest::host)
                .containsExactly(World.HOST, "beta.us.qlikcloud.com", World.HOST);
        assertThat(world.fleet.tenant(World.access("other"))).isSameAs(world.tenant);
    }

    @Test
    void followsRedirectsOfReadsOnTheSameHostOnly() {
        world.transport
                .then(301, Map.of("Location", "/api/v1/users/u1"), "")
                .then(200, "{\"id\":\"u1\"}")
                .then(302, Map.of("Location", "https://evil.example.com/x"), "");

        assertThat(world.tenant
                        .get(QlikRequest.of(AccessOperations.GET_MY_USER))
                        .path("id")
                        .asText())
                .isEqualTo("u1");
        assertThatThrownBy(() -> world.tenant.get(TYPES))
                .isInstanceOf(QlikException.Malformed.class)
                .hasMessageContaining("no token");
        assertThat(world.transport.requests()).hasSize(3);
    }

    @Test
    void stopsFollowingRedirectsThatDoNotEnd() {
        for (int i = 0; i < 4; i++) {
            world.transport.then(302, Map.of("Location", "/api/v1/spaces/types"), "");
        }

        assertThatThrownBy(() -> world.tenant.get(TYPES)).isInstanceOf(QlikException.Malformed.class);
    }

    @Test
    void neverFollowsARedirectOfAWrite() {
        world.transport.then(307, Map.of("Location", "/api/v1/spaces"), "");

        assertThatThrownBy(() -> world.tenant.send(QlikRequest.of(Operations.CREATE_SPACE)))
                .isInstanceOf(QlikException.Rejected.class);
    }

    @Test
    void fallsBackToTheOlderRouteAndRemembersIt() {
        world.transport.then(404, "no such route").then(200, "{}").then(200, "{}");
        QlikRequest request = QlikRequest.of(MOVED).path("id", "h 1");

        world.tenant.get(request);
        world.tenant.get(request);

        assertThat(world.transport.targets())
                .containsExactly("/api/core/webhooks/h%201", "/api/v1/webhooks/h%201", "/api/v1/webhooks/h%201");
    }

    @Test
    void takesAllOperationsOfAnApiByTheOlderRouteOnceOneNeededIt() {
        world.transport
                .then(404, "{\"errors\":[{\"code\":\"HTTP-404\"}]}")
                .then(200, "{\"data\":[]}")
                .then(204, "");

        world.tenant.list(QlikRequest.of(TenantOperations.GET_WEBHOOKS));
        world.tenant.send(QlikRequest.of(TenantOperations.DELETE_WEBHOOK).path("id", "h"));

        assertThat(world.transport.targets())
                .containsExactly("/api/core/webhooks?limit=100", "/api/v1/webhooks?limit=100", "/api/v1/webhooks/h");
    }

    @Test
    void doesNotTakeAMissingThingForAMissingRoute() {
        world.transport.then(404, "{\"errors\":[{\"code\":\"WEBHOOKS-404\"}]}");

        assertThatThrownBy(() -> world.tenant.get(QlikRequest.of(MOVED).path("id", "h")))
                .isInstanceOf(QlikException.Missing.class);
        assertThat(world.transport.requests()).hasSize(1);
    }

    @Test
    void tellsAnAnnouncedEndOfAnOperationOnce() {
        Map<String, String> headers = Map.of("Deprecation", "@1793491200", "Sunset", "Mon, 01 Nov 2027 00:00:00 GMT");
        world.transport.then(200, headers, "{}").then(200, headers, "{}");

        world.tenant.get(TYPES);
        world.tenant.get(TYPES);

        assertThat(world.metrics.deprecated).containsExactly("getSpaceTypes Mon, 01 Nov 2027 00:00:00 GMT");
    }

    @Test
    void putsSecretsIntoTheRequestOnly() {
        world.transport.then(201, "{}");
        QlikRequest request = QlikRequest.of(Operations.CREATE_SPACE)
                .json(JsonNodeFactory.instance.objectNode().putObject("options").put("clientId", "c"))
                .secretField("/clientSecret", Secret.of("hush"))
                .secretHeader("x-key", Secret.of("quiet"));

        world.tenant.send(request);

        TransportRequest sent = world.transport.requests().get(0);
        assertThat(FakeTransport.body(sent)).contains("\"clientSecret\":\"hush\"");
        assertThat(sent.headers()).containsEntry("x-key", "quiet");
        assertThat(request + request.fingerprint() + sent)
                .doesNotContain("hush")
                .doesNotContain("quiet")
                .doesNotContain("token-1");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
