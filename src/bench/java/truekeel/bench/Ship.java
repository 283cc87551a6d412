package truekeel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The daemon in its own process with a small heap, following a repository; watched by its metrics. */
final class Ship implements AutoCloseable {
    private static final Pattern RUNS = Pattern.compile("truekeel_reconcile_total\\{(.*)} (\\S+)");
    /** Reading the metrics costs the daemon time that is counted as its own, so it is not done more often. */
    private static final Duration PACE = Duration.ofSeconds(2);

    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private final Child process;
    private final Web management;
    private final HeapLog heap;

    private Ship(Child process, Web management, HeapLog heap) {
        this.process = process;
        this.management = management;
        this.heap = heap;
    }

    static Ship start(Path home, String repository, String route) {
        return start(home, repository, route, List.of());
    }

    /** With more properties. */
    static Ship start(Path home, String repository, String route, List<String> properties) {
        Path secrets = home.resolve("secrets");
        Path collections = home.resolve("gc.log");
        try {
            Files.createDirectories(secrets);
            Files.writeString(secrets.resolve("qlik"), "sim-secret");
            Files.writeString(secrets.resolve("console"), "console-secret");
            Files.writeString(secrets.resolve("hook"), "shared with the portal and nobody else");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Web management = new Web(Child.freePort());
        Child process = Child.start(
                home.resolve("daemon.log"),
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-Xlog:gc:file=" + collections,
                        "-Dquarkus.http.port=" + Child.freePort(),
                        "-Dquarkus.management.port=" + port(management)),
                words(
                        properties,
                        "run",
                        "--truekeel.git.url=" + repository,
                        "--truekeel.git.poll=1s",
                        "--truekeel.data.dir=" + home.resolve("data"),
                        "--truekeel.secrets.dir=" + secrets,
                        "--truekeel.qlik.route=" + route,
                        "--truekeel.reconcile.interval=12h",
                        "--truekeel.auth.mode=none"));
        Ship ship = new Ship(process, management, new HeapLog(collections));
        process.await("the daemon", Duration.ofMillis(200), () -> management
                .ask("/q/health/live")
                .isPresent());
        return ship;
    }

    private static List<String> words(List<String> more, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(more);
        return all;
    }

    private static String port(Web web) {
        return web.base().substring(web.base().lastIndexOf(':') + 1);
    }

    Child process() {
        return process;
    }

    HeapLog heap() {
        return heap;
    }

    /** How often each tenant came to an end of a run, by {@code tenant outcome}. */
    Map<String, Long> runs() {
        Map<String, Long> runs = new TreeMap<>();
        for (String line : management.ask("/q/metrics").orElse("").lines().toList()) {
            Matcher run = RUNS.matcher(line);
            if (run.matches()) {
                Map<String, String> labels = LABEL.matcher(run.group(1))
                        .results()
                        .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2)));
                runs.put(labels.get("tenant") + " " + labels.get("outcome"), (long) Double.parseDouble(run.group(2)));
            }
        }
        return runs;
    }

    /** How many tenants are in sync. */
    long ready() {
        return management
                .ask("/q/metrics")
                .orElse("")
                .lines()
                .filter(line -> line.startsWith("truekeel_tenant_info{") && line.contains("ready=\"true\""))
                .count();
    }

    /** Waits until every one of so many tenants ended one run more than before. */
    Map<String, Long> awaitRuns(Map<String, Long> before, int tenants) {
        long wanted = sum(before) + tenants;
        process.await("the end of " + tenants + " runs", PACE, () -> sum(runs()) >= wanted);
        return runs();
    }

    static long sum(Map<String, Long> runs) {
        return runs.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        process.close();
    }
}
