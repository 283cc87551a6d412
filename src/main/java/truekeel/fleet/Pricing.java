package truekeel.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import truekeel.kinds.Kinds;
import truekeel.kinds.Step;
import truekeel.plan.Change;
import truekeel.plan.Plan;
import truekeel.qlik.Operation;
import truekeel.qlik.RateBudget;
import truekeel.report.Cost;

/** Prices a plan before it runs: every step of a change is a write at most, and each changed object is read again. */
final class Pricing {
    private final Kinds kinds;

    Pricing(Kinds kinds) {
        this.kinds = kinds;
    }

    /**
     * What the whole plan takes, as if nothing stood against it. The time is what the budget that the calls will wait
     * for asks from now on, limits of single operations included.
     */
    Cost of(Plan plan, RateBudget budget) {
        List<Change> writing = plan.writes().toList();
        List<Step> steps = writing.stream()
                .filter(change -> !ProvisioningPlan.isOneCall(change))
                .flatMap(change -> kinds.kind(change.kind()).steps(change).stream())
                .toList();
        long apart = writing.stream().filter(ProvisioningPlan::isOneCall).count();
        Map<Operation, Long> limited = steps.stream()
                .map(Step::limited)
                .flatMap(Optional::stream)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        long plain =
                apart + steps.stream().filter(step -> step.limited().isEmpty()).count();
        Duration time = budget.price(writing.size(), plain, limited);
        return new Cost(writing.size(), (int) apart + steps.size(), time);
    }
}
