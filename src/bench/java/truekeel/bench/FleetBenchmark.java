package truekeel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures and reports; what {@code docs/explanation/benchmark.md} explains. Only wrong counts fail it, never a time,
 * since the machine may be busy with other things.
 */
class FleetBenchmark {
    private static final List<Integer> SIZES = List.of(50, 100, 200);
    private static final Report REPORT = new Report();

    @AfterAll
    static void report() throws IOException {
        REPORT.write(Path.of("target", "bench"), Clock.systemUTC().instant());
    }

    @Test
    void looksAtAFleetThatIsInSync(@TempDir Path home) {
        try (SweepRun run = new SweepRun(home)) {
            for (int tenants : SIZES) {
                List<Sweep> sweeps = run.measure(tenants);
                REPORT.add(sweeps);
                assertThat(sweeps).allSatisfy(sweep -> {
                    assertThat(sweep.writes())
                            .as("writes in a sweep of nothing")
                            .isZero();
                    assertThat(sweep.throttled()).as("answers 429").isZero();
                    assertThat(sweep.failed()).as("refused requests").isZero();
                    assertThat(sweep.fitsTheRate()).isTrue();
                });
            }
            REPORT.peakResident(run.peakResidentBytes());
        }
    }

    @Test
    void writesIntoOneTenantAsFastAsQlikAllows(@TempDir Path home) {
        try (BurstRun run = new BurstRun(home)) {
            Burst burst = run.measure();
            REPORT.add(burst);
            assertThat(burst.writes()).isEqualTo(BurstRun.WRITES);
            assertThat(burst.throttled()).as("answers 429").isZero();
            assertThat(burst.failed()).as("refused requests").isZero();
        }
    }

    @Test
    void bringsTenantsFromNothingToConfigured(@TempDir Path home) {
        onboard(home, Cloud.LATENCY);
    }

    @Test
    void bringsTenantsOfADistantCloudFromNothingToConfigured(@TempDir Path home) {
        onboard(home, OnboardingRun.DISTANT);
    }

    private static void onboard(Path home, Duration latency) {
        try (OnboardingRun run = new OnboardingRun(home, latency)) {
            Onboarding onboarding = run.measure();
            REPORT.add(onboarding);
            assertThat(onboarding.made()).isEqualTo(OnboardingRun.TENANTS);
            assertThat(run.surplus()).as("tenants that nobody asked for").isZero();
            assertThat(onboarding.throttled()).as("answers 429").isZero();
            assertThat(onboarding.refused()).as("refused requests").isEmpty();
        }
    }

    @Test
    void replacesAnAppInEveryTenant(@TempDir Path home) {
        try (RepublishRun run = new RepublishRun(home)) {
            for (int version = 1; version <= RepublishRun.MEASURED; version++) {
                Republish republish = run.measure();
                REPORT.add(republish);
                assertThat(republish.runs()).as("plans").isEqualTo(RepublishRun.TENANTS);
                assertThat(republish.replaced()).isEqualTo(RepublishRun.TENANTS);
                assertThat(republish.surplus()).as("apps that nobody needs").isZero();
                assertThat(republish.throttled()).as("answers 429").isZero();
            }
        }
    }

    @Test
    void deploysALargeAppWithASmallHeap(@TempDir Path home) {
        try (LargeAppRun run = new LargeAppRun(home)) {
            HeapLog.Use heap = run.measure();
            REPORT.add(heap);
            assertThat(run.writes())
                    .containsExactly(
                            "POST /api/v1/temp-contents 201",
                            "POST /api/v1/apps/import 200",
                            "PUT /api/v1/apps/{id} 200",
                            "POST /api/v1/apps/{id}/publish 200");
        }
    }
}
