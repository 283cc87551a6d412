package truekeel.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.Kinds;
import truekeel.model.KindName;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;
import truekeel.plan.Change;
import truekeel.plan.Plan;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.report.Cost;
import truekeel.store.Journal;

/**
 * The imports that Qlik allows a tenant in a day. When its day begins is not published, and other people's imports
 * cannot be seen: so ours of the last 24 hours are counted.
 */
final class DailyImports {
    private static final Duration DAY = Duration.ofHours(24);

    private final Kinds kinds;
    private final Journal journal;
    private final int perDay;

    DailyImports(Kinds kinds, Journal journal, int perDay) {
        this.kinds = kinds;
        this.journal = journal;
        this.perDay = perDay;
    }

    /** What the plan takes of them; empty for one that imports nothing. */
    Optional<Cost.Imports> of(TenantName tenant, Plan plan, Instant now) {
        List<Change> importing = importing(plan);
        return importing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Cost.Imports(importing.size(), perDay, used(tenant, importing, now)));
    }

    /** Refuses the imports that do not fit, the last ones of the plan. */
    Optional<Refusal> objection(TenantName tenant, Plan plan, Instant now) {
        List<Change> importing = importing(plan);
        int used = importing.isEmpty() ? 0 : used(tenant, importing, now);
        int left = Math.max(0, perDay - used);
        if (importing.size() <= left) {
            return Optional.empty();
        }
        List<ResourceRef> over = importing.stream().skip(left).map(Change::ref).toList();
        return Optional.of(new Refusal(
                RefusalCode.IMPORTS_EXCEEDED,
                Refusal.Scope.SUBJECTS,
                over,
                "The plan imports " + importing.size() + " apps, and the tenant takes " + perDay
                        + " in a day: Truekeel imported " + used + " in the last 24 hours, which leaves "
                        + left + ".",
                "They are imported in later runs. Where the tenant's edition allows more, set"
                        + " truekeel.qlik.imports-per-day.",
                false));
    }

    private List<Change> importing(Plan plan) {
        return plan.writes()
                .filter(change -> kinds.find(change.kind())
                        .flatMap(kind -> kind.rationed(change))
                        .isPresent())
                .toList();
    }

    /** All imports count alike, whatever they are called. */
    private int used(TenantName tenant, List<Change> importing, Instant now) {
        return importing.stream()
                .map(change -> new Counted(
                        change.kind(),
                        kinds.kind(change.kind()).rationed(change).orElseThrow()))
                .distinct()
                .mapToInt(counted -> journal.sentSince(tenant, counted.kind(), counted.step(), now.minus(DAY)))
                .sum();
    }

    private record Counted(KindName kind, String step) {}
}
