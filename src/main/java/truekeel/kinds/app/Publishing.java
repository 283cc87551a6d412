package truekeel.kinds.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import truekeel.kinds.AppItems;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Step;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;

/** The calls that bring a staged copy to people: the first publish, the publish in place, and who owns the app. */
final class Publishing {
    private static final String OWNER = "owner";

    private final Wish wish;

    Publishing(Wish wish) {
        this.wish = wish;
    }

    /**
     * Makes the published app. It starts with the file's data, whatever the manifest says of later ones: there is no
     * other data yet. A space that is new, and access that was just taken, refuse for a while.
     */
    Step first() {
        return Step.creates("publish app", this::publish, this::find)
                .then((reply, binding) -> {
                    AppView app = AppReads.answered(reply, binding, "");
                    binding.ownId(app.id());
                    binding.value(OWNER, app.ownerId());
                    note(binding, app);
                })
                .listedLate()
                .settling(AppItems.LAG, Publishing::passes);
    }

    private static boolean passes(QlikException problem) {
        return problem instanceof QlikException.Missing
                || problem instanceof QlikException.Denied
                || problem instanceof QlikException.Conflict;
    }

    private QlikRequest publish(Binding binding) {
        ObjectNode body = JsonValues.object();
        body.put("spaceId", wish.publishSpaceId(binding));
        body.put("data", "source");
        body.set("attributes", attributes(binding));
        return QlikRequest.of(Operations.PUBLISH_APP)
                .path("appId", Staging.copyId(binding))
                .json(body);
    }

    /** The name is what it was published under; that it came from our copy makes it ours. */
    private Optional<String> find(Binding binding) {
        String copy = Staging.copyId(binding);
        return AppReads.inSpace(binding.qlik(), wish.publishSpaceId(binding), wish.name()).stream()
                .filter(app -> app.isPublished() && app.originAppId().equals(copy))
                .map(AppView::id)
                .findFirst();
    }

    /** Gives the published app the staged copy's content. Its id, links and shares stay. */
    Step again() {
        return Step.updates("republish app", binding -> {
                    ObjectNode body = JsonValues.object();
                    body.put("targetId", binding.ownId());
                    body.put("checkOriginAppId", false);
                    body.put("data", wish.bringsContent() ? wish.dataOfRepublish() : "target");
                    body.set("attributes", attributes(binding));
                    return QlikRequest.of(Operations.REPUBLISH_APP)
                            .path("appId", Staging.copyId(binding))
                            .json(body);
                })
                .then((reply, binding) -> note(binding, AppReads.answered(reply, binding, binding.ownId())));
    }

    private ObjectNode attributes(Binding binding) {
        return JsonValues.object().put("name", wish.name()).put("description", Staging.description(binding));
    }

    private void note(Binding binding, AppView app) {
        if (binding.knownOwnId().filter(app.id()::equals).isPresent()) {
            Memory.wrote(binding, app);
            Thumbnail.published(binding, app);
            wish.digest().ifPresent(digest -> Memory.holds(binding, digest));
        }
    }

    /** Name and description of the app as it is, with its stamp, and no more of them than differs. */
    Step describe() {
        return Step.updates("update app", binding -> {
                    ObjectNode attributes = JsonValues.object();
                    if (wish.differs("/name")) {
                        attributes.put("name", wish.name());
                    }
                    if (wish.differs("/description") || wish.differs("/source/digest") || wish.isUnderConstruction()) {
                        attributes.put(
                                "description", wish.description(wish.liveText().orElse("")));
                    }
                    return QlikRequest.of(Operations.UPDATE_APP_INFO)
                            .path("appId", binding.ownId())
                            .json(JsonValues.object().set("attributes", attributes));
                })
                .then(this::described);
    }

    private void described(QlikReply reply, Binding binding) {
        AppView app = AppReads.answered(reply, binding, binding.ownId());
        Memory.stagedAs(binding, app);
        note(binding, app);
    }

    /** The staged copy follows a rename, so that it is known by the same name. */
    Step renameCopy() {
        return Step.updatesIf("rename staged copy", binding -> knownCopy(binding)
                        .flatMap(id -> AppReads.byId(binding.qlik(), id))
                        .filter(copy -> !copy.name().equals(wish.name()))
                        .map(copy -> Staging.described(
                                copy.id(), wish.name(), copy.description().stamped())))
                .then((reply, binding) -> Memory.stagedAs(binding, AppView.ofApp(reply.body())));
    }

    /** Brings the staged copy, or the app that is only staged, into the declared space. */
    Step move() {
        return Step.updatesIf("move staged copy", binding -> {
                    Optional<String> id = wish.isLivePublished() ? knownCopy(binding) : binding.knownOwnId();
                    Optional<AppView> copy = id.flatMap(any -> AppReads.byId(binding.qlik(), any));
                    if (copy.isEmpty()) {
                        Memory.stagedGone(binding);
                    }
                    String space = wish.stageSpaceId(binding);
                    return copy.filter(app -> !app.spaceId().equals(space))
                            .map(app -> QlikRequest.of(Operations.MOVE_APP_TO_SPACE)
                                    .path("appId", app.id())
                                    .json(JsonValues.object().put("spaceId", space)));
                })
                .then((reply, binding) -> {
                    AppView app = AppView.ofApp(reply.body());
                    Memory.stagedAs(binding, app);
                    if (binding.knownOwnId().filter(app.id()::equals).isPresent()) {
                        Memory.wrote(binding, app);
                    }
                });
    }

    private Optional<String> knownCopy(Binding binding) {
        return binding.value(Staging.COPY)
                .or(() -> Memory.of(binding).stagedId())
                .or(() -> wish.live().flatMap(live -> live.facts().text(Portrait.STAGED)));
    }

    /** Handing the app over comes last: afterwards our access may be less than an owner's. */
    Step handOver() {
        return Step.updatesIf("set owner", binding -> {
                    String owner = wish.ownerId(binding);
                    return binding.value(OWNER).filter(owner::equals).isPresent()
                            ? Optional.empty()
                            : Optional.of(QlikRequest.of(Operations.UPDATE_APP_OWNER)
                                    .path("appId", binding.ownId())
                                    .json(JsonValues.object().put("ownerId", owner)));
                })
                .then((reply, binding) -> Memory.wrote(binding, AppReads.answered(reply, binding, binding.ownId())));
    }
}
