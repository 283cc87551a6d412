package truekeel.kinds.stagedapprule;

import java.util.Optional;
import truekeel.model.Desired;
import truekeel.model.Glob;
import truekeel.model.NaturalKey;
import truekeel.model.Value;
import truekeel.qlik.Identity;

/** What a manifest says of arriving apps. */
record Rule(Desired desired) {

    boolean matches(DistributedApp app) {
        Value.Fields match = desired.spec().fields("match");
        return match.text("name")
                        .map(pattern -> new Glob(pattern).matches(app.name()))
                        .orElse(true)
                && match.text("tag")
                        .map(NaturalKey::withoutCase)
                        .map(tag ->
                                app.tags().stream().map(NaturalKey::withoutCase).anyMatch(tag::equals))
                        .orElse(true)
                && !match.isEmpty();
    }

    /**
     * Whether the app is still to be given what the rule says: a space, or, when a run broke off after that, the owner.
     *
     * @param bot who moves apps, and owns them until they are handed on
     */
    boolean isOwedTo(DistributedApp app, Identity bot) {
        boolean unclaimed = app.ownerId().isEmpty() || app.ownerId().equals(bot.userId());
        boolean handedOn = owner().filter(owner -> !owner.equals(Value.text(bot.subject())))
                .isPresent();
        return matches(app) && (app.waits() || (unclaimed && handedOn));
    }

    Optional<Value> owner() {
        return desired.spec().get("owner").filter(owner -> !owner.isNull());
    }

    /** The space's name as it is written. */
    Value space() {
        Value space = desired.spec().get("space").orElse(Value.nothing());
        return space instanceof Value.Fields parts ? parts.get("name").orElse(space) : space;
    }
}
