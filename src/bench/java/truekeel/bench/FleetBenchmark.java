package truekeel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
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
        try (OnboardingRun run = new OnboardingRun(home)) {
            Onboarding onboarding = run.measure();
            REPORT.add(onboarding);
            assertThat(onboarding.made()).isEqualTo(OnboardingRun.TENANTS);
            assertThat(run.surplus()).as("tenants that nobody asked for").isZero();
            assertThat(onboarding.throttled()).as("answers 429").isZero();
            assertThat(onboarding.refused()).as("refused requests").isEmpty();
        }
    }
}
