package truekeel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The packaged program in a JVM of its own, writing to a log file; closing it ends it as an operator would. */
final class Child implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long STOP_SECONDS = 60;

    private final Process process;
    private final Path log;

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts the packaged jar with these JVM options and words. */
    static Child start(Path log, List<String> options, List<String> words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-jar");
        command.add(System.getProperty("truekeel.jar"));
        command.addAll(words);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new Child(process, log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The processor time it took since its start, all threads together. */
    Duration cpu() {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("This system does not tell a process's CPU time."));
    }

    /** The most memory it ever had, as the kernel counts it, in bytes. */
    long peakResidentBytes() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(status + " has no line VmHWM."));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Has it collect all of its garbage. */
    void collect() {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process collection = new ProcessBuilder(tool.toString(), Long.toString(process.pid()), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!collection.waitFor(STOP_SECONDS, TimeUnit.SECONDS) || collection.exitValue() != 0) {
                throw new IllegalStateException("The program does not collect its garbage.");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Looks every so often until it is so; throws with the log when the program ended or the patience did. */
    void await(String what, Duration pace, BooleanSupplier reached) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The program ended while waiting for " + what + ".\n" + tail());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Waited " + PATIENCE + " in vain for " + what + ".\n" + tail());
            }
            LockSupport.parkNanos(pace.toNanos());
        }
    }

    String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
