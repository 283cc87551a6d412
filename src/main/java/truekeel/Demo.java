package truekeel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import truekeel.git.FolderTree;
import truekeel.git.GitLimits;
import truekeel.git.WorkingCopy;
import truekeel.manifest.Catalogue;
import truekeel.manifest.Limits;
import truekeel.manifest.Manifests;
import truekeel.model.Owned;
import truekeel.model.TenantName;
import truekeel.report.FleetEvents;
import truekeel.report.TenantStatus;
import truekeel.schema.Schemas;
import truekeel.simulator.ClientCredential;
import truekeel.simulator.SimClock;
import truekeel.simulator.Simulator;
import truekeel.simulator.SimulatorOptions;
import truekeel.simulator.SimulatorServer;
import truekeel.simulator.TenantSpec;

/**
 * The daemon against a simulated Qlik Cloud and the sample manifests, turned into a real repository in a temporary
 * folder. Needs no account and no configuration, and leaves nothing behind.
 */
final class Demo implements FleetEvents {

    private final Instant begun;
    private final Map<TenantName, Boolean> ready = new TreeMap<>();
    private final Set<TenantName> expected;
    private final Sample sample;
    private final Path repository;
    private final String simulator;
    private boolean told;

    private Demo(Set<TenantName> expected, Sample sample, Path repository, String simulator) {
        this.begun = Clocks.system().instant();
        this.expected = new ConcurrentSkipListSet<>(expected);
        this.sample = sample;
        this.repository = repository;
        this.simulator = simulator;
    }

    private static volatile Optional<Demo> current = Optional.empty();

    /** The demo that runs in this process. */
    static Optional<Demo> running() {
        return current;
    }

    /** Prepares simulator, repository and properties; the daemon is started afterwards as always. */
    static void begin(TruekeelConfig config) throws IOException {
        Path sample = config.home().resolve("tenants");
        if (!Files.isRegularFile(sample.resolve("fleet.yaml"))) {
            throw new IOException("The demo needs the sample folder "
                    + sample.toAbsolutePath().normalize() + ". Run it from the project's root.");
        }
        Path home = Files.createTempDirectory("truekeel-demo-");
        atTheEnd(() -> delete(home));
        Path repository = home.resolve("repository");
        WorkingCopy.create(sample, repository, "tenants");
        Catalogue catalogue = read(repository);
        SimulatorServer server = simulator(catalogue, config.demo().simulatorPort());
        atTheEnd(server::close);
        Path secrets = secrets(home.resolve("secrets"), catalogue);
        configure(home, repository, secrets, server);
        Demo demo = new Demo(catalogue.tenants().keySet(), sampleOf(catalogue), repository, server.url());
        current = Optional.of(demo);
    }

    /** However the process ends, even while the demo is still being prepared. */
    private static void atTheEnd(Runnable work) {
        Runtime.getRuntime().addShutdownHook(new Thread(work));
    }

    private static Sample sampleOf(Catalogue catalogue) {
        return catalogue.tenants().values().stream()
                .flatMap(tenant -> tenant.document().stream())
                .flatMap(
                        document -> document.hostname().map(hostname -> new Sample(document.name(), hostname)).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The sample folder declares no tenant."));
    }

    private static Catalogue read(Path repository) throws IOException {
        return new Manifests(Schemas.bundled(), Limits.DEFAULT)
                .load(FolderTree.read(repository, "tenants", GitLimits.DEFAULT), "tenants");
    }

    /** Creating public links, which a new tenant allows nobody, comes with sharing, which everybody may. */
    private static SimulatorServer simulator(Catalogue catalogue, int port) {
        Simulator simulator = new Simulator(SimulatorOptions.of(SimClock.following(Clocks.system())));
        catalogue.tenants().values().stream()
                .flatMap(tenant -> tenant.document().stream())
                .filter(document -> document.hostname().isPresent())
                .forEach(document -> {
                    boolean anonymous = document.labels()
                            .getOrDefault("anonymous-access", "false")
                            .equals("true");
                    simulator.createTenant(TenantSpec.of(document.hostname().orElseThrow())
                            .withOption("anonymousAccess", Boolean.toString(anonymous))
                            .withOption("publicLinkScope", "\"app.share\""));
                });
        return SimulatorServer.start(simulator, port);
    }

    /** Every secret that the sample's credentials name gets the demo client's value. */
    private static Path secrets(Path folder, Catalogue catalogue) throws IOException {
        Files.createDirectories(folder);
        List<String> names = catalogue.fleet().stream()
                .flatMap(fleet -> Stream.concat(fleet.regions().values().stream(), fleet.organisation().stream()))
                .map(credentials -> credentials.clientSecret().name())
                .toList();
        for (String name : names) {
            Files.writeString(folder.resolve(name), ClientCredential.DEMO.clientSecret());
        }
        return folder;
    }

    private static void configure(Path home, Path repository, Path secrets, SimulatorServer server) {
        Map<String, String> properties = Map.of(
                "truekeel.git.url",
                repository.toUri().toString(),
                "truekeel.git.poll",
                "2s",
                "truekeel.data.dir",
                home.resolve("data").toString(),
                "truekeel.secrets.dir",
                secrets.toString(),
                "truekeel.qlik.route",
                server.url(),
                "truekeel.reconcile.interval",
                "10s",
                "truekeel.reconcile.hold",
                "2s",
                "truekeel.auth.mode",
                "none");
        properties.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }

    /** Told of every status once the daemon is built. */
    void introduce() {
        say("Truekeel demo: " + expected.size()
                + " tenants of a simulated Qlik Cloud, brought to what a Git repository declares.");
        say("");
    }

    @Override
    public synchronized void statusChanged(TenantStatus status) {
        ready.put(status.tenant(), status.isReady());
        boolean all = ready.keySet().containsAll(expected) && !ready.containsValue(false);
        if (all && !told) {
            told = true;
            Duration took = Duration.between(begun, Clocks.system().instant());
            List<String> lines = new ArrayList<>();
            lines.add("All tenants in sync: " + ready.keySet() + " after " + took.toSeconds() + " s.");
            lines.add("");
            lines.addAll(hints());
            say(String.join(System.lineSeparator(), lines)); // at once, lest the log comes between
        }
    }

    private List<String> hints() {
        String web = "http://127.0.0.1:" + System.getProperty("quarkus.http.port", "8080");
        String management = "http://127.0.0.1:" + System.getProperty("quarkus.management.port", "9000");
        List<String> lines = new ArrayList<>(List.of(
                "  status page    " + web + "/",
                "  drift as JSON  " + web + "/api/v1/tenants/" + sample.tenant() + "/drift",
                "  metrics        " + management + "/q/metrics",
                "  simulator      " + simulator + "/__sim/tenants",
                "  Git            " + repository,
                "",
                "Three things to try:",
                "  1. Change the desired state: edit a description below " + repository.resolve("tenants"),
                "     and commit it with git; it is live within seconds.",
                "  2. Change live state behind Truekeel's back; the drift shows and is healed within 15 s:"));
        sample.edit(simulator, Daemon.prepared().fleet().store().inventory().of(sample.tenant()))
                .forEach(line -> lines.add("       " + line));
        lines.addAll(List.of(
                "  3. Break a manifest on purpose and commit it: only its own tenant stops, and the page names",
                "     file, line and column.",
                "",
                "Ctrl-C ends the demo and leaves nothing behind."));
        return lines;
    }

    /** The tenant that the hints speak of. */
    private record Sample(TenantName tenant, String hostname) {
        /** Two lines for a shell that rename the description of one declared space. */
        List<String> edit(String simulator, List<Owned> inventory) {
            String space = inventory.stream()
                    .filter(owned -> owned.ref().kind().value().equals("Space"))
                    .map(Owned::liveId)
                    .findFirst()
                    .orElse("SPACE-ID");
            String host = "-H 'Host: " + hostname + "' -H 'Content-Type: application/json'";
            return List.of(
                    "TOKEN=$(curl -s " + host + " " + simulator + "/oauth/token -d '{\"client_id\":\"sim-client\","
                            + "\"client_secret\":\"sim-secret\",\"grant_type\":\"client_credentials\"}'"
                            + " | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')",
                    "curl -s -X PATCH " + host + " -H \"Authorization: Bearer $TOKEN\" " + simulator
                            + "/api/v1/spaces/" + space
                            + " -d '[{\"op\":\"replace\",\"path\":\"/description\",\"value\":\"changed by hand\"}]'");
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException gone) {
            System.err.println("truekeel: " + folder + " could not be removed: " + gone.getMessage());
        }
    }
}
