package truekeel.kinds.stagedapprule;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Reads;
import truekeel.kinds.SpaceAccess;
import truekeel.kinds.Step;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;

/** The calls that bring waiting apps into the rule's space and hand them to its owner. Tags go with the apps. */
final class Routing {
    /** What the inventory remembers: the apps that the last change brought. */
    static final String MOVED = "moved";

    /** As long as a space may be too new, or access to it, to be published into. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Rule rule;
    private final List<Value.Fields> apps;

    Routing(Change change) {
        this.rule = new Rule(change.desired().orElseThrow());
        this.apps = change.live().stream()
                .flatMap(live -> live.facts().items(StagedAppRuleKind.OWED).stream())
                .map(Value.Fields.class::cast)
                .toList();
    }

    /** Each app is looked at before it is moved: somebody else may have been faster. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        steps.add(SpaceAccess.toPublish(binding -> Optional.of(spaceId(binding))));
        for (Value.Fields app : apps) {
            String id = app.text("id").orElseThrow();
            String called = app.text("name").orElse("") + " (" + id + ")";
            steps.add(move(id, called));
            rule.owner().ifPresent(owner -> steps.add(handOver(id, called, owner)));
        }
        return steps;
    }

    private Step move(String id, String called) {
        return Step.updatesIf("move app " + called, binding -> app(binding, id)
                        .filter(app -> isStillWaiting(app, binding, id))
                        .map(app -> QlikRequest.of(Operations.MOVE_APP_TO_SPACE)
                                .path("appId", id)
                                .json(JsonValues.object().put("spaceId", spaceId(binding)))))
                .then((reply, binding) -> remember(binding, id))
                .settling(
                        PATIENCE,
                        problem -> problem instanceof QlikException.Missing
                                || problem instanceof QlikException.Denied
                                || problem instanceof QlikException.Conflict);
    }

    /** One that has a space by now may be shown without for a while. */
    private static boolean isStillWaiting(JsonNode app, Binding binding, String id) {
        boolean waits = app.path("spaceId").asText("").isEmpty();
        if (!waits) {
            remember(binding, id);
        }
        return waits;
    }

    /** An app that is somebody's by now stays theirs. */
    private static Step handOver(String id, String called, Value owner) {
        return Step.updatesIf("set owner of app " + called, binding -> app(binding, id)
                        .filter(app -> isUnclaimed(app, binding))
                        .map(app -> binding.idOf(StagedAppRuleKind.USER, owner))
                        .map(user -> QlikRequest.of(Operations.UPDATE_APP_OWNER)
                                .path("appId", id)
                                .json(JsonValues.object().put("ownerId", user))))
                .then((reply, binding) -> remember(binding, id));
    }

    private static boolean isUnclaimed(JsonNode app, Binding binding) {
        String owner = app.path("ownerId").asText("");
        return owner.isEmpty() || owner.equals(binding.qlik().identity().userId());
    }

    private static Optional<JsonNode> app(Binding binding, String id) {
        return Reads.one(binding.qlik(), QlikRequest.of(Operations.GET_APP_INFO).path("appId", id))
                .map(app -> app.path("attributes"));
    }

    private String spaceId(Binding binding) {
        return binding.idOf(
                StagedAppRuleKind.SPACE, rule.desired().spec().get("space").orElse(Value.nothing()));
    }

    private static void remember(Binding binding, String id) {
        List<Value> moved = new ArrayList<>();
        binding.value(MOVED).ifPresent(any -> binding.remembered(MOVED)
                .filter(Value.Items.class::isInstance)
                .ifPresent(before -> moved.addAll(((Value.Items) before).values())));
        Value app = Value.text(id);
        if (!moved.contains(app)) {
            moved.add(app);
        }
        binding.value(MOVED, "yes");
        binding.remember(MOVED, new Value.Items(moved));
    }
}
