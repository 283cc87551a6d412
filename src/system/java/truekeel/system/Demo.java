package truekeel.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The packaged demo in a process of its own, on free ports, with every tenant in sync when it is handed out. */
final class Demo implements AutoCloseable {
    /** Where logs and screenshots go. */
    static final Path OUTPUT = Path.of("target", "system");

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final int web;
    private final int management;

    private Demo(Process process, Path log, int web, int management) {
        this.process = process;
        this.log = log;
        this.web = web;
        this.management = management;
    }

    static Demo start(String name) {
        try {
            Files.createDirectories(OUTPUT);
            Path log = OUTPUT.resolve(name + ".log").toAbsolutePath();
            int web = Ports.free();
            int management = Ports.free();
            Process process = new Program(Path.of(System.getProperty("java.home"), "bin", "java"))
                    .start(
                            Path.of("").toAbsolutePath(),
                            log,
                            Map.of(),
                            "-Dquarkus.http.port=" + web,
                            "-Dquarkus.management.port=" + management,
                            "-jar",
                            System.getProperty("truekeel.jar"),
                            "demo",
                            "--truekeel.demo.simulator-port=0");
            Demo demo = new Demo(process, log, web, management);
            Eventually.get("every tenant in sync; see " + log, PATIENCE, demo::inSync);
            return demo;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Optional<Boolean> inSync() {
        if (!process.isAlive()) {
            throw new AssertionError("the demo ended:\n" + log());
        }
        return log().contains("All tenants in sync") ? Optional.of(true) : Optional.empty();
    }

    /** The status page's address, without a slash at its end. */
    String url() {
        return "http://127.0.0.1:" + web;
    }

    /** The working copy that the demo follows. */
    Path repository() {
        return log().lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Git "))
                .map(line -> Path.of(line.substring("Git ".length()).strip()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The demo does not tell its repository:\n" + log()));
    }

    int managementPort() {
        return management;
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The body of a GET of the management port; throws {@link AssertionError} for any status but 200. */
    String management(String path) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
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
