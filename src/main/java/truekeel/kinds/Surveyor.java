package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import truekeel.kinds.Sightings.Sighting;
import truekeel.model.KindName;
import truekeel.plan.FieldRules;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/**
 * Looks at a tenant: reads every kind that is declared or owned, each list to its end or not at all, then resolves the
 * references of both sides. A kind that cannot be read becomes partial or unavailable; nothing is thrown for it.
 */
public final class Surveyor {
    private final Kinds kinds;
    private final Branches branches;

    /** @param branches how many kinds of one tenant, and parts of one kind, are read at the same time */
    public Surveyor(Kinds kinds, Branches branches) {
        this.kinds = kinds;
        this.branches = branches;
    }

    /** One whole look. */
    public Survey survey(Look asked) {
        Look look = asked.with(branches);
        List<Kind> concerned =
                kinds.all().stream().filter(kind -> kind.isLookedAt(look)).toList();
        Map<KindName, Sighting> seen = canSignIn(look)
                .map(cause -> failed(concerned, cause))
                .orElseGet(() -> sights(concerned, kind -> sight(kind, look)));
        return link(look, new Sightings(seen, Map.of()));
    }

    /**
     * A second look after writes: touched kinds are read anew, those whose lists lag behind by the ids of what was
     * touched; for everything else the first look stands.
     */
    public Survey again(Survey before, Look asked, Map<KindName, Set<String>> touched) {
        Look look = asked.with(branches);
        List<Kind> kindsToRead = kinds.all().stream()
                .filter(kind -> touched.containsKey(kind.name()))
                .toList();
        Map<KindName, Sighting> fresh = sights(kindsToRead, kind -> {
            Set<String> ids = touched.getOrDefault(kind.name(), Set.of());
            Sighting earlier = before.sightings().byKind().getOrDefault(kind.name(), new Sighting(List.of(), ""));
            boolean lags = !kinds.rules(kind.name()).settle().isZero();
            return lags ? earlier.updated(ids, sight(kind, look.only(ids))) : sight(kind, look);
        });
        Map<KindName, Sighting> all = new LinkedHashMap<>(before.sightings().byKind());
        all.putAll(fresh);
        return link(look, new Sightings(all, before.sightings().lookedUp()));
    }

    private Survey link(Look look, Sightings sightings) {
        Instant at = look.qlik().clock().instant();
        return new Linking(kinds, look, sightings).survey(rules(), at);
    }

    /** Without a token every list would fail by itself, so it is asked for once, first. */
    private static Optional<String> canSignIn(Look look) {
        try {
            look.qlik().identity();
            countHeads(look.qlik());
            return Optional.empty();
        } catch (QlikException problem) {
            return Optional.of(Seen.explained(problem));
        }
    }

    /** Qlik's limits are halved for a tenant's sole user, so once per process it is asked how many there are. */
    private static void countHeads(QlikTenant qlik) {
        if (qlik.budget().isHeadCountKnown()) {
            return;
        }
        try {
            JsonNode count = qlik.get(QlikRequest.of(AccessOperations.COUNT_USERS));
            qlik.budget().soleUser(count.path("total").asInt(1) <= 1);
        } catch (QlikException uncounted) {
            // A client that may not count is no reason to know less of the tenant: the careful half it is.
            qlik.budget().soleUser(true);
        }
    }

    private static Map<KindName, Sighting> failed(List<Kind> concerned, String cause) {
        Map<KindName, Sighting> none = new LinkedHashMap<>();
        concerned.forEach(kind -> none.put(kind.name(), new Sighting(List.of(), cause)));
        return none;
    }

    private Map<KindName, Sighting> sights(List<Kind> toRead, Function<Kind, Sighting> read) {
        Map<KindName, Sighting> found = new ConcurrentHashMap<>();
        branches.each(toRead, kind -> found.put(kind.name(), read.apply(kind)));
        Map<KindName, Sighting> inOrder = new LinkedHashMap<>();
        toRead.forEach(kind -> inOrder.put(kind.name(), found.getOrDefault(kind.name(), new Sighting(List.of(), ""))));
        return inOrder;
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
