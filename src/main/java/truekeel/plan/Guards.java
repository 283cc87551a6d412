package truekeel.plan;

import java.util.ArrayList;
import java.util.List;
import truekeel.model.Metadata;
import truekeel.model.ReconcilePolicy.Budget;

/**
 * The objections that follow from the plan alone: budgets and protection. What must look at Qlik is asked of the kinds.
 */
public final class Guards {
    /** Percentages say little of small inventories; they bind from this many objects up. */
    static final int PERCENTAGES_BIND_FROM = 20;

    private Guards() {}

    /** Every objection to the plan, for an inventory of the given size. */
    public static List<Refusal> objections(Plan plan, Budget budget, int inventorySize) {
        List<Refusal> refusals = new ArrayList<>();
        deletes(plan, budget, inventorySize, refusals);
        updates(plan, budget, inventorySize, refusals);
        plan.changes().stream()
                .filter(change -> change.action().destroys())
                .filter(change -> change.desired()
                        .map(desired -> desired.metadata().isProtected())
                        .orElse(false))
                .forEach(change -> refusals.add(Refusal.of(
                        RefusalCode.PROTECTED,
                        change.ref(),
                        change.ref() + " is protected and would be deleted.",
                        "Remove the annotation " + Metadata.PROTECT + " in Git first.",
                        false)));
        return refusals;
    }

    private static void deletes(Plan plan, Budget budget, int size, List<Refusal> refusals) {
        int removals = plan.writes().mapToInt(Change::removals).sum();
        int most = budget.maxDeletes();
        if (size >= PERCENTAGES_BIND_FROM) {
            most = Math.min(most, size * budget.maxDeletesPercent() / 100);
        }
        if (removals > most) {
            refusals.add(Refusal.ofPlan(
                    RefusalCode.BUDGET_DELETES,
                    plan.writes()
                            .filter(change -> change.removals() > 0)
                            .map(Change::ref)
                            .toList(),
                    "The plan takes away " + removals + " objects or members; the budget allows " + most + " of " + size
                            + " owned objects.",
                    "Raise spec.reconcile.budget.maxDeletes or maxDeletesPercent, or approve plan " + plan.hash() + ".",
                    true));
        }
    }

    private static void updates(Plan plan, Budget budget, int size, List<Refusal> refusals) {
        List<Change> updates = plan.writes()
                .filter(change -> change.action() == Action.UPDATE || change.action() == Action.RECREATE)
                .toList();
        int most = size * budget.maxUpdatesPercent() / 100;
        if (size >= PERCENTAGES_BIND_FROM && updates.size() > most) {
            refusals.add(Refusal.ofPlan(
                    RefusalCode.BUDGET_UPDATES,
                    updates.stream().map(Change::ref).toList(),
                    "The plan updates " + updates.size() + " of " + size + " owned objects; the budget allows " + most
                            + ".",
                    "Raise spec.reconcile.budget.maxUpdatesPercent, or approve plan " + plan.hash() + ".",
                    true));
        }
    }
}
