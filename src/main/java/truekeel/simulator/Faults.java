package truekeel.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The planned faults of one simulator. The first that matches and is neither waiting nor spent hits. Thread-safe. */
public final class Faults {

    private static final class Plan {
        private final Fault fault;
        private int seen;
        private int hits;

        Plan(Fault fault) {
            this.fault = fault;
        }

        boolean hitsNow() {
            seen++;
            if (seen <= fault.skip() || isSpent()) {
                return false;
            }
            hits++;
            return true;
        }

        boolean isSpent() {
            return fault.times() >= 0 && hits >= fault.times();
        }
    }

    private final List<Plan> plans = new ArrayList<>();

    public synchronized void add(Fault fault) {
        plans.add(new Plan(fault));
    }

    /** Those not spent yet, in the order they were added. */
    public synchronized List<Fault> list() {
        return plans.stream()
                .filter(plan -> !plan.isSpent())
                .map(plan -> plan.fault)
                .toList();
    }

    public synchronized void clear() {
        plans.clear();
    }

    synchronized Optional<Fault> next(Call call) {
        for (Plan plan : plans) {
            if (plan.fault.matches(call) && plan.hitsNow()) {
                return Optional.of(plan.fault);
            }
        }
        plans.removeIf(Plan::isSpent);
        return Optional.empty();
    }
}
