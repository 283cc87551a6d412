package truekeel.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.Binding;
import truekeel.kinds.Kinds;
import truekeel.kinds.Look;
import truekeel.plan.Change;
import truekeel.plan.Guards;
import truekeel.plan.Note;
import truekeel.plan.Plan;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.policy.Violation;
import truekeel.qlik.QlikException;
import truekeel.secret.SecretCode;
import truekeel.secret.SecretException;

/**
 * Everything that speaks against a plan before its first write: budgets, windows, policies, the licence, and what the
 * kinds know.
 */
public final class Objections {
    private final Kinds kinds;
    private final Entitlements entitlements;

    Objections(Kinds kinds, Entitlements entitlements) {
        this.kinds = kinds;
        this.entitlements = entitlements;
    }

    List<Refusal> against(Picture seen, TenantTask task, Look look, Instant now) {
        Plan plan = seen.plan();
        List<Refusal> all =
                inGeneral(plan, task, seen.violations(), look.owned().size(), now);
        all.addAll(entitlements.objections(seen, task));
        Claims claims = task.claims();
        plan.writes().forEach(change -> claims.refusal(
                        change.ref(), kinds.kind(change.kind()).needs())
                .ifPresent(all::add));
        plan.writes().forEach(change -> ask(change, plan, look)
                .or(() -> handOver(kinds, change, task.secrets()))
                .ifPresent(all::add));
        return all;
    }

    /** What the kinds have to say of a plan's changes; a kind that cannot look says nothing. */
    List<Note> notes(Plan plan, Look look) {
        return plan.writes().flatMap(change -> told(change, look).stream()).toList();
    }

    private List<Note> told(Change change, Look look) {
        try {
            return kinds.kind(change.kind()).notes(change, look);
        } catch (QlikException unseen) {
            return List.of();
        }
    }

    /** Those that need no look at the tenant. */
    static List<Refusal> inGeneral(
            Plan plan, TenantTask task, List<Violation> violations, int inventorySize, Instant now) {
        List<Refusal> all =
                new ArrayList<>(Guards.objections(plan, task.wanted().policy().budget(), inventorySize));
        Windows.objection(plan, task.wanted().policy().windows(), now).ifPresent(all::add);
        policies(plan, violations).ifPresent(all::add);
        return all;
    }

    private static Optional<Refusal> policies(Plan plan, List<Violation> violations) {
        List<Violation> blocking =
                violations.stream().filter(Violation::isBlocking).toList();
        if (blocking.isEmpty() || plan.isEmpty()) {
            return Optional.empty();
        }
        Violation first = blocking.get(0);
        return Optional.of(Refusal.ofPlan(
                RefusalCode.POLICY_VIOLATION,
                blocking.stream().map(Violation::subject).distinct().toList(),
                blocking.size() + " policy violations, such as " + first.policy() + ": " + first.message(),
                "Change the manifests so that they keep to the policy, or change the policy.",
                false));
    }

    /** Qlik shows a new secret once, so that it must be known beforehand that it can be put somewhere. */
    public static Optional<Refusal> handOver(Kinds kinds, Change change, Binding.Secrets secrets) {
        Optional<String> name = kinds.kind(change.kind()).handsOver(change);
        try {
            name.ifPresent(entry -> secrets.sink().check(entry));
            return Optional.empty();
        } catch (SecretException problem) {
            boolean missing = problem.code() == SecretCode.SECRET_SINK_MISSING;
            return Optional.of(Refusal.of(
                    missing ? RefusalCode.SECRET_SINK_MISSING : RefusalCode.SECRET_SINK_UNUSABLE,
                    change.ref(),
                    String.valueOf(problem.getMessage()),
                    "Name a folder that can be written to: truekeel.secrets.sink=dir:/…",
                    false));
        }
    }

    /** A kind that cannot look cannot vouch for the change. */
    private Optional<Refusal> ask(Change change, Plan plan, Look look) {
        try {
            return kinds.kind(change.kind()).objection(change, plan.changes(), look);
        } catch (QlikException problem) {
            return Optional.of(Refusal.of(
                    RefusalCode.DELETE_NEEDS_COMPLETE_VIEW,
                    change.ref(),
                    "What " + change.ref() + " holds could not be seen: " + problem.getMessage(),
                    "It is tried again in the next run.",
                    false));
        }
    }
}
