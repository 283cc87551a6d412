package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.qlik.Transport;
import truekeel.qlik.TransportFailure;
import truekeel.report.RunReport;
import truekeel.simulator.RateLimits;
import truekeel.store.TenantCreation;

/** Many documents ask for a tenant at once. */
class CreateManyTest {
    private static final int MANY = 20;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ProvisioningStage stage;

    @BeforeEach
    void begin() {
        stage = new ProvisioningStage(folder);
        for (int i = 0; i < MANY; i++) {
            stage.tenant("t" + i, "create: true", "region: us", "name: Tenant " + i)
                    .space("t" + i, "Finance");
        }
    }

    @AfterEach
    void end() {
        stage.close();
    }

    private List<RunReport> allAtOnce(ProvisioningStage.Daemon daemon) throws Exception {
        List<TenantTask> tasks = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            tasks.add(daemon.task("t" + i));
        }
        ExecutorService threads = Executors.newFixedThreadPool(MANY);
        try {
            List<Future<RunReport>> running = new ArrayList<>();
            for (TenantTask task : tasks) {
                running.add(threads.submit(() -> daemon.reconciliation().run(task, Optional.empty(), () -> false)));
            }
            List<RunReport> reports = new ArrayList<>();
            for (Future<RunReport> run : running) {
                reports.add(run.get());
            }
            return reports;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void eachGetsOneOfItsOwn() throws Exception {
        // when
        List<RunReport> reports = allAtOnce(stage.daemon());

        // then
        assertThat(stage.born()).hasSize(MANY);
        assertThat(reports).allMatch(report -> report.standing().isInSync());
        assertThat(new HashSet<>(stage.store().creations().all().stream()
                        .map(TenantCreation::hostname)
                        .map(Optional::orElseThrow)
                        .toList()))
                .containsExactlyInAnyOrderElementsOf(stage.born());
        assertThat(stage.simulator().requests().all()).noneMatch(entry -> entry.status() == 429);
        assertThat(stage.simulator().requests().all().stream()
                        .filter(entry -> entry.path().equals("/api/core/tenants")))
                .as("looks at the organisation for %s creates", MANY)
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void aHundredKeepToQliksLimits() throws Exception {
        try (ProvisioningStage limited = new ProvisioningStage(folder, List.of(), RateLimits.on())) {
            // given
            for (int i = 0; i < 100; i++) {
                limited.tenant("t" + i, "create: true", "region: us", "name: Tenant " + i);
                limited.space("t" + i, "Finance");
            }
            ProvisioningStage.Daemon daemon = limited.daemon();

            // when
            for (int i = 0; i < 100; i++) {
                daemon.run("t" + i);
            }

            // then
            assertThat(limited.born()).hasSize(100);
            assertThat(limited.simulator().requests().all()).noneMatch(entry -> entry.status() == 429);
        }
    }

    @Test
    void lostAnswersAmongThemAreAttributed() throws Exception {
        // given
        AtomicInteger creates = new AtomicInteger();
        Transport careless = request -> {
            boolean loses = request.target().equals("/api/v1/tenants")
                    && request.host().startsWith("register.")
                    && creates.incrementAndGet() % 5 == 0;
            if (loses) {
                stage.wire().exchange(request);
                throw new TransportFailure(TransportFailure.Stage.NO_ANSWER, "the connection was reset");
            }
            return stage.wire().exchange(request);
        };

        // when
        allAtOnce(stage.daemon(careless));
        for (int round = 0; round < 3; round++) {
            stage.advance(Duration.ofMinutes(20));
            allAtOnce(stage.daemon());
        }

        // then
        assertThat(stage.born()).hasSize(MANY);
        List<RunReport> last = allAtOnce(stage.daemon());
        assertThat(last).allMatch(report -> report.standing().isInSync());
        assertThat(stage.registered()).hasSizeGreaterThanOrEqualTo(MANY);
        for (TenantCreation creation : stage.store().creations().all()) {
            String name = stage.simulator()
                    .state(creation.hostname().orElseThrow())
                    .at("/tables/tenants/0/name")
                    .asText();
            assertThat(name).isEqualTo("Tenant " + creation.tenant().value().substring(1));
        }
    }
}
