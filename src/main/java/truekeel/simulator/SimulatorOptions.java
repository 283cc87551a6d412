package truekeel.simulator;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one simulator starts.
 *
 * @param latency what the server adapter adds to each answer; the core ignores it
 * @param credentials clients beside the built-in ones
 * @param seed a folder with {@code <hostname>.json} state documents and {@code credentials.json}
 * @param randomSeed the same seed gives the same ids in the same order
 */
public record SimulatorOptions(
        SimClock clock,
        RateLimits rateLimits,
        Duration latency,
        List<ClientCredential> credentials,
        Optional<Path> seed,
        long randomSeed) {

    public SimulatorOptions {
        credentials = List.copyOf(credentials);
    }

    /** No limits, no latency, no seed. */
    public static SimulatorOptions of(SimClock clock) {
        return new SimulatorOptions(clock, RateLimits.off(), Duration.ZERO, List.of(), Optional.empty(), 1);
    }

    /** For tests: time stands still until it is advanced. */
    public static SimulatorOptions frozen(Instant start) {
        return of(SimClock.frozenAt(start));
    }

    public SimulatorOptions withRateLimits(RateLimits limits) {
        return new SimulatorOptions(clock, limits, latency, credentials, seed, randomSeed);
    }

    public SimulatorOptions withLatency(Duration delay) {
        return new SimulatorOptions(clock, rateLimits, delay, credentials, seed, randomSeed);
    }

    /** One more client. */
    public SimulatorOptions withCredential(ClientCredential credential) {
        List<ClientCredential> more = new ArrayList<>(credentials);
        more.add(credential);
        return new SimulatorOptions(clock, rateLimits, latency, more, seed, randomSeed);
    }

    public SimulatorOptions withSeed(Path folder) {
        return new SimulatorOptions(clock, rateLimits, latency, credentials, Optional.of(folder), randomSeed);
    }

    public SimulatorOptions withRandomSeed(long number) {
        return new SimulatorOptions(clock, rateLimits, latency, credentials, seed, number);
    }
}
