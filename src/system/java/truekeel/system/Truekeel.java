package truekeel.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged program in a process of its own that serves its page and its management on free ports. */
final class Truekeel implements AutoCloseable {
    /** Where logs and screenshots go. */
    static final Path OUTPUT = Path.of("target", "system");

    private final Process process;
    private final Path log;
    private final Web web;
    private final Web management;

    private Truekeel(Process process, Path log, Web web, Web management) {
        this.process = process;
        this.log = log;
        this.web = web;
        this.management = management;
    }

    /** Starts it with these words; its log is {@code target/system/NAME.log}. */
    static Truekeel start(String name, List<String> words) {
        try {
            Files.createDirectories(OUTPUT);
            Path log = OUTPUT.resolve(name + ".log").toAbsolutePath();
            Web web = Web.at(Ports.free());
            Web management = Web.at(Ports.free());
            List<String> all = new ArrayList<>(List.of(
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-Dquarkus.http.port=" + web.port(),
                    "-Dquarkus.management.port=" + management.port(),
                    "-jar",
                    System.getProperty("truekeel.jar")));
            all.addAll(words);
            Process process = new Program(Path.of(System.getProperty("java.home"), "bin", "java"))
                    .start(Path.of("").toAbsolutePath(), log, Map.of(), all.toArray(String[]::new));
            return new Truekeel(process, log, web, management);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Throws {@link AssertionError} with the log when the process has ended. */
    void mustRun() {
        if (!process.isAlive()) {
            throw new AssertionError("Truekeel ended:\n" + log());
        }
    }

    /** The page and the API. */
    Web web() {
        return web;
    }

    /** Health and metrics. */
    Web management() {
        return management;
    }

    /** The latest status of every tenant. */
    JsonNode tenants() {
        return web.json("/api/v1/tenants");
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        Program.stop(process);
    }
}
