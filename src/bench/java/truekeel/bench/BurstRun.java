package truekeel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.apply.Executor;
import truekeel.fleet.DesiredSource;
import truekeel.fleet.FixtureContents;
import truekeel.fleet.Reconciliation;
import truekeel.fleet.Tasks;
import truekeel.fleet.TenantTask;
import truekeel.fleet.Trigger;
import truekeel.git.FolderTree;
import truekeel.git.GitException;
import truekeel.git.GitLimits;
import truekeel.kinds.Branches;
import truekeel.kinds.Kinds;
import truekeel.kinds.SimulatorTransport;
import truekeel.kinds.Surveyor;
import truekeel.kinds.all.AllKinds;
import truekeel.manifest.Limits;
import truekeel.manifest.Manifests;
import truekeel.manifest.TenantManifest;
import truekeel.model.TenantName;
import truekeel.qlik.Clockwork;
import truekeel.qlik.QlikFleet;
import truekeel.qlik.QlikMetrics;
import truekeel.qlik.QlikSettings;
import truekeel.qlik.RateBudget;
import truekeel.qlik.Transport;
import truekeel.qlik.TransportReply;
import truekeel.qlik.TransportRequest;
import truekeel.report.RunReport;
import truekeel.schema.Schemas;
import truekeel.secret.FixtureSecrets;
import truekeel.simulator.Driver;
import truekeel.simulator.RateLimits;
import truekeel.simulator.RequestLog;
import truekeel.simulator.Simulator;
import truekeel.simulator.SimulatorOptions;
import truekeel.simulator.TenantSpec;
import truekeel.store.MemoryStore;

/**
 * 1,200 new objects in one tenant of several users, in virtual time: every wait and every request's latency moves the
 * simulator's clock and costs nothing. Requests go one after the other, which is the slowest way. The daemon knows the
 * tenant already when the commit comes, so that signing in, a write by Qlik's count, is not among them.
 */
final class BurstRun implements AutoCloseable {
    static final int WRITES = 1200;

    private static final int KINDS = 3;
    private static final int PEOPLE = 5;
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final TenantName TENANT = TenantName.of(SampleFleet.name(1));
    private static final String HOST = SampleFleet.hostname(1);

    private final Path home;
    private final Simulator simulator =
            new Simulator(SimulatorOptions.frozen(START).withRateLimits(new RateLimits(true, 5000, 500, true)));
    private final Schemas schemas = Schemas.bundled();
    private final Manifests manifests = new Manifests(schemas, Limits.DEFAULT);
    private final Clockwork clockwork = new Clockwork(
            simulator.clock(), () -> Duration.between(START, simulator.clock().instant()), this::pass);
    private final Tasks tasks = new Tasks(
            new QlikFleet(QlikSettings.DEFAULT, new Distant(), clockwork, QlikMetrics.NONE),
            FixtureSecrets.vault(Map.of("qlik", "sim-secret")));
    private final Reconciliation reconciliation = reconciliation();

    BurstRun(Path home) {
        this.home = home;
        simulator.createTenant(TenantSpec.of(HOST));
        Driver admin = Driver.bot(simulator, HOST);
        for (int person = 1; person <= PEOPLE; person++) {
            admin.person("auth|person-" + person);
        }
    }

    private Reconciliation reconciliation() {
        Kinds kinds = new Kinds(schemas, AllKinds.list());
        MemoryStore store = new MemoryStore();
        return new Reconciliation(
                kinds,
                new Surveyor(kinds, Branches.single()),
                new Executor(kinds, store, clockwork, Branches.single()),
                store,
                simulator.clock(),
                FixtureContents.inGit(store, simulator.clock()));
    }

    Burst measure() {
        reconcile(1);
        pass(RateBudget.WINDOW);
        simulator.requests().clear();
        Instant begun = simulator.clock().instant();
        RunReport report = reconcile(1 + WRITES / KINDS);
        Duration took = Duration.between(begun, simulator.clock().instant());
        assertThat(report.outcomes()).as("one write per new object").hasSize(WRITES);
        assertThat(report.standing().isInSync()).isTrue();
        List<RequestLog.Entry> log = simulator.requests().all();
        return new Burst(
                log.stream().filter(entry -> entry.tier().equals("tier2")).count(),
                log.stream().filter(entry -> entry.tier().equals("tier1")).count(),
                took,
                log.stream().filter(entry -> entry.status() == 429).count(),
                log.stream()
                        .filter(entry -> entry.status() >= 400 && entry.status() != 429)
                        .count());
    }

    private RunReport reconcile(int ofEach) {
        Path folder = home.resolve("burst-" + ofEach);
        try {
            write(folder.resolve("tenants/fleet.yaml"), SampleFleet.fleet());
            write(
                    folder.resolve("tenants/" + TENANT + "/tenant.yaml"),
                    SampleFleet.document("Tenant", TENANT.value(), "hostname: " + HOST));
            write(folder.resolve("tenants/" + TENANT + "/objects.yaml"), objects(ofEach));
            FolderTree tree = FolderTree.read(folder, "tenants", GitLimits.DEFAULT);
            DesiredSource.Pull pull = new DesiredSource.Pull(
                    manifests.load(tree, "tenants"), simulator.clock().instant());
            TenantTask task = tasks.of(pull, sound(pull), Trigger.REVISION).orElseThrow();
            return reconciliation.run(task, Optional.empty(), () -> false);
        } catch (GitException unreadable) {
            throw new IllegalStateException(unreadable);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static TenantManifest.Sound sound(DesiredSource.Pull pull) {
        TenantManifest manifest = pull.catalogue().tenant(TENANT).orElseThrow();
        assertThat(manifest.findings()).isEmpty();
        return (TenantManifest.Sound) manifest;
    }

    private static String objects(int ofEach) {
        StringBuilder yaml = new StringBuilder();
        for (int number = 1; number <= ofEach; number++) {
            yaml.append(SampleFleet.document("Group", "Team " + number, "providerType: custom"));
            yaml.append(SampleFleet.document(
                    "WebIntegration", "Portal " + number, "validOrigins: [\"https://p" + number + ".example\"]"));
            yaml.append(SampleFleet.document("CspOrigin", "cdn-" + number, """
                    origin: https://c%d.example
                    directives: [fontSrc]
                    """.formatted(number)));
        }
        return yaml.toString();
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void pass(Duration time) {
        simulator.clock().advance(time.isNegative() ? Duration.ZERO : time);
    }

    @Override
    public void close() {
        simulator.close();
    }

    /** The simulator as far away as the one of the sweep. */
    private final class Distant implements Transport {
        private final Transport near = new SimulatorTransport(simulator);

        @Override
        public TransportReply exchange(TransportRequest request) {
            TransportReply reply = near.exchange(request);
            pass(Cloud.LATENCY);
            return reply;
        }
    }
}
