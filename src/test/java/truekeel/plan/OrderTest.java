package truekeel.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static truekeel.plan.PlanArbitraries.APP;
import static truekeel.plan.PlanArbitraries.GROUP;
import static truekeel.plan.PlanArbitraries.SPACE;
import static truekeel.plan.PlanArbitraries.creation;
import static truekeel.plan.PlanArbitraries.delete;
import static truekeel.plan.PlanArbitraries.desired;
import static truekeel.plan.PlanArbitraries.live;
import static truekeel.plan.PlanArbitraries.owned;
import static truekeel.plan.PlanArbitraries.refs;
import static truekeel.plan.PlanArbitraries.update;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import truekeel.model.KindName;
import truekeel.model.Owned.Origin;
import truekeel.model.ReconcilePolicy;
import truekeel.model.Revision;
import truekeel.model.TenantName;
import truekeel.model.Value;

class OrderTest {
    private static List<Change> order(Change... changes) {
        Map<KindName, FieldRules> rules = new LinkedHashMap<>();
        List.of(GROUP, SPACE, APP).forEach(kind -> rules.put(kind, FieldRules.plain(kind)));
        return Order.of(
                List.of(changes),
                new PlanInput(
                        new PlanInput.Scope(
                                TenantName.of("acme"),
                                new Revision("folder-test"),
                                ReconcilePolicy.BUILT_IN,
                                PlanArbitraries.NOW),
                        List.of(),
                        new PlanInput.World(Map.of(), rules),
                        new PlanInput.Memory(List.of(), List.of()),
                        Map.of(),
                        Map.of()));
    }

    private static List<String> told(Change... changes) {
        return order(changes).stream()
                .map(change -> change.action().word() + " " + change.ref())
                .toList();
    }

    @Test
    void putsQuietChangesFirstThenWritesThenDeletions() {
        assertThat(told(
                        delete(APP, "old"),
                        creation(APP, "new"),
                        update(SPACE, "s", List.of()),
                        new Change.Release(owned(APP, "r", "1", Origin.CREATED), "gone"),
                        new Change.Adopt(
                                desired(SPACE, "a", Value.Fields.EMPTY),
                                live(SPACE, "2", "a", Value.Fields.EMPTY),
                                "agrees")))
                .containsExactly(
                        "adopt Space/a", "release App/r", "update Space/s", "create App/new", "delete App/old");
    }

    @Test
    void putsWhatIsReferredToFirstWhateverItsKind() {
        assertThat(told(creation(GROUP, "g", "App/z"), creation(SPACE, "s", "Group/g"), creation(APP, "z")))
                .containsExactly("create App/z", "create Group/g", "create Space/s");
    }

    /** The order, and with it the plan's hash, hung on the order in which a set gave its references away. */
    @Test
    void ordersWhatIsReferredToByKindAndName() {
        List<String> expected = List.of("create Group/b", "create Space/c", "create Space/d", "create Group/a");

        assertThat(told(
                        creation(GROUP, "a", "Group/b", "Space/d", "Space/c"),
                        creation(GROUP, "b"),
                        creation(SPACE, "c"),
                        creation(SPACE, "d")))
                .isEqualTo(expected);
        assertThat(told(
                        creation(SPACE, "d"),
                        creation(SPACE, "c"),
                        creation(GROUP, "b"),
                        creation(GROUP, "a", "Space/c", "Space/d", "Group/b")))
                .isEqualTo(expected);
    }

    @Test
    void ordersObjectsOfOneNameByTheirIds() {
        Change.Delete one = new Change.Delete(
                delete(SPACE, "s").ref(), live(SPACE, "1", "s", Value.Fields.EMPTY), Optional.empty(), "", Set.of());
        Change.Delete two = new Change.Delete(
                delete(SPACE, "s").ref(), live(SPACE, "2", "s", Value.Fields.EMPTY), Optional.empty(), "", Set.of());

        assertThat(order(two, one)).containsExactly(one, two);
        assertThat(order(one, two)).containsExactly(one, two);
    }

    @Test
    void deletesKindByKindInReverseAndLetsEachWaitForTheLaterKinds() {
        List<Change> ordered =
                order(delete(GROUP, "g"), delete(SPACE, "t"), delete(APP, "a"), delete(SPACE, "s"), delete(APP, "b"));

        assertThat(ordered)
                .extracting(change -> change.ref().toString())
                .containsExactly("App/a", "App/b", "Space/s", "Space/t", "Group/g");
        assertThat(ordered)
                .extracting(Change::dependsOn)
                .containsExactly(
                        Set.of(),
                        Set.of(),
                        refs("App/a", "App/b"),
                        refs("App/a", "App/b"),
                        refs("App/a", "App/b", "Space/s", "Space/t"));
    }

    @Test
    void holdsEveryChangeOfACircleOnce() {
        assertThat(told(
                        creation(GROUP, "a", "Group/b"),
                        creation(GROUP, "b", "Group/c"),
                        creation(GROUP, "c", "Group/a"),
                        creation(GROUP, "d", "Group/d")))
                .containsExactly("create Group/c", "create Group/b", "create Group/a", "create Group/d");
    }

    @Test
    void putsKindsWithoutRulesLast() {
        KindName other = KindName.of("Aaa");

        assertThat(told(creation(other, "x"), creation(APP, "a"))).containsExactly("create App/a", "create Aaa/x");
    }
}
