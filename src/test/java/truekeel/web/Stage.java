package truekeel.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import truekeel.apply.Executor;
import truekeel.fleet.DesiredSource;
import truekeel.fleet.FixtureContents;
import truekeel.fleet.Fleet;
import truekeel.fleet.Reconciliation;
import truekeel.fleet.SameThread;
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
import truekeel.qvf.AppFile;
import truekeel.qvf.OutlineJson;
import truekeel.qvf.QvfReader;
import truekeel.qvf.ReadLimits;
import truekeel.qvf.Reading;
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
 * was due is through. The tenant {@code acme} and {@code initech} are only observed, {@code globex} enforced,
 * {@code broken} unsound.
 */
public final class Stage {
    public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    public static final String HOSTILE = "<script>alert(1)</script>";

    private static final byte[] OLD_APP = AppFile.of("Sales")
            .script("///$tab Main", "LOAD Region;", "FROM [lib://:Old/a.csv];")
            .measure("m", "Amount", "Sum(a)")
            .bytes();
    private static final byte[] NEW_APP = AppFile.of("Sales")
            .script("///$tab Main", "LOAD Region; // " + HOSTILE, "FROM [lib://:" + HOSTILE + "];")
            .measure("m", "Amount", "Sum(" + HOSTILE + ")")
            .sheet("s", HOSTILE, "c:barchart:Amount")
            .bytes();

    private final Simulator simulator = new Simulator(SimulatorOptions.frozen(START));
    private final Store store = new MemoryStore();
    private final EventRelay events = new EventRelay();
    private final Fleet fleet;

    public Stage(QlikMetrics metrics) {
        simulator.createTenant(TenantSpec.of("acme.us.qlikcloud.com"));
        simulator.createTenant(TenantSpec.of("globex.us.qlikcloud.com"));
        acme().post("/api/v1/spaces", "{\"name\":\"Finance\",\"type\":\"shared\",\"description\":\"Old words\"}");
        simulator.createTenant(TenantSpec.of("initech.us.qlikcloud.com"));
        deployOld(Driver.bot(simulator, "initech.us.qlikcloud.com"));
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

    /** An app whose first version Truekeel deployed at some time, and remembers. */
    private void deployOld(Driver bot) {
        String dev = idOf(bot, "/api/v1/spaces", "{\"name\":\"Dev\",\"type\":\"shared\"}");
        String prod = idOf(bot, "/api/v1/spaces", "{\"name\":\"Prod\",\"type\":\"managed\"}");
        simulator.clock().advance(Duration.ofMinutes(1));
        String digest = digest(OLD_APP);
        String name = "\"name\":\"Sales\",\"description\":\"What sold {tk:" + digest + "}\"";
        String staged = idOf(bot, "/api/v1/apps", "{\"attributes\":{" + name + ",\"spaceId\":\"" + dev + "\"}}");
        bot.post(
                "/api/v1/apps/" + staged + "/publish",
                "{\"spaceId\":\"" + prod + "\",\"data\":\"source\",\"attributes\":{" + name + "}}");
        simulator.clock().advance(Duration.ofMinutes(1));
        Reading.Told told;
        try {
            told = (Reading.Told) new QvfReader(ReadLimits.DEFAULT).read(new ByteArrayInputStream(OLD_APP));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        store.outlines().put(digest, OutlineJson.write(told.outline()).orElseThrow(), START);
    }

    private static String idOf(Driver bot, String path, String body) {
        JsonNode made = bot.post(path, body).json();
        return made.path("id").asText(made.at("/attributes/id").asText());
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(sum).substring(0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
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
        writeInitech(folder);
        write(folder, "tenants/broken/tenant.yaml", tenant("broken", "enforce"));
        write(folder, "tenants/broken/spaces.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Space
                metadata: {name: Typo}
                spec: {tpye: shared}
                """);
    }

    private static void writeInitech(Path folder) throws IOException {
        write(folder, "tenants/initech/tenant.yaml", tenant("initech", "observe"));
        write(folder, "tenants/initech/apps.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: App
                metadata: {name: Sales}
                spec: {source: {file: files/sales.qvf}, stage: {space: Dev}, publish: {space: Prod}}
                ---
                apiVersion: truekeel/v1alpha1
                kind: DataConnection
                metadata: {name: Warehouse}
                spec: {space: Prod, datasourceID: rest, connectionProperties: {url: "https://db.initech.example"}}
                """);
        Files.createDirectories(folder.resolve("tenants/initech/files"));
        Files.write(folder.resolve("tenants/initech/files/sales.qvf"), NEW_APP);
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
}
