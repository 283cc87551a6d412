package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.model.Desired;
import truekeel.plan.RefusalCode;
import truekeel.qlik.Transport;
import truekeel.qlik.TransportFailure;
import truekeel.qlik.TransportFailure.Stage;
import truekeel.qlik.TransportRequest;
import truekeel.report.Conditions;
import truekeel.report.RunReport;

/** A create that nobody answered for, whole runs at a time, with and without a request that arrives late. */
class LostCreateTest {
    private static final String PORTAL = """
            apiVersion: truekeel/v1alpha1
            kind: WebIntegration
            metadata: {name: Portal}
            spec: {validOrigins: ["https://portal.acme.example"]}
            """;
    private static final String FINANCE = """
            apiVersion: truekeel/v1alpha1
            kind: Space
            metadata: {name: Finance}
            spec: {type: shared}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    Path folder;

    private final List<TransportRequest> onTheirWay = new ArrayList<>();

    /** A wire that swallows the first request to that path, until {@link #arrive}. */
    private Transport swallowing(Transport wire, String path) {
        return request -> {
            boolean create =
                    request.method().name().equals("POST") && request.target().equals(path);
            if (create && onTheirWay.isEmpty()) {
                onTheirWay.add(request);
                throw new TransportFailure(Stage.NO_ANSWER, "no answer in time");
            }
            return wire.exchange(request);
        };
    }

    private void arrive(LawWorld world) {
        onTheirWay.forEach(request -> world.wire().exchange(request));
    }

    private List<Desired> desired(String manifest) throws IOException {
        Files.writeString(folder.resolve("desired.yaml"), manifest);
        return new GoldenCase(folder).desired(LawDaemon.SCHEMAS);
    }

    @Test
    void isNotSentAgainBeforeItCanNotArriveAnyMore() throws IOException {
        try (LawWorld world = LawWorld.fresh()) {
            // given
            List<Desired> desired = desired(PORTAL);
            world.daemon(swallowing(world.wire(), "/api/v1/web-integrations")).run(desired);

            // when
            world.advance(Duration.ofMinutes(1));
            RunReport waiting = world.daemon().run(desired);
            world.advance(Duration.ofMinutes(2));
            RunReport again = world.daemon().run(desired);

            // then
            assertThat(waiting.outcomes()).isEmpty();
            assertThat(waiting.standing().resources()).singleElement().satisfies(state -> assertThat(state.code())
                    .contains(RefusalCode.CREATE_UNCERTAIN));
            assertThat(Conditions.after(waiting, LawWorld.START))
                    .extracting(condition -> condition.reason())
                    .contains("CREATE_UNCERTAIN");
            assertThat(again.standing().isInSync()).isTrue();
            assertThat(world.state().at("/tables/webIntegrations")).hasSize(1);
        }
    }

    @Test
    void isTakenForOursWhenItArrivesLate() throws IOException {
        try (LawWorld world = LawWorld.fresh()) {
            // given
            List<Desired> desired = desired(PORTAL);
            world.daemon(swallowing(world.wire(), "/api/v1/web-integrations")).run(desired);
            world.daemon().run(desired);

            // when
            arrive(world);
            RunReport found = world.daemon().run(desired);

            // then
            assertThat(found.standing().isInSync()).isTrue();
            assertThat(world.state().at("/tables/webIntegrations")).hasSize(1);
            assertThat(world.picture()).contains("created WebIntegration/Portal");
        }
    }

    @Test
    void isSentAgainAtOnceWhereQlikRefusesASecond() throws IOException {
        try (LawWorld world = LawWorld.fresh()) {
            // given
            List<Desired> desired = desired(FINANCE);

            // when
            RunReport first =
                    world.daemon(swallowing(world.wire(), "/api/v1/spaces")).run(desired);
            arrive(world);
            RunReport second = world.daemon().run(desired);

            // then
            assertThat(first.standing().isInSync()).isTrue();
            assertThat(second.standing().isInSync()).isTrue();
            assertThat(world.state().at("/tables/spaces")).hasSize(1);
        }
    }

    /** It arrives between the look and the second request, which is refused: the name is taken, by ourselves. */
    @Test
    void isTakenForOursWhenItIsWhatRefusesTheSecond() throws IOException {
        try (LawWorld world = LawWorld.fresh()) {
            // given
            Transport late = swallowing(world.wire(), "/api/v1/spaces");
            Transport between = request -> {
                boolean second =
                        !onTheirWay.isEmpty() && request.method().name().equals("POST");
                if (second) {
                    arrive(world);
                }
                return late.exchange(request);
            };

            // when
            RunReport report = world.daemon(between).run(desired(FINANCE));

            // then
            assertThat(report.standing().isInSync()).isTrue();
            assertThat(world.state().at("/tables/spaces")).hasSize(1);
            assertThat(world.picture()).contains("created Space/Finance");
        }
    }
}
