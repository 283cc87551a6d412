package truekeel.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.apply.Executor;
import truekeel.fleet.DesiredSource;
import truekeel.fleet.Errand;
import truekeel.fleet.FixtureContents;
import truekeel.fleet.Reconciliation;
import truekeel.fleet.Tasks;
import truekeel.fleet.Vault;
import truekeel.git.FolderTree;
import truekeel.git.GitLimits;
import truekeel.kinds.Branches;
import truekeel.kinds.Kinds;
import truekeel.kinds.SimulatorTransport;
import truekeel.kinds.Surveyor;
import truekeel.kinds.all.AllKinds;
import truekeel.manifest.Limits;
import truekeel.manifest.Manifests;
import truekeel.model.Value;
import truekeel.qlik.Clockwork;
import truekeel.qlik.QlikFleet;
import truekeel.qlik.QlikMetrics;
import truekeel.qlik.QlikSettings;
import truekeel.schema.Schemas;
import truekeel.secret.FixtureSecrets;
import truekeel.secret.Secrets;
import truekeel.simulator.ClientCredential;
import truekeel.simulator.Driver;
import truekeel.simulator.Simulator;
import truekeel.simulator.SimulatorOptions;
import truekeel.simulator.TenantSpec;
import truekeel.store.MemoryStore;
import truekeel.store.Store;

/**
 * Runs command lines in this process against a simulator, over a repository in a temporary folder. Its tenants
 * {@code acme} and {@code globex} are there from the start, the manifests are the test's.
 */
final class Bench implements Toolbox {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final String ACME = "acme.us.qlikcloud.com";
    private static final Schemas SCHEMAS = Schemas.bundled();

    final Simulator simulator;
    final Path repository;
    private final Kinds kinds = new Kinds(SCHEMAS, AllKinds.list());
    private final Map<String, String> secrets = new HashMap<>(Map.of("qlik-us", "sim-secret"));
    private Optional<Store> lasting = Optional.empty();
    Optional<SimulatorLauncher.Wish> started = Optional.empty();
    Optional<RuntimeException> storeFailure = Optional.empty();
    Optional<String> publicLinkScope = Optional.empty();
    Optional<Path> secretsFolder = Optional.empty();
    Optional<Path> ageKeyFile = Optional.empty();
    Map<String, Value.SecretRef> ownSecrets = Map.of();
    Duration clockAhead = Duration.ZERO;

    private Bench(Path repository, Simulator simulator) {
        this.repository = repository;
        this.simulator = simulator;
    }

    Bench(Path repository) {
        this(
                repository,
                new Simulator(SimulatorOptions.frozen(START)
                        .withCredential(ClientCredential.organisation("sim-org", "org-secret"))
                        .withCredential(ClientCredential.tenant(
                                "narrow", "narrow-secret", ACME, Set.of("admin.ip-policies")))));
        simulator.createTenant(TenantSpec.of(ACME));
        simulator.createTenant(TenantSpec.of("globex.us.qlikcloud.com"));
        file("fleet.yaml", """
                apiVersion: truekeel/v1alpha1
                kind: Fleet
                metadata: {name: fleet}
                spec:
                  regions:
                    us: {clientId: sim-client, clientSecret: {secretRef: qlik-us}}
                """);
    }

    /** Writes a file below {@code tenants}. */
    Bench file(String path, String text) {
        try {
            Path file = repository.resolve("tenants").resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A tenant in mode {@code enforce} unless more of its spec says otherwise. */
    Bench tenant(String name, String more) {
        return file(
                name + "/tenant.yaml",
                "apiVersion: truekeel/v1alpha1\nkind: Tenant\nmetadata: {name: " + name + ", labels: {tier: "
                        + (name.equals("acme") ? "gold" : "silver") + "}}\nspec:\n  hostname: " + name
                        + ".us.qlikcloud.com\n  " + (more.isEmpty() ? "reconcile: {mode: enforce}" : more) + "\n");
    }

    Bench space(String tenant, String name, String spec) {
        return file(
                tenant + "/" + name.replace(' ', '-') + ".yaml",
                "apiVersion: truekeel/v1alpha1\nkind: Space\nmetadata: {name: " + name + "}\nspec: " + spec + "\n");
    }

    /** Commands remember in this store, as beside a daemon's database. */
    Bench remembering(Store store) {
        lasting = Optional.of(store);
        return this;
    }

    /** The same as somebody without the database sees it. */
    Bench alone() {
        return new Bench(repository, simulator);
    }

    Bench withSecret(String name, String value) {
        secrets.put(name, value);
        return this;
    }

    Bench withoutSecret(String name) {
        secrets.remove(name);
        return this;
    }

    Driver driver() {
        return Driver.bot(simulator, ACME);
    }

    /** What a command line left behind. */
    record Result(int exit, String out, String err) {}

    Result run(String... words) {
        return run(false, words);
    }

    Result run(boolean terminal, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Screen screen = new Screen(new PrintWriter(out), new PrintWriter(err), terminal, terminal);
        int exit = TruekeelCommand.execute(List.of(words), this, screen);
        screen.out().flush();
        screen.err().flush();
        return new Result(exit, out.toString(), err.toString());
    }

    private Clockwork clockwork() {
        return new Clockwork(
                simulator.clock(),
                () -> Duration.between(START, simulator.clock().instant()),
                pause -> simulator.clock().advance(pause.isNegative() ? Duration.ZERO : pause));
    }

    @Override
    public String version() {
        return "1.2.3";
    }

    @Override
    public Schemas schemas() {
        return SCHEMAS;
    }

    @Override
    public Kinds kinds() {
        return kinds;
    }

    @Override
    public InstantSource clock() {
        return () -> simulator.clock().instant().plus(clockAhead);
    }

    @Override
    public DesiredSource.Pull desired(RepositoryChoice choice) throws IOException {
        Path folder = choice.repository().map(Path::of).orElse(repository);
        String path = choice.path().orElse("tenants");
        FolderTree tree = FolderTree.read(folder, path, GitLimits.DEFAULT);
        return new DesiredSource.Pull(new Manifests(SCHEMAS, Limits.DEFAULT).load(tree, path), START);
    }

    @Override
    public Tasks tasks() {
        QlikFleet qlik =
                new QlikFleet(QlikSettings.DEFAULT, new SimulatorTransport(simulator), clockwork(), QlikMetrics.NONE);
        return new Tasks(qlik, vault());
    }

    @Override
    public Branches tenants() {
        return Branches.single();
    }

    @Override
    public Errand errand() {
        storeFailure.ifPresent(failure -> {
            throw failure;
        });
        Store store = lasting.orElseGet(MemoryStore::new);
        return new Errand(new Errand.Parts(
                tasks(),
                reconciliation(store),
                store.suspensions(),
                lasting.isPresent() ? Optional.empty() : Optional.of(reconciliation(new MemoryStore())),
                kinds,
                tenants(),
                clockwork().pause()));
    }

    private Reconciliation reconciliation(Store store) {
        return new Reconciliation(
                kinds,
                new Surveyor(kinds, Branches.single()),
                new Executor(kinds, store, clockwork(), Branches.single()),
                store,
                simulator.clock(),
                FixtureContents.inGit(store, simulator.clock()));
    }

    @Override
    public StoreState storeState() {
        storeFailure.ifPresent(failure -> {
            throw failure;
        });
        return new StoreState(lasting.isPresent(), "The store is there.");
    }

    @Override
    public Vault vault() {
        return new Vault(new Secrets(secretsFolder, environment(), ageKeyFile), FixtureSecrets::digester);
    }

    @Override
    public Map<String, Value.SecretRef> ownSecrets() {
        return ownSecrets;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        secrets.forEach((name, value) -> environment.put(Secrets.variable(name), value));
        return environment;
    }

    @Override
    public Optional<String> publicLinkScope() {
        return publicLinkScope;
    }

    @Override
    public SimulatorLauncher simulator() {
        return wish -> {
            started = Optional.of(wish);
            return new Simulated(wish.tlsPort().isPresent());
        };
    }

    private record Simulated(boolean secure) implements SimulatorLauncher.Running {
        @Override
        public String url() {
            return "http://127.0.0.1:8090";
        }

        @Override
        public Optional<String> tlsUrl() {
            return secure ? Optional.of("https://127.0.0.1:8453") : Optional.empty();
        }

        @Override
        public List<String> tenants() {
            return List.of(ACME);
        }

        @Override
        public void await() {}
    }
}
