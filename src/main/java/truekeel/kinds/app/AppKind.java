package truekeel.kinds.app;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import truekeel.kinds.Donor;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.kinds.Trail;
import truekeel.model.KindName;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.plan.Note;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;

/**
 * Apps. The published app is the resource and keeps its id, links and shares; a new file is imported beside it as a
 * staged copy and published in its place. An app that is not published anywhere is its own staged copy, and a new file
 * gives it a new id. What people keep in personal spaces is not ours to look at.
 */
public final class AppKind implements Kind {
    static final KindName NAME = KindName.of("App");
    private static final String IMPORTED = "imported";

    private final PublicLink publicLink;

    /** For a service whose scope behind <i>Public link creation</i> is not known. */
    public AppKind() {
        this(Optional.empty());
    }

    /** @param publicLinkScope the id of the scope behind <i>Public link creation</i>, which Qlik does not publish */
    public AppKind(Optional<String> publicLinkScope) {
        this.publicLink = new PublicLink(publicLinkScope);
    }

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of("admin_classic", "admin.apps", "apps", "user_default");
    }

    @Override
    public void observe(Look look, Consumer<Seen> each) {
        AppSurvey survey = new AppSurvey(look, publicLink);
        if (look.only().isEmpty()) {
            survey.all(each);
        } else {
            survey.only(each);
        }
    }

    @Override
    public List<Trail> trails() {
        return List.of(
                Trail.of("app")
                        .changedBy("published")
                        .goneBy("deleted", "softdeleted", "harddeleted")
                        .except("/" + Sharing.FIELD, "/" + AnonymousAccess.FIELD),
                Trail.of("space.share").only("/" + Sharing.FIELD),
                Trail.of("space.share").only("/" + AnonymousAccess.FIELD));
    }

    @Override
    public Optional<String> rationed(Change change) {
        return switch (change.action()) {
            case CREATE, RECREATE ->
                Optional.of(Staging.IMPORT).filter(any -> !Wish.of(change).isScript());
            case UPDATE ->
                Optional.of(Staging.IMPORT).filter(any -> Wish.of(change).mayImport());
            case DELETE, ADOPT, RELEASE -> Optional.empty();
        };
    }

    @Override
    public Optional<Donor> donor() {
        return Optional.of(new AppDonor());
    }

    @Override
    public List<Step> steps(Change change) {
        return switch (change.action()) {
            case CREATE -> Restoring.orMaking(change);
            case UPDATE -> Deployment.updating(change);
            case DELETE -> Removal.of(change);
            case RECREATE -> Deployment.replacing(change);
            case ADOPT, RELEASE -> List.of();
        };
    }

    @Override
    public List<Note> notes(Change change, Look look) {
        return AppNotes.of(change, look);
    }

    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        if (change.action() == Action.DELETE || change.action() == Action.RECREATE) {
            return Removal.objection(change, look);
        }
        if (!change.action().writes()) {
            return Optional.empty();
        }
        Wish wish = Wish.of(change);
        if (wish.opensToAnybody()) {
            Optional<Refusal> shut = publicLink.objection(wish, plan, look);
            if (shut.isPresent()) {
                return shut;
            }
        }
        Optional<Refusal> unshareable = SharingChecks.objection(wish, look);
        if (unshareable.isPresent()) {
            return unshareable;
        }
        if (wish.wantsOtherPublishSpace()) {
            return otherSpace(change, look);
        }
        return Reloading.objection(wish)
                .or(() -> Thumbnail.objection(wish))
                .or(() -> wish.needsCopy() ? withoutFile(wish) : Optional.empty())
                .or(() -> wish.needsCopy() && wish.isScript() ? Scripting.objection(wish, look) : Optional.empty());
    }

    private static Optional<Refusal> otherSpace(Change change, Look look) {
        boolean allowed = change.desired()
                .filter(desired -> desired.lifecycle().allowRecreate())
                .isPresent();
        return allowed
                ? Removal.objection(change, look)
                : Optional.of(Refusal.of(
                        RefusalCode.RECREATE_NOT_ALLOWED,
                        change.ref(),
                        "Qlik cannot move a published app to another managed space.",
                        "Set allowRecreate: true to have it deleted and published anew, with a new id, or take the"
                                + " change of publish.space back.",
                        false));
    }

    private static Optional<Refusal> withoutFile(Wish wish) {
        if (wish.digest().isEmpty()) {
            return Optional.of(cannot(
                    wish,
                    IMPORTED,
                    "no source of it is declared; without one only name, description and owner of an existing app are"
                            + " managed.",
                    "Add source, or make the app in Qlik first."));
        }
        return wish.hasStage()
                ? Optional.empty()
                : Optional.of(cannot(
                        wish,
                        IMPORTED,
                        "no shared space is declared to import its file into.",
                        "Add stage.space; the bot takes the access it needs there."));
    }

    private static Refusal cannot(Wish wish, String what, String why, String liftedBy) {
        return Refusal.of(
                RefusalCode.CANNOT_CREATE,
                wish.change().ref(),
                wish.change().ref() + " cannot be " + what + ": " + why,
                liftedBy,
                false);
    }
}
