package truekeel.fleet;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import truekeel.model.Artefact.AtHand;
import truekeel.model.SourceCode;
import truekeel.model.SourceException;
import truekeel.store.ArtefactCache;

/**
 * Files that were brought here for whatever number of tenants: each is brought once, and kept as long as there is room.
 * What failed is not tried again at once, so that a fleet does not storm one broken place.
 */
final class Fetched {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration DEJECTED = Duration.ofMinutes(1);

    private final ArtefactCache cache;
    private final InstantSource clock;
    private final Flights<String, AtHand> flights;
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();

    private record Failure(Instant at, SourceException problem) {}

    Fetched(ArtefactCache cache, InstantSource clock, Executor threads) {
        this.cache = cache;
        this.clock = clock;
        this.flights = new Flights<>(threads, PATIENCE);
    }

    ArtefactCache cache() {
        return cache;
    }

    /** Forgets failures that hold nobody back any more; of a place that nobody names again, no one else would. */
    void tidy() {
        failures.values().removeIf(failure -> !isFresh(failure));
    }

    /** The keys of what failed and is remembered. */
    Set<String> failed() {
        return Set.copyOf(failures.keySet());
    }

    private boolean isFresh(Failure failure) {
        return clock.instant().isBefore(failure.at().plus(DEJECTED));
    }

    /** The kept file with this SHA-256. */
    Optional<AtHand> kept(String sha256) {
        OptionalLong length = cache.length(sha256);
        return length.isEmpty()
                ? Optional.empty()
                : Optional.of(new AtHand(length.getAsLong(), () -> cache.open(sha256)
                        .orElseThrow(() -> new IOException("The fetched file is not kept any more."))));
    }

    /** The kept version that goes by this digest. */
    Optional<AtHand> version(String digest) {
        return cache.hashOf(digest).flatMap(this::kept);
    }

    /**
     * What the work brings, by whoever it is done.
     *
     * @param what for people, at the beginning of a sentence
     */
    AtHand join(String key, String what, Supplier<AtHand> work) {
        Failure failure = failures.get(key);
        if (failure != null && isFresh(failure)) {
            throw failure.problem();
        }
        return flights.join(key, () -> tried(key, work))
                .orElseThrow(() -> new SourceException(
                        SourceCode.SOURCE_UNREACHABLE, what + " is still being fetched. A later run takes it."));
    }

    private AtHand tried(String key, Supplier<AtHand> work) {
        try {
            AtHand fetched = work.get();
            failures.remove(key);
            return fetched;
        } catch (SourceException problem) {
            if (problem.code() != SourceCode.SOURCE_CHANGED) {
                failures.put(key, new Failure(clock.instant(), problem));
            }
            throw problem;
        }
    }
}
