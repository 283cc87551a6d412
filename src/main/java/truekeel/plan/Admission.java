package truekeel.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import truekeel.model.ResourceRef;

/**
 * A plan after the guards: what may run, and every refusal that stands.
 *
 * @param admitted the changes that may run, in the plan's order
 * @param refusals those of the planner and of the guards, without the ones that an approval lifted
 * @param approved whether the tenant approves exactly this plan
 * @param notes what else its changes mean, in the plan's order
 */
public record Admission(Plan plan, List<Change> admitted, List<Refusal> refusals, boolean approved, List<Note> notes) {
    public Admission {
        admitted = List.copyOf(admitted);
        refusals = List.copyOf(refusals);
        notes = List.copyOf(notes);
    }

    /** One of whose changes there is nothing else to say. */
    public Admission(Plan plan, List<Change> admitted, List<Refusal> refusals, boolean approved) {
        this(plan, admitted, refusals, approved, List.of());
    }

    public Admission with(List<Note> told) {
        return new Admission(plan, admitted, refusals, approved, told);
    }

    /** What else a change means. */
    public List<Note> notes(Change change) {
        return notes.stream().filter(note -> note.about().equals(change.ref())).toList();
    }

    /** Whether something that may run sends anything to Qlik. */
    public boolean writes() {
        return admitted.stream().anyMatch(change -> change.action().writes());
    }

    /** Whether something in the plan may not run. */
    public boolean isRefused() {
        return !refusals.isEmpty();
    }

    /** Whether the plan as a whole stands still. */
    public boolean isHalted() {
        return refusals.stream().anyMatch(refusal -> refusal.scope() == Refusal.Scope.PLAN);
    }

    /**
     * Weighs a plan against objections. An approval of the plan's hash lifts those that can be lifted; what remains
     * stops the plan, or its subjects and all that depends on them.
     */
    public static Admission of(Plan plan, List<Refusal> objections, Set<String> approvedHashes) {
        boolean approved = approvedHashes.contains(plan.hash().hex());
        List<Refusal> standing = objections.stream()
                .filter(refusal -> !(approved && refusal.approvable()))
                .toList();
        boolean halted = standing.stream().anyMatch(refusal -> refusal.scope() == Refusal.Scope.PLAN);
        List<Change> admitted = halted ? quietOnly(plan) : without(plan, standing);
        List<Refusal> all = new ArrayList<>(plan.refusals());
        all.addAll(standing);
        return new Admission(plan, admitted, all, approved);
    }

    /** The inventory may follow what was seen even while nothing may be written. */
    private static List<Change> quietOnly(Plan plan) {
        return plan.changes().stream()
                .filter(change -> !change.action().writes())
                .toList();
    }

    private static List<Change> without(Plan plan, List<Refusal> standing) {
        Set<ResourceRef> withheld = new HashSet<>();
        standing.forEach(refusal -> withheld.addAll(refusal.subjects()));
        plan.refusals().forEach(refusal -> withheld.addAll(refusal.subjects()));
        return plan.changes().stream()
                .filter(change -> {
                    boolean stays = withheld.contains(change.ref())
                            || change.dependsOn().stream().anyMatch(withheld::contains);
                    if (stays) {
                        withheld.add(change.ref());
                    }
                    return !stays;
                })
                .toList();
    }
}
