package truekeel.kinds.automation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.model.Value;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.plan.Note;

/** What people should know of a change of an automation: what a move costs, and which connections wait for them. */
final class AutomationNotes {
    private AutomationNotes() {}

    static List<Note> of(Change change, Look look) {
        if (change.action() != Action.CREATE && change.action() != Action.UPDATE) {
            return List.of();
        }
        List<Note> notes = new ArrayList<>();
        Value.Fields spec = change.desired().orElseThrow().spec();
        String self = look.qlik().identity().userId();
        boolean foreign = change.live()
                .flatMap(live -> live.facts().text(Seen.OWNER_ID))
                .filter(owner -> !owner.isEmpty() && !owner.equals(self))
                .isPresent();
        boolean handsOver =
                change.action() == Action.UPDATE && change.differing().contains("owner");
        if (handsOver || (foreign && spec.flag("takeOwnership").orElse(false))) {
            notes.add(new Note(
                    change.ref(),
                    Note.Code.CHANGES_OWNER,
                    "The automation is moved to another owner, which drops its runs and detaches its connections."));
        }
        List<String> waiting = waiting(spec, look);
        if (!waiting.isEmpty()) {
            notes.add(new Note(
                    change.ref(),
                    Note.Code.NEEDS_PERSON,
                    "A person must connect in Qlik: " + String.join(", ", waiting) + "."));
        }
        return notes;
    }

    /** Asked only where the manifest names connections. */
    private static List<String> waiting(Value.Fields spec, Look look) {
        Value.Fields wanted = spec.fields(Table.CONNECTIONS);
        if (wanted.isEmpty() || !spec.has("source")) {
            return List.of();
        }
        Connections connections = Connections.of(look);
        List<String> waiting = new ArrayList<>();
        wanted.values().forEach((name, fields) -> {
            List<String> meant = connections.meant(name, (Value.Fields) fields, Optional.empty());
            if (!meant.isEmpty() && meant.stream().noneMatch(connections::isConnected)) {
                waiting.add(name);
            }
        });
        return waiting;
    }
}
