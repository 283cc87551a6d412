package truekeel.kinds;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.plan.FieldRules;
import truekeel.plan.Observation;
import truekeel.qlik.QlikException;

/**
 * Looks at a tenant: reads every kind that is declared or owned, each list to its end or not at all, then resolves the
 * references of both sides. A kind that cannot be read becomes partial or unavailable; nothing is thrown for it.
 */
public final class Surveyor {
    private final Kinds kinds;
    private final Branches branches;

    /** @param branches how many kinds of one tenant are read at the same time */
    public Surveyor(Kinds kinds, Branches branches) {
        this.kinds = kinds;
        this.branches = branches;
    }

    public Survey survey(Look look) {
        Instant at = look.qlik().clock().instant();
        List<Kind> concerned =
                kinds.all().stream().filter(kind -> look.concerns(kind.name())).toList();
        Map<KindName, Sighting> sightings = new ConcurrentHashMap<>();
        branches.each(concerned, kind -> sightings.put(kind.name(), sight(kind, look)));
        Map<KindName, Sighting> inOrder = new LinkedHashMap<>();
        concerned.forEach(kind -> {
            Sighting sighting = sightings.get(kind.name());
            if (sighting != null) {
                inOrder.put(kind.name(), sighting);
            }
        });
        Linking linking = new Linking(kinds, look, inOrder);
        return linking.survey(rules(), at);
    }

    /** What was seen of one kind, and why that is not everything; an empty cause means it is. */
    record Sighting(List<Seen> seen, String cause) {
        Observation observation(KindName kind, List<Live> live, Instant at) {
            if (cause.isEmpty()) {
                return new Observation.Complete(kind, live, at);
            }
            return live.isEmpty()
                    ? new Observation.Unavailable(kind, cause)
                    : new Observation.Partial(kind, live, cause);
        }
    }

    private static Sighting sight(Kind kind, Look look) {
        List<Seen> seen = new ArrayList<>();
        try {
            kind.observe(look, seen::add);
            return new Sighting(seen, "");
        } catch (QlikException problem) {
            return new Sighting(seen, Seen.explained(problem));
        }
    }

    private Map<KindName, FieldRules> rules() {
        Map<KindName, FieldRules> rules = new LinkedHashMap<>();
        kinds.all().forEach(kind -> rules.put(kind.name(), kinds.rules(kind.name())));
        return rules;
    }
}
