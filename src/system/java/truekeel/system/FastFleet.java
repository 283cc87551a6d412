package truekeel.system;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import truekeel.apply.Executor;
import truekeel.fleet.FixtureContents;
import truekeel.fleet.Fleet;
import truekeel.fleet.GitSource;
import truekeel.fleet.Reconciliation;
import truekeel.fleet.Tasks;
import truekeel.fleet.Vault;
import truekeel.git.GitFixture;
import truekeel.git.GitRemote;
import truekeel.git.GitSettings;
import truekeel.kinds.Branches;
import truekeel.kinds.Kinds;
import truekeel.kinds.Surveyor;
import truekeel.kinds.all.AllKinds;
import truekeel.manifest.Limits;
import truekeel.manifest.Manifests;
import truekeel.model.Revision;
import truekeel.model.TenantName;
import truekeel.qlik.HttpSettings;
import truekeel.qlik.HttpTransport;
import truekeel.qlik.QlikFleet;
import truekeel.qlik.QlikMetrics;
import truekeel.qlik.QlikSettings;
import truekeel.qlik.RetryPolicy;
import truekeel.report.FleetEvents;
import truekeel.report.RunReport;
import truekeel.report.TenantStatus;
import truekeel.schema.Schemas;
import truekeel.secret.FixtureSecrets;
import truekeel.simulator.ClientCredential;
import truekeel.store.DatabaseSettings;
import truekeel.store.Store;
import truekeel.store.Stores;

/**
 * The daemon's own parts put together for fast time: its loop, its HTTP client over real sockets, its file database, a
 * repository. From nothing, looking after five empty tenants.
 */
final class FastFleet implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Schemas SCHEMAS = Schemas.bundled();
    private static final Kinds KINDS = new Kinds(SCHEMAS, AllKinds.list());

    private final GitFixture repository;
    private final GitRemote remote;
    private final Store store;
    private final QlikFleet qlik;
    private final Fleet fleet;
    private final ExecutorService branches = Executors.newCachedThreadPool();
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    private final List<ScheduledFuture<?>> turns;
    private Revision revision;

    /** Starts in a folder that does not exist yet. */
    FastFleet(Path folder, Cloud cloud, FastTime time) throws IOException {
        repository = GitFixture.create(folder.resolve("repository.git"));
        revision = new Revision(repository.commit("main", FiveTenants.first(), "First"));
        Path data = Files.createDirectories(folder.resolve("data"));
        remote = GitRemote.open(GitSettings.of(repository.url()).withPath("tenants"), data, time);
        store = Stores.open(DatabaseSettings.embedded(data));
        qlik = new QlikFleet(
                new QlikSettings(1, 16, 4, RetryPolicy.DEFAULT, Duration.ofMinutes(30)),
                HttpTransport.open(wire(cloud)),
                time.clockwork(),
                QlikMetrics.NONE);
        Vault vault = FixtureSecrets.vault(FiveTenants.secrets().stream()
                .collect(Collectors.toMap(name -> name, name -> ClientCredential.DEMO.clientSecret())));
        Branches width = new Branches(branches, 4);
        fleet = new Fleet(new Fleet.Parts(
                new GitSource(remote, new Manifests(SCHEMAS, Limits.DEFAULT), "tenants"),
                new Tasks(qlik, vault),
                new Reconciliation(
                        KINDS,
                        new Surveyor(KINDS, width),
                        new Executor(KINDS, store, time.clockwork(), width),
                        store,
                        time,
                        FixtureContents.inGit(store, time)),
                store,
                Executors.newFixedThreadPool(FiveTenants.NAMES.size()),
                new FleetEvents() {},
                new Fleet.Pace(time, time.pause(), Optional.of(Duration.ofSeconds(10)), Duration.ZERO)));
        turns = List.of(
                loop.scheduleWithFixedDelay(fleet::refresh, 0, 500, TimeUnit.MILLISECONDS),
                loop.scheduleWithFixedDelay(fleet::tick, 100, 100, TimeUnit.MILLISECONDS));
    }

    private static HttpSettings wire(Cloud cloud) {
        return new HttpSettings(
                Optional.of(URI.create(cloud.url())),
                Optional.empty(),
                Optional.empty(),
                new HttpSettings.Deadlines(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(1)),
                HttpSettings.Sizes.DEFAULT);
    }

    /** From now on this is what is wanted. */
    void commit(Map<String, GitFixture.Entry> files) {
        revision = new Revision(repository.commit("main", files, "Next"));
    }

    /** Waits until every tenant agrees with the last commit. */
    void awaitInSync() {
        try {
            Eventually.get("every tenant in sync", PATIENCE, () -> {
                if (turns.stream().anyMatch(ScheduledFuture::isDone)) {
                    throw new AssertionError("the loop has stopped");
                }
                return troubled().isEmpty() ? Optional.of(true) : Optional.empty();
            });
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage() + "\n" + troubled(), late);
        }
    }

    /** What is known of the tenants whose latest run was not of the last commit, or left something to do. */
    private List<String> troubled() {
        return FiveTenants.NAMES.stream()
                .map(TenantName::new)
                .filter(tenant -> fleet.status(tenant).filter(this::isInSync).isEmpty())
                .map(tenant -> tenant + " "
                        + fleet.status(tenant).map(FastFleet::explained).orElse("unknown"))
                .toList();
    }

    private static String explained(TenantStatus status) {
        return status.conditions() + " "
                + status.last().map(RunReport::standing).map(RunReport.Standing::drift);
    }

    private boolean isInSync(TenantStatus status) {
        return status.isReady()
                && status.last()
                        .map(RunReport::run)
                        .filter(run ->
                                run.revision().equals(revision) && run.end().isPresent())
                        .isPresent();
    }

    @Override
    public void close() {
        loop.shutdownNow();
        fleet.close();
        branches.shutdownNow();
        qlik.close();
        store.close();
        remote.close();
        repository.close();
    }
}
