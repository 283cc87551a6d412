package truekeel.bench;

import java.nio.file.Path;
import java.time.Duration;
import truekeel.git.GitFixture;
import truekeel.onboarding.Customers;
import truekeel.simulator.JwtSigner;

/** One commit that asks for many tenants which do not exist yet, each by a document that names a template. */
final class OnboardingRun implements AutoCloseable {
    static final int TENANTS = 100;
    /**
     * Tenants made before anything is measured; by then the compiler of the JVM is through with most of what matters.
     */
    private static final int WARM_UP = 200;

    private static final Duration PACE = Duration.ofSeconds(5);

    private final Cloud cloud;
    private final Customers customers = new Customers(JwtSigner.rsa().pem());
    private final GitFixture repository;
    private final Ship daemon;

    OnboardingRun(Path home) {
        cloud = Cloud.start(home);
        cloud.create(Customers.HOME, 4 * (WARM_UP + TENANTS));
        repository = GitFixture.of(home.resolve("repository.git"), customers.files(0));
        daemon = Ship.start(home, repository.url(), cloud.url());
        awaitReady(1);
        for (int made = TENANTS; made <= WARM_UP; made += TENANTS) {
            repository.commit(customers.files(made));
            awaitReady(1 + made);
        }
    }

    Onboarding measure() {
        cloud.forgetRequests();
        int heap = daemon.heap().mark();
        Duration daemonCpu = daemon.process().cpu();
        Duration cloudCpu = cloud.cpu();
        repository.commit(customers.files(WARM_UP + TENANTS));
        awaitReady(1 + WARM_UP + TENANTS);
        daemonCpu = daemon.process().cpu().minus(daemonCpu);
        cloudCpu = cloud.cpu().minus(cloudCpu);
        double load = Machine.load();
        daemon.process().collect();
        return Onboarding.of(
                TENANTS, cloud.requests(), daemonCpu, cloudCpu, daemon.heap().since(heap), load);
    }

    /** How many tenants Qlik has in the end beyond those that were asked for. */
    int surplus() {
        return cloud.tenants() - 1 - WARM_UP - TENANTS;
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
