package truekeel.kinds.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.Look;
import truekeel.model.Live;
import truekeel.model.Owned;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.plan.Note;

/** What people should know of a change of an app beside its fields. */
final class AppNotes {
    private final Change change;
    private final Look look;
    private final Optional<Owned> line;
    private final List<Note> notes = new ArrayList<>();

    private AppNotes(Change change, Look look) {
        this.change = change;
        this.look = look;
        this.line = look.line(change.ref());
    }

    static List<Note> of(Change change, Look look) {
        AppNotes told = new AppNotes(change, look);
        switch (change.action()) {
            case CREATE -> told.restore();
            case DELETE, RECREATE -> told.deletion();
            case UPDATE -> told.update();
            case ADOPT, RELEASE -> {}
        }
        return told.notes;
    }

    private void add(Note.Code code, String text) {
        notes.add(new Note(change.ref(), code, text));
    }

    private void restore() {
        Restoring.candidate(change, line, now())
                .ifPresent(owned -> add(
                        Note.Code.RESTORE,
                        "It was deleted in Qlik. It is restored and keeps its id " + owned.liveId()
                                + " and what people made in it; should Qlik not have it any more, it is made anew."));
    }

    private void update() {
        Wish wish = Wish.of(change);
        if (wish.wantsOtherPublishSpace()) {
            deletion();
        }
        if (wish.differs("/stage/space")) {
            add(
                    Note.Code.TASKS_STOP,
                    "Qlik switches off the reload tasks of an app that moves to another space (APP-MOVED-SPACE)"
                            + (wish.isLivePublished()
                                    ? "; those of the published app stay as they are."
                                    : "; declared ones are switched on again."));
        }
        if (wish.wantsOtherContent() && wish.isLivePublished()) {
            publishedByOthers()
                    .ifPresent(time -> add(
                            Note.Code.REPLACES_OTHERS,
                            "Somebody else published it on " + time
                                    + "; publishing again replaces the base sheets, the script"
                                    + " and the data model of that version. Links, shares, tasks, bookmarks and community sheets"
                                    + " stay."));
        }
    }

    private Optional<String> publishedByOthers() {
        Optional<String> ours = line.map(Memory::of).flatMap(Memory::publishTime);
        return change.live()
                .flatMap(live -> live.facts().text(Portrait.PUBLISH_TIME))
                .filter(time ->
                        ours.filter(known -> !Memory.isSameTime(known, time)).isPresent());
    }

    /** Says of the app itself; what is left of its staged copy is ours and can be imported again. */
    private void deletion() {
        Live live = change.live().orElseThrow();
        Optional<Instant> safe = Removal.safeFrom(live, look);
        String lost = Removal.isPublished(live)
                ? " Tags, shares, alerts, subscriptions and notes do not come back with it."
                : " Tags do not come back with it.";
        if (safe.isEmpty()) {
            add(Note.Code.DELETION_FINAL, "Nobody knows how old it is: the deletion may be final.");
        } else if (now().isBefore(safe.get())) {
            add(
                    Note.Code.DELETION_REFUSED,
                    "It is not deleted before " + safe.get() + ": until then the deletion would be final.");
        } else {
            add(
                    Note.Code.DELETION_RESTORABLE,
                    "Once deleted, it can be restored for 14 days, with its id." + lost
                            + (change.action() == Action.DELETE
                                    ? ""
                                    : " The app that is made instead has another id."));
        }
    }

    private Instant now() {
        return look.qlik().clock().instant();
    }
}
