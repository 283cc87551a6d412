package truekeel.plan;

import java.util.List;
import truekeel.model.ResourceRef;

/**
 * A typed no, given before the first write.
 *
 * @param scope whether the whole plan stands still or only the subjects and what depends on them
 * @param liftedBy what would lift it, a full sentence
 * @param approvable whether approving the plan's hash lifts it
 */
public record Refusal(
        RefusalCode code,
        Scope scope,
        List<ResourceRef> subjects,
        String message,
        String liftedBy,
        boolean approvable) {

    /** How far a refusal reaches. */
    public enum Scope {
        PLAN,
        SUBJECTS
    }

    public Refusal {
        subjects = List.copyOf(subjects);
    }

    /** Stops the whole plan. */
    public static Refusal ofPlan(
            RefusalCode code, List<ResourceRef> subjects, String message, String liftedBy, boolean approvable) {
        return new Refusal(code, Scope.PLAN, subjects, message, liftedBy, approvable);
    }

    /** Stops one change and what depends on it. */
    public static Refusal of(
            RefusalCode code, ResourceRef subject, String message, String liftedBy, boolean approvable) {
        return new Refusal(code, Scope.SUBJECTS, List.of(subject), message, liftedBy, approvable);
    }
}
