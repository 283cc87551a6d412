package truekeel.kinds;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.plan.Observation;

/**
 * The raw material of a survey, kept so that a second look after writes reads only what was touched.
 *
 * @param byKind what was seen of each observed kind
 * @param lookedUp undeclared objects that were found because something refers to them
 */
public record Sightings(Map<KindName, Sighting> byKind, Map<KindName, List<Seen>> lookedUp) {
    public Sightings {
        byKind = Collections.unmodifiableMap(new LinkedHashMap<>(byKind));
        lookedUp = Collections.unmodifiableMap(new LinkedHashMap<>(lookedUp));
    }

    /** What was seen of one kind, and why that is not everything; an empty cause means it is. */
    public record Sighting(List<Seen> seen, String cause) {
        public Sighting {
            seen = List.copyOf(seen);
        }

        boolean isWhole() {
            return cause.isEmpty();
        }

        Observation observation(KindName kind, List<Live> live, Instant at) {
            if (isWhole()) {
                return new Observation.Complete(kind, live, at);
            }
            return live.isEmpty()
                    ? new Observation.Unavailable(kind, cause)
                    : new Observation.Partial(kind, live, cause);
        }

        /** This sighting with some objects read anew: those no longer there are dropped. */
        Sighting updated(Set<String> ids, Sighting fresh) {
            List<Seen> merged = new ArrayList<>();
            seen.stream().filter(old -> !ids.contains(old.id())).forEach(merged::add);
            merged.addAll(fresh.seen());
            return new Sighting(merged, cause.isEmpty() ? fresh.cause() : cause);
        }
    }
}
