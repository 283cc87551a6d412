package truekeel.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static truekeel.plan.PlanArbitraries.APP;
import static truekeel.plan.PlanArbitraries.GROUP;
import static truekeel.plan.PlanArbitraries.KINDS;
import static truekeel.plan.PlanArbitraries.SPACE;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import truekeel.model.Owned.Origin;
import truekeel.model.ResourceRef;

/** Laws of weighing a plan against objections. */
class AdmissionPropertyTest {
    private static final Set<String> NOBODY = Set.of();

    private static List<Refusal> standing(List<Refusal> objections, boolean approved) {
        return objections.stream()
                .filter(refusal -> !approved || !refusal.approvable())
                .toList();
    }

    private static boolean halts(List<Refusal> refusals) {
        return refusals.stream().anyMatch(refusal -> refusal.scope() == Refusal.Scope.PLAN);
    }

    @Property
    void anApprovalLiftsWhatCanBeLiftedAndNothingElse(
            @ForAll("any") Scene scene, @ForAll("objections") List<Refusal> objections, @ForAll boolean approved) {
        // given
        Plan plan = Planner.plan(scene.input());

        // when
        Admission admission = Admission.of(
                plan, objections, approved ? Set.of("other", plan.hash().hex()) : Set.of("other"));

        // then
        List<Refusal> expected = new ArrayList<>(plan.refusals());
        expected.addAll(standing(objections, approved));
        assertThat(admission.refusals()).isEqualTo(expected);
        assertThat(admission.approved()).isEqualTo(approved);
        assertThat(admission.isRefused()).isEqualTo(!expected.isEmpty());
        assertThat(admission.isHalted()).isEqualTo(halts(expected));
    }

    @Property
    void aHaltedPlanWritesNothingButFollowsWhatWasSeen(
            @ForAll("any") Scene scene, @ForAll("objections") List<Refusal> objections) {
        // given
        Plan plan = Planner.plan(scene.input());
        List<Refusal> halting = new ArrayList<>(objections);
        halting.add(Refusal.ofPlan(RefusalCode.OUTSIDE_WINDOW, List.of(), "Closed.", "Wait.", false));

        // when
        Admission admission = Admission.of(plan, halting, Set.of(plan.hash().hex()));

        // then
        assertThat(admission.admitted())
                .isEqualTo(plan.changes().stream()
                        .filter(change -> !change.action().writes())
                        .toList());
    }

    @Property
    void whatIsRefusedTakesItsDependentsWithItAndNothingElse(
            @ForAll("any") Scene scene, @ForAll("objections") List<Refusal> objections) {
        // given
        Plan plan = Planner.plan(scene.input());
        List<Refusal> single = objections.stream()
                .filter(refusal -> refusal.scope() == Refusal.Scope.SUBJECTS)
                .toList();

        // when
        List<Change> admitted = Admission.of(plan, single, NOBODY).admitted();

        // then
        Set<ResourceRef> stopped = new HashSet<>();
        single.forEach(refusal -> stopped.addAll(refusal.subjects()));
        plan.refusals().forEach(refusal -> stopped.addAll(refusal.subjects()));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Change change : plan.changes()) {
                boolean leans = change.dependsOn().stream().anyMatch(stopped::contains);
                grew |= leans && stopped.add(change.ref());
            }
        }
        assertThat(admitted)
                .isEqualTo(plan.changes().stream()
                        .filter(change -> !stopped.contains(change.ref()))
                        .toList());
    }

    @Property
    void withoutObjectionsEverythingMayRun(@ForAll("any") Scene scene) {
        // given
        Plan plan = Planner.plan(scene.input());
        Plan unopposed =
                new Plan(plan.tenant(), plan.revision(), plan.hash(), plan.changes(), plan.resources(), List.of());

        // then
        assertThat(Admission.of(unopposed, List.of(), NOBODY).admitted()).isEqualTo(plan.changes());
    }

    @Test
    void aChainOfDependentsStandsStillWithItsFirstLink() {
        // given
        Change first = PlanArbitraries.creation(GROUP, "a");
        Change second = PlanArbitraries.creation(SPACE, "b", "Group/a");
        Change third = PlanArbitraries.creation(APP, "c", "Space/b");
        Change other = PlanArbitraries.creation(APP, "d");
        Change quiet = new Change.Release(PlanArbitraries.owned(APP, "r", "1", Origin.CREATED), "gone");
        Plan plan = GuardsPropertyTest.plan(List.of(quiet, first, second, third, other));
        Refusal refusal = Refusal.of(RefusalCode.SELF_PRESERVATION, first.ref(), "No.", "Nothing.", false);

        // when
        Admission admission =
                Admission.of(plan, List.of(refusal), Set.of(plan.hash().hex()));

        // then
        assertThat(admission.admitted()).containsExactly(quiet, other);
        assertThat(admission.isHalted()).isFalse();
    }

    @Provide
    Arbitrary<List<Refusal>> objections() {
        Arbitrary<ResourceRef> refs = Combinators.combine(
                        Arbitraries.of(KINDS), Arbitraries.of("a", "b", "c", "d", "e"))
                .as(ResourceRef::new);
        return Combinators.combine(
                        Arbitraries.of(RefusalCode.class),
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.just(Refusal.Scope.SUBJECTS)),
                                Tuple.of(1, Arbitraries.just(Refusal.Scope.PLAN))),
                        refs.list().ofMaxSize(2),
                        Arbitraries.of(true, false))
                .as((code, scope, subjects, approvable) ->
                        new Refusal(code, scope, subjects, "No.", "Nothing.", approvable))
                .list()
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<Scene> any() {
        return Scene.any();
    }
}
