package truekeel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import truekeel.git.GitFixture;

/**
 * Grows a fleet that is in sync, and has the daemon look at all of it by commits that change no manifest. The daemon
 * itself brings the first tenant to its desired state; the others are copies of that one.
 */
final class SweepRun implements AutoCloseable {
    private static final int REPEATS = 5;
    /** Runs of tenants before anything is measured; by then the compiler of the JVM is through with what matters. */
    private static final int WARM_UP = 1000;

    private static final int MOST_ROUNDS = 6;

    private final Cloud cloud;
    private final GitFixture repository;
    private final Ship daemon;
    private int made = 1;
    private int commits;
    private int warm;

    SweepRun(Path home) {
        cloud = Cloud.start(home);
        cloud.create(SampleFleet.hostname(1));
        repository = GitFixture.of(home.resolve("repository.git"), SampleFleet.files(1, commits));
        daemon = Ship.start(home, repository.url(), cloud.url());
        settle(1);
    }

    /** Several sweeps over a fleet of this size, which is at least the size before. */
    List<Sweep> measure(int tenants) {
        cloud.copy(1, made + 1, tenants);
        made = tenants;
        settle(tenants);
        List<Sweep> sweeps = new ArrayList<>();
        while (warm < WARM_UP) {
            sweep(tenants);
            warm += tenants;
        }
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            sweeps.add(sweep(tenants));
        }
        return sweeps;
    }

    /** Rounds until every tenant had nothing to do in one of them: adopted, warm, quiet. */
    private void settle(int tenants) {
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            Map<String, Long> before = daemon.runs();
            if (round > 1 || commits > 0) {
                commit(tenants);
            }
            Map<String, Long> ended = difference(before, daemon.awaitRuns(before, tenants));
            if (round > 1 && ended.keySet().stream().allMatch(run -> run.endsWith(" unchanged"))) {
                return;
            }
        }
        throw new IllegalStateException("The fleet does not come to rest. " + daemon.runs() + "\n"
                + daemon.process().tail());
    }

    private Sweep sweep(int tenants) {
        Map<String, Long> before = daemon.runs();
        cloud.forgetRequests();
        int heap = daemon.heap().mark();
        Duration daemonCpu = daemon.process().cpu();
        Duration cloudCpu = cloud.cpu();
        commit(tenants);
        Map<String, Long> after = daemon.awaitRuns(before, tenants);
        daemonCpu = daemon.process().cpu().minus(daemonCpu);
        cloudCpu = cloud.cpu().minus(cloudCpu);
        double load = Machine.load();
        daemon.process().collect();
        Sweep sweep = Sweep.of(
                tenants, cloud.requests(), daemonCpu, cloudCpu, daemon.heap().since(heap), load);
        Map<String, Long> ended = difference(before, after);
        assertThat(ended).as("each tenant ran once and had nothing to do").hasSize(tenants);
        assertThat(ended).allSatisfy((run, times) -> {
            assertThat(run).endsWith(" unchanged");
            assertThat(times).isEqualTo(1);
        });
        return sweep;
    }

    private void commit(int tenants) {
        commits++;
        repository.commit(SampleFleet.files(tenants, commits));
    }

    private static Map<String, Long> difference(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> more = new TreeMap<>();
        after.forEach((run, times) -> {
            long grown = times - before.getOrDefault(run, 0L);
            if (grown > 0) {
                more.put(run, grown);
            }
        });
        return more;
    }

    /** The most memory that the daemon ever had, in bytes. */
    long peakResidentBytes() {
        return daemon.process().peakResidentBytes();
    }

    @Override
    public void close() {
        daemon.close();
        repository.close();
        cloud.close();
    }
}
