package truekeel.kinds.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import truekeel.kinds.Branches;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.model.Secret;
import truekeel.qlik.Clockwork;
import truekeel.qlik.QlikFleet;
import truekeel.qlik.QlikMetrics;
import truekeel.qlik.QlikSettings;
import truekeel.qlik.QlikTenant;
import truekeel.qlik.TenantAccess;
import truekeel.qlik.Transport;
import truekeel.qlik.TransportReply;
import truekeel.qlik.TransportRequest;

class SpaceKindTest {
    private static final String SPACES = """
            {"data": [
              {"id": "s1", "name": "One", "type": "shared"},
              {"id": "s2", "name": "Two", "type": "shared"},
              {"id": "s3", "name": "Three", "type": "shared"}]}
            """;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void readsTheMembersOfSeveralSpacesSideBySide() {
        // given
        Look look = Look.atEverything(tenant(new Gathering(3))).with(new Branches(threads, 3));
        List<Seen> seen = new ArrayList<>();

        // when
        new SpaceKind().observe(look, seen::add);

        // then
        assertThat(seen).extracting(Seen::id).containsExactly("s1", "s2", "s3");
        assertThat(seen).allSatisfy(space -> assertThat(space.unknown()).isEmpty());
        assertThat(seen.get(2).spec().items("members").get(0).toString()).contains("user-of-s3");
    }

    @Test
    void knowsNothingOfASpaceWhoseMembersCannotBeRead() {
        // given
        Transport broken = new Gathering(1) {
            @Override
            TransportReply members(String space) {
                return space.equals("s2") ? reply(403, "{}") : super.members(space);
            }
        };
        Look look = Look.atEverything(tenant(broken)).with(new Branches(threads, 2));
        List<Seen> seen = new ArrayList<>();

        // when
        new SpaceKind().observe(look, seen::add);

        // then
        assertThat(seen).extracting(space -> space.unknown().isPresent()).containsExactly(false, true, false);
    }

    private static QlikTenant tenant(Transport transport) {
        Clockwork clockwork = new Clockwork(
                InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z")), () -> Duration.ZERO, duration -> {});
        return new QlikFleet(QlikSettings.DEFAULT, transport, clockwork, QlikMetrics.NONE)
                .tenant(new TenantAccess("acme.us.qlikcloud.com", "client", () -> Secret.of("secret")));
    }

    /** Answers a request for members only when so many of them are under way at the same time. */
    private static class Gathering implements Transport {
        private final CyclicBarrier barrier;

        Gathering(int parties) {
            barrier = new CyclicBarrier(parties);
        }

        @Override
        public TransportReply exchange(TransportRequest request) {
            String path = request.target().split("\\?", 2)[0];
            if (path.equals("/oauth/token")) {
                return reply(200, "{\"access_token\":\"token\",\"token_type\":\"bearer\",\"expires_in\":21600}");
            }
            if (path.equals("/api/v1/spaces")) {
                return reply(200, SPACES);
            }
            if (path.endsWith("/assignments")) {
                return met() ? members(path.split("/", -1)[4]) : reply(403, "{}");
            }
            return reply(200, "{\"id\":\"me\",\"subject\":\"qlikbot\"}");
        }

        TransportReply members(String space) {
            return reply(200, """
                    {"data": [{"id": "a-%1$s", "type": "user", "assigneeId": "user-of-%1$s", "roles": ["producer"]}]}
                    """.formatted(space));
        }

        private boolean met() {
            try {
                barrier.await(10, TimeUnit.SECONDS);
                return true;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            } catch (BrokenBarrierException | TimeoutException alone) {
                return false;
            }
        }

        static TransportReply reply(int status, String body) {
            return new TransportReply(
                    status, Map.of("content-type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
        }
    }
}
