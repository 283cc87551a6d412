package truekeel.fleet;

import java.time.Instant;
import java.util.List;
import truekeel.kinds.Survey;
import truekeel.plan.Observation;
import truekeel.plan.Plan;
import truekeel.policy.Violation;

/**
 * A look at a tenant and what follows from it.
 *
 * @param taken when the look began, on the tenant's clock; that of the first look of a run, also after a second one at
 *     what was touched
 */
record Picture(Survey survey, Plan plan, List<Violation> violations, Instant taken) {
    Picture {
        violations = List.copyOf(violations);
    }

    /** Whether there was anything to look at. */
    boolean hasAsked() {
        return !survey.observations().isEmpty();
    }

    /** Whether nothing could be seen. */
    boolean isBlind() {
        return survey.observations().values().stream().allMatch(Observation.Unavailable.class::isInstance);
    }
}
