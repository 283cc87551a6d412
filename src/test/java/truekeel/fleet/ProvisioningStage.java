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
import java.util.function.UnaryOperator;
import truekeel.apply.Executor;
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
import truekeel.plan.Admission;
import truekeel.qlik.Clockwork;
import truekeel.qlik.QlikFleet;
import truekeel.qlik.QlikMetrics;
import truekeel.qlik.QlikSettings;
import truekeel.qlik.Transport;
import truekeel.report.RunReport;
import truekeel.schema.Schemas;
import truekeel.secret.FixtureSecrets;
import truekeel.secret.Secrets;
import truekeel.simulator.ClientCredential;
import truekeel.simulator.Driver;
import truekeel.simulator.RateLimits;
import truekeel.simulator.RequestLog;
import truekeel.simulator.Simulator;
import truekeel.simulator.SimulatorOptions;
import truekeel.simulator.TenantSpec;
import truekeel.store.MemoryStore;
import truekeel.store.Store;

/**
 * A region with one tenant that holds the licence, a repository that asks for more, and the processes that read it.
 * What outlives a process is the cloud, the repository and, unless a test loses it, the store.
 */
final class ProvisioningStage implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final String FIRST = "first.us.qlikcloud.com";
    static final String LICENCE = FixtureSecrets.value("licence-key");
    static final String CONSOLE_SECRET = "org-secret";
    private static final Schemas SCHEMAS = Schemas.bundled();
    private static final Kinds KINDS = new Kinds(SCHEMAS, AllKinds.list());

    private final Path folder;
    private final Simulator simulator;
    private MemoryStore store = new MemoryStore();

    ProvisioningStage(Path folder) {
        this(folder, List.of());
    }

    /** @param more clients that the cloud knows beside its region's and the organisation's */
    ProvisioningStage(Path folder, List<ClientCredential> more) {
        this(folder, more, RateLimits.off());
    }

    ProvisioningStage(Path folder, List<ClientCredential> more, RateLimits limits) {
        this.folder = folder;
        SimulatorOptions options = SimulatorOptions.frozen(START)
                .withRateLimits(limits)
                .withCredential(ClientCredential.organisation("sim-org", CONSOLE_SECRET));
        for (ClientCredential client : more) {
            options = options.withCredential(client);
        }
        this.simulator = new Simulator(options);
        secret("qlik-us", "sim-secret").secret("qlik-org", CONSOLE_SECRET).secret("licence", LICENCE);
        simulator.createTenant(TenantSpec.of(FIRST).withLicenseKey(LICENCE));
        fleet("organisation: {clientId: sim-org, clientSecret: {secretRef: qlik-org}}");
        tenant("first", "hostname: " + FIRST);
    }

    /** What the Fleet says beside its one region. */
    ProvisioningStage fleet(String more) {
        return file("fleet.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Fleet
                metadata: {name: fleet}
                spec:
                  regions:
                    us: {clientId: sim-client, clientSecret: {secretRef: qlik-us}}
                  defaults: {reconcile: {mode: enforce}}
                  %s
                """.formatted(more));
    }

    /** A tenant's document with this spec, one field a line. */
    ProvisioningStage tenant(String name, String... spec) {
        return document(name, "", spec);
    }

    /** The same with more of the document, such as {@code ensure: absent}, as a line of its own. */
    ProvisioningStage document(String name, String more, String... spec) {
        return file(
                name + "/tenant.yaml",
                "apiVersion: truekeel/v1alpha1\nkind: Tenant\nmetadata: {name: " + name + "}\n" + more
                        + (more.isEmpty() ? "" : "\n") + "spec:\n  " + String.join("\n  ", spec) + "\n");
    }

    ProvisioningStage file(String path, String text) {
        try {
            Path file = folder.resolve("tenants").resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A space in the tenant, so that there is something to configure. */
    ProvisioningStage space(String tenant, String name) {
        return file(
                tenant + "/" + name + ".yaml",
                "apiVersion: truekeel/v1alpha1\nkind: Space\nmetadata: {name: " + name + "}\nspec: {type: shared}\n");
    }

    ProvisioningStage remove(String path) {
        try {
            Files.delete(folder.resolve("tenants").resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a secret's file, which is read at each login. */
    ProvisioningStage secret(String name, String value) {
        try {
            Files.writeString(Files.createDirectories(secrets()).resolve(name), value);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path secrets() {
        return folder.resolve("secrets");
    }

    Simulator simulator() {
        return simulator;
    }

    MemoryStore store() {
        return store;
    }

    void loseTheStore() {
        store = new MemoryStore();
    }

    void advance(Duration time) {
        simulator.clock().advance(time);
    }

    /** Every tenant of the cloud but the first, by hostname. */
    List<String> born() {
        return simulator.fleet().all().stream()
                .map(tenant -> tenant.hostname())
                .filter(host -> !host.equals(FIRST))
                .toList();
    }

    Driver driver(String host) {
        return Driver.bot(simulator, host);
    }

    /** Requests to the register host that were not about a token. */
    List<RequestLog.Entry> registered() {
        return simulator.requests().all().stream()
                .filter(entry -> entry.host().startsWith("register."))
                .filter(entry -> !entry.path().equals("/oauth/token"))
                .toList();
    }

    Daemon daemon() {
        return daemon(wire());
    }

    Transport wire() {
        return new SimulatorTransport(simulator);
    }

    /** The next process: whatever still runs in an earlier one cannot reach the store any more. */
    Daemon daemon(Transport wire) {
        store = store.successor();
        return new Daemon(store, wire);
    }

    /** A process whose store goes through something else. */
    Daemon remembering(UnaryOperator<Store> memory) {
        store = store.successor();
        return new Daemon(memory.apply(store), wire());
    }

    DesiredSource.Pull pull() {
        try {
            FolderTree tree = FolderTree.read(folder, "tenants", GitLimits.DEFAULT);
            return new DesiredSource.Pull(new Manifests(SCHEMAS, Limits.DEFAULT).load(tree, "tenants"), START);
        } catch (GitException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        simulator.close();
    }

    /** One process, one branch wide, so that a request's number means something. */
    final class Daemon {
        private final Tasks tasks;
        private final Reconciliation reconciliation;

        private Daemon(Store memory, Transport wire) {
            Clockwork clockwork = new Clockwork(
                    simulator.clock(),
                    () -> Duration.between(START, simulator.clock().instant()),
                    pause -> simulator.clock().advance(pause.isNegative() ? Duration.ZERO : pause));
            tasks = new Tasks(
                    new QlikFleet(QlikSettings.DEFAULT, wire, clockwork, QlikMetrics.NONE),
                    new Vault(new Secrets(Optional.of(secrets()), Map.of()), FixtureSecrets::digester));
            reconciliation = new Reconciliation(
                    KINDS,
                    new Surveyor(KINDS, Branches.single()),
                    new Executor(KINDS, memory, clockwork, Branches.single()),
                    memory,
                    clockwork.clock(),
                    FixtureContents.inGit(memory, clockwork.clock()));
        }

        TenantTask task(String tenant) {
            DesiredSource.Pull pull = pull();
            TenantManifest manifest =
                    pull.catalogue().tenant(TenantName.of(tenant)).orElseThrow();
            if (!(manifest instanceof TenantManifest.Sound sound)) {
                throw new AssertionError(manifest.findings());
            }
            return tasks.of(pull, sound, Trigger.REVISION).orElseThrow();
        }

        Admission plan(String tenant) {
            return reconciliation.plan(task(tenant));
        }

        RunReport run(String tenant) {
            return reconciliation.run(task(tenant), Optional.empty(), () -> false);
        }

        Reconciliation reconciliation() {
            return reconciliation;
        }
    }
}
