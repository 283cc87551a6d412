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
import truekeel.store.Birth;

/** Many documents ask for a tenant at once. */
class CreateManyTest {
    private static final int MANY = 20;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Nursery nursery;

    @BeforeEach
    void begin() {
        nursery = new Nursery(folder);
        for (int i = 0; i < MANY; i++) {
            nursery.tenant("t" + i, "create: true", "region: us", "name: Tenant " + i)
                    .space("t" + i, "Finance");
        }
    }

    @AfterEach
    void end() {
        nursery.close();
    }

    private List<RunReport> allAtOnce(Nursery.Daemon daemon) throws Exception {
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
        List<RunReport> reports = allAtOnce(nursery.daemon());

        // then
        assertThat(nursery.born()).hasSize(MANY);
        assertThat(reports).allMatch(report -> report.standing().isInSync());
        assertThat(new HashSet<>(nursery.store().births().all().stream()
                        .map(Birth::hostname)
                        .map(Optional::orElseThrow)
                        .toList()))
                .containsExactlyInAnyOrderElementsOf(nursery.born());
        assertThat(nursery.simulator().requests().all()).noneMatch(entry -> entry.status() == 429);
        assertThat(nursery.simulator().requests().all().stream()
                        .filter(entry -> entry.path().equals("/api/core/tenants")))
                .as("looks at the organisation for %s creates", MANY)
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void aHundredKeepToQliksLimits() throws Exception {
        try (Nursery limited = new Nursery(folder, List.of(), RateLimits.on())) {
            // given
            for (int i = 0; i < 100; i++) {
                limited.tenant("t" + i, "create: true", "region: us", "name: Tenant " + i);
                limited.space("t" + i, "Finance");
            }
            Nursery.Daemon daemon = limited.daemon();

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
                nursery.wire().exchange(request);
                throw new TransportFailure(TransportFailure.Stage.NO_ANSWER, "the connection was reset");
            }
            return nursery.wire().exchange(request);
        };

        // when
        allAtOnce(nursery.daemon(careless));
        for (int round = 0; round < 3; round++) {
            nursery.advance(Duration.ofMinutes(20));
            allAtOnce(nursery.daemon());
        }

        // then
        assertThat(nursery.born()).hasSize(MANY);
        List<RunReport> last = allAtOnce(nursery.daemon());
        assertThat(last).allMatch(report -> report.standing().isInSync());
        assertThat(nursery.registered()).hasSizeGreaterThanOrEqualTo(MANY);
        for (Birth birth : nursery.store().births().all()) {
            String name = nursery.simulator()
                    .state(birth.hostname().orElseThrow())
                    .at("/tables/tenants/0/name")
                    .asText();
            assertThat(name).isEqualTo("Tenant " + birth.tenant().value().substring(1));
        }
    }
}
