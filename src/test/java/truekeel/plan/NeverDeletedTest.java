package truekeel.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.NaturalKey;
import truekeel.model.Owned;
import truekeel.model.ReconcilePolicy;
import truekeel.model.ResourceRef;
import truekeel.model.Revision;
import truekeel.model.TenantName;
import truekeel.model.Value;

class NeverDeletedTest {
    private static final KindName GROUP = KindName.of("Group");
    private static final NaturalKey KEY = NaturalKey.of(GROUP, Map.of("name", "Analysts"));
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void releasesAnOrphanThatPruneMustLeaveAlone() {
        // given
        Owned ours = new Owned(
                new ResourceRef(GROUP, "Analysts"),
                KEY,
                "g1",
                "",
                Map.of(),
                Optional.empty(),
                Owned.Origin.CREATED,
                Value.Fields.EMPTY,
                NOW);

        // when
        Plan plan = plan(live(true), List.of(ours), ReconcilePolicy.Prune.ORPHANS);

        // then
        assertThat(plan.changes()).extracting(Change::action).containsExactly(Action.RELEASE);
    }

    @Test
    void neverDeletesAStrangerThatPruneMustLeaveAlone() {
        // given
        Live stranger = live(true);

        // when
        Plan plan = plan(stranger, List.of(), ReconcilePolicy.Prune.ALL);

        // then
        assertThat(plan.changes()).isEmpty();
    }

    @Test
    void deletesAnyOtherStrangerOfThatKind() {
        // given
        Live stranger = live(false);

        // when
        Plan plan = plan(stranger, List.of(), ReconcilePolicy.Prune.ALL);

        // then
        assertThat(plan.changes()).extracting(Change::action).containsExactly(Action.DELETE);
    }

    private static Live live(boolean neverDeleted) {
        return new Live(
                GROUP,
                "g1",
                List.of(KEY),
                "Analysts",
                Value.Fields.EMPTY,
                Value.Fields.EMPTY.with("neverDeleted", Value.flag(neverDeleted)),
                Optional.empty());
    }

    private static Plan plan(Live live, List<Owned> owned, ReconcilePolicy.Prune prune) {
        ReconcilePolicy builtIn = ReconcilePolicy.BUILT_IN;
        ReconcilePolicy policy = new ReconcilePolicy(
                builtIn.mode(),
                builtIn.interval(),
                prune,
                Set.of(GROUP),
                builtIn.budget(),
                builtIn.windows(),
                builtIn.ignore());
        PlanInput.World world = new PlanInput.World(
                Map.of(GROUP, new Observation.Complete(GROUP, List.of(live), NOW)),
                Map.of(GROUP, FieldRules.plain(GROUP)));
        return Planner.plan(new PlanInput(
                new PlanInput.Scope(TenantName.of("acme"), new Revision("folder-test"), policy, NOW),
                List.of(),
                world,
                new PlanInput.Memory(owned, List.of()),
                Map.of(),
                Map.of()));
    }
}
