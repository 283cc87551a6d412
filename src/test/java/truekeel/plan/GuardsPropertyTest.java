package truekeel.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static truekeel.plan.PlanArbitraries.SPACE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.Live;
import truekeel.model.Metadata;
import truekeel.model.Owned.Origin;
import truekeel.model.ReconcilePolicy.Budget;
import truekeel.model.Revision;
import truekeel.model.TenantName;
import truekeel.model.Value;

/** Laws of budgets and protection. */
class GuardsPropertyTest {
    private static final Budget ALL = new Budget(10_000, 100, 100);

    static Plan plan(List<Change> changes) {
        return new Plan(
                TenantName.of("acme"),
                new Revision("folder-test"),
                PlanHash.over(changes),
                changes,
                List.of(),
                List.of());
    }

    private static List<RefusalCode> objections(List<Change> changes, Budget budget, int size) {
        return Guards.objections(plan(changes), budget, size).stream()
                .map(Refusal::code)
                .toList();
    }

    private static List<Change> deletes(int count) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            changes.add(PlanArbitraries.delete(SPACE, "d" + i));
        }
        return changes;
    }

    private static List<Change> updates(int count) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            changes.add(PlanArbitraries.update(
                    SPACE,
                    "u" + i,
                    List.of(new FieldDiff(FieldPath.parse("/description"), Value.text("b"), Value.text("a")))));
        }
        return changes;
    }

    private static FieldDiff lostMember(int number) {
        return new FieldDiff(
                FieldPath.parse("/members").child("user=u" + number),
                Value.nothing(),
                Value.Fields.EMPTY.with("user", Value.text("u" + number)));
    }

    @Property
    void whatIsMadeCostsNoBudget(@ForAll @IntRange(max = 60) int creates, @ForAll @IntRange(max = 60) int size) {
        // given
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < creates; i++) {
            changes.add(PlanArbitraries.creation(SPACE, "c" + i));
        }

        // then
        assertThat(objections(changes, new Budget(0, 0, 0), size)).isEmpty();
    }

    @Property
    void deletesAreBoundByTheirNumberAndFromTwentyObjectsUpByTheirShare(
            @ForAll @IntRange(max = 40) int deletes,
            @ForAll @IntRange(max = 40) int most,
            @ForAll @IntRange(max = 100) int percent,
            @ForAll @IntRange(max = 100) int size) {
        // given
        boolean byNumber = deletes > most;
        boolean byShare = size >= 20 && deletes * 100 > size * percent;

        // when
        List<RefusalCode> refused = objections(deletes(deletes), new Budget(most, percent, 0), size);

        // then
        assertThat(refused.contains(RefusalCode.BUDGET_DELETES)).isEqualTo(byNumber || byShare);
        assertThat(refused).doesNotContain(RefusalCode.BUDGET_UPDATES);
    }

    @Property
    void updatesAreBoundByTheirShareFromTwentyObjectsUp(
            @ForAll @IntRange(max = 60) int updates,
            @ForAll @IntRange(max = 100) int percent,
            @ForAll @IntRange(max = 100) int size) {
        // when
        List<RefusalCode> refused = objections(updates(updates), new Budget(0, 0, percent), size);

        // then
        assertThat(refused.contains(RefusalCode.BUDGET_UPDATES))
                .isEqualTo(size >= 20 && updates * 100 > size * percent);
        assertThat(refused).doesNotContain(RefusalCode.BUDGET_DELETES);
    }

    @Property
    void aMemberTakenAwayCountsAsADelete(
            @ForAll @IntRange(max = 10) int members,
            @ForAll @IntRange(max = 10) int deletes,
            @ForAll @IntRange(max = 20) int most) {
        // given
        List<FieldDiff> lost = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            lost.add(lostMember(i));
        }
        List<Change> changes = new ArrayList<>(deletes(deletes));
        changes.add(PlanArbitraries.update(SPACE, "s", lost));
        changes.add(PlanArbitraries.creation(SPACE, "new"));

        // when
        List<Refusal> refused = Guards.objections(plan(changes), new Budget(most, 100, 100), 0);

        // then
        assertThat(refused.isEmpty()).isEqualTo(members + deletes <= most);
        refused.forEach(refusal -> {
            assertThat(refusal.message())
                    .contains(" " + (members + deletes) + " objects")
                    .contains("allows " + most);
            assertThat(refusal.subjects()).hasSize(deletes + (members > 0 ? 1 : 0));
            assertThat(refusal.approvable()).isTrue();
            assertThat(refusal.scope()).isEqualTo(Refusal.Scope.PLAN);
        });
    }

    @Property
    void whatOnlyTheInventoryFollowsCostsNothing(@ForAll @IntRange(max = 40) int releases) {
        // given
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < releases; i++) {
            changes.add(
                    new Change.Release(PlanArbitraries.owned(SPACE, "r" + i, "1", Origin.CREATED), "no longer ours"));
        }

        // then
        assertThat(objections(changes, new Budget(0, 0, 0), releases)).isEmpty();
    }

    @Test
    void aRecreateIsADeleteAndAnUpdate() {
        List<Change> changes = List.of(PlanArbitraries.recreate(SPACE, "r"));

        assertThat(objections(changes, new Budget(0, 0, 0), 20))
                .containsExactly(RefusalCode.BUDGET_DELETES, RefusalCode.BUDGET_UPDATES);
        assertThat(changes.get(0).removals()).isEqualTo(1);
    }

    @Test
    void aRecreateCountsWhatItTakesAwayBesides() {
        Change.Recreate plain = PlanArbitraries.recreate(SPACE, "r");
        List<FieldDiff> fields = new ArrayList<>(plain.fields());
        fields.add(lostMember(1));
        Change recreate = new Change.Recreate(plain.of(), plain.from(), fields, "differs", Set.of());

        assertThat(recreate.removals()).isEqualTo(2);
    }

    @Test
    void listsThatAreClearedLoseAllTheyHeld() {
        Value three = new Value.Items(List.of(Value.text("a"), Value.text("b"), Value.text("c")));
        FieldPath path = FieldPath.parse("/scopes");

        assertThat(new FieldDiff(path, Value.nothing(), three).removals()).isEqualTo(3);
        assertThat(new FieldDiff(path, three, Value.nothing()).removals()).isZero();
        assertThat(new FieldDiff(path, Value.text("x"), three).removals()).isZero();
        assertThat(new FieldDiff(path, Value.nothing(), Value.text("x")).removals())
                .isZero();
    }

    @Test
    void protectedObjectsAreNeitherDeletedNorMadeAnew() {
        // given
        Desired kept = PlanArbitraries.desired(
                SPACE, "kept", Value.Fields.EMPTY, Desired.Lifecycle.PRESENT, Map.of(Metadata.PROTECT, "true"));
        Desired free = PlanArbitraries.desired(
                SPACE, "free", Value.Fields.EMPTY, Desired.Lifecycle.PRESENT, Map.of(Metadata.PROTECT, "false"));

        // when
        List<Refusal> made = objections(new Change.Recreate(kept, live("kept"), List.of(), "", Set.of()));
        List<Refusal> deleted =
                objections(new Change.Delete(kept.ref(), live("kept"), Optional.of(kept), "", Set.of()));
        List<Refusal> others = objections(
                new Change.Create(kept, "", Set.of()),
                new Change.Update(kept, live("kept"), List.of(), "", Set.of()),
                new Change.Delete(free.ref(), live("free"), Optional.of(free), "", Set.of()),
                PlanArbitraries.delete(SPACE, "undeclared"));

        // then
        assertThat(made).isEqualTo(deleted).hasSize(1);
        assertThat(made).allSatisfy(refusal -> {
            assertThat(refusal.code()).isEqualTo(RefusalCode.PROTECTED);
            assertThat(refusal.subjects()).containsExactly(kept.ref());
            assertThat(refusal.approvable()).isFalse();
            assertThat(refusal.scope()).isEqualTo(Refusal.Scope.SUBJECTS);
        });
        assertThat(others).isEmpty();
    }

    private static List<Refusal> objections(Change... changes) {
        return Guards.objections(plan(List.of(changes)), ALL, 0);
    }

    @Test
    void budgetsNameTheirSubjectsAndThePlanToApprove() {
        // given
        Plan plan = plan(updates(11));

        // when
        Refusal refusal = Guards.objections(plan, new Budget(0, 0, 50), 20).get(0);

        // then
        assertThat(refusal.subjects()).hasSize(11);
        assertThat(refusal.message()).isEqualTo("The plan updates 11 of 20 owned objects; the budget allows 10.");
        assertThat(refusal.liftedBy()).endsWith("approve plan " + plan.hash() + ".");
    }

    private static Live live(String name) {
        return PlanArbitraries.live(SPACE, "1", name, Value.Fields.EMPTY);
    }
}
