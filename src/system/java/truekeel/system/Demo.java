package truekeel.system;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The packaged demo on free ports, with every tenant in sync when it is handed out. */
final class Demo implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Truekeel truekeel;

    private Demo(Truekeel truekeel) {
        this.truekeel = truekeel;
    }

    static Demo start(String name) {
        Demo demo = new Demo(Truekeel.start(name, List.of("demo", "--truekeel.demo.simulator-port=0")));
        Eventually.get("every tenant in sync; see " + Truekeel.OUTPUT, PATIENCE, demo::inSync);
        return demo;
    }

    private Optional<Boolean> inSync() {
        truekeel.mustRun();
        return log().contains("All tenants in sync") ? Optional.of(true) : Optional.empty();
    }

    /** The status page's address, without a slash at its end. */
    String url() {
        return truekeel.web().url();
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

    /** Health and metrics. */
    Web management() {
        return truekeel.management();
    }

    String log() {
        return truekeel.log();
    }

    @Override
    public void close() {
        truekeel.close();
    }
}
