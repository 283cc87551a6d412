package truekeel.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A second Java process that uses the same data folder. */
final class OtherProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    private OtherProcess(Process process) {
        this.process = process;
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Opens the store, journals one step and dies at once, without closing anything. */
    static OtherProcess thatDiesAfterJournalling(Path folder) throws IOException {
        return start("die", folder);
    }

    /** Creates an object, gives its verdict and the inventory's line, journals the next step and dies at once. */
    static OtherProcess thatDiesInItsSecondStep(Path folder) throws IOException {
        return start("die in the second step", folder);
    }

    /** Creates an object, gives its verdict and the inventory's line, and dies at once. */
    static OtherProcess thatDiesAfterItsVerdict(Path folder) throws IOException {
        return start("die after the verdict", folder);
    }

    /** Opens the store and keeps it until it is killed. */
    static OtherProcess thatHolds(Path folder) throws IOException {
        return start("hold", folder);
    }

    private static OtherProcess start(String task, Path folder) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                task,
                folder.toString());
        return new OtherProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Waits for the word that the process is where the test wants it. */
    void awaitReady() throws IOException {
        String line = out.readLine();
        while (line != null && !line.equals("ready")) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IllegalStateException("The other process ended without being ready");
        }
    }

    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    long pid() {
        return process.pid();
    }

    /** Kills it, so that nothing of it can tidy up. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** What the second process runs. */
    public static void main(String[] args) throws IOException {
        Store store = Stores.open(DatabaseSettings.embedded(Path.of(args[1])));
        switch (args[0]) {
            case "hold" -> hold(store);
            case "die" -> update(store);
            case "die after the verdict" -> create(store);
            case "die in the second step" -> {
                create(store);
                update(store);
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
        Runtime.getRuntime().halt(9);
    }

    private static void hold(Store store) throws IOException {
        System.out.println("ready");
        int ignored = System.in.read();
        store.close();
        System.exit(ignored);
    }

    private static void update(Store store) {
        store.journal().sent(Samples.updating(Samples.ACME, Samples.SALES));
    }

    private static void create(Store store) {
        StepId id = store.journal().sent(Samples.creating(Samples.ACME, Samples.SALES));
        store.together(() -> {
            store.journal().confirmed(id, Optional.of("live-1"), Samples.NOON);
            store.inventory().put(Samples.ACME, Samples.owned(Samples.SALES, "live-1"));
        });
    }
}
