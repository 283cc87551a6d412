package truekeel.system;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of the system that a test cannot do without. */
record Program(Path path) {

    /** What a finished program left: its exit code, and its output and errors in one text. */
    record Result(int code, String output) {}

    /** Servers are often there without being on the path of everybody. */
    private static final String SERVERS = "/usr/local/sbin:/usr/sbin:/sbin";

    /** Finds a program on the path; throws {@link AssertionError} naming the Debian package that brings it. */
    static Program named(String name, String debianPackage) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + SERVERS;
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Program::new)
                .orElseThrow(() -> new AssertionError("The program '" + name
                        + "' is not there. Install it: apt-get install " + debianPackage + ", or run .ci/setup."));
    }

    /** Runs to the end, at most as long as given, in a folder and with more environment. */
    Result run(Path folder, Duration patience, Map<String, String> environment, String... words) {
        try {
            Path output = Files.createTempFile("truekeel-system-", ".log");
            Process process = start(folder, output, environment, words);
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(path + " did not end in " + patience + ":\n" + Files.readString(output));
            }
            String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
            Files.delete(output);
            return new Result(process.exitValue(), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + path, stopped);
        }
    }

    /** Starts and goes on; output and errors go to the file. */
    Process start(Path folder, Path output, Map<String, String> environment, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(path.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Asks a process to end, and makes it after half a minute. */
    static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
