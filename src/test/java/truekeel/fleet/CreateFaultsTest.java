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
        try (ProvisioningStage stage = new ProvisioningStage(folder)) {
            stage.tenant("acme", "create: true", "region: us", "name: Acme Analytics", "alias: acme");
            stage.space("acme", "Finance");
            String what = mishap + " at request " + number + ", " + aftermath;
            long before = stage.simulator().requests().all().size();
            try {
                stage.daemon(mishap.at(number, stage.wire())).run("acme");
            } catch (Mishap.Killed killed) {
                // the next process goes on
            }
            boolean reached = stage.simulator().requests().all().size() - before >= number
                    && (number == 0 || stage.born().size() <= 1);
            List<RunReport> later = later(stage, aftermath);
            RunReport last = later.get(later.size() - 1);
            assertThat(stage.born()).as(what).hasSizeLessThanOrEqualTo(1);
            boolean blocked = last.admission().refusals().stream()
                            .allMatch(refusal -> refusal.code() == RefusalCode.TENANT_CREATE_UNCERTAIN)
                    && !last.admission().refusals().isEmpty();
            assertThat(last.standing().isInSync() || blocked).as(what).isTrue();
            if (aftermath == Aftermath.ALL_THERE) {
                assertThat(stage.born()).as(what).hasSize(1);
                assertThat(last.standing().isInSync()).as(what).isTrue();
                assertThat(stage.store().journal().open(last.run().tenant()))
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
            try (ProvisioningStage stage = new ProvisioningStage(folder)) {
                stage.tenant("acme", "create: true", "region: us", "name: Acme Analytics");
                stage.space("acme", "Finance");
                died = diesAt(stage, death, points);
                RunReport last = later(stage, Aftermath.ALL_THERE).get(3);
                assertThat(stage.born()).as(death + " of write " + points).hasSize(1);
                assertThat(last.standing().isInSync())
                        .as(death + " of write " + points)
                        .isTrue();
            }
        }
        assertThat(points).isGreaterThan(10);
    }

    private static boolean diesAt(ProvisioningStage stage, MortalStore.Death death, int number) {
        try {
            stage.remembering(MortalStore.dying(death, number)).run("acme");
            return false;
        } catch (Mishap.Killed killed) {
            return true;
        }
    }

    /** Qlik's list of tenants lags: what a lost answer made shows only later, and until then nothing is sent. */
    @Test
    void aListThatLagsIsWaitedFor() {
        try (ProvisioningStage stage = new ProvisioningStage(folder)) {
            // given
            stage.tenant("acme", "create: true", "region: us", "name: Acme Analytics");
            Transport wire = stage.wire();
            Transport blind = request -> {
                boolean made = request.target().equals("/api/v1/tenants");
                TransportReply reply = wire.exchange(request);
                if (made) {
                    throw new TransportFailure(TransportFailure.Stage.NO_ANSWER, "the connection was reset");
                }
                return request.target().startsWith("/api/core/tenants")
                                && !stage.born().isEmpty()
                        ? new TransportReply(200, reply.headers(), EMPTY_LIST)
                        : reply;
            };

            // when
            stage.daemon(blind).run("acme");
            stage.advance(Duration.ofMinutes(14));
            RunReport waiting = stage.daemon(blind).run("acme");
            RunReport found = stage.daemon().run("acme");

            // then
            assertThat(waiting.admission().refusals())
                    .extracting(Refusal::code)
                    .containsExactly(RefusalCode.TENANT_CREATE_UNCERTAIN);
            assertThat(found.standing().isInSync()).isTrue();
            assertThat(stage.born()).hasSize(1);
        }
    }

    /** Nobody waits for ever for a create whose document was taken away. */
    @Test
    void anOpenCreateWithoutADocumentHoldsUpNobodyForLong() {
        try (ProvisioningStage stage = new ProvisioningStage(folder)) {
            // given
            stage.tenant("acme", "create: true", "region: us", "name: Acme Analytics");
            stage.daemon(request -> {
                        if (request.target().equals("/api/v1/tenants")) {
                            throw new TransportFailure(TransportFailure.Stage.NO_ANSWER, "the connection was reset");
                        }
                        return stage.wire().exchange(request);
                    })
                    .run("acme");
            stage.remove("acme/tenant.yaml");
            stage.tenant("globex", "create: true", "region: us", "name: Globex");

            // when
            stage.daemon().run("globex");
            List<String> before = stage.born();
            stage.advance(Duration.ofMinutes(16));
            RunReport report = stage.daemon().run("globex");

            // then
            assertThat(before).isEmpty();
            assertThat(stage.born()).hasSize(1);
            assertThat(report.standing().isInSync()).isTrue();
        }
    }

    private static List<RunReport> later(ProvisioningStage stage, Aftermath aftermath) {
        if (aftermath.losesTheStore()) {
            stage.loseTheStore();
        }
        if (aftermath.losesTheOrganisation()) {
            stage.fleet("");
        }
        List<RunReport> reports = new ArrayList<>();
        for (Duration wait :
                List.of(Duration.ZERO, Duration.ofMinutes(3), Duration.ofMinutes(20), Duration.ofHours(1))) {
            stage.advance(wait);
            reports.add(stage.daemon().run("acme"));
        }
        return reports;
    }
}
