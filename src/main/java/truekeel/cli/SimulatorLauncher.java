package truekeel.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Starts the simulator, which commands know only by its HTTP. */
@FunctionalInterface
public interface SimulatorLauncher {

    /**
     * Starts a simulator and returns once it serves. Throws {@link IllegalArgumentException} for a seed that cannot be
     * used and {@link IllegalStateException} for a port that is taken.
     */
    Running start(Wish wish);

    /**
     * How it shall run.
     *
     * @param port of HTTP on loopback, 0 for a free one
     * @param tlsPort of HTTPS; without it there is none
     * @param seed a folder with the tenants it starts with
     * @param latency added to every answer
     */
    record Wish(int port, OptionalInt tlsPort, Optional<Path> seed, Duration latency, boolean rateLimits) {}

    /** A simulator that serves. */
    interface Running {
        String url();

        /** The address with TLS, where it was asked for. */
        Optional<String> tlsUrl();

        /** The hostnames of the tenants it started with. */
        List<String> tenants();

        /** Returns when the process is told to end, after the simulator is closed. */
        void await() throws InterruptedException;
    }
}
