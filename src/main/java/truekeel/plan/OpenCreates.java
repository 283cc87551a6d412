package truekeel.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.model.Desired;
import truekeel.model.Live;
import truekeel.model.Owned;
import truekeel.model.ResourceRef;
import truekeel.plan.PlanInput.PendingCreate;

/**
 * Creates of which nobody knows the fate, and what they forbid for a while: the request may still be on its way, so
 * that what is not there yet may come to light, and a second request would make a second object.
 */
final class OpenCreates {
    private final PlanInput input;
    private final Matching matching;
    private final Map<ResourceRef, Instant> latest = new HashMap<>();
    private final Map<ResourceRef, Owned> inventory = new HashMap<>();

    OpenCreates(PlanInput input, Matching matching) {
        this.input = input;
        this.matching = matching;
        for (PendingCreate pending : input.memory().pending()) {
            latest.merge(pending.ref(), pending.sent(), (one, other) -> one.isAfter(other) ? one : other);
        }
        input.memory().inventory().forEach(owned -> inventory.put(owned.ref(), owned));
    }

    /**
     * Why nothing can be said of a resource yet, in full sentences: its lists may not show what was made, or what is
     * not there may still be on its way, be it the resource itself or what it refers to. Empty when all can be said.
     */
    Optional<String> isAwaited(Desired desired) {
        Optional<String> unlisted = since(desired.ref(), rules(desired.ref()).settle());
        return unlisted.isPresent() ? unlisted : absence(desired.ref(), new HashSet<>());
    }

    /**
     * Why a resource that is there may not be changed yet: a part of it may still be on its way, or what it refers to.
     * A create of an object that came to light by its key, and that nobody noted yet, was the create of that object.
     */
    Optional<String> maySoonChange(Desired desired, Live live) {
        boolean known = Optional.ofNullable(inventory.get(desired.ref()))
                .filter(owned -> owned.liveId().equals(live.id()))
                .isPresent();
        Optional<String> part =
                known ? since(desired.ref(), rules(desired.ref()).grace()) : Optional.empty();
        return part.isPresent() ? part : target(desired.ref(), new HashSet<>());
    }

    private Optional<String> absence(ResourceRef ref, Set<ResourceRef> seen) {
        if (!(matching.of(ref) instanceof Matching.Match.None) || !seen.add(ref)) {
            return Optional.empty();
        }
        Optional<String> own = since(ref, rules(ref).grace());
        return own.isPresent() ? own : target(ref, seen);
    }

    /** The first of the declared resources it refers to that may still come to light. */
    private Optional<String> target(ResourceRef ref, Set<ResourceRef> seen) {
        return input.references().getOrDefault(ref, Set.of()).stream()
                .sorted()
                .filter(target -> absence(target, seen).isPresent())
                .map(target -> "It refers to " + target + ", a create of which may still come to light.")
                .findFirst();
    }

    private Optional<String> since(ResourceRef ref, Duration patience) {
        return Optional.ofNullable(latest.get(ref))
                .filter(sent -> sent.isAfter(input.scope().now().minus(patience)))
                .map(sent -> "A create sent at " + sent + " may still come to light; without a sign of it, it is sent"
                        + " again from " + sent.plus(patience) + " on.");
    }

    private FieldRules rules(ResourceRef ref) {
        return input.world().rules(ref.kind());
    }
}
