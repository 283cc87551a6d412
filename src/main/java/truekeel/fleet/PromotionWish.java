package truekeel.fleet;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import truekeel.kinds.Donor;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.schema.Spelling;

/** Which object of which tenant a resource shall get its content from, and what comes of that. */
record PromotionWish(ResourceRef ref, String tenant, String space, String name) {

    static PromotionWish of(Desired desired, Value.Fields source) {
        return new PromotionWish(
                desired.ref(),
                source.text("tenant").orElseThrow(),
                source.text("space").orElseThrow(),
                source.text(desired.kind().value().toLowerCase(Locale.ROOT)).orElseThrow());
    }

    /** Exactly one of both is there. */
    record Answer(Optional<Promotion> promotion, Optional<Refusal> refusal) {}

    /** @param type of spaces that content can be taken from */
    Answer answered(Neighbourhood.Neighbour from, Shelves.Glance glance, String type) {
        if (glance.problem().isPresent()) {
            return no(
                    RefusalCode.SOURCE_UNAVAILABLE,
                    "The tenant '" + tenant + "' does not show its " + kind() + "s: "
                            + glance.problem().get(),
                    "It is asked again in a later run.");
        }
        if (glance.shelf().isEmpty()) {
            return no(
                    RefusalCode.SOURCE_NOT_FOUND,
                    "The tenant '" + tenant + "' has no space '" + space + "', or we may not see it.",
                    "Correct source.space, or make the space there.");
        }
        Donor.Shelf shelf = glance.shelf().get();
        if (!shelf.type().equals(type)) {
            return no(
                    RefusalCode.SOURCE_MANAGED,
                    "The space '" + space + "' of tenant '" + tenant + "' is a " + shelf.type()
                            + " space; Qlik exports from a " + type + " one alone.",
                    "Name the " + type + " space that the " + kind() + " is worked on in.");
        }
        return offered(from, shelf);
    }

    private Answer offered(Neighbourhood.Neighbour from, Donor.Shelf shelf) {
        List<Donor.Offer> offers = shelf.offers().stream()
                .filter(offer -> offer.name().equals(name))
                .toList();
        if (offers.isEmpty()) {
            String guess = Spelling.didYouMean(
                    name,
                    shelf.offers().stream().map(Donor.Offer::name).distinct().toList());
            return no(
                    RefusalCode.SOURCE_NOT_FOUND,
                    "The space '" + space + "' of tenant '" + tenant + "' has no " + kind() + " '" + name + "'.",
                    guess.isEmpty() ? "Correct the name; a new one may take two minutes to be listed." : guess);
        }
        if (offers.size() > 1) {
            return no(
                    RefusalCode.SOURCE_AMBIGUOUS,
                    "The space '" + space + "' of tenant '" + tenant + "' has " + offers.size() + " " + kind()
                            + "s called '" + name + "'.",
                    "Rename all but one of them.");
        }
        Donor.Offer offer = offers.get(0);
        return offer.version()
                .map(version -> new Answer(
                        Optional.of(
                                new Promotion(ref.kind(), TenantName.of(tenant), from, space, shelf, offer, version)),
                        Optional.empty()))
                .orElseGet(() -> no(
                        RefusalCode.SOURCE_UNMARKED,
                        kind() + " '" + name + "' of tenant '" + tenant + "' does not say which version it is.",
                        "Write a marker such as {v1.0} into its description; whenever the marker changes, it is"
                                + " promoted."));
    }

    private KindName kind() {
        return ref.kind();
    }

    private Answer no(RefusalCode code, String message, String liftedBy) {
        return new Answer(Optional.empty(), Optional.of(refused(code, message, liftedBy)));
    }

    Refusal refused(RefusalCode code, String message, String liftedBy) {
        return Refusal.of(code, ref, message, liftedBy, false);
    }
}
