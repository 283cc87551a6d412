package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import truekeel.kinds.Mishap;
import truekeel.kinds.MortalStore;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.Transport;
import truekeel.qlik.TransportFailure;
import truekeel.qlik.TransportReply;
import truekeel.report.RunReport;

/** Every request of "create a tenant, then configure it" goes wrong once, in every way, whatever is lost after. */
class CreateFaultsTest {
    private static final Map<Aftermath, Integer> POINTS = new EnumMap<>(Aftermath.class);

    private static final byte[] EMPTY_LIST = "{\"data\":[]}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    Path folder;

    /** What the next process finds. */
    enum Aftermath {
        ALL_THERE,
        STORE_LOST,
        ORGANISATION_GONE,
        STORE_LOST_AND_ORGANISATION_GONE;

        boolean losesTheStore() {
            return this == STORE_LOST || this == STORE_LOST_AND_ORGANISATION_GONE;
        }

        boolean losesTheOrganisation() {
            return this == ORGANISATION_GONE || this == STORE_LOST_AND_ORGANISATION_GONE;
        }
    }

    @AfterAll
    static void tell() {
        System.out.println("fault points of creating a tenant: " + POINTS);
    }

    @ParameterizedTest
    @EnumSource
    void neverMakesTwoTenants(Aftermath aftermath) {
        int points = 0;
        for (Mishap mishap : Mishap.values()) {
            for (int number = 0; befalls(mishap, number, aftermath); number++) {
                points++;
            }
        }
        POINTS.put(aftermath, points);
        assertThat(points).isGreaterThan(200);
    }

    /** Tries one fault point; false when the run has no such request. */
    private boolean befalls(Mishap mishap, int number, Aftermath aftermath) {
        try (Nursery nursery = new Nursery(folder)) {
            nursery.tenant("acme", "create: true", "region: us", "name: Acme Analytics", "alias: acme");
            nursery.space("acme", "Finance");
            String what = mishap + " at request " + number + ", " + aftermath;
            long before = nursery.simulator().requests().all().size();
            try {
                nursery.daemon(mishap.at(number, nursery.wire())).run("acme");
            } catch (Mishap.Killed killed) {
                // the next process goes on
            }
            boolean reached = nursery.simulator().requests().all().size() - before >= number
                    && (number == 0 || nursery.born().size() <= 1);
            List<RunReport> later = later(nursery, aftermath);
            RunReport last = later.get(later.size() - 1);
            assertThat(nursery.born()).as(what).hasSizeLessThanOrEqualTo(1);
            boolean blocked = last.admission().refusals().stream()
                            .allMatch(refusal -> refusal.code() == RefusalCode.TENANT_CREATE_UNCERTAIN)
                    && !last.admission().refusals().isEmpty();
            assertThat(last.standing().isInSync() || blocked).as(what).isTrue();
            if (aftermath == Aftermath.ALL_THERE) {
                assertThat(nursery.born()).as(what).hasSize(1);
                assertThat(last.standing().isInSync()).as(what).isTrue();
                assertThat(nursery.store().journal().open(last.run().tenant()))
                        .as(what)
                        .isEmpty();
            }
            return reached;
        }
    }

    /** The process dies on either side of each of its writes to the store. */
    @ParameterizedTest
    @EnumSource
    void dyingAtTheStoreMakesNoSecondTenant(MortalStore.Death death) {
        int points = 0;
        for (boolean died = true; died; points++) {
            try (Nursery nursery = new Nursery(folder)) {
                nursery.tenant("acme", "create: true", "region: us", "name: Acme Analytics");
                nursery.space("acme", "Finance");
                died = diesAt(nursery, death, points);
                RunReport last = later(nursery, Aftermath.ALL_THERE).get(3);
                assertThat(nursery.born()).as(death + " of write " + points).hasSize(1);
                assertThat(last.standing().isInSync())
                        .as(death + " of write " + points)
                        .isTrue();
            }
        }
        assertThat(points).isGreaterThan(10);
    }

    private static boolean diesAt(Nursery nursery, MortalStore.Death death, int number) {
        try {
            nursery.remembering(MortalStore.dying(death, number)).run("acme");
            return false;
        } catch (Mishap.Killed killed) {
            return true;
        }
    }

    /** Qlik's list of tenants lags: what a lost answer made shows only later, and until then nothing is sent. */
    @Test
    void aListThatLagsIsWaitedFor() {
        try (Nursery nursery = new Nursery(folder)) {
            // given
            nursery.tenant("acme", "create: true", "region: us", "name: Acme Analytics");
            Transport wire = nursery.wire();
            Transport blind = request -> {
                boolean made = request.target().equals("/api/v1/tenants");
                TransportReply reply = wire.exchange(request);
                if (made) {
                    throw new TransportFailure(TransportFailure.Stage.NO_ANSWER, "the connection was reset");
                }
                return request.target().startsWith("/api/core/tenants")
                                && !nursery.born().isEmpty()
                        ? new TransportReply(200, reply.headers(), EMPTY_LIST)
                        : reply;
            };

            // when
            nursery.daemon(blind).run("acme");
            nursery.advance(Duration.ofMinutes(14));
            RunReport waiting = nursery.daemon(blind).run("acme");
            RunReport found = nursery.daemon().run("acme");

            // then
            assertThat(waiting.admission().refusals())
                    .extracting(Refusal::code)
                    .containsExactly(RefusalCode.TENANT_CREATE_UNCERTAIN);
            assertThat(found.standing().isInSync()).isTrue();
            assertThat(nursery.born()).hasSize(1);
        }
    }

    /** Nobody waits for ever for a create whose document was taken away. */
    @Test
    void anOpenCreateWithoutADocumentHoldsUpNobodyForLong() {
        try (Nursery nursery = new Nursery(folder)) {
            // given
            nursery.tenant("acme", "create: true", "region: us", "name: Acme Analytics");
            nursery.daemon(request -> {
                        if (request.target().equals("/api/v1/tenants")) {
                            throw new TransportFailure(TransportFailure.Stage.NO_ANSWER, "the connection was reset");
                        }
                        return nursery.wire().exchange(request);
                    })
                    .run("acme");
            nursery.remove("acme/tenant.yaml");
            nursery.tenant("globex", "create: true", "region: us", "name: Globex");

            // when
            nursery.daemon().run("globex");
            List<String> before = nursery.born();
            nursery.advance(Duration.ofMinutes(16));
            RunReport report = nursery.daemon().run("globex");

            // then
            assertThat(before).isEmpty();
            assertThat(nursery.born()).hasSize(1);
            assertThat(report.standing().isInSync()).isTrue();
        }
    }

    private static List<RunReport> later(Nursery nursery, Aftermath aftermath) {
        if (aftermath.losesTheStore()) {
            nursery.loseTheStore();
        }
        if (aftermath.losesTheOrganisation()) {
            nursery.fleet("");
        }
        List<RunReport> reports = new ArrayList<>();
        for (Duration wait :
                List.of(Duration.ZERO, Duration.ofMinutes(3), Duration.ofMinutes(20), Duration.ofHours(1))) {
            nursery.advance(wait);
            reports.add(nursery.daemon().run("acme"));
        }
        return reports;
    }
}
