package truekeel.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import truekeel.kinds.Kinds;
import truekeel.plan.Change;
import truekeel.plan.Plan;
import truekeel.qlik.RateBudget;
import truekeel.report.Cost;

/** Prices a plan before it runs: every step of a change is a write at most, and each changed object is read again. */
final class Pricing {
    private final Kinds kinds;

    Pricing(Kinds kinds) {
        this.kinds = kinds;
    }

    /** What the whole plan takes, as if nothing stood against it; the time counts what the budget has used already. */
    Cost of(Plan plan, RateBudget budget) {
        List<Change> writing = plan.writes().toList();
        int reads = writing.size();
        int writes = writing.stream()
                .mapToInt(change -> kinds.kind(change.kind()).steps(change).size())
                .sum();
        Duration time = budget.price(reads, writes, Map.of());
        return new Cost(reads, writes, time);
    }
}
