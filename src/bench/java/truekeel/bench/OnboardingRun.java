package truekeel.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import truekeel.git.GitFixture;
import truekeel.onboarding.Customers;
import truekeel.simulator.JwtSigner;

/** One commit that asks for many tenants which do not exist yet, each by a document that names a template. */
final class OnboardingRun implements AutoCloseable {
    static final int TENANTS = 100;
    /** What an answer of Qlik's takes over an ocean. */
    static final Duration DISTANT = Duration.ofMillis(80);
    /**
     * Tenants made before anything is measured. More cannot be made in a row: with a hundred after them they come near
     * to what the register host takes of one client in five minutes, 500 writes of which our share is 400.
     */
    private static final int WARM_UP = 200;

    /**
     * How often all of these are changed before anything is measured, so that the compiler of the JVM is through with
     * most of what matters: after the making alone it takes 44 % of the daemon's processor time. Where answers are far
     * away there is time for it.
     */
    private static final int EDITIONS = 8;

    private static final Duration PACE = Duration.ofSeconds(5);

    private final Duration latency;
    private final Cloud cloud;
    private final Customers customers = new Customers(JwtSigner.rsa().pem());
    private final GitFixture repository;
    private final Ship daemon;
    private int made;
    private int edition;

    OnboardingRun(Path home, Duration latency) {
        this.latency = latency;
        cloud = Cloud.start(home, latency);
        cloud.create(Customers.HOME, 4 * (WARM_UP + TENANTS));
        repository = GitFixture.of(home.resolve("repository.git"), customers.files(0));
        daemon = Ship.start(home, repository.url(), cloud.url());
        awaitReady(1);
        while (made < WARM_UP) {
            makeMore();
        }
        while (edition < EDITIONS && latency.compareTo(DISTANT) < 0) {
            changeAll();
        }
    }

    private void changeAll() {
        edition++;
        Map<String, Long> runs = daemon.runs();
        repository.commit(files());
        daemon.awaitRuns(runs, 1 + made);
    }

    /** All customers, each of whose four spaces tells the edition. */
    private Map<String, String> files() {
        Map<String, String> files = customers.files(made);
        files.replaceAll((path, text) -> text.replace(" of ${tenant.name}", " of ${tenant.name}, edition " + edition));
        return files;
    }

    private void makeMore() {
        made += TENANTS;
        repository.commit(files());
        awaitReady(1 + made);
    }

    Onboarding measure() {
        cloud.forgetRequests();
        int heap = daemon.heap().mark();
        Duration daemonCpu = daemon.process().cpu();
        Duration cloudCpu = cloud.cpu();
        makeMore();
        daemonCpu = daemon.process().cpu().minus(daemonCpu);
        cloudCpu = cloud.cpu().minus(cloudCpu);
        double load = Machine.load();
        daemon.process().collect();
        return Onboarding.of(
                TENANTS,
                latency,
                cloud.requests(),
                daemonCpu,
                cloudCpu,
                daemon.heap().since(heap),
                load);
    }

    /** How many tenants Qlik has in the end beyond those that were asked for. */
    int surplus() {
        return cloud.tenants() - 1 - made;
    }

    private void awaitReady(int tenants) {
        daemon.process().await(tenants + " tenants in sync", PACE, () -> daemon.ready() == tenants);
    }

    @Override
    public void close() {
        daemon.close();
        repository.close();
        cloud.close();
    }
}
