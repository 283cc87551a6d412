package truekeel.kinds.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Reads;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.kinds.Trail;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.plan.Note;
import truekeel.plan.Refusal;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;
import truekeel.qlik.WorkOperations;

/**
 * Tasks of the scheduling API. One list tells everything of them. Reload tasks of the older API are shown beside them
 * where a tenant still has some, and never touched.
 */
public final class TaskKind implements Kind {
    static final KindName NAME = KindName.of("Task");
    static final KindName APP = KindName.of("App");

    /** Tenants that do not know the older API any more; asked once as long as we speak with them. */
    private final Set<QlikTenant> withoutOlder =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public void observe(Look look, Consumer<Seen> each) {
        Value.Fields deployments = Reawakening.deployments(look);
        Reads.each(
                look,
                QlikRequest.of(WorkOperations.GET_TASKS),
                id -> QlikRequest.of(WorkOperations.GET_TASK).path("id", id),
                task -> each.accept(TaskView.seen(task, deployments)));
        if (look.only().isEmpty() && !withoutOlder.contains(look.qlik())) {
            older(look.qlik(), each);
        }
    }

    /** What the older API holds is told as far as it can be: that it cannot is no reason to know less of the tasks. */
    private void older(QlikTenant qlik, Consumer<Seen> each) {
        try {
            qlik.list(QlikRequest.of(WorkOperations.GET_RELOAD_TASKS), task -> each.accept(olderOne(task)));
        } catch (QlikException.Missing gone) {
            withoutOlder.add(qlik);
        } catch (QlikException untold) {
            return;
        }
    }

    private static Seen olderOne(JsonNode task) {
        String id = task.path("id").asText();
        Value.Fields spec = Value.Fields.EMPTY
                .with("name", Value.text("reload task " + id))
                .with("app", Kind.reference(task.path("appId").asText()));
        return new Seen(
                id,
                spec,
                Value.Fields.EMPTY.with(Live.NEVER_DELETED, Value.flag(true)),
                Optional.of("It is a reload task of the older API, which Qlik has given up. Qlik switches it off once"
                        + " its app has a Task; declare one in its place."));
    }

    @Override
    public List<Trail> trails() {
        return List.of(Trail.of("scheduling.task"));
    }

    @Override
    public List<Step> steps(Change change) {
        return TaskSteps.of(change);
    }

    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        return Reawakening.objection(change, look).or(() -> Room.objection(change, plan, look));
    }

    /** Qlik makes whoever changes a task its owner, in whose name it runs from then on. */
    @Override
    public List<Note> notes(Change change, Look look) {
        boolean foreign = change.action() == Action.UPDATE
                && change.live()
                        .flatMap(live -> live.facts().text(Seen.OWNER_ID))
                        .filter(owner -> !owner.isEmpty())
                        .filter(owner -> !owner.equals(look.qlik().identity().userId()))
                        .isPresent();
        return foreign
                ? List.of(new Note(
                        change.ref(),
                        Note.Code.CHANGES_OWNER,
                        "The task belongs to another user. The change makes Truekeel's user its owner, in whose name it"
                                + " runs from then on."))
                : List.of();
    }
}
