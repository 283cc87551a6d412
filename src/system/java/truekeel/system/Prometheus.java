package truekeel.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** A real Prometheus that scrapes one daemon every second and has the alert rules loaded. */
final class Prometheus implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;
    private final Instant started = InstantSource.system().instant();

    private Prometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it with its data in the folder; it may take a moment until it answers. */
    static Prometheus scraping(int managementPort, Path folder) throws IOException {
        Program program = Program.named("prometheus", "prometheus");
        int port = Ports.free();
        Path rules = Path.of("deploy", "prometheus", "truekeel.rules.yaml").toAbsolutePath();
        Path config = Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ["%s"]
                scrape_configs:
                  - job_name: truekeel
                    metrics_path: /q/metrics
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                """.formatted(rules, managementPort));
        Files.createDirectories(Truekeel.OUTPUT);
        Process process = program.start(
                folder,
                Truekeel.OUTPUT.resolve("prometheus.log").toAbsolutePath(),
                Map.of(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port);
        return new Prometheus(process, port);
    }

    /** The series that a query yields now; throws {@link AssertionError} when Prometheus does not take it. */
    JsonNode query(String expression) {
        JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(expression + "\n" + answer);
        }
        return answer.path("data").path("result");
    }

    /** Whether a query had at least one series with a number in it at some moment since it was started. */
    boolean showed(String expression) {
        JsonNode answer = get("/api/v1/query_range?step=1&start=" + started.getEpochSecond() + "&end="
                + InstantSource.system().instant().getEpochSecond() + "&query="
                + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(expression + "\n" + answer);
        }
        for (JsonNode series : answer.path("data").path("result")) {
            for (JsonNode sample : series.path("values")) {
                if (!sample.path(1).asText().equals("NaN")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether it answers and the daemon could be scraped. */
    boolean isScraping() {
        try {
            return query("up{job=\"truekeel\"} == 1").size() == 1;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** The state of every alert rule by name: {@code inactive}, {@code pending} or {@code firing}. */
    JsonNode rules() {
        return get("/api/v1/rules").path("data").path("groups").path(0).path("rules");
    }

    private JsonNode get(String path) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(answer.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stopped);
        }
    }

    @Override
    public void close() {
        Program.stop(process);
    }
}
