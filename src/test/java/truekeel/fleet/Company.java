package truekeel.fleet;

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
import truekeel.git.FolderTree;
import truekeel.git.GitLimits;
import truekeel.kinds.Branches;
import truekeel.kinds.Kinds;
import truekeel.kinds.SimulatorTransport;
import truekeel.kinds.Surveyor;
import truekeel.kinds.all.AllKinds;
import truekeel.manifest.Catalogue;
import truekeel.manifest.Limits;
import truekeel.manifest.Manifests;
import truekeel.manifest.TenantManifest;
import truekeel.model.TenantName;
import truekeel.plan.Admission;
import truekeel.qlik.Clockwork;
import truekeel.qlik.QlikFleet;
import truekeel.qlik.QlikMetrics;
import truekeel.qlik.QlikSettings;
import truekeel.qlik.Transport;
import truekeel.report.Cost;
import truekeel.report.EventRelay;
import truekeel.report.RunReport;
import truekeel.schema.Schemas;
import truekeel.secret.FixtureSecrets;
import truekeel.secret.Secrets;
import truekeel.simulator.RequestLog;
import truekeel.simulator.Simulator;
import truekeel.simulator.SimulatorOptions;
import truekeel.store.ArtefactCache;
import truekeel.store.MemoryStore;

/** Several tenants of one region on one simulator, reconciled by one process from one folder of manifests. */
final class Company implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Schemas SCHEMAS = Schemas.bundled();
    private static final Kinds KINDS = new Kinds(SCHEMAS, AllKinds.list());

    final Simulator simulator = new Simulator(SimulatorOptions.frozen(START));
    private static final long CACHED = 1 << 20;
    private final Path folder;
    private final Tasks tasks;
    private final Clockwork clockwork;
    private final Origins origins;
    private Reconciliation reconciliation;
    final MemoryStore store;
    final ShelfOfFiles web = new ShelfOfFiles();
    private Trigger trigger = Trigger.INTERVAL;
    private Transport wire = new SimulatorTransport(simulator);

    Company(Path folder) {
        this.folder = folder;
        Clockwork clockwork = new Clockwork(
                simulator.clock(),
                () -> Duration.between(START, simulator.clock().instant()),
                pause -> simulator.clock().advance(pause.isNegative() ? Duration.ZERO : pause));
        QlikFleet qlik =
                new QlikFleet(QlikSettings.DEFAULT, request -> wire.exchange(request), clockwork, QlikMetrics.NONE);
        tasks = new Tasks(
                qlik,
                new Vault(
                        new Secrets(
                                Optional.empty(), Map.of(Secrets.variable("qlik-us"), "sim-secret"), Optional.empty()),
                        FixtureSecrets::digester));
        MemoryStore store = new MemoryStore();
        this.clockwork = clockwork;
        origins = new Origins(new Origins.Parts(
                KINDS,
                new ArtefactCache(folder.resolve("cache"), CACHED, simulator.clock()),
                web,
                store.journal(),
                clockwork,
                Runnable::run,
                Optional.empty()));
        reconciliation = reconciliation(store, FixtureContents.IMPORTS_PER_DAY);
        this.store = store;
        fleet("");
    }

    private Reconciliation reconciliation(MemoryStore used, int importsPerDay) {
        return new Reconciliation(
                KINDS,
                new Surveyor(KINDS, Branches.single()),
                new Executor(KINDS, used, clockwork, Branches.single()),
                used,
                simulator.clock(),
                FixtureContents.of(Optional.of(origins), used, simulator.clock(), importsPerDay));
    }

    /** From now on so many apps may be imported in a day. */
    Company importsPerDay(int most) {
        reconciliation = reconciliation(store, most);
        return this;
    }

    static String host(String tenant) {
        return tenant + ".us.qlikcloud.com";
    }

    /** The fleet's document, with more lines of its spec. */
    Company fleet(String more) {
        return file("fleet.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Fleet
                metadata: {name: fleet}
                spec:
                  regions:
                    us: {clientId: sim-client, clientSecret: {secretRef: qlik-us}}
                """ + more);
    }

    /** A tenant in mode {@code enforce} with these documents. */
    Company tenant(String name, String... documents) {
        file(name + "/tenant.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Tenant
                metadata: {name: %1$s, labels: {tier: gold}}
                spec: {hostname: %2$s, reconcile: {mode: enforce}}
                """.formatted(name, host(name)));
        return file(name + "/more.yaml", String.join("---\n", documents));
    }

    Company file(String path, String text) {
        try {
            Path file = folder.resolve("tenants").resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** From now on requests take another way. */
    Company wire(Transport other) {
        wire = other;
        return this;
    }

    /** What the folder says now. */
    DesiredSource.Pull pull() {
        try {
            Catalogue catalogue = new Manifests(SCHEMAS, Limits.DEFAULT)
                    .load(FolderTree.read(folder, "tenants", GitLimits.DEFAULT), "tenants");
            if (catalogue.hasErrors()) {
                throw new AssertionError(catalogue.findings());
            }
            return new DesiredSource.Pull(catalogue, START);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Why runs begin from now on. */
    Company asked(Trigger other) {
        trigger = other;
        return this;
    }

    /** The whole loop over what the folder says; each tick returns when everything that was due is through. */
    Fleet loop() {
        return new Fleet(new Fleet.Parts(
                this::pull,
                tasks,
                reconciliation,
                store,
                new SameThread(),
                new EventRelay(),
                new Fleet.Pace(simulator.clock(), clockwork.pause(), Optional.empty(), Duration.ZERO)));
    }

    RunReport run(DesiredSource.Pull pull, String tenant) {
        return reconciliation.run(task(pull, tenant), Optional.empty(), () -> false);
    }

    Admission plan(DesiredSource.Pull pull, String tenant) {
        return reconciliation.plan(task(pull, tenant));
    }

    Cost price(DesiredSource.Pull pull, String tenant) {
        TenantTask task = task(pull, tenant);
        return reconciliation.price(task, reconciliation.plan(task).plan());
    }

    private TenantTask task(DesiredSource.Pull pull, String tenant) {
        TenantManifest manifest = pull.catalogue().tenant(TenantName.of(tenant)).orElseThrow();
        return tasks.of(pull, (TenantManifest.Sound) manifest, trigger).orElseThrow();
    }

    /** Requests to the licence service, as {@code METHOD tenant path}, after the given number. */
    List<String> licenceRequests(long since) {
        return simulator.requests().since(since).stream()
                .filter(entry -> entry.path().startsWith("/api/v1/licenses/"))
                .map(entry -> entry.method() + " " + entry.host().split("\\.", 2)[0] + " "
                        + entry.path().substring("/api/v1/licenses/".length()))
                .toList();
    }

    long lastRequest() {
        List<RequestLog.Entry> all = simulator.requests().all();
        return all.isEmpty() ? 0 : all.get(all.size() - 1).n();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
