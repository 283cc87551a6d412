package truekeel.kinds.sharingtask;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.OwnersOnly;
import truekeel.kinds.Reads;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.WorkOperations;

/**
 * Report tasks and subscriptions, from one list of all of them. What people subscribe to by themselves is theirs: a
 * subscription of somebody else that nobody declares is not looked at.
 */
public final class SharingTaskKind implements Kind {
    static final KindName NAME = KindName.of("SharingTask");
    static final String REPORT = "template-sharing";
    private static final int MOST_RECIPIENTS = 100;

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public void observe(Look look, Consumer<Seen> each) {
        Reads.each(
                look,
                QlikRequest.of(WorkOperations.GET_SHARING_TASKS),
                id -> QlikRequest.of(WorkOperations.GET_SHARING_TASK).path("taskId", id),
                task -> {
                    Optional<Desired> declared = look.manifest(
                            NAME,
                            task.path("id").asText(),
                            task.path("name").asText(),
                            desired -> isOfType(desired, task));
                    boolean ours = task.path("owner")
                            .asText()
                            .equals(look.qlik().identity().userId());
                    if (ours
                            || declared.isPresent()
                            || task.path("type").asText().equals(REPORT)) {
                        each.accept(TaskView.seen(task, declared));
                    }
                });
    }

    private static boolean isOfType(Desired desired, JsonNode task) {
        return desired.spec().text("type").equals(Optional.of(task.path("type").asText()));
    }

    @Override
    public List<Step> steps(Change change) {
        return switch (change.action()) {
            case CREATE -> TaskSteps.create(change);
            case UPDATE -> TaskSteps.update(change);
            case DELETE -> List.of(TaskSteps.delete());
            case RECREATE -> TaskSteps.anew(change);
            case ADOPT, RELEASE -> List.of();
        };
    }

    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        if (change.action() == Action.DELETE || !change.action().writes()) {
            return Optional.empty();
        }
        Value.Fields spec = change.desired().orElseThrow().spec();
        int recipients = spec.fields("recipients").items("users").size()
                + spec.fields("recipients").items("emailAddresses").size();
        if (recipients > MOST_RECIPIENTS) {
            return Optional.of(Refusal.of(
                    RefusalCode.LIMIT_EXCEEDED,
                    change.ref(),
                    change.ref() + " has " + recipients + " recipients, and Qlik takes " + MOST_RECIPIENTS
                            + " at most.",
                    "Use groups of the app's distribution list, or split the task.",
                    false));
        }
        return change.action() == Action.CREATE ? switchedOff(change, look) : OwnersOnly.objection(change, look);
    }

    private static Optional<Refusal> switchedOff(Change change, Look look) {
        boolean on = look.qlik()
                .get(QlikRequest.of(WorkOperations.GET_SHARING_TASKS_SETTINGS))
                .path("enable-sharing")
                .asBoolean(true);
        return on
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        RefusalCode.FEATURE_OFF,
                        change.ref(),
                        change.ref() + " cannot be made: sharing is switched off in this tenant (enable-sharing).",
                        "Switch it on in the tenant's settings, or take the document away.",
                        false));
    }
}
