package truekeel.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import truekeel.git.GitFixture;
import truekeel.git.GitFixture.Entry;

/** One commit that changes one app file, which a template deploys to every tenant: staged, and published again. */
final class RepublishRun implements AutoCloseable {
    static final int TENANTS = 50;
    /** Versions that are measured, one after the other. */
    static final int MEASURED = 5;
    /**
     * Versions deployed to more tenants before anything is measured, so that the JVM is warm. With fewer tenants it
     * would take more versions, and a tenant of one user takes no more than 25 in five minutes.
     */
    private static final int WARM_UP = 13;
    /** Those beyond {@link #TENANTS} leave the fleet then. */
    private static final int WARM_UP_TENANTS = 250;
    /** Versions deployed to those who stay before anything is measured. */
    private static final int LAST_STEPS = 3;

    /** More tenants than places in flight, so that no place is empty while some tenant waits for a thread. */
    private static final List<String> WIDE = List.of("--truekeel.reconcile.tenants=" + TENANTS);

    private static final Path APP = Path.of("src/test/resources/laws/app/before/files/sales.qvf");
    private static final Duration PACE = Duration.ofMillis(500);

    private final Cloud cloud;
    private final GitFixture repository;
    private final Ship daemon;
    private Map<String, Long> runs;
    private int version;

    /** What a tenant has: the published app's id and the digest of its content, and how many apps there are in all. */
    record Deployed(String id, String content, int apps) {}

    RepublishRun(Path home) {
        cloud = Cloud.start(home);
        for (int number = 1; number <= WARM_UP_TENANTS; number++) {
            cloud.create(SampleFleet.hostname(number));
        }
        repository = GitFixture.create(home.resolve("repository.git"));
        repository.commit("main", files(WARM_UP_TENANTS), "First files");
        daemon = Ship.start(home, repository.url(), cloud.url(), WIDE);
        daemon.process().await("the first version", PACE, () -> daemon.ready() == WARM_UP_TENANTS);
        runs = daemon.runs();
        while (version < WARM_UP) {
            deploy(WARM_UP_TENANTS);
        }
        long before = runsOfThoseWhoStay();
        repository.commit("main", files(TENANTS), "Fewer tenants");
        daemon.process().await("a run of every other tenant", PACE, () -> runsOfThoseWhoStay() == before + TENANTS);
        runs = daemon.runs();
        while (version < WARM_UP + LAST_STEPS) {
            deploy(TENANTS);
        }
    }

    private long runsOfThoseWhoStay() {
        String firstToLeave = SampleFleet.name(TENANTS + 1);
        return daemon.runs().entrySet().stream()
                .filter(entry -> entry.getKey().compareTo(firstToLeave) < 0)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private void deploy(int tenants) {
        version++;
        repository.commit("main", files(tenants), "Version " + version);
        runs = daemon.awaitRuns(runs, tenants);
    }

    /** The next version. */
    Republish measure() {
        Map<String, Deployed> before = deployed();
        cloud.forgetRequests();
        int heap = daemon.heap().mark();
        Duration daemonCpu = daemon.process().cpu();
        Duration cloudCpu = cloud.cpu();
        long runsBefore = Ship.sum(runs);
        deploy(TENANTS);
        daemonCpu = daemon.process().cpu().minus(daemonCpu);
        cloudCpu = cloud.cpu().minus(cloudCpu);
        double load = Machine.load();
        List<Cloud.Logged> requests = cloud.requests();
        daemon.process().collect();
        return new Republish(
                requests,
                before,
                deployed(),
                Ship.sum(runs) - runsBefore,
                daemonCpu,
                cloudCpu,
                daemon.heap().since(heap),
                load);
    }

    private Map<String, Deployed> deployed() {
        Map<String, Deployed> deployed = new LinkedHashMap<>();
        for (int number = 1; number <= TENANTS; number++) {
            List<JsonNode> apps = new ArrayList<>();
            cloud.state(SampleFleet.hostname(number)).at("/tables/apps").forEach(apps::add);
            JsonNode published = apps.stream()
                    .filter(app -> !app.path("publishTime").asText().isEmpty())
                    .findFirst()
                    .orElseThrow();
            deployed.put(
                    SampleFleet.name(number),
                    new Deployed(
                            published.path("_id").asText(published.path("id").asText()),
                            published.path("_content").asText(),
                            apps.size()));
        }
        return deployed;
    }

    private Map<String, Entry> files(int tenants) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("tenants/fleet.yaml", SampleFleet.fleet());
        texts.put("tenants/templates/standard/content.yaml", content());
        for (int number = 1; number <= tenants; number++) {
            texts.put(
                    "tenants/" + SampleFleet.name(number) + "/tenant.yaml",
                    SampleFleet.document(
                            "Tenant", SampleFleet.name(number), """
                            hostname: %s
                            templates: [standard]
                            """.formatted(SampleFleet.hostname(number))));
        }
        Map<String, Entry> files = new LinkedHashMap<>(GitFixture.texts(texts));
        files.put("tenants/templates/standard/files/sales.qvf", Entry.bytes(app(version)));
        return files;
    }

    private static String content() {
        return SampleFleet.document("Space", "Sales Dev", "type: shared\n")
                + SampleFleet.document("Space", "Sales", "type: managed\n")
                + SampleFleet.document("App", "Sales", """
                        description: What sold
                        source: {file: files/sales.qvf}
                        stage: {space: Sales Dev}
                        publish: {space: Sales}
                        """);
    }

    private static byte[] app(int version) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            bytes.write(Files.readAllBytes(APP));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        bytes.writeBytes(("version " + version).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        daemon.close();
        repository.close();
        cloud.close();
    }
}
