package truekeel.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import truekeel.model.Desired;
import truekeel.model.Live;
import truekeel.model.Owned;
import truekeel.model.ReconcilePolicy.Prune;
import truekeel.model.ResourceRef;

/** Laws of planning, whatever the tenant holds. */
class PlannerPropertyTest {

    @Property
    void whatIsAsDeclaredIsLeftAlone(@ForAll("seen") Scene scene) {
        // given
        Scene agreed = new Scene(
                scene.places().stream()
                        .map(place -> new Scene.Place(
                                place.kind(),
                                place.name(),
                                Scene.Wish.PRESENT,
                                place.wanted(),
                                false,
                                List.of(new Scene.Thing(place.name(), place.wanted(), true, "")),
                                Scene.Line.CREATED,
                                place.needs()))
                        .toList(),
                scene.seeing(),
                scene.prune(),
                scene.pruneKinds());

        // when
        Plan plan = Planner.plan(agreed.input());

        // then
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.refusals()).isEmpty();
        assertThat(plan.resources()).extracting(ResourceState::state).containsOnly(DriftState.IN_SYNC);
    }

    @Property
    void aSecondPlanOverThePredictedStateIsEmpty(@ForAll("seen") Scene scene) {
        // given
        Plan plan = Planner.plan(scene.input());
        Assume.that(plan.refusals().isEmpty());

        // when
        Plan second = Planner.plan(Predicted.after(scene, plan));

        // then
        assertThat(second.changes()).isEmpty();
        assertThat(second.refusals()).isEmpty();
    }

    @Property
    void aKindThatWasNotSeenInFullIsNotWrittenTo(@ForAll("any") Scene scene) {
        // when
        Plan plan = Planner.plan(scene.input());

        // then
        assertThat(plan.writes()).allSatisfy(change -> assertThat(scene.seeing().get(change.kind()))
                .isEqualTo(Scene.Seeing.COMPLETE));
        assertThat(plan.resources())
                .filteredOn(state -> scene.seeing().get(state.ref().kind()) != Scene.Seeing.COMPLETE)
                .extracting(ResourceState::state)
                .isSubsetOf(DriftState.UNKNOWN, DriftState.UNMANAGED);
    }

    @Property
    void nothingIsMadeWhileWhatItRefersToWasNotSeen(@ForAll("any") Scene scene) {
        // when
        Plan plan = Planner.plan(scene.input());

        // then
        assertThat(plan.changes())
                .filteredOn(change -> change.action() == Action.CREATE)
                .allSatisfy(change -> assertThat(change.dependsOn())
                        .allSatisfy(ref ->
                                assertThat(scene.seeing().get(ref.kind())).isEqualTo(Scene.Seeing.COMPLETE)));
    }

    @Property
    void whatWasSeenInPartIsNeitherWrittenToNorInSync(@ForAll("any") Scene scene) {
        // when
        Plan plan = Planner.plan(scene.input());

        // then
        assertThat(plan.writes()).allSatisfy(change -> assertThat(
                        change.live().map(Live::isFullyKnown).orElse(true))
                .isTrue());
    }

    @Property
    void nothingIsMadeThatTheTenantShowsUnderItsName(@ForAll("any") Scene scene) {
        // given
        Set<String> owned = scene.owned().stream().map(Owned::liveId).collect(Collectors.toSet());

        // when
        Plan plan = Planner.plan(scene.input());

        // then
        for (Change change : plan.changes()) {
            if (change.action() == Action.CREATE) {
                assertThat(scene.live(change.kind()))
                        .filteredOn(live -> live.keys().contains(change.key()))
                        .allMatch(live -> owned.contains(live.id()));
            }
        }
    }

    @Property
    void withoutPruneOnlyWhatIsDeclaredAbsentIsDeleted(@ForAll("any") Scene scene) {
        // when
        Plan plan = Planner.plan(scene.withPrune(Prune.NEVER).input());

        // then
        assertThat(plan.changes())
                .filteredOn(change -> change.action() == Action.DELETE)
                .allSatisfy(change ->
                        assertThat(change.desired().map(Desired::isAbsent)).contains(true));
    }

    @Property
    void pruningOrphansDeletesNothingButWhatWeMadeAndNobodyDeclares(@ForAll("any") Scene scene) {
        // given
        Set<String> made = scene.owned().stream()
                .filter(line -> line.origin() == Owned.Origin.CREATED)
                .map(Owned::liveId)
                .collect(Collectors.toSet());

        // when
        Plan plan = Planner.plan(scene.withPrune(Prune.ORPHANS).input());

        // then
        Set<ResourceRef> declared = scene.desired().stream().map(Desired::ref).collect(Collectors.toSet());
        assertThat(plan.changes())
                .filteredOn(change ->
                        change.action() == Action.DELETE && change.desired().isEmpty())
                .allSatisfy(change -> {
                    assertThat(made).contains(change.live().orElseThrow().id());
                    assertThat(declared).doesNotContain(change.ref());
                });
    }

    @Property
    void whatIsMarkedAsNeverDeletedIsNeverPruned(@ForAll("any") Scene scene) {
        // when
        Plan plan = Planner.plan(scene.input());

        // then
        assertThat(plan.changes())
                .filteredOn(change ->
                        change.action() == Action.DELETE && change.desired().isEmpty())
                .allSatisfy(
                        change -> assertThat(change.live().orElseThrow().facts().flag("neverDeleted"))
                                .isEmpty());
    }

    @Property
    void anObjectIsTouchedByOneChangeAtMost(@ForAll("any") Scene scene) {
        // when
        Plan plan = Planner.plan(scene.input());

        // then
        assertThat(plan.writes().flatMap(change -> change.live().map(Live::id).stream()))
                .doesNotHaveDuplicates();
        assertThat(plan.changes().stream()
                        .filter(change -> change.desired().isPresent())
                        .map(Change::ref))
                .doesNotHaveDuplicates();
    }

    @Property
    void everyDeclaredResourceHasOneStateAndSaysWhatIsDoneAboutIt(@ForAll("any") Scene scene) {
        // when
        Plan plan = Planner.plan(scene.input());

        // then
        Set<ResourceRef> written = plan.writes().map(Change::ref).collect(Collectors.toSet());
        for (Desired desired : scene.desired()) {
            List<ResourceState> states = plan.resources().stream()
                    .filter(state -> state.ref().equals(desired.ref()) && state.state() != DriftState.UNMANAGED)
                    .toList();
            assertThat(states).hasSize(1);
            assertThat(states.get(0).state())
                    .isIn(
                            DriftState.IN_SYNC,
                            DriftState.MISSING,
                            DriftState.MODIFIED,
                            DriftState.UNKNOWN,
                            DriftState.BLOCKED);
            boolean drifted =
                    states.get(0).state() == DriftState.MISSING || states.get(0).state() == DriftState.MODIFIED;
            assertThat(drifted).isEqualTo(written.contains(desired.ref()) || (drifted && desired.isAbsent()));
        }
    }

    @Property
    void theOrderInWhichThingsAreToldChangesNothing(@ForAll("any") Scene scene, @ForAll Random random) {
        // given
        Plan plan = Planner.plan(scene.input());

        // when
        Plan other = Planner.plan(scene.shuffled(random));

        // then
        assertThat(other.changes()).isEqualTo(plan.changes());
        assertThat(other.hash()).isEqualTo(plan.hash());
        assertThat(other.resources()).hasSameElementsAs(plan.resources());
        assertThat(other.refusals()).hasSameElementsAs(plan.refusals());
    }

    @Property
    void whatIsReferredToComesFirstAndDeletionsComeLast(@ForAll("any") Scene scene) {
        // when
        List<Change> changes = Planner.plan(scene.input()).changes();

        // then
        Map<ResourceRef, Integer> places = new LinkedHashMap<>();
        Set<ResourceRef> before = new HashSet<>();
        boolean deleting = false;
        int rank = Integer.MAX_VALUE;
        for (Change change : changes) {
            places.put(change.ref(), places.size());
            if (change.action() == Action.DELETE) {
                deleting = true;
                int own = PlanArbitraries.KINDS.indexOf(change.kind());
                assertThat(own).isLessThanOrEqualTo(rank);
                rank = own;
            } else {
                assertThat(deleting).isFalse();
            }
            Optional<ResourceRef> late = change.dependsOn().stream()
                    .filter(need -> !before.contains(need))
                    .filter(need -> changes.stream()
                            .anyMatch(other ->
                                    other.ref().equals(need) && other.action().writes()))
                    .findFirst();
            assertThat(late).isEmpty();
            before.add(change.ref());
        }
    }

    @Provide
    Arbitrary<Scene> any() {
        return Scene.any();
    }

    @Provide
    Arbitrary<Scene> seen() {
        return Scene.seen();
    }
}
