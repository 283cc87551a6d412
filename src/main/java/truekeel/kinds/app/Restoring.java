package truekeel.kinds.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.Binding;
import truekeel.kinds.Step;
import truekeel.model.Owned;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;

/**
 * Brings back an app of ours that somebody deleted: Qlik keeps a deleted app for 14 days, and restored it has its old
 * id, so that links, bookmarks and community sheets work again. Its tags and shares do not come back, and are given
 * again at once. Whatever else differs then is for the next look: the app is opened to everybody only when it is what
 * it shall be. Where Qlik does not have it any more, it is made anew.
 */
final class Restoring {
    private static final String BACK = "restored app";

    private Restoring() {}

    /** The steps that make an app, behind the one that may spare most of them. */
    static List<Step> orMaking(Change change) {
        List<Step> steps = new ArrayList<>();
        steps.add(Step.updatesIf("restore app", Restoring::request)
                .then((reply, binding) -> back(binding))
                .bearing(Restoring::isGone));
        steps.addAll(Deployment.creating(
                change, step -> step.onlyIf(binding -> binding.value(BACK).isEmpty())));
        return steps;
    }

    private static Optional<QlikRequest> request(Binding binding) {
        return candidate(
                        binding.change(),
                        binding.owned(),
                        binding.qlik().clock().instant())
                .map(line -> QlikRequest.of(Operations.RESTORE_APP).path("appId", line.liveId()));
    }

    /**
     * The line of an app that is missing and may be restorable: the same app by its key, and not so young that its
     * deletion was final.
     */
    static Optional<Owned> candidate(Change change, Optional<Owned> line, Instant now) {
        return line.filter(any -> change.action() == Action.CREATE)
                .filter(owned -> owned.key().equals(change.key()))
                .filter(owned -> !wasSurelyYoung(owned, now));
    }

    /** What we made ourselves within the last 45 minutes cannot have been older when it was deleted. */
    private static boolean wasSurelyYoung(Owned owned, Instant now) {
        return owned.origin() == Owned.Origin.CREATED
                && now.isBefore(owned.since().plus(Removal.RESTORABLE_AFTER));
    }

    private static void back(Binding binding) {
        String id = binding.owned().orElseThrow().liveId();
        binding.ownId(id);
        binding.value(BACK, id);
        binding.note("It was restored with its id " + id + ".");
    }

    private static boolean isGone(QlikException problem, Binding binding) {
        boolean refused = problem instanceof QlikException.Missing
                || problem instanceof QlikException.Rejected
                || problem instanceof QlikException.Denied;
        if (refused) {
            binding.note("It could not be restored (" + said(problem) + "), so it was made anew with another id.");
        }
        return refused;
    }

    private static String said(QlikException problem) {
        String said = problem.problem().said();
        return problem.status() + (said.isEmpty() ? "" : " " + ReloadReport.masked(said));
    }
}
