package truekeel.kinds.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.Binding;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.kinds.SpaceAccess;
import truekeel.kinds.Step;
import truekeel.model.Live;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;

/** Taking an app away: by which calls, and what speaks against it. */
final class Removal {
    /** A younger app is deleted for good; an older one can be restored for two weeks. */
    static final Duration RESTORABLE_AFTER = Duration.ofMinutes(45);

    private Removal() {}

    /**
     * The staged copy goes first: while the app itself is there, a run that breaks off is followed by one that goes on.
     */
    static List<Step> of(Change change) {
        List<Step> steps = new ArrayList<>();
        steps.add(SpaceAccess.toStage(Removal::stageSpace));
        steps.add(Staging.removeSuperseded("delete superseded copy"));
        steps.add(Step.deletesIf("delete staged copy", binding -> stagedCopy(binding, change.live())
                .map(Staging::deletion)));
        steps.addAll(ofApp(change));
        return steps;
    }

    /** The app itself, without its staged copy. */
    static List<Step> ofApp(Change change) {
        Optional<Live> live = change.live();
        boolean published = live.filter(Removal::isPublished).isPresent();
        Optional<String> space =
                live.flatMap(app -> app.facts().text(Seen.SPACE_ID)).filter(id -> !id.isEmpty());
        return List.of(
                published ? SpaceAccess.toPublish(binding -> space) : SpaceAccess.toStage(binding -> space),
                Step.deletes("delete app", binding -> Staging.deletion(binding.ownId())));
    }

    private static Optional<String> stageSpace(Binding binding) {
        Memory memory = Memory.of(binding);
        boolean copies = memory.supersededId().isPresent() || memory.stagedId().isPresent();
        return memory.stageSpace().filter(any -> copies);
    }

    private static Optional<String> stagedCopy(Binding binding, Optional<Live> live) {
        return Memory.of(binding)
                .stagedId()
                .filter(id -> live.filter(app -> app.id().equals(id)).isEmpty());
    }

    /** Why the app may not be deleted now. */
    static Optional<Refusal> objection(Change change, Look look) {
        Live live = change.live().orElseThrow();
        Optional<Instant> safe = safeFrom(live, look);
        if (safe.filter(time -> look.qlik().clock().instant().isBefore(time)).isPresent()) {
            return Optional.of(Refusal.of(
                    RefusalCode.APP_TOO_YOUNG,
                    change.ref(),
                    change.ref() + " is younger than 45 minutes; deleting it now could not be undone.",
                    "Wait until " + safe.get() + "; from then on Qlik keeps a deleted app for 14 days.",
                    false));
        }
        if (!isPublished(live)) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(
                RefusalCode.APP_PUBLISHED,
                change.ref(),
                change.ref() + " is published; its links, shares, bookmarks and tasks go with it.",
                "Approve the plan, or declare the app again.",
                true));
    }

    /** From when on deleting the app can be undone; empty where its age is not known. */
    static Optional<Instant> safeFrom(Live live, Look look) {
        return live.facts()
                .text(Portrait.CREATED)
                .flatMap(Memory::time)
                .or(() -> AppReads.byId(look.qlik(), live.id()).flatMap(app -> Memory.time(app.createdDate())))
                .map(created -> created.plus(RESTORABLE_AFTER));
    }

    static boolean isPublished(Live live) {
        return live.facts()
                .text(Portrait.PUBLISH_TIME)
                .filter(time -> !time.isEmpty())
                .isPresent();
    }
}
