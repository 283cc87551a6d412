package truekeel.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import truekeel.kinds.Donor;
import truekeel.model.KindName;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikTenant;
import truekeel.secret.SecretException;

/**
 * Looks at spaces of source tenants, each shared by all who promote from there: one list per space serves a whole round
 * of the fleet.
 */
final class Shelves {
    /** How long one run waits for another tenant's list; the look goes on and serves the next run. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** What failed is asked again before long. */
    private static final Duration DEJECTED = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final Flights<Place, Glance> flights;
    private final Map<Place, Glance> known = new ConcurrentHashMap<>();

    private record Place(KindName kind, String hostname, String space) {}

    /** What a look brought, or why it brought nothing. */
    record Glance(Instant at, Optional<Donor.Shelf> shelf, Optional<String> problem) {}

    Shelves(InstantSource clock, Executor threads) {
        this.clock = clock;
        this.flights = new Flights<>(threads, PATIENCE);
    }

    /** @param lifetime how old an earlier look may be */
    Glance look(KindName kind, Donor donor, QlikTenant source, String space, Duration lifetime) {
        Place place = new Place(kind, source.hostname(), space);
        return known(place, lifetime).orElseGet(() -> flights.join(
                        place, () -> known(place, lifetime).orElseGet(() -> fresh(place, donor, source)))
                .orElseGet(() -> new Glance(
                        clock.instant(),
                        Optional.empty(),
                        Optional.of("It has not answered within " + PATIENCE.toSeconds() + " s."))));
    }

    /** What was seen there is not so any more. */
    void forget(KindName kind, QlikTenant source, String space) {
        known.remove(new Place(kind, source.hostname(), space));
    }

    private Optional<Glance> known(Place place, Duration lifetime) {
        return Optional.ofNullable(known.get(place)).filter(glance -> {
            Duration longest = glance.problem().isPresent() && lifetime.compareTo(DEJECTED) > 0 ? DEJECTED : lifetime;
            return clock.instant().isBefore(glance.at().plus(longest));
        });
    }

    private Glance fresh(Place place, Donor donor, QlikTenant source) {
        Glance glance;
        try {
            glance = new Glance(clock.instant(), donor.shelf(source, place.space()), Optional.empty());
        } catch (QlikException | SecretException silent) {
            String problem =
                    Objects.toString(silent.getMessage(), silent.getClass().getSimpleName());
            glance = new Glance(clock.instant(), Optional.empty(), Optional.of(problem));
        }
        known.put(place, glance);
        return glance;
    }
}
