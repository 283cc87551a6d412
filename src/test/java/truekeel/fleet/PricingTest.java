package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import truekeel.kinds.Kind;
import truekeel.kinds.Kinds;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.Position;
import truekeel.model.ResourceRef;
import truekeel.model.Revision;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.Plan;
import truekeel.plan.PlanHash;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.RateBudget;
import truekeel.report.Cost;
import truekeel.schema.Schemas;

class PricingTest {
    private static final KindName NAME = KindName.of("Space");

    private final Pricing pricing = new Pricing(new Kinds(Schemas.bundled(), List.of(new ReloadedSpace())));
    private final RateBudget budget = new RateBudget(1, () -> Duration.ZERO);

    @Test
    void aPlanWithinTheLimitsOfTheMomentTakesNoTime() {
        // when
        Cost cost = pricing.of(plan(250), budget);

        // then
        assertThat(cost).isEqualTo(new Cost(250, 500, Duration.ZERO));
    }

    @Test
    void aLimitOfASingleOperationCountsLikeThoseOfAllCalls() {
        // when
        Cost writes = pricing.of(plan(501), budget);
        budget.soleUser(true);
        Cost halved = pricing.of(plan(251), budget);

        // then
        assertThat(writes.time())
                .as("250 reloads in five minutes, a thousand reads, 500 writes")
                .isEqualTo(RateBudget.WINDOW.multipliedBy(2));
        assertThat(halved.time()).isEqualTo(RateBudget.WINDOW.multipliedBy(2));
    }

    private static Plan plan(int creates) {
        List<Change> changes = IntStream.range(0, creates)
                .<Change>mapToObj(
                        number -> new Change.Create(desired("space " + number), "It does not exist.", Set.of()))
                .toList();
        return new Plan(
                TenantName.of("acme"),
                new Revision("0".repeat(40)),
                new PlanHash("0".repeat(64)),
                changes,
                List.of(),
                List.of());
    }

    private static Desired desired(String name) {
        return new Desired(
                new ResourceRef(NAME, name),
                NaturalKey.of(NAME, Map.of("name", name)),
                new Metadata(name, Map.of(), Map.of()),
                Desired.Lifecycle.PRESENT,
                Value.Fields.EMPTY,
                new Position("space.yaml", 1, 1),
                Map.of());
    }

    /** Two calls a change, one of them of an operation that Qlik allows 50 times a minute. */
    private static final class ReloadedSpace implements Kind {
        @Override
        public KindName name() {
            return NAME;
        }

        @Override
        public void observe(Look look, Consumer<Seen> each) {}

        @Override
        public List<Step> steps(Change change) {
            return List.of(
                    Step.updates("rename", binding -> QlikRequest.of(Operations.PATCH_SPACE)),
                    Step.updates("reload", binding -> QlikRequest.of(Operations.QUEUE_RELOAD))
                            .limitedBy(Operations.QUEUE_RELOAD));
        }
    }
}
