package truekeel.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.kinds.TenantPicture;

/**
 * The daemon's parts with a file database and five tenants, over real sockets: whatever befalls a sample of its
 * requests, every tenant comes to the same state as without, with nothing twice and nothing left over.
 */
class FaultMatrixSystemIT {
    private static final int ROUNDS = 3;
    /** Another one tries other requests. */
    private static final long SEED = 20261122;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final FastTime time = new FastTime();
    private final Cloud cloud = new Cloud(time);

    FaultMatrixSystemIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    /** How every tenant looked after one step of the story, and how many requests that took. */
    private record Stage(Map<String, String> pictures, Map<String, Integer> requests) {}

    @Test
    void whateverBefallsRequestsEveryTenantComesToTheSameState() throws IOException {
        // given
        List<Stage> calm = live("calm", List.of(), step -> {});
        Random random = new Random(SEED);
        Map<Trouble, Integer> tried = new TreeMap<>();

        // when, then
        for (int round = 1; round <= ROUNDS; round++) {
            live("round-" + round, calm, step -> {
                layOut(calm.get(step), random);
                for (Trouble trouble : Trouble.values()) {
                    tried.merge(trouble, FiveTenants.NAMES.size(), Integer::sum);
                }
            });
            cloud.ahead().forEach((trouble, left) -> tried.merge(trouble, -left, Integer::sum));
            cloud.calm();
        }
        System.out.println("fault matrix: "
                + tried.values().stream().mapToInt(Integer::intValue).sum() + " fault points over five tenants, "
                + tried);
        assertThat(tried).hasSize(Trouble.values().length).allSatisfy((trouble, points) -> assertThat(points)
                .as("requests that met with " + trouble)
                .isGreaterThan(ROUNDS * FiveTenants.NAMES.size()));
    }

    /** Each trouble once for each tenant, at any of the requests that the step took without. */
    private void layOut(Stage calm, Random random) {
        for (String tenant : FiveTenants.NAMES) {
            for (Trouble trouble : Trouble.values()) {
                int skip = random.nextInt(calm.requests().getOrDefault(tenant, 1));
                cloud.trouble(trouble, FiveTenants.host(tenant), skip, 1);
            }
        }
    }

    /** Five tenants from nothing to the first and on to the second state, compared with how they looked before. */
    private List<Stage> live(String name, List<Stage> before, IntConsumer beginning) throws IOException {
        FiveTenants.make(cloud);
        cloud.forgetRequests();
        beginning.accept(0);
        List<Stage> stages = new ArrayList<>();
        try (FastFleet fleet = new FastFleet(folder.resolve(name), cloud, time)) {
            stages.add(come(fleet, before.isEmpty() ? Optional.empty() : Optional.of(before.get(0))));
            cloud.forgetRequests();
            beginning.accept(1);
            fleet.commit(FiveTenants.second());
            stages.add(come(fleet, before.isEmpty() ? Optional.empty() : Optional.of(before.get(1))));
        }
        return stages;
    }

    private Stage come(FastFleet fleet, Optional<Stage> before) {
        fleet.awaitInSync();
        Map<String, String> pictures = new HashMap<>();
        Map<String, Integer> requests = new HashMap<>();
        FiveTenants.HOSTS.forEach((tenant, hostname) -> {
            requests.put(tenant, cloud.requests(hostname));
            before.ifPresent(stage -> awaitPicture(hostname, stage.pictures().getOrDefault(tenant, "")));
            pictures.put(tenant, TenantPicture.of(cloud.state(hostname)));
        });
        return new Stage(pictures, requests);
    }

    /** Waits until a tenant holds just this, nothing twice and nothing left over. */
    private void awaitPicture(String hostname, String wanted) {
        try {
            Eventually.get(
                    hostname,
                    PATIENCE,
                    () -> difference(hostname, wanted).isEmpty() ? Optional.of(true) : Optional.empty());
        } catch (AssertionError late) {
            throw new AssertionError(hostname + " is not as without trouble:\n" + difference(hostname, wanted), late);
        }
    }

    private String difference(String hostname, String wanted) {
        return TenantPicture.difference(wanted, TenantPicture.of(cloud.state(hostname)));
    }
}
