package truekeel.kinds.automation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Reads;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.kinds.Trail;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.plan.Change;
import truekeel.plan.Note;
import truekeel.plan.Refusal;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.WorkOperations;

/**
 * Automations. The list tells all but their blocks and schedules; those are read one by one of declared automations
 * only, or of all for an export. Only its owner may read and change an automation, so that one of somebody else is
 * compared as far as the list tells it.
 */
public final class AutomationKind implements Kind {
    static final KindName NAME = KindName.of("Automation");

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public void observe(Look look, Consumer<Seen> each) {
        List<JsonNode> listed = new ArrayList<>();
        Reads.each(
                look,
                QlikRequest.of(WorkOperations.GET_AUTOMATIONS).query("listAll", "true"),
                id -> QlikRequest.of(WorkOperations.GET_AUTOMATION).path("id", id),
                listed::add);
        boolean connects = look.whole()
                || look.declared(NAME).stream()
                        .anyMatch(desired ->
                                !desired.spec().fields(Table.CONNECTIONS).isEmpty());
        Connections connections = connects ? Connections.of(look) : Connections.NONE;
        AutomationView view = new AutomationView(look, connections);
        look.branches().map(listed, automation -> seen(look, view, automation)).forEach(each);
    }

    private static Seen seen(Look look, AutomationView view, JsonNode listed) {
        String id = listed.path("id").asText();
        Optional<Desired> declared = view.declared(id, listed.path("name").asText());
        boolean needed =
                look.whole() || declared.filter(AutomationView::needsWhole).isPresent();
        if (!needed) {
            return view.seen(listed, declared, false);
        }
        try {
            JsonNode whole = look.qlik()
                    .get(QlikRequest.of(WorkOperations.GET_AUTOMATION).path("id", id));
            return view.seen(whole, declared, true);
        } catch (QlikException.Denied foreign) {
            // it belongs to another user: only what the list tells can be compared
            return view.seen(listed, declared, false);
        } catch (QlikException problem) {
            return view.seen(listed, declared, false).unknownBecause(problem);
        }
    }

    @Override
    public List<Trail> trails() {
        return List.of(Trail.of("automation"));
    }

    @Override
    public List<Step> steps(Change change) {
        return AutomationSteps.of(change);
    }

    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        return AutomationGuard.objection(change, look);
    }

    @Override
    public List<Note> notes(Change change, Look look) {
        return AutomationNotes.of(change, look);
    }
}
