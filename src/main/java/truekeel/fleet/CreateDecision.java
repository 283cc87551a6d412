package truekeel.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import truekeel.fleet.Candidate.Holding;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.store.TenantCreation;

/**
 * Whether a tenant may be created. Qlik takes neither a name nor a key of ours for a new tenant, so that a second
 * create makes a second tenant: when anything is in doubt, nothing is sent.
 */
sealed interface CreateDecision {
    /** How long the organisation's list may fail to show a tenant that was made. */
    Duration SETTLE = Duration.ofMinutes(15);
    /** How far two hosts of Qlik may differ about the time; their headers have whole seconds. */
    Duration SKEW = Duration.ofSeconds(10);

    /** There is no such tenant: it may be created. */
    record Clear() implements CreateDecision {}

    /** An earlier attempt made this one. */
    record Found(Candidate tenant) implements CreateDecision {}

    /** Nobody can tell, or a person has to. */
    record Uncertain(String message, String liftedBy) implements CreateDecision {
        Refusal refusal(ResourceRef subject) {
            return Refusal.ofPlan(RefusalCode.TENANT_CREATE_UNCERTAIN, List.of(subject), message, liftedBy, false);
        }
    }

    /** What a document says that a tenant could be known by. */
    record Marks(String region, Optional<String> name, Optional<String> alias) {
        boolean areNone() {
            return name.isEmpty() && alias.isEmpty();
        }
    }

    /**
     * What the organisation API tells of a region.
     *
     * @param at when, on Qlik's clock
     */
    record RegionView(Instant at, List<Candidate> candidates) {
        public RegionView {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * Decides.
     *
     * @param open the document's create of which nobody knows what came of it
     * @param others creates of other documents in the region of which the same is true
     * @param view empty without credentials for the organisation API
     */
    static CreateDecision decide(
            Marks marks, Optional<TenantCreation> open, List<TenantName> others, Optional<RegionView> view) {
        if (view.isEmpty()) {
            return new Uncertain(
                    "Whether the tenant exists already cannot be told without the organisation API, and a second create"
                            + " would make a second tenant.",
                    "Declare organisation in the Fleet, or create the tenant by hand and commit its hostname.");
        }
        if (!others.isEmpty()) {
            return new Uncertain(
                    "What became of the create of " + names(others) + " in region " + marks.region()
                            + " is still open, and two open ones could not be told apart.",
                    "It is tried again in the next run, once that is settled.");
        }
        return open.map(creation -> afterAnAttempt(marks, creation, view.get()))
                .orElseGet(() -> first(marks, view.get()));
    }

    /** An attempt may have made one: just that one is taken, and none means none only after a while. */
    private static CreateDecision afterAnAttempt(Marks marks, TenantCreation open, RegionView view) {
        Instant since = open.attempted().minus(SKEW);
        List<Candidate> suspects = new ArrayList<>();
        for (Candidate candidate : view.candidates()) {
            boolean young = candidate.mayBeMadeAfter(since);
            boolean untouched = candidate.holding() == Holding.BOTS || candidate.holding() == Holding.UNSEEN;
            if ((young && untouched) || candidate.bears(marks.name(), marks.alias())) {
                suspects.add(candidate);
            }
        }
        if (suspects.isEmpty()) {
            Instant settled = open.attempted().plus(SETTLE);
            return view.at().isAfter(settled)
                    ? new Clear()
                    : new Uncertain(
                            "A create was sent at " + open.attempted() + " and its answer was lost; a tenant that it"
                                    + " made may still come to light.",
                            "It is decided at " + settled + ", or as soon as the tenant shows.");
        }
        Candidate only = suspects.get(0);
        boolean surely = suspects.size() == 1
                && only.holding() == Holding.BOTS
                && only.createdAt().isPresent()
                && only.mayBeMadeAfter(since);
        return surely
                ? new Found(only)
                : toBeTold(
                        suspects,
                        "A create was sent at " + open.attempted()
                                + " and its answer was lost; it cannot be told which tenant it made.");
    }

    /** Nothing is remembered: the first time, or the store was lost. */
    private static CreateDecision first(Marks marks, RegionView view) {
        List<Candidate> suspects = view.candidates().stream()
                .filter(candidate -> switch (candidate.holding()) {
                    case BOTS, UNSEEN -> true;
                    case PEOPLE_AFTER_BOT, PEOPLE ->
                        candidate.bears(marks.name(), marks.alias())
                                || (marks.areNone()
                                        && (candidate.madeFor().isPresent()
                                                || candidate.holding() == Holding.PEOPLE_AFTER_BOT));
                })
                .toList();
        return suspects.isEmpty()
                ? new Clear()
                : toBeTold(
                        suspects,
                        "The region " + marks.region()
                                + " has live tenants that nobody declares, and this document's may be among them.");
    }

    private static Uncertain toBeTold(List<Candidate> suspects, String why) {
        String listed = suspects.stream().map(CreateDecision::shown).collect(Collectors.joining(", "));
        return new Uncertain(
                why + " It may be: " + listed + ".",
                "Commit hostname: " + suspects.get(0).hostname()
                        + (suspects.size() > 1 ? ", or the right one of the others," : "")
                        + " to the document. If it is none of them, declare each where it belongs or deactivate it, or"
                        + " create the tenant by hand and commit its hostname.");
    }

    private static String shown(Candidate candidate) {
        String name = candidate.name().isEmpty() ? "" : " '" + candidate.name() + "'";
        String made = candidate.createdAt().map(time -> " of " + time).orElse("");
        String document = candidate
                .madeFor()
                .map(gone -> ", made for the document " + gone + " that is gone")
                .orElse("");
        String unseen = candidate.holding() == Holding.UNSEEN ? ", which could not be looked into" : "";
        return candidate.hostname() + name + made + document + unseen;
    }

    private static String names(List<TenantName> tenants) {
        return tenants.stream().map(TenantName::value).collect(Collectors.joining(", "));
    }
}
