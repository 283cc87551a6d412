package truekeel.kinds.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import truekeel.kinds.Binding;
import truekeel.kinds.SpaceAccess;
import truekeel.kinds.Step;
import truekeel.plan.Change;

/**
 * The calls that make an app or change it. What is compared with the manifest is written last, so that whatever breaks
 * off before is found as a difference by the next plan.
 */
final class Deployment {
    private final Wish wish;
    private final Publishing publishing;
    private final List<Step> steps = new ArrayList<>();

    private Deployment(Wish wish) {
        this.wish = wish;
        this.publishing = new Publishing(wish);
    }

    /** @param made put on the steps that an app needs only when it is made, and not when it comes back */
    static List<Step> creating(Change change, UnaryOperator<Step> made) {
        Deployment deployment = new Deployment(Wish.of(change));
        deployment.create(made);
        return deployment.steps;
    }

    static List<Step> updating(Change change) {
        Wish wish = Wish.of(change);
        if (wish.wantsOtherPublishSpace()) {
            return replacing(change);
        }
        Deployment deployment = new Deployment(wish);
        deployment.update();
        return deployment.steps;
    }

    /** Deletes the published app and publishes another one; the staged copy is used again where it can be. */
    static List<Step> replacing(Change change) {
        List<Step> steps = new ArrayList<>();
        Wish wish = Wish.of(change);
        if (wish.hasFarSource()) {
            steps.add(fetch(wish));
        }
        steps.addAll(Removal.ofApp(change));
        steps.addAll(creating(change, UnaryOperator.identity()));
        return steps;
    }

    /** Nothing is deleted before what shall take its place is here. */
    private static Step fetch(Wish wish) {
        return Step.updatesIf("fetch file", binding -> {
            wish.file(binding);
            return Optional.empty();
        });
    }

    /** Tags and shares do not come back with an app; what it holds does. */
    private void create(UnaryOperator<Step> made) {
        add(made, this::accessToStage);
        if (wish.wantsPublishing()) {
            accessToPublish();
        }
        add(made, this::make);
        tag();
        share();
        add(made, () -> {
            if (wish.reloadsAfterDeploy()) {
                reload();
            }
            openAccess();
        });
    }

    private void add(UnaryOperator<Step> each, Runnable part) {
        int before = steps.size();
        part.run();
        steps.subList(before, steps.size()).replaceAll(each);
    }

    private void make() {
        steps.addAll(new Staging(wish).steps());
        steps.add(publishing.move());
        if (wish.hasThumbnail()) {
            depict();
        }
        if (wish.wantsPublishing()) {
            steps.add(publishing.first());
        }
        wish.owner().ifPresent(owner -> steps.add(publishing.handOver()));
    }

    private void update() {
        boolean firstPublish = wish.wantsFirstPublish();
        boolean depicting = wish.wantsOtherThumbnail();
        boolean staging = wish.wantsOtherContent() || firstPublish || (depicting && wish.isLivePublished());
        boolean moving = wish.differs("/stage/space");
        boolean describing = wish.differs("/name") || wish.differs("/description") || wish.differs("/source/digest");
        if (staging || moving || !wish.isLivePublished() || wish.hasSuperseded() || wish.differs("/name")) {
            accessToStage();
        }
        if (firstPublish || wish.isLivePublished()) {
            accessToPublish();
        }
        withdrawAccess();
        if (staging) {
            steps.addAll(new Staging(wish).steps());
        } else if (wish.hasSuperseded()) {
            steps.add(Staging.removeSuperseded("remove superseded copy"));
        }
        if (moving) {
            steps.add(publishing.move());
        }
        if (depicting || (staging && wish.hasThumbnail())) {
            depict();
        }
        if (firstPublish) {
            steps.add(publishing.first());
        } else if (staging && wish.isLivePublished()) {
            steps.add(publishing.again());
        } else if (!staging && describing) {
            describe();
        }
        finish(firstPublish, staging);
    }

    /** Whoever shall not open the app any more is kept from what it is about to become. */
    private void withdrawAccess() {
        if (differsInAnonymity()
                && wish.anonymousAccess().filter(Boolean.FALSE::equals).isPresent()) {
            steps.add(AnonymousAccess.close(binding -> wish.liveSpaceId()));
        }
        steps.addAll(new Sharing(wish).withdrawals(binding -> wish.liveSpaceId()));
    }

    /** What comes after the content. */
    private void finish(boolean firstPublish, boolean staging) {
        boolean another = firstPublish || replacesApp(staging);
        if (another || wish.differs("/owner")) {
            wish.owner().ifPresent(owner -> steps.add(publishing.handOver()));
        }
        if (another || wish.differs("/tags")) {
            tag();
        }
        if (firstPublish) {
            share();
        } else {
            steps.addAll(new Sharing(wish).grants(binding -> wish.liveSpaceId()));
        }
        if (wish.wantsReload() || (staging && wish.reloadsAfterDeploy() && wish.bringsContent())) {
            reload();
        }
        if (firstPublish || differsInAnonymity()) {
            openAccess();
        }
    }

    private boolean differsInAnonymity() {
        return wish.differs("/anonymousAccess/enabled");
    }

    /** Tags come late, since the index shows a new app late. */
    private void tag() {
        if (wish.managesTags()) {
            steps.addAll(new Tagging(wish).steps());
        }
    }

    private void share() {
        steps.addAll(new Sharing(wish).all(this::publishSpace));
    }

    private void depict() {
        steps.addAll(new Thumbnail(wish).steps());
    }

    /** Data come after everything that is quick, so that a long or failing reload holds up no more than it must. */
    private void reload() {
        steps.addAll(new Reloading(wish).steps());
    }

    /** An app is opened to the world last of all, when it is what it shall be. */
    private void openAccess() {
        if (wish.anonymousAccess().filter(Boolean.TRUE::equals).isPresent()) {
            steps.add(AnonymousAccess.open(this::publishSpace));
        }
    }

    /** A new file makes another app of one that is only staged. */
    private boolean replacesApp(boolean staging) {
        return staging && !wish.isLivePublished();
    }

    private void describe() {
        if (wish.isLivePublished() && wish.differs("/name")) {
            steps.add(publishing.renameCopy());
        }
        steps.add(publishing.describe());
    }

    private void accessToStage() {
        steps.add(SpaceAccess.toStage(this::stageSpace));
    }

    private Optional<String> stageSpace(Binding binding) {
        if (wish.hasStage()) {
            return Optional.of(wish.stageSpaceId(binding));
        }
        return wish.isLivePublished() ? Optional.empty() : wish.liveSpaceId();
    }

    private void accessToPublish() {
        steps.add(SpaceAccess.toPublish(this::publishSpace));
    }

    private Optional<String> publishSpace(Binding binding) {
        return wish.wantsPublishing() ? Optional.of(wish.publishSpaceId(binding)) : wish.liveSpaceId();
    }
}
