package truekeel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import truekeel.apply.Executor;
import truekeel.fleet.AppContents;
import truekeel.fleet.Origins;
import truekeel.fleet.Reconciliation;
import truekeel.fleet.RunContext;
import truekeel.fleet.Tasks;
import truekeel.fleet.Vault;
import truekeel.git.GitAuth;
import truekeel.git.GitSettings;
import truekeel.git.GitTarget;
import truekeel.kinds.Branches;
import truekeel.kinds.Kinds;
import truekeel.kinds.Surveyor;
import truekeel.kinds.all.AllKinds;
import truekeel.manifest.Limits;
import truekeel.manifest.Manifests;
import truekeel.model.IpRange;
import truekeel.model.LogKeys;
import truekeel.model.LogLine;
import truekeel.model.Secret;
import truekeel.model.Value;
import truekeel.qlik.Clockwork;
import truekeel.qlik.HttpSettings;
import truekeel.qlik.HttpTransport;
import truekeel.qlik.HttpWebFiles;
import truekeel.qlik.QlikFleet;
import truekeel.qlik.QlikMetrics;
import truekeel.qlik.QlikSettings;
import truekeel.schema.Schemas;
import truekeel.secret.SecretDigest;
import truekeel.secret.SecretSink;
import truekeel.secret.Secrets;
import truekeel.store.ArtefactCache;
import truekeel.store.DatabaseSettings;
import truekeel.store.Store;
import truekeel.store.Stores;

/**
 * Builds every part from the configuration, for the daemon and the commands alike; {@link #close} takes down what was
 * built, last first. Parts are made when first asked for.
 */
final class Workshop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Workshop.class);
    private static final int IDLE_SECONDS = 30;
    private static final int CONTENTS_WAITING = 1_000;

    private final TruekeelConfig config;
    private final QlikMetrics metrics;
    private final InstantSource clock = Clocks.system();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Schemas schemas = Schemas.bundled();
    private final Kinds kinds;
    private Optional<SecretDigest> digest = Optional.empty();

    Workshop(TruekeelConfig config, QlikMetrics metrics) {
        this.config = config;
        this.kinds = new Kinds(schemas, AllKinds.list(config.qlik().publicLinkScope()));
        this.metrics = metrics;
    }

    TruekeelConfig config() {
        return config;
    }

    InstantSource clock() {
        return clock;
    }

    Schemas schemas() {
        return schemas;
    }

    Kinds kinds() {
        return kinds;
    }

    Manifests manifests() {
        return new Manifests(schemas, Limits.DEFAULT);
    }

    Secrets secrets() {
        return new Secrets(
                config.secrets().dir(), System.getenv(), config.secrets().ageKeyFile());
    }

    Vault vault() {
        return new Vault(secrets(), this::digest, config.secrets().sink().map(SecretSink::parse));
    }

    /** Made at the first call, and checked then. */
    synchronized SecretDigest digest() {
        if (digest.isEmpty()) {
            if (config.database().url().isPresent()
                    && config.secrets().digestKey().isEmpty()) {
                throw new IllegalArgumentException("truekeel.secrets.digest-key is not set, which is needed beside"
                        + " truekeel.database.url: whoever uses the database must digest secrets with one key.");
            }
            digest = Optional.of(config.secrets()
                    .digestKey()
                    .map(SecretDigest::withKeyFile)
                    .orElseGet(() -> SecretDigest.withKeyIn(config.data().dir())));
        }
        return digest.get();
    }

    private Secret secret(String name) {
        return secrets().resolve(new Value.SecretRef(name));
    }

    Store store() {
        return closing(Stores.open(database()));
    }

    DatabaseSettings database() {
        return new DatabaseSettings(
                config.database().url(),
                config.database().user(),
                config.database().passwordSecret().map(this::secret),
                config.data().dir(),
                config.database().connections());
    }

    GitSettings git(String url) {
        GitTarget target = config.git()
                .tag()
                .<GitTarget>map(GitTarget.Tag::new)
                .or(() -> config.git().branch().map(GitTarget.Branch::new))
                .orElseGet(GitTarget.DefaultBranch::new);
        return GitSettings.of(url)
                .withTarget(target)
                .withPath(config.git().path())
                .withAuth(gitAuth())
                .withDeadlines(new GitSettings.Deadlines(
                        GitSettings.Deadlines.DEFAULT.idle(), config.git().timeout()))
                .withNetwork(new GitSettings.Network(
                        config.http().proxy(), config.http().caFile(), Optional.empty()));
    }

    private GitAuth gitAuth() {
        TruekeelConfig.GitAuth auth = config.git().auth();
        if (auth.sshKeySecret().isPresent()) {
            return new GitAuth.Ssh(
                    secret(auth.sshKeySecret().get()),
                    auth.sshPassphraseSecret().map(this::secret),
                    auth.knownHosts().map(Workshop::lines).orElse(List.of()));
        }
        if (auth.tokenSecret().isPresent()) {
            return new GitAuth.Token(secret(auth.tokenSecret().get()));
        }
        return auth.user()
                .<GitAuth>map(user -> new GitAuth.Basic(
                        user,
                        auth.passwordSecret()
                                .map(this::secret)
                                .orElseThrow(() -> new IllegalArgumentException("truekeel.git.auth.password-secret is"
                                        + " needed beside truekeel.git.auth.user"))))
                .orElseGet(GitAuth.None::new);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("truekeel.git.auth.known-hosts: " + file + " cannot be read", unreadable);
        }
    }

    private HttpSettings http() {
        return new HttpSettings(
                config.qlik().route(),
                config.http().proxy(),
                config.http().caFile(),
                new HttpSettings.Deadlines(
                        HttpSettings.Deadlines.DEFAULT.connect(),
                        config.qlik().timeout(),
                        HttpSettings.Deadlines.DEFAULT.total()),
                new HttpSettings.Sizes(
                        HttpSettings.Sizes.DEFAULT.reply(),
                        HttpSettings.Sizes.DEFAULT.download(),
                        config.qlik().concurrency(),
                        config.qlik().concurrencyPerTenant()));
    }

    QlikFleet qlik() {
        QlikSettings settings = new QlikSettings(
                config.qlik().share(),
                config.qlik().concurrency(),
                config.qlik().concurrencyPerTenant(),
                QlikSettings.DEFAULT.retry(),
                QlikSettings.DEFAULT.longestWait(),
                config.qlik().egress().orElse(List.of()).stream()
                        .map(IpRange::parse)
                        .toList());
        return closing(new QlikFleet(settings, HttpTransport.open(http()), clockwork(), metrics));
    }

    private Clockwork clockwork() {
        return Clockwork.real(clock);
    }

    Tasks tasks(QlikFleet qlik) {
        return new Tasks(qlik, vault());
    }

    Reconciliation reconciliation(Store store) {
        // Without a free thread a branch is refused, and the tenant's own thread does its work.
        ExecutorService pool = pool(
                "truekeel-branch",
                0,
                config.reconcile().tenants() * config.reconcile().branches(),
                new SynchronousQueue<>());
        Branches branches =
                new Branches(RunContext.carriedInto(pool), config.reconcile().branches());
        return new Reconciliation(
                kinds,
                new Surveyor(kinds, branches),
                new Executor(kinds, store, clockwork(), branches),
                store,
                clock,
                new Reconciliation.Contents(
                        Optional.of(origins(store)),
                        new AppContents(store.outlines(), contentReader(), clock),
                        config.qlik().importsPerDay()));
    }

    private Origins origins(Store store) {
        // Pieces of this work wait for slow places, and none may wait for another one's thread.
        ExecutorService threads = pool("truekeel-source", 0, Integer.MAX_VALUE, new SynchronousQueue<>());
        return new Origins(new Origins.Parts(
                kinds,
                artefacts(),
                closing(HttpWebFiles.open(http(), clockwork(), QlikSettings.DEFAULT.retry())),
                store.journal(),
                clockwork(),
                threads,
                config.reconcile().interval()));
    }

    /** Apps that were fetched from elsewhere. */
    ArtefactCache artefacts() {
        return new ArtefactCache(
                config.data().dir().resolve("artefacts"), config.data().artefactCache() << 20, clock);
    }

    /** One thread, so that one file at a time is in memory, however many tenants a commit changes. */
    private ExecutorService contentReader() {
        ThreadPoolExecutor pool = pool("truekeel-content", 1, 1, new ArrayBlockingQueue<>(CONTENTS_WAITING));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** The threads that tenants run on; those for whom none is free wait in line. */
    ExecutorService tenants() {
        ThreadPoolExecutor pool = pool(
                "truekeel-tenant",
                config.reconcile().tenants(),
                config.reconcile().tenants(),
                new LinkedBlockingQueue<>());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private ThreadPoolExecutor pool(String name, int least, int most, BlockingQueue<Runnable> line) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory threads = work -> {
            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor pool = new ThreadPoolExecutor(least, most, IDLE_SECONDS, TimeUnit.SECONDS, line, threads);
        open.push(pool::shutdownNow);
        return pool;
    }

    /** Closes the part when this is closed. */
    <T extends AutoCloseable> T closing(T part) {
        open.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failed) {
                LOG.warn(LogLine.of("A part could not be closed.").with(LogKeys.MESSAGE, failed.getMessage()));
            }
        }
    }
}
