package truekeel.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged daemon and five tenants, of which some answer no request as they should for a while. */
class StuckTenantsSystemIT {
    /** Who is in which lasting trouble at the same time; the others must not notice. */
    private static final List<Map<String, Trouble>> STUCK = List.of(
            Map.of(
                    "acme", Trouble.UNAVAILABLE,
                    "globex", Trouble.THROTTLED,
                    "initech", Trouble.RESET,
                    "northwind", Trouble.TIMED_OUT),
            Map.of("umbrella", Trouble.TRUNCATED, "acme", Trouble.LOST, "globex", Trouble.UNANSWERED),
            Map.of(
                    "umbrella", Trouble.TIMED_OUT,
                    "acme", Trouble.TIMED_OUT,
                    "globex", Trouble.TIMED_OUT,
                    "northwind", Trouble.TIMED_OUT));

    @Test
    void tenantsInTroubleDelayNoOther(@TempDir Path folder) throws IOException {
        try (Cloud cloud = new Cloud(InstantSource.system());
                FleetRun run = FleetRun.start("stuck", folder.resolve("stuck"), cloud)) {
            // given
            run.awaitInSync(FiveTenants.NAMES);
            int number = 0;
            for (Map<String, Trouble> stuck : STUCK) {
                stuck.forEach((tenant, trouble) -> cloud.trouble(trouble, FiveTenants.host(tenant), 0, -1));
                List<String> others = new ArrayList<>(FiveTenants.NAMES);
                others.removeAll(stuck.keySet());

                // when
                run.commit(FiveTenants.later(++number));
                run.awaitInSync(others);

                // then
                assertThat(stuck.keySet()).noneMatch(run::isInSync);
                cloud.calm();
                run.awaitInSync(FiveTenants.NAMES);
            }
        }
    }
}
