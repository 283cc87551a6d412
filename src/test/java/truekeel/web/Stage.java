package truekeel.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import truekeel.apply.Executor;
import truekeel.fleet.DesiredSource;
import truekeel.fleet.FixtureContents;
import truekeel.fleet.Fleet;
import truekeel.fleet.Reconciliation;
import truekeel.fleet.Tasks;
import truekeel.git.FolderTree;
import truekeel.git.GitLimits;
import truekeel.kinds.Branches;
import truekeel.kinds.Kinds;
import truekeel.kinds.SimulatorTransport;
import truekeel.kinds.Surveyor;
import truekeel.kinds.all.AllKinds;
import truekeel.manifest.Limits;
import truekeel.manifest.Manifests;
import truekeel.qlik.Clockwork;
import truekeel.qlik.QlikFleet;
import truekeel.qlik.QlikMetrics;
import truekeel.qlik.QlikSettings;
import truekeel.report.EventRelay;
import truekeel.schema.Schemas;
import truekeel.secret.FixtureSecrets;
import truekeel.simulator.Driver;
import truekeel.simulator.Simulator;
import truekeel.simulator.SimulatorOptions;
import truekeel.simulator.TenantSpec;
import truekeel.store.MemoryStore;
import truekeel.store.Store;

/**
 * A whole fleet over a simulator in this process, run step by step: {@link Fleet#tick} returns when every tenant that
 * was due is through. The tenant {@code acme} is only observed, {@code globex} enforced, {@code broken} unsound.
 */
public final class Stage {
    public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    public static final String HOSTILE = "<script>alert(1)</script>";

    private final Simulator simulator = new Simulator(SimulatorOptions.frozen(START));
    private final Store store = new MemoryStore();
    private final EventRelay events = new EventRelay();
    private final Fleet fleet;

    public Stage(QlikMetrics metrics) {
        simulator.createTenant(TenantSpec.of("acme.us.qlikcloud.com"));
        simulator.createTenant(TenantSpec.of("globex.us.qlikcloud.com"));
        acme().post("/api/v1/spaces", "{\"name\":\"Finance\",\"type\":\"shared\",\"description\":\"Old words\"}");
        Kinds kinds = new Kinds(Schemas.bundled(), AllKinds.list());
        Clockwork clockwork = new Clockwork(
                simulator.clock(),
                () -> Duration.between(START, simulator.clock().instant()),
                pause -> simulator.clock().advance(pause.isNegative() ? Duration.ZERO : pause));
        QlikFleet qlik = new QlikFleet(QlikSettings.DEFAULT, new SimulatorTransport(simulator), clockwork, metrics);
        fleet = new Fleet(new Fleet.Parts(
                source(),
                new Tasks(qlik, FixtureSecrets.vault(Map.of("qlik-us", "sim-secret"))),
                new Reconciliation(
                        kinds,
                        new Surveyor(kinds, Branches.single()),
                        new Executor(kinds, store, clockwork, Branches.single()),
                        store,
                        simulator.clock(),
                        FixtureContents.inGit(store, simulator.clock())),
                store,
                new SameThread(),
                events,
                new Fleet.Pace(simulator.clock(), clockwork.pause(), Optional.empty(), Duration.ZERO)));
    }

    private static void writeTenants(Path folder) throws IOException {
        write(folder, "tenants/fleet.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Fleet
                metadata: {name: fleet}
                spec:
                  regions:
                    us: {clientId: sim-client, clientSecret: {secretRef: qlik-us}}
                """);
        write(folder, "tenants/acme/tenant.yaml", tenant("acme", "observe"));
        write(folder, "tenants/acme/spaces.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Space
                metadata: {name: Finance}
                spec: {type: shared, description: Governed}
                ---
                apiVersion: truekeel/v1alpha1
                kind: Space
                metadata: {name: hostile}
                spec: {type: shared, description: "%s"}
                """.formatted(HOSTILE));
        write(folder, "tenants/globex/tenant.yaml", tenant("globex", "enforce"));
        write(folder, "tenants/globex/spaces.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Space
                metadata: {name: Open data}
                spec: {type: shared, description: For all}
                """);
        write(folder, "tenants/broken/tenant.yaml", tenant("broken", "enforce"));
        write(folder, "tenants/broken/spaces.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Space
                metadata: {name: Typo}
                spec: {tpye: shared}
                """);
    }

    private static DesiredSource source() {
        try {
            Path folder = Files.createTempDirectory("truekeel-web-");
            writeTenants(folder);
            Manifests manifests = new Manifests(Schemas.bundled(), Limits.DEFAULT);
            DesiredSource.Pull pull = new DesiredSource.Pull(
                    manifests.load(FolderTree.read(folder, "tenants", GitLimits.DEFAULT), "tenants"),
                    START.minusSeconds(30));
            return () -> pull;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String tenant(String name, String mode) {
        return """
                apiVersion: truekeel/v1alpha1
                kind: Tenant
                metadata: {name: %s}
                spec:
                  hostname: %s.us.qlikcloud.com
                  reconcile: {mode: %s}
                """.formatted(name, name, mode);
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    public Driver acme() {
        return Driver.bot(simulator, "acme.us.qlikcloud.com");
    }

    public Driver globex() {
        return Driver.bot(simulator, "globex.us.qlikcloud.com");
    }

    /** Lets time pass, then runs what is due. */
    public void tickLater(Duration time) {
        simulator.clock().advance(time);
        fleet.tick();
    }

    /** Somebody renders a space's description unfit. */
    void vandal(String tenant, String space) {
        Driver bot = Driver.bot(simulator, tenant + ".us.qlikcloud.com");
        bot.post("/api/v1/users", "{'subject':'vandal','name':'V','assignedRoles':[{'name':'TenantAdmin'}]}");
        String id = "";
        for (JsonNode row : bot.get("/api/v1/spaces").json().path("data")) {
            id = row.path("name").asText().equals(space) ? row.path("id").asText() : id;
        }
        bot.person("vandal").replace("/api/v1/spaces/" + id, "/description", "'Spoilt'");
    }

    String vandalId(String tenant) {
        for (JsonNode user : simulator.state(tenant + ".us.qlikcloud.com").at("/tables/users")) {
            if (user.path("subject").asText().equals("vandal")) {
                return user.path("id").asText();
            }
        }
        throw new AssertionError("There is no vandal in " + tenant);
    }

    public Simulator simulator() {
        return simulator;
    }

    public Fleet fleet() {
        return fleet;
    }

    public EventRelay events() {
        return events;
    }

    public Store store() {
        return store;
    }

    /** Runs everything at once, on the thread that asks. */
    private static final class SameThread extends AbstractExecutorService {
        @Override
        public void execute(Runnable work) {
            work.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long time, TimeUnit unit) {
            return true;
        }
    }
}
