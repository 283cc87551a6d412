package truekeel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import truekeel.cli.RepositoryChoice;
import truekeel.cli.SimulatorLauncher;
import truekeel.cli.StoreState;
import truekeel.cli.Toolbox;
import truekeel.fleet.DesiredSource;
import truekeel.fleet.Errand;
import truekeel.fleet.Tasks;
import truekeel.fleet.Vault;
import truekeel.kinds.Branches;
import truekeel.kinds.Kinds;
import truekeel.model.Value;
import truekeel.qlik.Pause;
import truekeel.qlik.QlikMetrics;
import truekeel.schema.Schemas;
import truekeel.store.MemoryStore;
import truekeel.store.Store;
import truekeel.store.StoreCode;
import truekeel.store.StoreException;
import truekeel.store.Stores;

/** The tools of commands, made from the configuration when they are first asked for. Used by one thread. */
final class Tools implements Toolbox, AutoCloseable {
    private Optional<Workshop> workshop = Optional.empty();
    private Optional<Tasks> tasks = Optional.empty();
    private Optional<Branches> tenants = Optional.empty();

    private Workshop workshop() {
        if (workshop.isEmpty()) {
            workshop = Optional.of(new Workshop(Configuration.load(), QlikMetrics.NONE));
        }
        return workshop.get();
    }

    @Override
    public String version() {
        try (InputStream in = Tools.class.getResourceAsStream("/version.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException unreadable) {
            throw new UncheckedIOException("version.properties cannot be read. This is a bug in Truekeel.", unreadable);
        }
    }

    @Override
    public Schemas schemas() {
        return workshop.map(Workshop::schemas).orElseGet(Schemas::bundled);
    }

    @Override
    public Kinds kinds() {
        return workshop().kinds();
    }

    @Override
    public InstantSource clock() {
        return Clocks.system();
    }

    @Override
    public DesiredSource.Pull desired(RepositoryChoice choice) throws IOException {
        return new Repositories(workshop()).read(choice);
    }

    @Override
    public Tasks tasks() {
        if (tasks.isEmpty()) {
            tasks = Optional.of(workshop().tasks(workshop().qlik()));
        }
        return tasks.get();
    }

    @Override
    public Branches tenants() {
        if (tenants.isEmpty()) {
            tenants = Optional.of(new Branches(
                    workshop().tenants(), workshop().config().reconcile().tenants()));
        }
        return tenants.get();
    }

    @Override
    public Errand errand() {
        Memory memory = memory();
        return new Errand(new Errand.Parts(
                tasks(),
                workshop().reconciliation(memory.store()),
                memory.store().suspensions(),
                memory.lasting()
                        ? Optional.empty()
                        : Optional.of(workshop().reconciliation(workshop().closing(new MemoryStore()))),
                kinds(),
                tenants(),
                Pause.real()));
    }

    /** What commands remember in, and whether the daemon remembers it too. */
    private record Memory(Store store, boolean lasting, String place) {}

    /**
     * The daemon's store where there is one. A file that is not there yet is not made: without a daemon it would be the
     * memory of nobody.
     */
    private Memory memory() {
        if (!Stores.mayHoldSomething(workshop().database())) {
            return privately("there is no database in "
                    + workshop().config().data().dir().toAbsolutePath().normalize()
                    + " and truekeel.database.url is not set");
        }
        try {
            String place = workshop().config().database().url().isPresent()
                    ? "The database of truekeel.database.url opens."
                    : "The database in "
                            + workshop().config().data().dir().toAbsolutePath().normalize() + " opens.";
            return new Memory(workshop().store(), true, place);
        } catch (StoreException failed) {
            if (failed.code() != StoreCode.UNREACHABLE) {
                throw failed;
            }
            return privately("the database cannot be reached: " + failed.getMessage());
        }
    }

    private Memory privately(String why) {
        return new Memory(
                workshop().closing(new MemoryStore()), false, "Commands use a private store, since " + why + ".");
    }

    @Override
    public StoreState storeState() {
        Memory memory = memory();
        return new StoreState(memory.lasting(), memory.place());
    }

    @Override
    public Vault vault() {
        return workshop().vault();
    }

    @Override
    public Map<String, Value.SecretRef> ownSecrets() {
        TruekeelConfig config = workshop().config();
        TruekeelConfig.GitAuth git = config.git().auth();
        Map<String, Value.SecretRef> named = new TreeMap<>();
        git.passwordSecret().ifPresent(name -> named.put("truekeel.git.auth.password-secret", ref(name)));
        git.tokenSecret().ifPresent(name -> named.put("truekeel.git.auth.token-secret", ref(name)));
        git.sshKeySecret().ifPresent(name -> named.put("truekeel.git.auth.ssh-key-secret", ref(name)));
        git.sshPassphraseSecret().ifPresent(name -> named.put("truekeel.git.auth.ssh-passphrase-secret", ref(name)));
        config.database().passwordSecret().ifPresent(name -> named.put("truekeel.database.password-secret", ref(name)));
        if (config.auth().mode() == TruekeelConfig.Auth.Mode.TOKEN) {
            named.put("truekeel.auth.tokens-secret", ref(config.auth().tokensSecret()));
        }
        return named;
    }

    private static Value.SecretRef ref(String name) {
        return new Value.SecretRef(name);
    }

    @Override
    public Optional<String> publicLinkScope() {
        return workshop().config().qlik().publicLinkScope();
    }

    @Override
    public SimulatorLauncher simulator() {
        return SimulatorRun::start;
    }

    @Override
    public void close() {
        workshop.ifPresent(Workshop::close);
    }
}
