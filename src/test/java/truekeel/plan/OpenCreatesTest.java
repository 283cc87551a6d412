package truekeel.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static truekeel.plan.PlanArbitraries.APP;
import static truekeel.plan.PlanArbitraries.GROUP;
import static truekeel.plan.PlanArbitraries.NOW;
import static truekeel.plan.PlanArbitraries.SPACE;
import static truekeel.plan.PlanArbitraries.desired;
import static truekeel.plan.PlanArbitraries.live;
import static truekeel.plan.PlanArbitraries.owned;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import truekeel.model.Desired;
import truekeel.model.Live;
import truekeel.model.Owned;
import truekeel.model.ResourceRef;
import truekeel.model.Value;

/** What is planned for a kind of which Qlik makes two objects of one name, while a create of it may be on its way. */
class OpenCreatesTest {
    private static final ResourceRef SALES = new ResourceRef(SPACE, "Sales");
    private static final Live LIVE = live(SPACE, "s1", "Sales", named("Sales"));
    private static final Owned OURS = owned(SPACE, "Sales", "s1", Owned.Origin.CREATED);

    private static Value.Fields named(String name) {
        return Value.Fields.EMPTY.with("name", Value.text(name));
    }

    private static Desired plain() {
        return desired(SPACE, "Sales", named("Sales"));
    }

    private static Desired described() {
        return desired(SPACE, "Sales", named("Sales").with("description", Value.text("Figures")));
    }

    /** A create was sent so long ago. */
    private static Situation sent(Duration ago) {
        FieldRules rules = new FieldRules(
                SPACE,
                Map.of(),
                false,
                FieldRules.Prunable.YES,
                new FieldRules.Lateness(Duration.ZERO, Duration.ofMinutes(2)));
        return new Situation().rules(rules).pending(SALES, NOW.minus(ago));
    }

    @Test
    void sendsNoSecondCreateWhileTheFirstMayStillArrive() {
        Situation open = sent(Duration.ofSeconds(119)).desired(plain());

        assertThat(open.changes()).isEmpty();
        assertThat(open.plan().refusals()).isEmpty();
        assertThat(open.plan().resources()).singleElement().satisfies(state -> {
            assertThat(state.state()).isEqualTo(DriftState.UNKNOWN);
            assertThat(state.code()).contains(RefusalCode.CREATE_UNCERTAIN);
            assertThat(state.message()).contains("sent again from 2026-11-22T10:00:01Z on");
        });
    }

    @Test
    void sendsItAgainOnceItCannotArriveAnyMore() {
        Situation over = sent(Duration.ofMinutes(2)).desired(plain());

        assertThat(over.changes()).containsExactly("create Space/Sales");
    }

    @Test
    void takesWhatArrivedLateAtOnce() {
        Situation arrived = sent(Duration.ofSeconds(1)).desired(described()).live(LIVE);

        assertThat(arrived.changes()).containsExactly("update Space/Sales");
    }

    /** The object was made and noted, so that the open create is one of a part, such as a term of a glossary. */
    @Test
    void changesNothingWhileAPartMayStillArrive() {
        Situation open =
                sent(Duration.ofSeconds(1)).desired(described()).live(LIVE).owned(OURS);

        assertThat(open.changes()).isEmpty();
        assertThat(open.plan().resources()).singleElement().satisfies(state -> {
            assertThat(state.state()).isEqualTo(DriftState.UNKNOWN);
            assertThat(state.code()).contains(RefusalCode.CREATE_UNCERTAIN);
            assertThat(state.fields()).hasSize(1);
        });
    }

    @Test
    void isContentOnceThePartIsThere() {
        Situation arrived =
                sent(Duration.ofSeconds(1)).desired(plain()).live(LIVE).owned(OURS);

        assertThat(arrived.states()).containsExactly("in_sync Space/Sales");
    }

    /** A request that arrives twice makes two objects; we know the one that we got an answer for. */
    @Test
    void tellsATwinOfADeclaredObjectAndLeavesIt() {
        Situation twins = sent(Duration.ofHours(1))
                .desired(plain())
                .live(LIVE, live(SPACE, "s2", "Sales", named("Sales")))
                .owned(OURS);

        assertThat(twins.changes()).isEmpty();
        assertThat(twins.states()).containsExactly("in_sync Space/Sales", "unmanaged Space/Sales (s2)");
        assertThat(twins.plan().resources().get(1).message()).startsWith("It answers to Space/Sales,");
    }

    @Test
    void holdsWhatStandsOnAnObjectThatMayStillArrive() {
        // given
        Desired app = desired(APP, "Board", named("Board"));
        Desired group = desired(GROUP, "Readers", named("Readers"));

        // when
        Situation open = sent(Duration.ofSeconds(1))
                .desired(group, app, plain())
                .refers(app.ref(), SALES)
                .refers(group.ref(), app.ref());

        // then
        assertThat(open.changes()).isEmpty();
        assertThat(open.plan().resources())
                .filteredOn(state -> state.ref().equals(group.ref()))
                .singleElement()
                .satisfies(state -> assertThat(state.message())
                        .isEqualTo("It refers to App/Board, a create of which may still come to light."));
    }
}
