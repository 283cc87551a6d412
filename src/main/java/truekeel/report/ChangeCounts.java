package truekeel.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import truekeel.plan.Action;
import truekeel.plan.Change;

/** How many changes there are of each action; actions without any are left out. */
public record ChangeCounts(Map<Action, Integer> byAction) {
    public ChangeCounts {
        byAction = Map.copyOf(byAction);
    }

    public static ChangeCounts of(Collection<Change> changes) {
        Map<Action, Integer> counts = new EnumMap<>(Action.class);
        changes.forEach(change -> counts.merge(change.action(), 1, Integer::sum));
        return new ChangeCounts(counts);
    }

    public int of(Action action) {
        return byAction.getOrDefault(action, 0);
    }

    public int writes() {
        return of(Action.CREATE) + of(Action.UPDATE) + of(Action.RECREATE) + of(Action.DELETE);
    }

    /** For people, such as {@code 1 to create, 2 to update}; actions without changes are left out. */
    public String words() {
        List<String> words = new ArrayList<>();
        for (Action action : Action.values()) {
            if (of(action) > 0) {
                words.add(of(action) + " to " + action.word());
            }
        }
        return words.isEmpty() ? "nothing to do" : String.join(", ", words);
    }
}
